import * as v from "valibot";
import { check, rules } from "../check.ts";
import { correlationRule } from "./correlation-rule.ts";

/**
 * Rough volatility (Bayer, Friz and Gatheral 2016): the logarithm of the variance moves as a
 * fractional Brownian motion, about a forward variance that is the same for all times.
 */
export interface RoughBergomi {
  readonly type: "roughBergomi";
  /** Expected variance a year, at every time. */
  readonly forwardVariance: number;
  /** Between 0 and 1; about 0.1 in markets. */
  readonly hurst: number;
  /** Volatility of the variance: the logarithm's variance after t years is eta^2 t^(2 hurst). */
  readonly eta: number;
  /** Of the variance's driver with the returns. */
  readonly correlation: number;
  /** Growth of the expected spot in the real world, a year, continuously compounded. */
  readonly drift: number;
}

export const roughBergomiSchema: v.GenericSchema<unknown, RoughBergomi> = v.strictObject({
  type: v.literal("roughBergomi"),
  forwardVariance: rules.positive,
  hurst: v.pipe(
    rules.positive,
    v.check((value) => value < 1, "must be below 1"),
  ),
  eta: rules.nonNegative,
  correlation: correlationRule,
  drift: v.optional(rules.finite, 0),
});

/** Rough Bergomi; the drift is 0 unless given. Simulation takes time with the square of the steps. */
export function roughBergomi(options: {
  forwardVariance: number;
  hurst: number;
  eta: number;
  correlation: number;
  drift?: number;
}): RoughBergomi {
  return check(roughBergomiSchema, { type: "roughBergomi", ...options }, "model");
}
