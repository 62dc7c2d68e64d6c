import * as v from "valibot";
import { check, rules } from "../check.ts";

export interface InverseRatioOptions {
  /** Volatilities a year of the coin's spot price and of the contract's. */
  spotVolatility: number;
  futuresVolatility: number;
  /** Of their log returns. */
  correlation: number;
  /** Time until the hedge is settled or changed, in years. */
  years: number;
}

/** A hedge with contracts that are settled in the coin. */
export interface InverseRatio {
  /** Contracts of one unit of quote currency to sell, over the value of the coins held. */
  readonly ratio: number;
  /** Share of the variance, in quote currency, that they remove. */
  readonly effectiveness: number;
}

const schema = v.strictObject({
  spotVolatility: rules.positive,
  futuresVolatility: rules.positive,
  correlation: v.pipe(
    rules.finite,
    v.check((value) => Math.abs(value) <= 1, "must be from -1 to 1"),
  ),
  years: rules.positive,
});

/**
 * The minimum-variance ratio of an inverse contract in closed form, for a holder of coins who
 * reckons in quote currency, where spot and futures are lognormal martingales. A contract sold at
 * F0 pays 1 / F1 - 1 / F0 coins, worth S1 each. With a = S1 / S0 and b = a F0 / F1 the ratio is
 * Cov(a, a - b) / Var(a - b): the contract's own product of two prices, where the linear formula
 * has a return. It is 1, and removes all variance, where futures and spot are one, whatever the
 * move; as `years` go to 0 it tends to the linear correlation times the ratio of volatilities.
 */
export function inverseRatio(options: InverseRatioOptions): InverseRatio {
  const {
    spotVolatility: s,
    futuresVolatility: f,
    correlation,
    years,
  } = check(schema, options, "inverseRatio");
  const shared = correlation * s * f;
  // log b has variance (s^2 + f^2 - 2 shared) t, covariance (s^2 - shared) t with log a, and b has
  // the mean exp((f^2 - shared) t)
  const mean = Math.exp((f * f - shared) * years);
  const varianceOfA = Math.expm1(s * s * years);
  const varianceOfB = mean * mean * Math.expm1((s * s + f * f - 2 * shared) * years);
  const covariance = mean * Math.expm1((s * s - shared) * years);
  const gain = varianceOfA - covariance;
  const variance = varianceOfA + varianceOfB - 2 * covariance;
  const ratio = gain / variance;
  return Object.freeze({ ratio, effectiveness: (ratio * gain) / varianceOfA });
}
