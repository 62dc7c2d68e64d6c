import { solveSymmetric } from "./solve.ts";

/** Weighted means and products about them of rows of numbers; plain data. */
export interface Moments {
  readonly weight: number;
  readonly means: readonly number[];
  /** Sums of weighted products of deviations (i, j), j <= i, at i (i + 1) / 2 + j. */
  readonly products: readonly number[];
}

/** Moments of rows, by two passes. `weights` are ones unless given. */
export function momentsOf(
  rows: readonly (readonly number[])[],
  weights?: ArrayLike<number>,
): Moments {
  const size = rows[0]!.length,
    means = new Array<number>(size).fill(0);
  let weight = 0;
  for (let t = 0; t < rows.length; t++) {
    const row = rows[t]!,
      w = weights ? weights[t]! : 1;
    weight += w;
    for (let i = 0; i < size; i++) means[i]! += w * row[i]!;
  }
  for (let i = 0; i < size; i++) means[i]! /= weight;
  const products = new Array<number>((size * (size + 1)) / 2).fill(0);
  for (let t = 0; t < rows.length; t++) {
    const row = rows[t]!,
      w = weights ? weights[t]! : 1;
    for (let i = 0, place = 0; i < size; i++) {
      const deviation = w * (row[i]! - means[i]!);
      for (let j = 0; j <= i; j++, place++) products[place]! += deviation * (row[j]! - means[j]!);
    }
  }
  return { weight, means, products };
}

/** Moments with a row more, after what was there is multiplied by `keep` (West 1979). */
export function withRow(moments: Moments, row: readonly number[], keep = 1): Moments {
  const before = keep * moments.weight;
  return changed(moments, row, before + 1, before / (before + 1), keep);
}

/** Moments without a row that they have. */
export function withoutRow(moments: Moments, row: readonly number[]): Moments {
  const { weight } = moments;
  return changed(moments, row, weight - 1, -weight / (weight - 1), 1);
}

function changed(
  moments: Moments,
  row: readonly number[],
  weight: number,
  factor: number,
  keep: number,
): Moments {
  const size = row.length,
    share = factor > 0 ? 1 / weight : -1 / weight;
  const means = moments.means.slice(),
    products = moments.products.slice();
  for (let i = 0, place = 0; i < size; i++) {
    const deviation = factor * (row[i]! - moments.means[i]!);
    for (let j = 0; j <= i; j++, place++) {
      products[place] = keep * products[place]! + deviation * (row[j]! - moments.means[j]!);
    }
  }
  for (let i = 0; i < size; i++) means[i]! += share * (row[i]! - moments.means[i]!);
  return { weight, means, products };
}

/** Least-squares coefficients of column 0 on the others, a constant besides. */
export function coefficients({ products }: Moments): number[] {
  const size = (Math.sqrt(8 * products.length + 1) - 1) / 2 - 1;
  if (size === 1 && products[2]! > 0) return [products[1]! / products[2]!];
  const right = Array.from({ length: size }, (_, i) => products[((i + 1) * (i + 2)) / 2]!);
  const solved = solveSymmetric((i, j) => products[((i + 1) * (i + 2)) / 2 + j + 1]!, right);
  if ("solution" in solved) return solved.solution;
  throw new RangeError(
    `hedge ${solved.place + 1} must vary, and not only with the hedges before it`,
  );
}

/** Sum of squares that the coefficients leave of column 0. */
export function residualSquares({ products }: Moments, slopes: readonly number[]): number {
  return slopes.reduce(
    (left, slope, i) => left - slope * products[((i + 1) * (i + 2)) / 2]!,
    products[0]!,
  );
}
