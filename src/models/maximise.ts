import type * as MatrixLibrary from "ml-matrix";

/** Values of a function at many points at once; NaN or infinite where there is none. */
export type Batch = (points: readonly (readonly number[])[]) => ArrayLike<number>;

/** Where a search for the greatest value ended. */
export interface Maximum {
  readonly point: readonly number[];
  readonly value: number;
  /**
   * Distance from the top in standard errors, as gradient and curvature tell: the root of
   * g (-H)^-1 g.
   */
  readonly gradientNorm: number;
  readonly converged: boolean;
  /** -H, the observed information. */
  readonly curvature: readonly (readonly number[])[];
}

/** Standard errors from the top at which a search has converged; it goes on to the second. */
const CONVERGED = 1e-4;
const CLOSE = 1e-6;
const ITERATIONS = 120;
/** Lengths of steps that are tried at once. */
const LENGTHS = [1, 0.5, 0.2, 0.05, 0.01, 0.001, 2, 4];
/** Least curvature that a step is divided by, and the longest step along a coordinate. */
const FLOOR = 1e-3;
const LONGEST = 2;

/**
 * The greatest value of a smooth function without constraints, by Newton's method from the best
 * `tries` of the starts. Derivatives are central differences over a hundredth of a standard error,
 * all points in one batch; a curvature that is not that of a top is mirrored (Greenstadt 1967).
 */
export async function maximise(
  values: Batch,
  starts: readonly (readonly number[])[],
  tries = 1,
): Promise<Maximum> {
  const library = await import("ml-matrix");
  const heights = Array.from(values(starts), (value) => (value > -Infinity ? value : -Infinity));
  const best = starts.map((_, i) => i).sort((a, b) => heights[b]! - heights[a]! || a - b);
  const tops = best
    .slice(0, tries)
    .filter((i) => Number.isFinite(heights[i]))
    .map((i) => climb(library, values, starts[i]!));
  if (tops.length === 0) throw new RangeError("the likelihood must be finite at a start, got none");
  return tops.reduce((top, other) => (other.value > top.value ? other : top));
}

interface Derivatives {
  readonly value: number;
  readonly gradient: readonly number[];
  /** Second derivatives, sign changed. */
  readonly curvature: readonly (readonly number[])[];
}

function climb(library: typeof MatrixLibrary, values: Batch, start: readonly number[]): Maximum {
  let point = [...start];
  let reaches = point.map(() => 1e-3);
  for (let iteration = 0; ; iteration++) {
    const { value, gradient, curvature } = derivatives(values, point, reaches);
    const { step, norm } = newton(library, gradient, curvature);
    const end = { point, value, gradientNorm: norm, converged: norm < CONVERGED, curvature };
    if (!(norm > CLOSE) || iteration === ITERATIONS) return end;
    const next = forward(values, point, step, value);
    if (next === null) return end;
    point = next;
    reaches = curvature.map((row, i) => reach(row[i]!));
  }
}

/** A hundredth of the standard error that a curvature stands for, at most a thousandth. */
function reach(curvature: number): number {
  return Math.min(Math.max(0.01 / Math.sqrt(Math.abs(curvature)), 1e-6), 1e-3);
}

/** The step uphill by the eigenvectors of the curvature, and its length in standard errors. */
function newton(
  { EigenvalueDecomposition, Matrix }: typeof MatrixLibrary,
  gradient: readonly number[],
  curvature: readonly (readonly number[])[],
): { step: number[]; norm: number } {
  const matrix = new Matrix(curvature.map((row) => [...row]));
  if (!matrix.to1DArray().every(Number.isFinite)) return { step: [], norm: Number.NaN };
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const step = gradient.map(() => 0);
  let square = 0;
  realEigenvalues.forEach((eigenvalue, k) => {
    const vector = eigenvectorMatrix.getColumn(k);
    const slope = vector.reduce((sum, v, i) => sum + v * gradient[i]!, 0);
    const divisor = Math.max(Math.abs(eigenvalue), FLOOR);
    square += slope ** 2 / divisor;
    vector.forEach((v, i) => {
      step[i]! += (v * slope) / divisor;
    });
  });
  const shrink = Math.min(1, LONGEST / Math.max(...step.map(Math.abs)));
  return { step: step.map((s) => s * shrink), norm: Math.sqrt(square) };
}

/** The best of several lengths of a step; null where none is higher. */
function forward(
  values: Batch,
  point: readonly number[],
  step: readonly number[],
  value: number,
): number[] | null {
  const points = LENGTHS.map((length) => point.map((x, i) => x + length * step[i]!));
  const heights = Array.from(values(points));
  let best = -1;
  heights.forEach((height, i) => {
    if (height > (best < 0 ? value : heights[best]!)) best = i;
  });
  return best < 0 ? null : points[best]!;
}

/** Central differences: two points a coordinate, two a pair of coordinates. */
function derivatives(
  values: Batch,
  point: readonly number[],
  reaches: readonly number[],
): Derivatives {
  const size = point.length;
  const moved = (...moves: readonly [number, number][]) =>
    point.map((x, i) => moves.reduce((y, [k, sign]) => (k === i ? y + sign * reaches[i]! : y), x));
  const pairs = point.flatMap((_, i) => point.slice(0, i).map((_, j) => [i, j] as const));
  const [middle, ...rest] = Array.from(
    values([
      [...point],
      ...point.flatMap((_, i) => [moved([i, 1]), moved([i, -1])]),
      ...pairs.flatMap(([i, j]) => [moved([i, 1], [j, 1]), moved([i, -1], [j, -1])]),
    ]),
  ) as [number, ...number[]];
  const single = (i: number) => rest[2 * i]! + rest[2 * i + 1]! - 2 * middle;
  const curvature = point.map((_, i) =>
    point.map((_, j) => (i === j ? -single(i) / reaches[i]! ** 2 : 0)),
  );
  pairs.forEach(([i, j], k) => {
    const place = 2 * (size + k);
    const joint = rest[place]! + rest[place + 1]! - 2 * middle - single(i) - single(j);
    const mixed = -joint / (2 * reaches[i]! * reaches[j]!);
    curvature[i]![j] = mixed;
    curvature[j]![i] = mixed;
  });
  const gradient = point.map((_, i) => (rest[2 * i]! - rest[2 * i + 1]!) / (2 * reaches[i]!));
  return { value: middle, gradient, curvature };
}
