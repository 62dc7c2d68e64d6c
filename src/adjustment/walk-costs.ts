import * as v from "valibot";
import { rules } from "../check.ts";
import { flowOf, participationSchema, type VenueCosts } from "../hedging/costs.ts";
import { mostOf } from "../hedging/custom/traded.ts";
import type { Frictions } from "./frictions.ts";

/**
 * What trading a hedge meets: the fields of `venueCosts`, whose descriptions serve too. A fee of
 * 0.0005 unless given, and nothing else. Lots and limits are units, or contracts of quote currency
 * for `inverse` returns; `funding` is a constant rate a year beside that of recorded rates. Walks
 * trade no options, so that what these cost is not asked for, miss no orders and fill them at once.
 */
export type WalkCosts = Partial<Omit<VenueCosts, "type" | "missed" | "delay">> & {
  readonly type?: "venue";
};

type CheckedCosts = Omit<VenueCosts, "type" | "option" | "missed" | "delay">;

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
