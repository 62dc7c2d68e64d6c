// Options in the columns of the core's kernels, for their tests.
import { blocks, kernel, memory } from "../math/bare.js";

/** One European option; kind 1 is a call, 2 a put. */
export interface Row {
  readonly spot: number;
  readonly strike: number;
  readonly years: number;
  readonly volatility: number;
  readonly rate: number;
  readonly carry: number;
  readonly kind: number;
}

export const GREEKS = [
  "price",
  "delta",
  "gamma",
  "vega",
  "theta",
  "rho",
  "vanna",
  "volga",
  "charm",
] as const;

export type Greeks = Record<(typeof GREEKS)[number], number>;

const ALL = 511;

function write(address: number, values: readonly number[]): void {
  new Float64Array(memory.buffer, address, values.length).set(values);
}

function writeKinds(address: number, rows: readonly Row[]): void {
  new Int32Array(memory.buffer, address, rows.length).set(rows.map(({ kind }) => kind));
}

/** The wanted columns of `rows`, one after the other. */
export function greekColumns(rows: readonly Row[], wanted: number = ALL): Float64Array[] {
  const bytes = 8 * rows.length;
  const columns = blocks(...Array(7).fill(bytes + 8), 9 * bytes + 8);
  const fields = ["spot", "strike", "years", "volatility", "rate", "carry"] as const;
  fields.forEach((field, i) => {
    write(
      columns[i]!,
      rows.map((row) => row[field]),
    );
  });
  writeKinds(columns[6]!, rows);
  const [to] = columns.slice(7) as [number];
  const optionGreeks = kernel<(...numbers: number[]) => void>("optionGreeks");
  optionGreeks(rows.length, ...columns.slice(0, 7), 0, wanted, to, bytes);
  const count = wanted.toString(2).replaceAll("0", "").length;
  return Array.from({ length: count }, (_, i) =>
    new Float64Array(memory.buffer, to + i * bytes, rows.length).slice(),
  );
}

/** All Greeks of each of `rows`. */
export function greeksOf(rows: readonly Row[]): Greeks[] {
  const columns = greekColumns(rows);
  return rows.map(
    (_, i) => Object.fromEntries(GREEKS.map((name, k) => [name, columns[k]![i]!])) as Greeks,
  );
}

/** Implied volatilities of `prices` of `rows`, whose own volatilities are not read. */
export function impliedOf(rows: readonly Row[], prices: ArrayLike<number>): Float64Array {
  const columns = blocks(...Array(8).fill(8 * rows.length + 8));
  write(columns[0]!, Array.from(prices));
  const fields = ["spot", "strike", "years", "rate", "carry"] as const;
  fields.forEach((field, i) => {
    write(
      columns[i + 1]!,
      rows.map((row) => row[field]),
    );
  });
  writeKinds(columns[6]!, rows);
  kernel<(...numbers: number[]) => void>("impliedVolatilities")(
    rows.length,
    ...columns.slice(0, 7),
    0,
    columns[7]!,
  );
  return new Float64Array(memory.buffer, columns[7]!, rows.length).slice();
}
