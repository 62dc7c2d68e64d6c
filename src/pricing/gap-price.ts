import * as v from "valibot";
import { check, rules } from "../check.ts";
import { assetDigital, cashDigital } from "./digital-price.ts";
import { type OptionTerms, optionRules, signOf } from "./terms.ts";

/** An option that is exercised by one strike and pays by another. */
export interface GapOptions extends OptionTerms {
  /** What is paid for the asset, or for giving it: the payoff can be negative. */
  payoffStrike: number;
}

const schema = v.strictObject({ ...optionRules, payoffStrike: rules.finite });

/**
 * Price of a gap option: spot less `payoffStrike` where the spot ends above `strike`, and for a put
 * `payoffStrike` less spot below it. Reiner and Rubinstein (1991), as in Haug (2007), 4.18.
 */
export function gapPrice(options: GapOptions): number {
  const { payoffStrike, ...option } = check(schema, options, "options");
  return signOf(option.kind) * (assetDigital(option) - payoffStrike * cashDigital(option));
}
