import { core } from "./instance.ts";
import { allocate, copyOut } from "./memory.ts";

/** Kinds of options: 1 call, 2 put. */
export type KindNumber = 1 | 2;

/** One value for all options, or one for each. */
export type Column = number | ArrayLike<number>;

/** Greeks in the order of the core's bits. */
const GREEKS = [
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

/**
 * A column that `optionGreeks` can make. Vega, vanna and volga are for a change of volatility by
 * one, rho for a change of the rate by one; theta and charm are per year.
 */
export type Greek = (typeof GREEKS)[number];

/** European options in columns: each a number for all, or as many numbers as there are options. */
export interface OptionColumns {
  /** 1 call, 2 put; calls by default. */
  readonly kind?: Column;
  readonly spot: Column;
  readonly strike: Column;
  /** Years to expiry. */
  readonly years: Column;
  /** A year, as a fraction. */
  readonly volatility: Column;
  /** Continuous, per year; 0 by default. */
  readonly rate?: Column;
  /** Carry yield, continuous, per year; 0 by default, and the rate for an option on a forward. */
  readonly yield?: Column;
}

/** Options at a time: 16 columns of them take 8 MB. */
const CHUNK = 65_536;

/**
 * Black-Scholes prices and Greeks of European options, a column each. Prices are relatively
 * accurate, far out of the money too. A row whose input is NaN, or whose spot or strike is not
 * positive, has NaN. All inputs numbers: columns of one row.
 */
export function optionGreeks<G extends Greek>(
  options: OptionColumns,
  greeks: readonly G[],
): Record<G, Float64Array> {
  const { kind = 1, spot, strike, years, volatility, rate = 0 } = options;
  const inputs = { spot, strike, years, volatility, rate, yield: options.yield ?? 0, kind };
  const names = GREEKS.filter((name) => wants(greeks, name));
  const wanted = names.reduce((bits, name) => bits | (1 << GREEKS.indexOf(name)), 0);
  const columns = inChunks(inputs, names.length, (count, pointers, single, out) => {
    core().optionGreeks(count, ...pointers, single, wanted, out, count * 8);
  });
  return Object.fromEntries(names.map((name, k) => [name, columns[k]])) as Record<G, Float64Array>;
}

/** European options in columns, with prices in place of volatilities. */
export interface PricedColumns extends Omit<OptionColumns, "volatility"> {
  readonly price: Column;
}

/**
 * Black-Scholes volatilities at which options have their prices. 0 at the intrinsic value; NaN
 * where no volatility gives the price, without time, and where an input is NaN.
 */
export function impliedVolatilities(options: PricedColumns): Float64Array {
  const { kind = 1, price, spot, strike, years, rate = 0 } = options;
  const inputs = { price, spot, strike, years, rate, yield: options.yield ?? 0, kind };
  const [volatilities] = inChunks(inputs, 1, (count, pointers, single, out) => {
    core().impliedVolatilities(count, ...pointers, single, out);
  });
  return volatilities!;
}

/** Pointers to the seven columns of a kernel. */
type Pointers = [number, number, number, number, number, number, number];

type Kernel = (count: number, pointers: Pointers, single: number, out: number) => void;

/** Run a kernel over all rows of `inputs`, the last of them kinds; answers its `width` columns. */
function inChunks(inputs: Readonly<Record<string, Column>>, width: number, run: Kernel) {
  const rows = rowsOf(inputs),
    columns = Object.entries(inputs);
  const single = columns.reduce(
    (bits, [, column], k) => (typeof column === "number" ? bits | (1 << k) : bits),
    0,
  );
  const result = Array.from({ length: width }, (): Float64Array => new Float64Array(rows));
  for (let first = 0; first < rows; first += CHUNK) {
    const count = Math.min(CHUNK, rows - first);
    core().reset();
    const pointers = columns.map(([name, column]) =>
      copyColumn(name, column, first, count),
    ) as Pointers;
    const out = allocate(width * count * 8);
    run(count, pointers, single, out);
    result.forEach((column, k) => {
      column.set(copyOut(out + k * count * 8, count), first);
    });
  }
  return result;
}

/** The common length of the columns; 1 when all are numbers. */
export function rowsOf(inputs: Readonly<Record<string, Column>>): number {
  let rows: number | undefined;
  for (const [name, column] of Object.entries(inputs)) {
    if (typeof column === "number") continue;
    const length = (column as ArrayLike<number> | undefined | null)?.length;
    if (typeof column !== "object" || typeof length !== "number") {
      const got = column === undefined ? "nothing" : String(column);
      throw new TypeError(`${name} must be a number or an array of numbers, got ${got}`);
    }
    rows ??= length;
    if (length !== rows) throw new RangeError(`${name} has ${length} values, expected ${rows}`);
  }
  return rows ?? 1;
}

/** `count` rows of a column from `first`, copied into fresh memory of the core. */
function copyColumn(name: string, column: Column, first: number, count: number): number {
  const values = typeof column === "number" ? [column] : rowsFrom(column, first, count);
  const pointer = allocate(values.length * 8);
  const Words = name === "kind" ? Int32Array : Float64Array;
  const target = new Words(core().memory.buffer, pointer, values.length);
  target.set(values);
  if (name === "kind") checkKinds(values, target);
  return pointer;
}

function rowsFrom(column: ArrayLike<number>, first: number, count: number): ArrayLike<number> {
  if (column instanceof Float64Array) return column.subarray(first, first + count);
  return Array.prototype.slice.call(column, first, first + count) as number[];
}

function checkKinds(values: ArrayLike<number>, kinds: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== kinds[i] || !(kinds[i] === 1 || kinds[i] === 2)) {
      throw new RangeError(`kind must be 1 for a call or 2 for a put, got ${values[i]}`);
    }
  }
}

/** Whether `greeks` has `name`; an error where it has what is none. */
function wants(greeks: readonly string[], name: Greek): boolean {
  const unknown = greeks.find((greek) => !(GREEKS as readonly string[]).includes(greek));
  if (unknown !== undefined) {
    throw new RangeError(`unknown Greek: ${unknown}, known are ${GREEKS.join(", ")}`);
  }
  return greeks.includes(name);
}
