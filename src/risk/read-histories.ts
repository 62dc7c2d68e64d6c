import { check, rules, show } from "../check.ts";
import { logarithm } from "../core/functions.ts";
import { joinSeries } from "../market/join-series.ts";
import { type PriceSeries, priceSeries } from "../market/price-series.ts";

/** A series with times, or bare numbers, one a step. */
export type History = PriceSeries | readonly number[];

/** What moved, by underlying. */
export interface HistoriesOptions {
  /** Prices by underlying: all with times, or all bare and equally many. */
  readonly prices: Readonly<Record<string, History>>;
  /** Implied volatilities by underlying, at the same times; those left out stay as they are. */
  readonly volatilities?: Readonly<Record<string, History>> | undefined;
  /** Days from one number to the next where they are bare, 1 by default. */
  readonly stepDays?: number | undefined;
}

/** Logs of prices and volatilities at common times. */
export interface Histories {
  readonly spots: Readonly<Record<string, Float64Array>>;
  readonly volatilities: Readonly<Record<string, Float64Array>>;
  readonly stepDays: number;
  /** UTC milliseconds; null of bare numbers. */
  readonly times: readonly number[] | null;
  readonly count: number;
}

const DAY = 86_400_000;

/** Histories at the times that all of them have; times that one lacks are left out of all. */
export function readHistories({
  prices,
  volatilities = {},
  stepDays,
}: HistoriesOptions): Histories {
  const named = [
    ...Object.entries(prices).map(([name, history]) => ({ of: "spots" as const, name, history })),
    ...Object.entries(volatilities).map(([name, history]) => ({
      of: "volatilities" as const,
      name,
      history,
    })),
  ];
  if (Object.keys(prices).length === 0) {
    throw new RangeError("prices must have at least one underlying, got none");
  }
  const bare = named.filter(({ history }) => !("times" in history)).length;
  if (bare > 0 && bare < named.length) {
    throw new TypeError("prices and volatilities must all be series or all bare numbers");
  }
  const columns = bare > 0 ? bareColumns(named, stepDays) : joinedColumns(named, stepDays);
  const logs = (of: "spots" | "volatilities") =>
    Object.fromEntries(
      named.flatMap((each, i) =>
        each.of === of ? [[each.name, Float64Array.from(columns.values[i]!, logarithm)]] : [],
      ),
    );
  return {
    spots: logs("spots"),
    volatilities: logs("volatilities"),
    stepDays: columns.stepDays,
    times: columns.times,
    count: columns.values[0]!.length,
  };
}

interface Named {
  readonly of: "spots" | "volatilities";
  readonly name: string;
  readonly history: History;
}

interface Columns {
  readonly values: readonly (readonly number[])[];
  readonly stepDays: number;
  readonly times: readonly number[] | null;
}

function joinedColumns(named: readonly Named[], stepDays: number | undefined): Columns {
  if (stepDays !== undefined) {
    throw new TypeError("stepDays is not an option here: the times of the prices tell it");
  }
  const all = named.map(({ history }) => history as PriceSeries);
  const [first] = all;
  if (all.length === 1) {
    return { values: [first!.prices], stepDays: first!.interval / DAY, times: first!.times };
  }
  const series = Object.fromEntries(all.map((each, i) => [String(i), each]));
  const { prices, interval, times } = joinSeries({ series });
  return { values: all.map((_, i) => prices[String(i)]!), stepDays: interval / DAY, times };
}

function bareColumns(named: readonly Named[], stepDays: number | undefined): Columns {
  const length = named[0]!.history as readonly number[];
  const values = named.map(({ of, name, history }) => {
    const numbers = history as readonly number[],
      where = `${of === "spots" ? "prices" : of}.${name}`;
    if (!Array.isArray(numbers)) {
      throw new TypeError(`${where} must be an array of numbers, got ${show(numbers)}`);
    }
    if (numbers.length !== length.length) {
      throw new RangeError(`${where} has ${numbers.length} values, expected ${length.length}`);
    }
    // a series checks prices; its times do not matter here
    return priceSeries({ name: where, times: numbers.map((_, i) => i), prices: numbers }).prices;
  });
  return {
    values,
    stepDays: stepDays === undefined ? 1 : check(rules.positive, stepDays, "stepDays"),
    times: null,
  };
}
