// Seeded prices that the tests of ratios share.
import type { HedgeWindow } from "../../../src/adjustment/returns.ts";
import { normals } from "../../../src/core/noise.ts";

export interface SimulatedOptions {
  readonly rows: number;
  readonly hedges?: number;
  /** Ratio of each hedge at a row; 0.8, 0.4, ... by default. */
  readonly ratio?: (hedge: number, row: number) => number;
  readonly noise?: (row: number) => number;
  readonly seed?: number;
}

/** Prices whose log returns follow r_s = sum of ratio x r_f + noise, 1 % a row. */
export function simulated(options: SimulatedOptions): HedgeWindow {
  const { rows, hedges = 1, seed = 1, noise = () => 0.004 } = options;
  const { ratio = (hedge: number) => 0.8 / 2 ** hedge } = options;
  const drawn = normals({ paths: rows, steps: hedges + 1, seed });
  const z = (stream: number, t: number) => drawn[stream * rows + t]!;
  const columns = Array.from({ length: hedges + 1 }, () => [100]);
  for (let t = 1; t < rows; t++) {
    let asset = noise(t) * z(hedges, t);
    for (let k = 0; k < hedges; k++) {
      const r = 0.01 * z(k, t) + (k > 0 ? 0.004 * z(0, t) : 0);
      asset += ratio(k, t) * r;
      columns[k + 1]!.push(columns[k + 1]!.at(-1)! * Math.exp(r));
    }
    columns[0]!.push(columns[0]!.at(-1)! * Math.exp(asset));
  }
  return { asset: columns[0]!, hedges: columns.slice(1) };
}

/** Rows from `first` on, `count` of them. */
export function part({ asset, hedges }: HedgeWindow, first: number, count: number): HedgeWindow {
  const cut = (column: ArrayLike<number>) => Array.from(column).slice(first, first + count);
  return { asset: cut(asset), hedges: hedges.map(cut) };
}

/** One row of prices. */
export function rowOf({ asset, hedges }: HedgeWindow, row: number) {
  return { asset: asset[row]!, hedges: hedges.map((hedge) => hedge[row]!) };
}

/** Log returns of each column, the asset first. */
export function logColumns({ asset, hedges }: HedgeWindow): number[][] {
  return [asset, ...hedges].map((column) =>
    Array.from(column)
      .slice(1)
      .map((price, t) => Math.log(price / column[t]!)),
  );
}
