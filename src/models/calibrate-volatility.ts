import { check, rules } from "../check.ts";
import type { Estimate } from "../estimate.ts";
import { type LogReturns, logReturns } from "../market/log-returns.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { DatedCalibration } from "./calibration.ts";

/** Geometric Brownian motion fitted to prices. */
export interface VolatilityCalibration extends DatedCalibration<"volatility" | "drift"> {
  /** Standard deviation of log returns over a year, a fraction. */
  readonly volatility: Estimate;
  /** Growth rate of the expected price over a year, a fraction. */
  readonly drift: Estimate;
  /** Fourth standardised moment of log returns less 3; 0 for a normal distribution. */
  readonly excessKurtosis: number;
}

export interface CalibrateVolatilityOptions {
  /** Use only so many of the most recent returns. */
  window?: number | undefined;
}

/** Below this a fourth moment says nothing. */
const FEWEST = 10;

/**
 * Fit geometric Brownian motion to a price series by moments. Returns are annualised by their
 * count over the time that they span, in years of 365 days: gaps and weekends need no convention.
 *
 * The standard errors do not assume normal returns, which are far too optimistic for prices with
 * fat tails, but independent ones: where volatility comes in clusters the true errors are larger.
 * The moments of the sample mean and variance are exact (Cramér, Mathematical Methods of
 * Statistics, 1946, 27.4), the roots and sums of them by the delta method (28.4).
 */
export function calibrateVolatility(
  series: PriceSeries,
  { window }: CalibrateVolatilityOptions = {},
): VolatilityCalibration {
  const returns = logReturns(series, checkWindow(series, window));
  const moments = sampleMoments(returns.values);
  if (!(moments.variance > 0))
    throw new RangeError(`${series.name}: prices must vary, got ${series.prices.at(-1)} only`);
  const parameters = annualised(moments, returns.periodsPerYear);
  return Object.freeze({
    ...parameters,
    excessKurtosis: moments.fourth / moments.second ** 2 - 3,
    parameters: Object.freeze(parameters),
    logLikelihood: (-moments.count / 2) * (Math.log(2 * Math.PI * moments.second) + 1),
    converged: true,
    returns: moments.count,
    from: returns.from,
    to: returns.to,
    interval: series.interval,
    periodsPerYear: returns.periodsPerYear,
  });
}

function checkWindow(series: PriceSeries, window?: number): number {
  const available = series.prices.length - 1;
  const used = window === undefined ? available : check(rules.count, window, "window");
  if (used > available)
    throw new RangeError(`window must be at most the ${available} returns there are, got ${used}`);
  if (used < FEWEST)
    throw new RangeError(
      `${series.name}: volatility needs at least ${FEWEST} returns, got ${used}`,
    );
  return used;
}

/** Moments of one sample. `second`, `third` and `fourth` are central and divide by the count. */
interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Unbiased, divides by one less than the count. */
  readonly variance: number;
  readonly second: number;
  readonly third: number;
  readonly fourth: number;
}

function sampleMoments(values: LogReturns["values"]): Moments {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const central = (power: number) =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / count;
  const second = central(2);
  const variance = (second * count) / (count - 1);
  return { count, mean, variance, second, third: central(3), fourth: central(4) };
}

function annualised(moments: Moments, year: number): { volatility: Estimate; drift: Estimate } {
  const { count, mean, variance, third, fourth } = moments;
  const varianceOfMean = variance / count;
  const varianceOfVariance = (fourth - ((count - 3) / (count - 1)) * variance ** 2) / count;
  const covariance = third / count;
  const deviation = Math.sqrt(variance);
  return {
    volatility: Object.freeze({
      value: deviation * Math.sqrt(year),
      standardError: (Math.sqrt(varianceOfVariance) / (2 * deviation)) * Math.sqrt(year),
    }),
    // The price grows by exp(mean + variance / 2) a return.
    drift: Object.freeze({
      value: (mean + variance / 2) * year,
      standardError: Math.sqrt(varianceOfMean + varianceOfVariance / 4 + covariance) * year,
    }),
  };
}
