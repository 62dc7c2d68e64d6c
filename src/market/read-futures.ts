import { numberOf, timeOf } from "./cells.ts";
import { type FuturesCurve, futuresCurve } from "./futures-curve.ts";
import { parseInstrument } from "./instrument.ts";
import { readTable } from "./read-table.ts";

export interface ReadFuturesOptions {
  /** What names begin with: `BTC`; needed where the file has several. */
  currency?: string | undefined;
  /**
   * The column of prices; by default the mark of the snapshot. Prices of the last trade beside it
   * may be minutes old where little is traded.
   */
  price?: string | undefined;
}

const NAMES = {
  time: ["timestamp", "time"],
  instrument: ["futures_instrument_name", "instrument_name"],
  price: ["snapshot_term_mark_price", "mark_price", "price"],
} as const;

/**
 * Read curves of dated futures, one a time, from a table of times, Deribit names and prices, gzipped
 * or not. They have no spot. Errors name the file, the row, the rule and the value.
 */
export function readFutures(file: string, options: ReadFuturesOptions = {}): FuturesCurve[] {
  const { header, rows } = readTable(file);
  const column = (what: keyof typeof NAMES, wanted?: string) => {
    const name = wanted ?? NAMES[what].find((each) => header.includes(each));
    if (name === undefined || !header.includes(name))
      throw new RangeError(`${file}: no column ${name ?? NAMES[what][0]}`);
    return [name, header.indexOf(name)] as const;
  };
  const [time, name, price] = [
    column("time"),
    column("instrument"),
    column("price", options.price),
  ];
  const times = new Map<number, Record<string, number>>();
  const families = new Set<string>();
  for (const { number, cells } of rows) {
    const where = `${file} row ${number}`;
    const instrument = cells[name[1]]!;
    const family = parseInstrument(instrument)?.family;
    if (family === undefined)
      throw new RangeError(
        `${where}: ${name[0]} must be a future, got ${JSON.stringify(instrument)}`,
      );
    families.add(family);
    if (options.currency !== undefined && family !== options.currency) continue;
    const at = timeOf(where, time[0], cells[time[1]]!);
    const prices = times.get(at) ?? {};
    if (instrument in prices) throw new RangeError(`${where}: ${instrument} must come once a time`);
    times.set(at, { ...prices, [instrument]: numberOf(where, price[0], cells[price[1]]!) });
  }
  checkFamilies(file, [...families], options.currency);
  return [...times]
    .sort(([a], [b]) => a - b)
    .map(([at, prices]) => futuresCurve({ time: at, prices }));
}

function checkFamilies(file: string, families: readonly string[], currency?: string): void {
  const list = families.join(", ");
  if (families.length === 0) throw new RangeError(`${file}: a curve needs rows, got none`);
  if (currency === undefined && families.length > 1)
    throw new RangeError(`${file}: futures on ${list} are there, set currency to one of them`);
  if (currency !== undefined && !families.includes(currency))
    throw new RangeError(`${file}: currency must be one of ${list}, got ${currency}`);
}
