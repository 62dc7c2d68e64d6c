import * as v from "valibot";
import { check, rules } from "../check.ts";
import { normalDistribution } from "../core/functions.ts";
import { blackMoneyness, deviationOf, discountOf, forwardOf } from "./black.ts";
import { numberOr, type Option, type OptionTerms, optionRules, signOf } from "./terms.ts";

/** What a digital pays: a sum of money, or the asset itself. */
export type DigitalPays = "cash" | "asset";

/** An option that pays all or nothing at expiry: a call above the strike, a put below. */
export interface DigitalOptions extends OptionTerms {
  /** `"cash"` by default. */
  pays?: DigitalPays | undefined;
  /** The sum that `"cash"` means; 1 by default. */
  cash?: number | undefined;
}

export const paysRule: v.GenericSchema<unknown, DigitalPays> = v.optional(
  v.picklist(["cash", "asset"], "must be cash or asset"),
  "cash",
);

const schema = v.strictObject({
  ...optionRules,
  pays: paysRule,
  cash: numberOr(rules.nonNegative, 1),
});

/**
 * Price of a European digital, cash or nothing or asset or nothing: Rubinstein and Reiner (1991),
 * "Unscrambling the binary code". Certain to end at the strike it pays nothing.
 */
export function digitalPrice(options: DigitalOptions): number {
  const { pays, cash, ...option } = check(schema, options, "options");
  return pays === "cash" ? cash * cashDigital(option) : assetDigital(option);
}

/** Value of one unit of money at expiry if the option ends in the money. */
export function cashDigital(option: Option): number {
  return discountOf(option) * endsInside(option, deviationOf(option));
}

/** Value of one unit of the asset at expiry if the option ends in the money. */
export function assetDigital(option: Option): number {
  return discountOf(option) * forwardOf(option) * endsInside(option, 0);
}

/** Probability to end in the money, `less` below d1. */
function endsInside(option: Option, less: number): number {
  const sign = signOf(option.kind),
    forward = forwardOf(option),
    deviation = deviationOf(option);
  if (deviation === 0) return sign * (forward - option.strike) > 0 ? 1 : 0;
  return normalDistribution(sign * (blackMoneyness(forward, option.strike, deviation) - less));
}
