import { check, rules } from "../check.ts";
import { type ReturnsOptions, readReturns } from "./read-returns.ts";

export interface EwmaVolatilityOptions extends ReturnsOptions {
  /** Weight of the past, between 0 and 1; 0.94 by default, that of RiskMetrics for daily returns. */
  readonly decay?: number | undefined;
  /** Returns whose mean square the recursion begins with, 20 by default. */
  readonly start?: number | undefined;
}

/**
 * Exponentially weighted volatility, a year: one number for each return as foreseen the step
 * before, and one for the return to come. Variances follow h = decay h + (1 - decay) r^2, without a
 * mean (J. P. Morgan, RiskMetrics Technical Document, 1996, equation 5.3). It forecasts; it is no
 * estimate with a standard error.
 */
export function ewmaVolatility(options: EwmaVolatilityOptions): Float64Array {
  const decay = check(rules.finite, options.decay ?? 0.94, "decay");
  if (!(decay > 0 && decay < 1))
    throw new RangeError(`decay must lie between 0 and 1, got ${decay}`);
  const start = check(rules.count, options.start ?? 20, "start");
  const { values, stepYears } = readReturns(options, start);
  let variance = values.subarray(0, start).reduce((sum, r) => sum + r * r, 0) / start;
  const annual = (each: number) => Math.sqrt(each / stepYears);
  const foreseen = new Float64Array(values.length + 1);
  foreseen[0] = annual(variance);
  values.forEach((r, t) => {
    variance = decay * variance + (1 - decay) * r * r;
    foreseen[t + 1] = annual(variance);
  });
  return foreseen;
}
