import type { ControlMoments } from "../core/control-moments.ts";
import type { Estimate } from "../estimate.ts";

/** Solves a symmetric linear system, the least squares way where it is singular. */
export type Solve = (matrix: number[][], right: readonly number[]) => number[];

/** The solver of ml-matrix, loaded on first use. */
export async function solver(): Promise<Solve> {
  const { Matrix, SVD } = await import("ml-matrix");
  return (matrix, right) => {
    if (right.length === 0) return [];
    // controls of any unit weigh the same
    const scale = matrix.map((row, k) => 1 / Math.sqrt(Math.max(row[k]!, Number.MIN_VALUE)));
    const scaled = matrix.map((row, i) => row.map((x, k) => x * scale[i]! * scale[k]!));
    const target = Matrix.columnVector(right.map((x, k) => x * scale[k]!));
    const solution = new SVD(new Matrix(scaled)).solve(target).to1DArray();
    return solution.map((x, k) => x * scale[k]!);
  };
}

/**
 * The mean of target `i`, freed from what controls of known means explain of it by least squares
 * (Glasserman 2003, section 4.1). Its bias falls as 1 / count, faster than its standard error.
 */
export function regressed(
  moments: ControlMoments,
  i: number,
  knownMeans: readonly number[],
  solve: Solve,
): Estimate {
  const { count, means, squares, products } = moments,
    targets = squares.length,
    controls = knownMeans.length;
  const row = (column: number) =>
    Array.from(products.subarray(column * controls, (column + 1) * controls));
  const covariances = row(i);
  const weights = solve(
    knownMeans.map((_, k) => row(targets + k)),
    covariances,
  );
  const shift = weights.reduce((sum, w, k) => sum + w * (means[targets + k]! - knownMeans[k]!), 0);
  const explained = weights.reduce((sum, w, k) => sum + w * covariances[k]!, 0);
  const variance = Math.max(0, squares[i]! - explained) / (count - 1 - controls);
  return { value: means[i]! - shift, standardError: Math.sqrt(variance / count) };
}
