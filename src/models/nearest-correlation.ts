import { check, rules } from "../check.ts";
import { type Correlations, checkEntries } from "./correlations.ts";

export interface NearestCorrelationOptions {
  /** The least eigenvalue of the answer, above 0 so that it has a factor; 1e-6 unless given. */
  leastEigenvalue?: number;
  /** Stop when a round moves no entry by more; 1e-10 unless given. */
  tolerance?: number;
  /** Rounds at most; 10,000 unless given. */
  rounds?: number;
}

/** The nearest correlation matrix, and how far it was. */
export interface NearestCorrelation {
  readonly matrix: Correlations;
  /** Root of the sum of squares of all changes. */
  readonly distance: number;
  readonly rounds: number;
  /** Whether the tolerance was reached. */
  readonly converged: boolean;
}

/**
 * The correlation matrix nearest to a symmetric matrix with unit diagonal, in the sum of squares of
 * the entries: alternating projections with Dykstra's correction, on matrices with eigenvalues from
 * `leastEigenvalue` up and on those with unit diagonal (Higham 2002, "Computing the nearest
 * correlation matrix - a problem from finance", algorithm 3.3). Linear convergence; n^3 a round.
 */
export async function nearestCorrelation(
  matrix: Correlations,
  { leastEigenvalue = 1e-6, tolerance = 1e-10, rounds = 10_000 }: NearestCorrelationOptions = {},
): Promise<NearestCorrelation> {
  checkEntries(matrix);
  check(rules.nonNegative, leastEigenvalue, "leastEigenvalue");
  check(rules.positive, tolerance, "tolerance");
  check(rules.count, rounds, "rounds");
  const { EigenvalueDecomposition, Matrix } = await import("ml-matrix");
  const start = new Matrix(matrix.map((row) => [...row]));
  let unit = start.clone(),
    correction = Matrix.zeros(start.rows, start.rows),
    round = 0,
    moved = Number.POSITIVE_INFINITY;
  while (round < rounds && moved > tolerance) {
    const corrected = Matrix.sub(unit, correction);
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(corrected, {
      assumeSymmetric: true,
    });
    const raised = realEigenvalues.map((value) => Math.max(value, leastEigenvalue));
    const definite = eigenvectorMatrix
      .mmul(Matrix.diag(raised))
      .mmul(eigenvectorMatrix.transpose());
    correction = Matrix.sub(definite, corrected);
    const next = definite.clone();
    for (let i = 0; i < next.rows; i++) next.set(i, i, 1);
    moved = Matrix.sub(next, unit).abs().max();
    unit = next;
    round++;
  }
  const rows = unit.to2DArray().map((row, i, all) => {
    return Object.freeze(row.map((value, k) => (value + all[k]![i]!) / 2));
  });
  return Object.freeze({
    matrix: Object.freeze(rows),
    distance: Matrix.sub(unit, start).norm("frobenius"),
    rounds: round,
    converged: moved <= tolerance,
  });
}
