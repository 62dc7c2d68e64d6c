import { show } from "../check.ts";

/** A correlation matrix, row after row. */
export type Correlations = readonly (readonly number[])[];

/** Entries may be so far from symmetric, or from 1 on the diagonal. */
const ROUNDING = 1e-9;

/**
 * The lower triangular factor L of a correlation matrix, L L' (Cholesky), row after row: what a
 * market of several assets is mixed with. A `RangeError` names the entry that is wrong, or the least
 * eigenvalue of a matrix that is not positive definite; `nearestCorrelation` then finds one that is.
 */
export function correlationFactor(matrix: Correlations): Float64Array {
  checkEntries(matrix);
  const n = matrix.length,
    factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k <= i; k++) {
      let sum = matrix[i]![k]!;
      for (let m = 0; m < k; m++) sum -= factor[i * n + m]! * factor[k * n + m]!;
      if (i === k && !(sum > ROUNDING)) throw new RangeError(notDefinite(matrix));
      factor[i * n + k] = i === k ? Math.sqrt(sum) : sum / factor[k * n + k]!;
    }
  }
  return factor;
}

/** Throw unless a matrix is square and symmetric, with entries from -1 to 1 and 1 on the diagonal. */
export function checkEntries(matrix: Correlations): void {
  const n = matrix.length;
  if (!(n >= 1)) throw new RangeError("correlations must have 1 row or more, got none");
  matrix.forEach((row, i) => {
    if (row.length !== n) {
      throw new RangeError(`correlations.${i} must have ${n} values, got ${row.length}`);
    }
    row.forEach((value, k) => {
      checkEntry(matrix, i, k, value);
    });
  });
}

function checkEntry(matrix: Correlations, i: number, k: number, value: number): void {
  const name = `correlations.${i}.${k}`,
    got = `, got ${show(value)}`;
  if (typeof value !== "number") throw new TypeError(`${name} must be a number${got}`);
  if (i === k && !(Math.abs(value - 1) <= ROUNDING))
    throw new RangeError(`${name} must be 1${got}`);
  if (!(Math.abs(value) <= 1 + ROUNDING)) {
    throw new RangeError(`${name} must be from -1 to 1${got}`);
  }
  const other = matrix[k]?.[i];
  if (k < i && !(Math.abs(value - other!) <= ROUNDING)) {
    throw new RangeError(`${name} must equal correlations.${k}.${i}, ${other}${got}`);
  }
}

function notDefinite(matrix: Correlations): string {
  const least = leastEigenvalue(matrix).toPrecision(3);
  return (
    `correlations must be positive definite, got a least eigenvalue of ${least};` +
    " nearestCorrelation finds the nearest matrix that is"
  );
}

/** By power iteration on n - A, whose greatest eigenvalue is n less the least one of A. */
function leastEigenvalue(matrix: Correlations): number {
  const n = matrix.length;
  let vector = matrix.map((_, i) => 1 + 1 / (i + 2)),
    size = 0;
  for (let round = 0; round < 10_000; round++) {
    const next = matrix.map((row, i) => {
      return n * vector[i]! - row.reduce((sum, value, k) => sum + value * vector[k]!, 0);
    });
    const before = size;
    size = Math.hypot(...next);
    vector = next.map((value) => value / size);
    if (Math.abs(size - before) <= 1e-14 * n) break;
  }
  return n - size;
}
