import { show } from "../check.ts";
import { type ChainRow, chainRow } from "./chain-row.ts";
import { parseTable, readText } from "./read-table.ts";

/** A file, or its text. */
export type ChainSource = string | { readonly text: string; readonly name?: string };

/**
 * The rows of a snapshot, whatever its form: answers of public/get_book_summary_by_currency or
 * public/ticker as JSON, in an envelope or bare, one or many, also one to a line; or a table with
 * the names of their fields. Gzipped or not.
 */
export function chainRows(source: ChainSource): { name: string; rows: ChainRow[] } {
  const [name, text] = textOf(source);
  const rows = /^\s*[[{]/.test(text) ? jsonRows(name, text) : tableRows(name, text);
  if (rows.length === 0) throw new RangeError(`${name}: a chain needs rows, got none`);
  return { name, rows };
}

function textOf(source: ChainSource): [string, string] {
  if (typeof source === "string") return [source, readText(source)];
  if (typeof source?.text !== "string")
    throw new TypeError(`source must be a file or { text }, got ${show(source)}`);
  const { name = "text", text } = source;
  if (text.trim() === "") throw new RangeError(`${name}: text is empty`);
  return [name, text];
}

function tableRows(name: string, text: string): ChainRow[] {
  const { header, rows } = parseTable(name, text.replace(/^\uFEFF/, ""));
  const places = new Map(header.map((column, place) => [column, place]));
  const missing = ["instrument_name", "bid_price", "ask_price"].filter((n) => !places.has(n));
  if (missing.length > 0)
    throw new RangeError(
      `${name}: a chain needs a column ${missing[0]}, got ${header.map(show).join(", ")}`,
    );
  return rows.map(({ number, cells }) =>
    chainRow(`${name} row ${number}`, (column) => {
      const place = places.get(column);
      return place === undefined ? undefined : cells[place];
    }),
  );
}

function jsonRows(name: string, text: string): ChainRow[] {
  const records = parseJson(name, text).flatMap((value) => recordsIn(name, value));
  return records.map((record, index) =>
    chainRow(`${name} record ${index + 1}`, (path) => valueAt(record, path)),
  );
}

/** One JSON value, or as many as there are lines. */
function parseJson(name: string, text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch (error) {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    try {
      if (lines.length > 1) return lines.map((line) => JSON.parse(line) as unknown);
    } catch {
      // No JSON line by line either: the first error tells more.
    }
    throw new Error(`${name}: JSON is truncated or damaged: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** The records of instruments in an answer: in arrays, in `result` and in `params.data`. */
function recordsIn(name: string, value: unknown): object[] {
  if (Array.isArray(value)) return value.flatMap((each) => recordsIn(name, each));
  if (typeof value !== "object" || value === null)
    throw new TypeError(`${name}: a record must be an object, got ${show(value)}`);
  if ("instrument_name" in value) return [value];
  if ("result" in value) return recordsIn(name, value.result);
  const pushed = valueAt(value, "params.data");
  if (pushed !== undefined) return recordsIn(name, pushed);
  const failure = valueAt(value, "error.message");
  if (failure !== undefined) throw new Error(`${name}: the venue answered ${show(failure)}`);
  throw new RangeError(`${name}: a record must have an instrument_name, got none`);
}

/** The value at a path of names with dots, `undefined` where there is none. */
function valueAt(record: object, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    const inside = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    return inside ? (value as Record<string, unknown>)[name] : undefined;
  }, record);
}
