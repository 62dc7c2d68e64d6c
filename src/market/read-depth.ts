import { basename } from "node:path";
import { freeze } from "../check.ts";
import { numberOf, timeOf } from "./cells.ts";
import { median } from "./median.ts";
import { readTable } from "./read-table.ts";

/** How much stood near the middle of an order book over time. */
export interface DepthSeries {
  readonly name: string;
  readonly currency: string;
  /** UTC milliseconds, ascending. */
  readonly times: readonly number[];
  /** Quote currency, within the band of the source. */
  readonly depths: readonly number[];
  /** Quote currency. */
  readonly mids: readonly number[];
  readonly medianDepth: number;
  /** What was decided on the way in, one sentence each. */
  readonly notes: readonly string[];
}

export interface ReadDepthOptions {
  /** The asset; needed where the file has several. */
  currency?: string | undefined;
}

const COLUMNS = ["timestamp", "asset", "depth_perp", "mid_price"] as const;

/**
 * Read depths of perpetuals from a table of timestamp, asset, depth_perp and mid_price, gzipped or
 * not. A column depth_spot that repeats depth_perp in every row is noted, and never read.
 */
export function readDepth(file: string, { currency }: ReadDepthOptions = {}): DepthSeries {
  const { header, rows } = readTable(file);
  const missing = COLUMNS.find((column) => !header.includes(column));
  if (missing !== undefined) throw new RangeError(`${file}: no column ${missing}`);
  const [time, asset, depth, mid] = COLUMNS.map((column) => header.indexOf(column)) as [
    number,
    number,
    number,
    number,
  ];
  const assets = [...new Set(rows.map(({ cells }) => cells[asset]!))];
  if (currency === undefined && assets.length > 1)
    throw new RangeError(`${file}: ${assets.join(", ")} are there, set currency to one of them`);
  const chosen = currency ?? assets[0];
  const own = rows.filter(({ cells }) => cells[asset] === chosen);
  if (chosen === undefined || own.length === 0)
    throw new RangeError(`${file}: currency must be one of ${assets.join(", ")}, got ${chosen}`);
  const values = own
    .map(({ number, cells }) => {
      const where = `${file} row ${number}`;
      return {
        time: timeOf(where, "timestamp", cells[time]!),
        depth: positive(where, "depth_perp", cells[depth]!),
        mid: positive(where, "mid_price", cells[mid]!),
      };
    })
    .sort((a, b) => a.time - b.time);
  const spot = header.indexOf("depth_spot");
  const copied = spot >= 0 && own.every(({ cells }) => cells[spot] === cells[depth]);
  return freeze({
    name: basename(file),
    currency: chosen,
    times: values.map((row) => row.time),
    depths: values.map((row) => row.depth),
    mids: values.map((row) => row.mid),
    medianDepth: median(values.map((row) => row.depth)),
    notes: [
      "the file does not say how far from the middle it counts",
      ...(copied ? ["depth_spot repeats depth_perp in every row and was not read"] : []),
    ],
  });
}

function positive(where: string, column: string, cell: string): number {
  const value = numberOf(where, column, cell);
  if (!(value > 0)) throw new RangeError(`${where}: ${column} must be positive, got ${value}`);
  return value;
}
