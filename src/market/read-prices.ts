import { basename } from "node:path";
import { numberOf, timeOf } from "./cells.ts";
import { findColumns } from "./find-columns.ts";
import { type PriceSeries, priceSeries } from "./price-series.ts";
import { readTable } from "./read-table.ts";

export interface ReadPricesOptions {
  /** Name of the time column; by default the first of time, timestamp, datetime, date ... */
  time?: string | undefined;
  /** Name of the price column; by default the first of close, price, last, adj close ... */
  price?: string | undefined;
  /** Which row to keep where several have one time; an error by default. */
  duplicates?: "first" | "last" | undefined;
}

/**
 * Read a price series from a CSV file, gzipped or not. The first row names the columns. Times are
 * ISO dates, with or without a time of day, or epoch seconds, milliseconds or microseconds; a date
 * alone is its midnight, a time without a zone is UTC. Errors name the file, the row as a text
 * editor counts it (the header is row 1), the rule and the value.
 */
export function readPrices(file: string, options: ReadPricesOptions = {}): PriceSeries {
  const { time, price, duplicates } = options;
  const { header, rows } = readTable(file);
  const columns = findColumns({ file, header, time, price });
  const names = { time: header[columns.time]!, price: header[columns.price]! };
  const times: number[] = [];
  const prices: number[] = [];
  for (const { number, cells } of rows) {
    const where = `${file} row ${number}`;
    times.push(timeOf(where, names.time, cells[columns.time]!));
    prices.push(numberOf(where, names.price, cells[columns.price]!));
  }
  const series = priceSeries({
    name: file,
    times,
    prices,
    numbers: rows.map(({ number }) => number),
    duplicates,
    notes: [`times from column ${names.time}, prices from column ${names.price}`],
  });
  return Object.freeze({ ...series, name: basename(file) });
}
