import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { PriceSeries } from "../market/price-series.ts";
import { calibrateGarch } from "../models/calibrate-garch.ts";

/** Closes, and the days that a kernel density of their returns is made for. */
export interface KernelDensityOptions {
  /** Daily closes, from `window` days before `from` on. */
  readonly prices: PriceSeries;
  /** First and last day of the segment, UTC. */
  readonly from: string;
  readonly to: string;
  /** Returns that each day's model is fitted to; 365 unless given. */
  readonly window?: number | undefined;
}

/** What daily returns of a segment look like in deviations that were foreseen. */
export interface KernelDensity {
  /** Deviation foreseen for the next return, from the first day to the last. */
  readonly deviations: readonly number[];
  /** Returns of the day before the first to the last over the deviation of their day, ascending. */
  readonly residuals: readonly number[];
}

const schema = v.strictObject({
  prices: v.custom<PriceSeries>(
    (input) => typeof input === "object" && input !== null && "prices" in input,
    "must be a price series",
  ),
  from: v.string(),
  to: v.string(),
  window: v.optional(
    v.pipe(
      rules.count,
      v.check((count) => count >= 100, "must be at least 100"),
    ),
    365,
  ),
});

/**
 * Residuals and deviations of the KDE market of Matic, Packham and Haerdle (2023): a GARCH(1,1)
 * without mean, fitted anew every day to the last `window` log returns less their mean. As in the
 * study, the deviation of a day is the one foreseen for the day after it, so that it knows the
 * return that it divides: residuals are smaller than forecasts alone would make them.
 */
export async function kernelDensity(options: KernelDensityOptions): Promise<KernelDensity> {
  const { prices, from, to, window } = check(schema, options, "options");
  const logs = prices.prices.map(Math.log);
  const returns = logs.map((log, i) => (i === 0 ? Number.NaN : log - logs[i - 1]!));
  const [first, last] = [placeOf(prices, "from", from), placeOf(prices, "to", to)];
  if (first - window < 1) {
    throw new RangeError(`prices must start ${window + 1} days before ${from}`);
  }
  const deviations: number[] = [];
  for (let day = first - 1; day <= last; day++) {
    deviations.push(await foreseen(returns.slice(day + 1 - window, day + 1)));
  }
  const residuals = deviations.map((deviation, i) => returns[first - 1 + i]! / deviation);
  return Object.freeze({
    deviations: Object.freeze(deviations.slice(1)),
    residuals: Object.freeze(residuals.sort((a, b) => a - b)),
  });
}

function placeOf({ times }: PriceSeries, name: string, day: string): number {
  const place = times.indexOf(Date.parse(day));
  if (place < 0) throw new RangeError(`${name} must be a day of the prices, got ${day}`);
  return place;
}

async function foreseen(returns: readonly number[]): Promise<number> {
  const mean = returns.reduce((sum, r) => sum + r, 0) / returns.length;
  const centred = returns.map((r) => r - mean);
  return (await calibrateGarch({ returns: centred, mean: "zero" })).nextDeviation;
}
