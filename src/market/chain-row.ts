import { show } from "../check.ts";
import { numberOf, optionalNumberOf, timeOf } from "./cells.ts";
import { parseTime } from "./parse-time.ts";

/** A row of a snapshot, whatever its form was; `null` where the form does not say. */
export interface ChainRow {
  /** The place in the source that errors name. */
  readonly where: string;
  readonly instrument: string;
  readonly time: number | null;
  readonly bid: number | null;
  readonly ask: number | null;
  readonly mark: number | null;
  /** The venue's, a fraction. */
  readonly markVolatility: number | null;
  readonly forward: number | null;
  readonly underlying: string | null;
  readonly index: number | null;
  readonly delta: number | null;
  readonly openInterest: number | null;
  readonly volume: number | null;
}

type Field = Exclude<keyof ChainRow, "where" | "markVolatility"> | "percent" | "fraction";

/**
 * Names of the fields, best first: those of public/get_book_summary_by_currency and public/ticker
 * (Deribit API v2.1), and those of tables made from them. `mark_iv` is in percent.
 */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  instrument: ["instrument_name"],
  time: ["timestamp", "creation_timestamp"],
  bid: ["bid_price", "best_bid_price"],
  ask: ["ask_price", "best_ask_price"],
  mark: ["mark_price"],
  percent: ["mark_iv"],
  fraction: ["implied_volatility"],
  forward: ["underlying_price", "underlying", "futures_price"],
  underlying: ["underlying_index", "underlying_name", "futures_instrument_name"],
  index: ["index_price", "estimated_delivery_price"],
  delta: ["delta", "greeks.delta"],
  openInterest: ["open_interest"],
  volume: ["volume", "stats.volume"],
};

/** The value of a field in a record, `undefined` where it is not there. */
type Get = (name: string) => unknown;

/** One row from a record of the API, or of a table; errors name the place and the field. */
export function chainRow(where: string, get: Get): ChainRow {
  const number = (field: Field) => numberIn(where, ...found(get, field));
  const text = (field: Field) => textIn(where, ...found(get, field));
  const price = (field: Field) => nonNegative(where, field, number(field));
  const percent = nonNegative(where, "mark_iv", number("percent"));
  return {
    where,
    instrument: text("instrument") ?? "",
    time: timeIn(where, ...found(get, "time")),
    bid: price("bid"),
    ask: price("ask"),
    mark: price("mark"),
    markVolatility: percent === null ? price("fraction") : percent / 100,
    forward: number("forward"),
    underlying: text("underlying"),
    index: number("index"),
    delta: number("delta"),
    openInterest: price("openInterest"),
    volume: price("volume"),
  };
}

/** The first name of a field that the record has, and its value. */
function found(get: Get, field: Field): [string, unknown] {
  const name = NAMES[field].find((each) => get(each) !== undefined) ?? NAMES[field][0]!;
  return [name, get(name) ?? null];
}

function numberIn(where: string, name: string, value: unknown): number | null {
  if (value === null || (typeof value === "number" && Number.isFinite(value))) return value;
  if (typeof value === "string") return optionalNumberOf(where, name, value);
  return numberOf(where, name, show(value));
}

function textIn(where: string, name: string, value: unknown): string | null {
  if (value === null || value === "") return null;
  if (typeof value === "string") return value;
  throw new TypeError(`${where}: ${name} must be a text, got ${show(value)}`);
}

function timeIn(where: string, name: string, value: unknown): number | null {
  if (value === null || value === "") return null;
  const text = String(value);
  return Number.isNaN(parseTime(text)) ? timeOf(where, name, text) : parseTime(text);
}

function nonNegative(where: string, name: string, value: number | null): number | null {
  if (value === null || value >= 0) return value;
  throw new RangeError(`${where}: ${name} must not be negative, got ${value}`);
}
