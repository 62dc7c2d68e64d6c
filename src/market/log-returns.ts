import type { PriceSeries } from "./price-series.ts";

/** Milliseconds in a year of 365 days. */
const YEAR = 365 * 24 * 3600 * 1000;

/** Log returns of a stretch of prices and the time that it spans. */
export interface LogReturns {
  /** One fewer than the prices. */
  readonly values: readonly number[];
  /** UTC milliseconds of the first and of the last price. */
  readonly from: number;
  readonly to: number;
  /**
   * Returns in a year of 365 days, counted over the span itself: 8760 for hours around the clock,
   * about 252 for the days of a stock exchange.
   */
  readonly periodsPerYear: number;
}

/** The last `window` log returns of a series, all by default. */
export function logReturns(series: PriceSeries, window?: number): LogReturns {
  const first = window === undefined ? 0 : series.prices.length - 1 - window;
  const logs = series.prices.slice(first).map(Math.log);
  const values = logs.slice(1).map((log, index) => log - logs[index]!);
  const [from, to] = [series.times[first]!, series.times.at(-1)!];
  return { values, from, to, periodsPerYear: (values.length * YEAR) / (to - from) };
}
