/** Pivots below this share of their diagonal count as zero. */
const SINGULAR = 1e-12;

/**
 * The solution of a symmetric positive definite system, by Cholesky; `place` numbers the unknown
 * that the others before it already determine. The matrix is given by its entries (i, j), j <= i.
 */
export function solveSymmetric(
  entry: (i: number, j: number) => number,
  right: readonly number[],
): { readonly solution: number[] } | { readonly place: number } {
  const size = right.length;
  const lower: number[][] = [];
  for (let i = 0; i < size; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      let value = entry(i, j);
      for (let k = 0; k < j; k++) value -= row[k]! * (i === j ? row[k]! : lower[j]![k]!);
      if (j < i) row.push(value / lower[j]![j]!);
      else if (value > SINGULAR * entry(i, i)) row.push(Math.sqrt(value));
      else return { place: i };
    }
    lower.push(row);
  }
  const solution = [...right];
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) solution[i]! -= lower[i]![k]! * solution[k]!;
    solution[i]! /= lower[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) solution[i]! -= lower[k]![i]! * solution[k]!;
    solution[i]! /= lower[i]![i]!;
  }
  return { solution };
}
