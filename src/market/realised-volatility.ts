import { show } from "../check.ts";
import type { Estimate } from "../estimate.ts";

/** Bars of equal length in the order of time; one number a bar. */
export interface Bars {
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
}

/** How the variance of a bar is estimated. */
export type RangeEstimator = "close-to-close" | "parkinson" | "garman-klass" | "yang-zhang";

export interface RealisedVolatilityOptions {
  /** Bars, or closing prices alone, which only `close-to-close` can use. */
  readonly prices: Bars | readonly number[];
  /** `close-to-close` by default. */
  readonly estimator?: RangeEstimator | undefined;
  /** Days of a bar, 1 by default. */
  readonly stepDays?: number | undefined;
}

const FEWEST = 3;
const GROUPS = 100;

/**
 * Volatility of a stretch of prices, a year of 365 days. `close-to-close` is the standard deviation
 * of log returns. `parkinson` (1980, equation 5) reads the range of bars, `garman-klass` (1980,
 * equation 20) the close too: both take the price to be driftless and trade to be continuous.
 * `yang-zhang` (2000, equation 7) allows for drift and for gaps between bars.
 *
 * Standard errors leave out one stretch of bars after another, a hundred in all (jackknife), so they
 * assume no normal returns, and independence only from stretch to stretch.
 */
export function realisedVolatility({
  prices,
  estimator = "close-to-close",
  stepDays = 1,
}: RealisedVolatilityOptions): Estimate {
  if (!(stepDays > 0)) throw new RangeError(`stepDays must be positive, got ${show(stepDays)}`);
  const variance = VARIANCES[estimator];
  if (!variance)
    throw new RangeError(
      `unknown estimator: ${estimator}, known are ${Object.keys(VARIANCES).join(", ")}`,
    );
  const bars = logBars(prices, estimator);
  const count = bars.length;
  if (count < FEWEST) throw new RangeError(`bars must be at least ${FEWEST}, got ${count}`);
  const annual = (of: readonly LogBar[]) => Math.sqrt((variance(of) * 365) / stepDays);
  const groups = Math.min(count, GROUPS);
  const edge = (group: number) => Math.floor((group * count) / groups);
  const without = Array.from({ length: groups }, (_, g) =>
    annual([...bars.slice(0, edge(g)), ...bars.slice(edge(g + 1))]),
  );
  const mean = without.reduce((sum, value) => sum + value, 0) / groups;
  const squares = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Object.freeze({
    value: annual(bars),
    standardError: Math.sqrt((squares * (groups - 1)) / groups),
  });
}

/** A bar in logarithms: the gap before it, then high, low and close over its open. */
interface LogBar {
  readonly gap: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

function average(bars: readonly LogBar[], of: (bar: LogBar) => number): number {
  return bars.reduce((sum, bar) => sum + of(bar), 0) / bars.length;
}

/** Sample variance, which divides by one less than the count. */
function spread(bars: readonly LogBar[], of: (bar: LogBar) => number): number {
  const mean = average(bars, of);
  return (average(bars, (bar) => (of(bar) - mean) ** 2) * bars.length) / (bars.length - 1);
}

/** The drift-independent variance within a bar (Rogers and Satchell 1991). */
function rogersSatchell({ high, low, close }: LogBar): number {
  return high * (high - close) + low * (low - close);
}

const VARIANCES: Readonly<Record<RangeEstimator, (bars: readonly LogBar[]) => number>> = {
  "close-to-close": (bars) => spread(bars, ({ gap, close }) => gap + close),
  parkinson: (bars) => average(bars, ({ high, low }) => (high - low) ** 2) / (4 * Math.LN2),
  "garman-klass": (bars) =>
    average(
      bars,
      ({ high, low, close }) =>
        0.511 * (high - low) ** 2 -
        0.019 * (close * (high + low) - 2 * high * low) -
        0.383 * close ** 2,
    ),
  "yang-zhang": (bars) => {
    const k = 0.34 / (1.34 + (bars.length + 1) / (bars.length - 1));
    const overnight = spread(bars, ({ gap }) => gap);
    const inside = spread(bars, ({ close }) => close);
    return overnight + k * inside + (1 - k) * average(bars, rogersSatchell);
  },
};

/** The first bar only tells what the gap before the second one is. */
function logBars(prices: Bars | readonly number[], estimator: RangeEstimator): LogBar[] {
  if (!("close" in prices)) {
    if (estimator !== "close-to-close")
      throw new TypeError(`${estimator} needs bars of open, high, low and close`);
    checkPrices("prices", prices);
    return prices.slice(1).map((price, i) => {
      return { gap: 0, high: 0, low: 0, close: Math.log(price / prices[i]!) };
    });
  }
  const { open, high, low, close } = prices;
  for (const [name, column] of Object.entries({ open, high, low, close })) {
    if (column?.length !== close.length)
      throw new RangeError(`${name} has ${column?.length ?? 0} values, expected ${close.length}`);
    checkPrices(name, column);
  }
  return close.slice(1).map((last, k) => {
    const i = k + 1;
    const ordered = low[i]! <= Math.min(open[i]!, last) && high[i]! >= Math.max(open[i]!, last);
    if (!ordered) throw new RangeError(`bar ${i} must lie between its low and its high`);
    const over = (price: number) => Math.log(price / open[i]!);
    return {
      gap: Math.log(open[i]! / close[k]!),
      high: over(high[i]!),
      low: over(low[i]!),
      close: over(last),
    };
  });
}

function checkPrices(name: string, values: readonly number[]): void {
  const bad = values.findIndex((value) => !(value > 0 && value < Infinity));
  if (bad >= 0)
    throw new RangeError(`${name}[${bad}] must be positive and finite, got ${show(values[bad])}`);
}
