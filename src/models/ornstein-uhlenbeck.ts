import * as v from "valibot";
import { check, rules } from "../check.ts";
import { correlationRule } from "./correlation-rule.ts";

/** A level that reverts to its mean: a funding rate, a basis. It may be negative. */
export interface OrnsteinUhlenbeck {
  readonly type: "ornsteinUhlenbeck";
  /** At the start. */
  readonly level: number;
  /** A year: half of a gap is gone after ln 2 over it, in years. */
  readonly meanReversion: number;
  readonly longLevel: number;
  /** Of the level, a year. */
  readonly volatility: number;
  /** Of its shocks with the returns, and with the shocks of the variance, of the market's asset. */
  readonly correlations: { readonly returns: number; readonly variance: number };
}

export const ornsteinUhlenbeckSchema: v.GenericSchema<unknown, OrnsteinUhlenbeck> = v.strictObject({
  type: v.literal("ornsteinUhlenbeck"),
  level: rules.finite,
  meanReversion: rules.nonNegative,
  longLevel: rules.finite,
  volatility: rules.nonNegative,
  correlations: v.optional(
    v.strictObject({
      returns: v.optional(correlationRule, 0),
      variance: v.optional(correlationRule, 0),
    }),
    {},
  ),
});

/** A mean-reverting level, exact at every step; uncorrelated unless told. */
export function ornsteinUhlenbeck(options: {
  level: number;
  meanReversion: number;
  longLevel: number;
  volatility: number;
  correlations?: { returns?: number; variance?: number };
}): OrnsteinUhlenbeck {
  return check(ornsteinUhlenbeckSchema, { type: "ornsteinUhlenbeck", ...options }, "level");
}
