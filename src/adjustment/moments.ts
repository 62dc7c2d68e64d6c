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
  const before = keep * moments.weight,
    weight = before + 1;
  const means = moments.means.slice(),
    products = moments.products.slice();
  for (let i = 0, place = 0; i < row.length; i++) {
    const deviation = (before / weight) * (row[i]! - moments.means[i]!);
    for (let j = 0; j <= i; j++, place++) {
      products[place] = keep * products[place]! + deviation * (row[j]! - moments.means[j]!);
    }
  }
  for (let i = 0; i < row.length; i++) means[i]! += (row[i]! - moments.means[i]!) / weight;
  return { weight, means, products };
}

/** Moments with `row` in the place of `left`, a row that they have; all weigh one. */
export function exchangedRow(
  { weight, means, products }: Moments,
  left: readonly number[],
  row: readonly number[],
): Moments {
  const size = row.length,
    middle = means.slice(),
    changed = products.slice();
  for (let i = 0; i < size; i++) middle[i]! += (row[i]! - left[i]!) / weight;
  for (let i = 0, place = 0; i < size; i++) {
    const come = row[i]! - middle[i]!,
      gone = left[i]! - middle[i]!;
    for (let j = 0; j <= i; j++, place++) {
      changed[place]! += come * (row[j]! - means[j]!) - gone * (left[j]! - means[j]!);
    }
  }
  return { weight, means: middle, products: changed };
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
