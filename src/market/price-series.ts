import { show } from "../check.ts";
import { showTime } from "./parse-time.ts";

/** A stretch without prices that is longer than the calendar of the series explains. */
export interface Gap {
  /** Time of the last price before the gap, UTC milliseconds. */
  readonly from: number;
  /** Time of the first price after it. */
  readonly to: number;
}

/** Prices of one thing over time, ascending and checked. Nothing is ever filled in. */
export interface PriceSeries {
  readonly name: string;
  /** UTC milliseconds, strictly ascending. */
  readonly times: readonly number[];
  /** In the quote currency, positive; one a time. */
  readonly prices: readonly number[];
  /** Median spacing of the times, milliseconds. */
  readonly interval: number;
  readonly gaps: readonly Gap[];
  /** What was done to the data on the way in, one sentence each. */
  readonly notes: readonly string[];
}

export interface PriceSeriesOptions {
  name: string;
  /** UTC milliseconds, ascending, or exactly descending. */
  times: readonly number[];
  prices: readonly number[];
  /** The row numbers that errors name; 1, 2, 3 ... by default. */
  numbers?: readonly number[];
  /** Which row to keep where several have one time; an error by default. */
  duplicates?: "first" | "last" | undefined;
  notes?: readonly string[];
}

/**
 * A price series from two columns, checked: at least two rows, positive prices, times ascending
 * and unique. Rows that run exactly from new to old are reversed, and a note says so.
 *
 * A gap is a spacing over one and a half times the one that nineteen in twenty do not exceed. So
 * a missing hour is a gap around the clock, and a weekend is none where every week has one.
 */
export function priceSeries(options: PriceSeriesOptions): PriceSeries {
  const { name, times, prices, numbers, duplicates, notes = [] } = options;
  if (times.length !== prices.length)
    throw new RangeError(`prices has ${prices.length} values, expected ${times.length}`);
  const given = times.map((time, index) => ({
    time,
    price: prices[index]!,
    number: numbers?.[index] ?? index + 1,
  }));
  const ordered = descending(times) ? given.reverse() : given;
  const rows = duplicates === undefined ? ordered : unique(ordered, duplicates);
  checkRows(name, rows);
  return freeze(name, rows, [
    ...notes,
    ...(descending(times) ? ["rows ran from new to old and were reversed"] : []),
    ...(rows.length < given.length ? [dropped(given.length - rows.length, duplicates!)] : []),
  ]);
}

interface Row {
  readonly time: number;
  readonly price: number;
  readonly number: number;
}

function descending(times: readonly number[]): boolean {
  return times[0]! > times.at(-1)! && times.every((time, i) => i === 0 || time <= times[i - 1]!);
}

/** One row a time: the first or the last in ascending order of those that follow one another. */
function unique(rows: readonly Row[], keep: "first" | "last"): Row[] {
  const neighbour = keep === "first" ? -1 : 1;
  return rows.filter(({ time }, index) => time !== rows[index + neighbour]?.time);
}

function dropped(count: number, kept: "first" | "last"): string {
  return `${count} rows dropped, of several at one time the ${kept} is kept`;
}

function freeze(name: string, rows: readonly Row[], notes: readonly string[]): PriceSeries {
  const times = rows.map(({ time }) => time);
  const spacings = times.slice(1).map((time, index) => time - times[index]!);
  spacings.sort((a, b) => a - b);
  return Object.freeze({
    name,
    times: Object.freeze(times),
    prices: Object.freeze(rows.map(({ price }) => price)),
    interval: spacings[Math.floor((spacings.length - 1) / 2)]!,
    gaps: Object.freeze(gaps(times, 1.5 * spacings[Math.floor(0.95 * (spacings.length - 1))]!)),
    notes: Object.freeze(notes),
  });
}

function gaps(times: readonly number[], longest: number): Gap[] {
  const found: Gap[] = [];
  for (let index = 1; index < times.length; index++) {
    const [from, to] = [times[index - 1]!, times[index]!];
    if (to - from > longest) found.push(Object.freeze({ from, to }));
  }
  return found;
}

function checkRows(name: string, rows: readonly Row[]): void {
  if (rows.length < 2)
    throw new RangeError(`${name}: a price series needs at least 2 rows, got ${rows.length}`);
  for (const [index, { time, price, number }] of rows.entries()) {
    checkPrice(`${name} row ${number}`, price);
    checkTime(`${name} row ${number}`, time, rows[index - 1]?.time);
  }
}

function checkPrice(where: string, price: number): void {
  if (typeof price !== "number")
    throw new TypeError(`${where}: price must be a number, got ${show(price)}`);
  if (!Number.isFinite(price)) throw new RangeError(`${where}: price must be finite, got ${price}`);
  if (!(price > 0)) throw new RangeError(`${where}: price must be positive, got ${price}`);
}

function checkTime(where: string, time: number, before = Number.NEGATIVE_INFINITY): void {
  // Beyond 8.64e15 milliseconds there is no Date.
  if (!(Math.abs(time) <= 8.64e15))
    throw new RangeError(`${where}: time must be UTC milliseconds, got ${show(time)}`);
  if (time === before)
    throw new RangeError(
      `${where}: time must be unique, got ${showTime(time)} twice; ` +
        "to keep one, set duplicates to first or last",
    );
  if (time < before)
    throw new RangeError(
      `${where}: times must ascend, got ${showTime(time)} after ${showTime(before)}`,
    );
}
