import * as v from "valibot";
import { check, rules } from "../check.ts";
import { discountOf, forwardOf } from "./black.ts";
import { type DigitalPays, paysRule } from "./digital-price.ts";
import {
  discountedPassage,
  passageInAsset,
  passageProbability,
  passageTo,
} from "./first-passage.ts";
import { numberOr, type OptionTerms, optionRules } from "./terms.ts";

/** A digital whose strike is watched continuously: a call by touching it from below, a put from above. */
export interface AmericanDigitalOptions extends OptionTerms {
  /** `"cash"` by default. */
  pays?: DigitalPays | undefined;
  /** The sum that `"cash"` means; 1 by default. */
  cash?: number | undefined;
  /** Whether it pays when the strike is touched or at expiry; `"atHit"` by default. */
  paid?: "atHit" | "atExpiry" | undefined;
  /** `"in"`: pays if touched; `"out"`: pays at expiry if not. `"in"` by default. */
  knock?: "in" | "out" | undefined;
}

const schema = v.strictObject({
  ...optionRules,
  strike: rules.positive,
  pays: paysRule,
  cash: numberOr(rules.nonNegative, 1),
  paid: v.optional(v.picklist(["atHit", "atExpiry"], "must be atHit or atExpiry"), "atHit"),
  knock: v.optional(v.picklist(["in", "out"], "must be in or out"), "in"),
});

/**
 * Price of an American digital, a one-touch or a no-touch: Rubinstein and Reiner (1991),
 * "Unscrambling the binary code". A spot at the strike or beyond has touched it: the digital then
 * pays now, or is certain to pay at expiry, or is dead.
 */
export function americanDigitalPrice(options: AmericanDigitalOptions): number {
  const { pays, cash, paid, knock, ...option } = check(schema, options, "options");
  const { kind, spot, strike, rate } = option;
  if (knock === "out" && paid === "atHit") {
    throw new RangeError(`paid must be atExpiry for a digital that knocks out, got "${paid}"`);
  }
  const touched = kind === "call" ? spot >= strike : spot <= strike;
  if (paid === "atHit") {
    const amount = pays === "cash" ? cash : touched ? spot : strike;
    return amount * (touched ? 1 : discountedPassage(passageTo(strike, option), rate));
  }
  const passage = pays === "cash" ? passageTo(strike, option) : passageInAsset(strike, option),
    probability = touched ? 1 : passageProbability(passage);
  const amount = discountOf(option) * (pays === "cash" ? cash : forwardOf(option));
  return amount * (knock === "in" ? probability : Math.max(0, 1 - probability));
}
