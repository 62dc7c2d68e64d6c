import * as v from "valibot";
import { rules } from "../check.ts";
import { flowOf, mostOf, participationSchema, type VenueCosts } from "../hedging/costs.ts";
import { durationSchema, seconds } from "../hedging/duration.ts";
import type { Frictions } from "./frictions.ts";

/**
 * What trading a hedge meets: the fields of `venueCosts`, whose descriptions serve too. A fee of
 * 0.0005 unless given, and nothing else. Lots and limits are units, or contracts of quote currency
 * for `inverse` returns; `funding` is a constant rate a year beside that of recorded rates. Walks
 * trade no options, so that what these cost is not asked for, and miss no orders. A `delay` is a
 * whole number of periods.
 */
export type WalkCosts = Partial<Omit<VenueCosts, "type" | "missed">> & {
  readonly type?: "venue";
};

type CheckedCosts = Omit<VenueCosts, "type" | "option" | "missed">;

const fraction = v.pipe(
  rules.nonNegative,
  v.check((value) => value < 1, "must be a fraction below 1"),
);

export const walkCostsSchema: v.GenericSchema<unknown, CheckedCosts> = v.strictObject({
  type: v.optional(v.literal("venue", 'must be "venue"')),
  fee: v.optional(fraction, 0.0005),
  halfSpread: v.optional(fraction, 0),
  impact: v.optional(rules.nonNegative, 0),
  permanentImpact: v.optional(rules.nonNegative),
  perTrade: v.optional(rules.nonNegative, 0),
  funding: v.optional(rules.finite, 0),
  capital: v.optional(rules.nonNegative, 0),
  lot: v.optional(rules.nonNegative, 0),
  most: v.optional(rules.nonNegative, 0),
  participation: v.optional(participationSchema),
  delay: v.optional(durationSchema),
  option: v.optional(v.unknown()),
});

/** Costs as an account takes them, whose prices are so many years apart. */
export function frictionsOf(costs: CheckedCosts, stepYears: number): Frictions {
  const { fee, halfSpread, funding, impact, permanentImpact: permanent, ...rest } = costs,
    { perTrade, capital, lot } = rest;
  const most = mostOf(costs.most, flowOf(costs, stepYears * 365 * 86_400));
  const traded = { costRate: fee + halfSpread, impact, permanent, perTrade };
  return { ...traded, carry: funding, capital, lot, most };
}

/** Periods of so many milliseconds that an order takes to its fill. */
export function periodsOf(delay: string | undefined, period: number): number {
  const periods = delay === undefined ? 0 : (1000 * seconds(delay)) / period;
  if (Number.isSafeInteger(periods)) return periods;
  throw new RangeError(`delay must be whole periods of ${period / 60_000} minutes, got ${delay}`);
}
