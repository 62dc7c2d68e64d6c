/**
 * Cholesky factor of a matrix of correlations, row after row with its zeros; of a singular matrix
 * too, with columns of zeros where a row is what those before it determine.
 */
export function lowerFactor(matrix: readonly (readonly number[])[]): number[] {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const own = row.map(() => 0);
    for (let j = 0; j <= i; j++) {
      const other = j < i ? lower[j]! : own;
      let value = row[j]!;
      for (let k = 0; k < j; k++) value -= own[k]! * other[k]!;
      if (j === i) own[j] = Math.sqrt(Math.max(0, value));
      else own[j] = other[j]! > SINGULAR ? value / other[j]! : 0;
    }
    lower.push(own);
  }
  return lower.flat();
}

/** Diagonals below this are rounding. */
const SINGULAR = 1e-8;
