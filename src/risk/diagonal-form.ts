import type { Quadratic } from "./delta-gamma.ts";
import type { FactorMoments } from "./risk-factors.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";

/** A quadratic of independent standard normals, free of products: sum of b z + lambda z^2. */
export interface DiagonalForm {
  readonly constant: number;
  readonly linear: readonly number[];
  readonly square: readonly number[];
}

/** Losses as quadratics of independent standard normals in which the total has no products. */
export interface DiagonalLosses {
  readonly total: DiagonalForm;
  /** The holdings, in the same normals; they add up to the total. */
  readonly parts: readonly Quadratic[];
  /** The logs of the factors are `means` plus normal j times row j of `directions`, all summed. */
  readonly means: readonly number[];
  readonly directions: readonly (readonly number[])[];
}

/** Directions with less than this share of the greatest variance do not move. */
const STILL = 1e-14;

/**
 * Quadratics of jointly normal factors in coordinates that make their sum diagonal: Glasserman,
 * "Monte Carlo methods in financial engineering" (2003), 9.1.2. Covariances may be singular.
 */
export function diagonalLosses(
  losses: readonly Quadratic[],
  { means, covariances }: FactorMoments,
): DiagonalLosses {
  const { values, vectors } = symmetricEigen(covariances);
  const most = Math.max(...values, 0);
  const roots = vectors.flatMap((vector, i) => {
    const variance = values[i]!;
    return variance > STILL * most ? [vector.map((x) => x * Math.sqrt(variance))] : [];
  });
  const first = losses.map((loss) => inDirections(loss, means, roots));
  const turned = symmetricEigen(
    sumOf(
      first.map(({ matrix }) => matrix),
      roots.length,
    ),
  );
  const directions = turned.vectors.map((vector) =>
    means.map((_, k) =>
      dot(
        vector,
        roots.map((root) => root[k]!),
      ),
    ),
  );
  const parts = losses.map((loss) => inDirections(loss, means, directions));
  const sum = (value: (part: Quadratic) => number) =>
    parts.reduce((total, part) => total + value(part), 0);
  const total = {
    constant: sum(({ constant }) => constant),
    linear: directions.map((_, j) => sum(({ linear }) => linear[j]!)),
    square: directions.map((_, j) => sum(({ matrix }) => matrix[j]![j]!)),
  };
  return { total, parts, means, directions };
}

/** A quadratic of x as one of z, where x = means + sum of z times directions. */
function inDirections(
  { constant, linear, matrix }: Quadratic,
  means: readonly number[],
  directions: readonly (readonly number[])[],
): Quadratic {
  const slope = linear.map((value, i) => value + 2 * dot(matrix[i]!, means));
  const images = directions.map((direction) => matrix.map((row) => dot(row, direction)));
  return {
    constant:
      constant +
      dot(linear, means) +
      dot(
        matrix.map((row) => dot(row, means)),
        means,
      ),
    linear: directions.map((direction) => dot(slope, direction)),
    matrix: directions.map((direction) => images.map((image) => dot(image, direction))),
  };
}

function sumOf(matrices: readonly Quadratic["matrix"][], size: number): number[][] {
  const indices = Array.from({ length: size }, (_, i) => i);
  return indices.map((i) =>
    indices.map((j) => matrices.reduce((sum, matrix) => sum + matrix[i]![j]!, 0)),
  );
}

/** Inner product. */
export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
