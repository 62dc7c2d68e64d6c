import * as v from "valibot";
import { check, rules } from "../check.ts";
import { logReturns } from "./log-returns.ts";
import { showTime } from "./parse-time.ts";
import { type Gap, type PriceSeries, priceSeries } from "./price-series.ts";
import { type Synchrony, synchrony } from "./synchrony.ts";
import { fromZone } from "./zone-time.ts";

export interface JoinSeriesOptions {
  /** Two series or more, by the names they have from here on; times follow the first. */
  series: Readonly<Record<string, PriceSeries>>;
  /** Series whose times are labels of a local clock, by name: `{ spot: "Europe/London" }`. */
  zones?: Readonly<Record<string, string>>;
  /** Milliseconds that times of one row may differ by; 0 by default. */
  tolerance?: number;
  /** Rows before and after in which the returns are compared; 2 by default. */
  lags?: number;
}

/** Rows of one series that have no partner in another. */
export interface DroppedTimes {
  /** Before the others begin, after they end, and in between. */
  readonly before: number;
  readonly after: number;
  readonly between: number;
  /** UTC milliseconds of those in between. */
  readonly times: readonly number[];
}

/** Prices of several things at the same times. Nothing is filled in, and what is lost is told. */
export interface JoinedSeries {
  readonly names: readonly string[];
  /** UTC milliseconds, strictly ascending. */
  readonly times: readonly number[];
  /** One column a name, one price a time. */
  readonly prices: Readonly<Record<string, readonly number[]>>;
  /** Median spacing, milliseconds. */
  readonly interval: number;
  readonly gaps: readonly Gap[];
  readonly dropped: Readonly<Record<string, DroppedTimes>>;
  /** The first series against each of the others. */
  readonly synchrony: readonly Synchrony[];
  /** What was done, and what is suspicious, one sentence each. */
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

const schema = v.object({
  tolerance: v.optional(rules.nonNegative, 0),
  lags: v.optional(rules.count, 2),
});

/**
 * Join price series by time: the rows at which all have a price. Rows of one time in several
 * zones are found after `zones` turns labels into UTC. Returns are compared between neighbouring
 * rows, so that closes of different hours, which fake basis risk, are warned of.
 */
export function joinSeries(options: JoinSeriesOptions): JoinedSeries {
  const { tolerance, lags } = check(
    schema,
    { tolerance: options.tolerance, lags: options.lags },
    "join",
  );
  const all = Object.entries(options.series).map(([name, each]) =>
    inUtc(name, each, options.zones?.[name]),
  );
  if (all.length < 2) throw new RangeError(`a join needs at least 2 series, got ${all.length}`);
  const unknown = Object.keys(options.zones ?? {}).find((name) => !(name in options.series));
  if (unknown !== undefined) throw new RangeError(`zones.${unknown} is not a series of the join`);
  checkOverlap(all);
  for (const { name, interval } of all) checkTolerance(name, tolerance, interval);
  const rows = matches(all, tolerance);
  if (rows.length < 2) {
    throw new RangeError(
      `series share ${rows.length} times, a join needs at least 2; ` +
        `tolerance is ${tolerance} ms, zones may differ`,
    );
  }
  return joined(all, rows, lags);
}

function inUtc(name: string, { times, prices }: PriceSeries, zone?: string): PriceSeries {
  if (zone === undefined) return priceSeries({ name, times, prices });
  const utc = fromZone(times, zone);
  const lost = utc.findIndex(Number.isNaN);
  if (lost >= 0) {
    const label = showTime(times[lost]!);
    throw new RangeError(
      `${name} row ${lost + 1}: time must be one moment in ${zone}, got ${label}`,
    );
  }
  return priceSeries({ name, times: utc, prices });
}

function checkOverlap(all: readonly PriceSeries[]): void {
  const from = Math.max(...all.map(({ times }) => times[0]!));
  const to = Math.min(...all.map(({ times }) => times.at(-1)!));
  if (from <= to) return;
  const spans = all.map(
    ({ name, times }) => `${name} ${showTime(times[0]!)} to ${showTime(times.at(-1)!)}`,
  );
  throw new RangeError(`series must overlap, got ${spans.join(", ")}`);
}

function checkTolerance(name: string, tolerance: number, interval: number): void {
  if (2 * tolerance < interval) return;
  throw new RangeError(
    `tolerance must be below half the ${interval} ms between rows of ${name}, got ${tolerance}`,
  );
}

/** Places of the rows that all series have, one place a series. */
function matches(all: readonly PriceSeries[], tolerance: number): number[][] {
  const [first, ...others] = all as [PriceSeries, ...PriceSeries[]];
  const next = others.map(() => 0);
  return first.times.flatMap((time, place) => {
    const places = others.map(({ times }, k) => {
      while (next[k]! < times.length && times[next[k]!]! < time - tolerance) next[k]!++;
      const found = nearest(times, next[k]!, time);
      return Math.abs(times[found]! - time) <= tolerance ? found : -1;
    });
    if (places.includes(-1)) return [];
    places.forEach((found, k) => {
      next[k] = found + 1;
    });
    return [[place, ...places]];
  });
}

/** The place at or after `from` whose time is nearest. */
function nearest(times: readonly number[], from: number, time: number): number {
  let place = from;
  while (Math.abs(times[place + 1]! - time) < Math.abs(times[place]! - time)) place++;
  return place;
}

function joined(
  all: readonly PriceSeries[],
  rows: readonly (readonly number[])[],
  lags: number,
): JoinedSeries {
  const times = rows.map(([place]) => all[0]!.times[place!]!);
  const columns = all.map(({ name, prices }, k) =>
    priceSeries({ name, times, prices: rows.map((places) => prices[places[k]!]!) }),
  );
  const dropped = all.map(
    (series, k) =>
      [
        series.name,
        droppedOf(
          series,
          rows.map((places) => places[k]!),
        ),
      ] as const,
  );
  const returns = columns.map((column) => ({
    name: column.name,
    returns: logReturns(column).values,
  }));
  const comparable = Math.min(lags, Math.max(0, rows.length - 4));
  const pairs = returns.slice(1).map((other) => synchrony(returns[0]!, other, comparable));
  return Object.freeze({
    names: Object.freeze(all.map(({ name }) => name)),
    times: columns[0]!.times,
    prices: Object.freeze(Object.fromEntries(columns.map(({ name, prices }) => [name, prices]))),
    interval: columns[0]!.interval,
    gaps: columns[0]!.gaps,
    dropped: Object.freeze(Object.fromEntries(dropped)),
    synchrony: Object.freeze(pairs),
    notes: Object.freeze(notesOf(rows.length, dropped, columns[0]!.gaps.length)),
    warnings: Object.freeze([...constants(columns), ...pairs.flatMap((p) => p.warning ?? [])]),
  });
}

function droppedOf({ times }: PriceSeries, kept: readonly number[]): DroppedTimes {
  const [first, last] = [kept[0]!, kept.at(-1)!];
  const held = new Set(kept);
  const between = times.filter((_, i) => i > first && i < last && !held.has(i));
  return Object.freeze({
    before: first,
    after: times.length - 1 - last,
    between: between.length,
    times: Object.freeze(between),
  });
}

function notesOf(
  rows: number,
  dropped: readonly (readonly [string, DroppedTimes])[],
  gaps: number,
): string[] {
  const lost = dropped.flatMap(([name, { before, after, between }]) =>
    before + after + between === 0
      ? []
      : [
          `${name}: ${before + after + between} rows dropped, ` +
            `${before} before, ${between} between and ${after} after those that all have`,
        ],
  );
  return [
    `${rows} rows that all have`,
    ...lost,
    ...(gaps > 0 ? [`gaps that remain: ${gaps}`] : []),
  ];
}

function constants(columns: readonly PriceSeries[]): string[] {
  return columns.flatMap(({ name, prices }) =>
    prices.every((price) => price === prices[0]) ? [`${name}: price is ${prices[0]} always`] : [],
  );
}
