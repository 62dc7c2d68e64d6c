import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponential, normalDistribution } from "../core/functions.ts";
import { blackMoneyness, deviationOf, forwardOf } from "./black.ts";
import { type Market, type OptionTerms, optionRules, signOf } from "./terms.ts";

/**
 * What a delta is counted in, as currency desks do (Reiswich and Wystup, 2010, "A guide to FX
 * options quoting conventions"): hedged with the spot or with the forward, and less the premium
 * where that is paid in the currency, or the coin, that the option is on.
 */
export type DeltaConvention = "spot" | "forward" | "premiumAdjustedSpot" | "premiumAdjustedForward";

/** An option and the convention of its delta. `rate` is the domestic rate, `dividendYield` the foreign. */
export interface CurrencyDeltaOptions extends OptionTerms {
  /** `"spot"` by default. */
  convention?: DeltaConvention | undefined;
}

export const conventionRule: v.GenericSchema<unknown, DeltaConvention> = v.optional(
  v.picklist(
    ["spot", "forward", "premiumAdjustedSpot", "premiumAdjustedForward"],
    "must be spot, forward, premiumAdjustedSpot or premiumAdjustedForward",
  ),
  "spot",
);

const schema = v.strictObject({
  ...optionRules,
  strike: rules.positive,
  convention: conventionRule,
});

/** Delta of a currency option, or of one on a coin, by convention; negative for a put. */
export function currencyDelta(options: CurrencyDeltaOptions): number {
  const option = check(schema, options, "options");
  const { strike, convention } = option,
    sign = signOf(option.kind),
    forward = forwardOf(option),
    deviation = deviationOf(option),
    d1 = blackMoneyness(forward, strike, deviation);
  const hedged = isPremiumAdjusted(convention)
    ? (strike / forward) * normalDistribution(sign * (d1 - deviation))
    : normalDistribution(sign * d1);
  return sign * hedgeFactor(convention, option) * hedged;
}

/** Whether the premium counts as a holding of the underlying. */
export function isPremiumAdjusted(convention: DeltaConvention): boolean {
  return convention.startsWith("premiumAdjusted");
}

/** Units of the hedge that cover one unit at expiry. */
export function hedgeFactor(convention: DeltaConvention, market: Market): number {
  const { dividendYield, years } = market;
  return /spot$/i.test(convention) ? exponential(-dividendYield * years) : 1;
}
