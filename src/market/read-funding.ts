import { basename } from "node:path";
import { numberOf, timeOf } from "./cells.ts";
import { findColumn } from "./find-columns.ts";
import { type FundingSeries, fundingSeries } from "./funding-series.ts";
import { readTable } from "./read-table.ts";

export interface ReadFundingOptions {
  /** Name of the time column; by default the first of time, timestamp, datetime, date ... */
  time?: string | undefined;
  /** Name of the rate column; by default the first of funding rate, funding, rate ... */
  rate?: string | undefined;
  /** Hours that times without a zone are ahead of UTC; 0 by default. */
  utcOffset?: number | undefined;
  /** Hours that one rate is for, 8 where days have means of eight-hour rates; the spacing by default. */
  rateHours?: number | undefined;
}

const HOUR = 3_600_000;

/**
 * Read the funding rates of a perpetual from a CSV file, gzipped or not: fractions of the position
 * for one interval, as exchanges publish them. Times as of `readPrices`. Errors name the file, the
 * row, the rule and the value.
 */
export function readFunding(file: string, options: ReadFundingOptions = {}): FundingSeries {
  const { utcOffset = 0 } = options;
  if (!(Math.abs(utcOffset) <= 14))
    throw new RangeError(`utcOffset must lie between -14 and 14 hours, got ${utcOffset}`);
  const { header, rows } = readTable(file);
  const time = findColumn({ file, header, kind: "time", name: options.time });
  const rate = findColumn({ file, header, kind: "rate", name: options.rate });
  const cell = (place: number, read: typeof numberOf) =>
    rows.map(({ number, cells }) => read(`${file} row ${number}`, header[place]!, cells[place]!));
  const shift = utcOffset * HOUR;
  return fundingSeries({
    name: basename(file),
    times: cell(time, timeOf).map((each) => each - shift),
    rates: cell(rate, numberOf),
    rateHours: options.rateHours,
    notes: [
      `times from column ${header[time]}, rates from column ${header[rate]}`,
      ...(shift === 0 ? [] : [`times were taken as ${utcOffset} h ahead of UTC`]),
    ],
  });
}
