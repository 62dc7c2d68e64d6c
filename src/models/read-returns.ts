import { check, rules, show } from "../check.ts";
import { logReturns } from "../market/log-returns.ts";
import type { PriceSeries } from "../market/price-series.ts";

/** Prices or log returns, one of them. */
export interface ReturnsOptions {
  /** A series, whose times tell the step, or bare prices, one a step. */
  readonly prices?: PriceSeries | readonly number[] | undefined;
  /** Log returns as fractions: 0.01 is 1 %. */
  readonly returns?: ArrayLike<number> | undefined;
  /** Days from one return to the next, 1 by default; of a price series its median spacing. */
  readonly stepDays?: number | undefined;
}

/** Log returns that a calibration can use. */
export interface Returns {
  readonly values: Float64Array;
  readonly stepDays: number;
  /** Years of 365 days that a return spans; of a price series its span over their number. */
  readonly stepYears: number;
  /** Time of the price that ends each return; null where not known. */
  readonly times: readonly number[] | null;
}

const DAY = 86_400_000;

/** Log returns from the options of a calibration, checked: finite, at least `fewest`, not all one. */
export function readReturns(options: ReturnsOptions, fewest: number): Returns {
  const { prices, returns } = options;
  if ((prices === undefined) === (returns === undefined))
    throw new TypeError("prices or returns must be given, and not both");
  const read = returns === undefined ? ofPrices(prices!, options) : ofReturns(returns, options);
  if (read.values.length < fewest)
    throw new RangeError(`returns must be at least ${fewest}, got ${read.values.length}`);
  if (read.values.every((value) => value === read.values[0]))
    throw new RangeError(
      `${returns ? "returns" : "prices"} must vary, got returns of ${read.values[0]} only`,
    );
  return read;
}

function stepOf(stepDays: number | undefined, values: Float64Array): Returns {
  const step = stepDays === undefined ? 1 : check(rules.positive, stepDays, "stepDays");
  return { values, stepDays: step, stepYears: step / 365, times: null };
}

function ofReturns(returns: ArrayLike<number>, { stepDays }: ReturnsOptions): Returns {
  return stepOf(stepDays, numbers("returns", returns));
}

function ofPrices(prices: PriceSeries | readonly number[], options: ReturnsOptions): Returns {
  if (!("prices" in prices)) {
    const values = numbers("prices", prices);
    const bad = values.findIndex((price) => !(price > 0));
    if (bad >= 0) throw new RangeError(`prices[${bad}] must be positive, got ${values[bad]}`);
    const logs = values.map(Math.log);
    return stepOf(
      options.stepDays,
      logs.subarray(1).map((log, i) => log - logs[i]!),
    );
  }
  if (options.stepDays !== undefined)
    throw new TypeError("stepDays is not an option here: the times of the prices tell it");
  const { values, periodsPerYear } = logReturns(prices);
  return {
    values: Float64Array.from(values),
    stepDays: prices.interval / DAY,
    stepYears: 1 / periodsPerYear,
    times: prices.times.slice(1),
  };
}

function numbers(name: string, values: ArrayLike<number>): Float64Array {
  if (typeof values !== "object" || typeof values?.length !== "number")
    throw new TypeError(`${name} must be an array of numbers, got ${show(values)}`);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== "number")
      throw new TypeError(`${name}[${i}] must be a number, got ${show(value)}`);
    if (!Number.isFinite(value)) throw new RangeError(`${name}[${i}] must be finite, got ${value}`);
  }
  return Float64Array.from(values);
}
