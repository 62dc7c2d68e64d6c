import type { Maximum } from "./maximise.ts";

/** Covariances of the parameters as they are named, both ways. */
export interface Covariances {
  /** The inverse of the observed information. */
  readonly plain: readonly (readonly number[])[];
  /** The sandwich of Bollerslev and Wooldridge (1992), equation (2.13). */
  readonly robust: readonly (readonly number[])[];
}

/** What the errors of a fit follow from. */
interface Likelihood {
  readonly top: Maximum;
  /** The parameters as they are named, of a point of the search. */
  readonly natural: (point: readonly number[]) => readonly number[];
  /** Log-likelihoods of the single returns at a point. */
  readonly terms: (point: readonly number[]) => ArrayLike<number>;
}

/** Below this share of the greatest curvature a direction is not determined. */
const FLAT = 1e-12;

/**
 * Covariances at the top of a likelihood. The search moves in coordinates without bounds; the
 * parameters follow from them by the delta method, scores of single returns by central differences.
 */
export async function covariances({ top, natural, terms }: Likelihood): Promise<Covariances> {
  const { EigenvalueDecomposition, inverse: invert, Matrix } = await import("ml-matrix");
  const curvature = new Matrix(top.curvature.map((row) => [...row]));
  const { realEigenvalues } = new EigenvalueDecomposition(curvature, { assumeSymmetric: true });
  const [least, most] = [Math.min(...realEigenvalues), Math.max(...realEigenvalues)];
  const size = natural(top.point).length;
  if (!(least > FLAT * most)) {
    const none = Array.from({ length: size }, () => new Array<number>(size).fill(Number.NaN));
    return { plain: none, robust: none };
  }
  const reaches = top.curvature.map((row, i) => 0.01 / Math.sqrt(row[i]!));
  const slopes = (of: (point: readonly number[]) => ArrayLike<number>) =>
    top.point.map((_, i) => slope(of, top.point, i, reaches[i]!));
  const scores = slopes(terms);
  const meat = new Matrix(
    scores.map((a) => scores.map((b) => a.reduce((sum, value, t) => sum + value * b[t]!, 0))),
  );
  const jacobian = new Matrix(slopes(natural).map((row) => Array.from(row))).transpose();
  const inverse = invert(curvature);
  const named = (covariance: typeof inverse) =>
    jacobian.mmul(covariance).mmul(jacobian.transpose()).to2DArray();
  return { plain: named(inverse), robust: named(inverse.mmul(meat).mmul(inverse)) };
}

/** Derivatives of many numbers by one coordinate. */
function slope(
  of: (point: readonly number[]) => ArrayLike<number>,
  point: readonly number[],
  i: number,
  reach: number,
): Float64Array {
  const at = (sign: number) =>
    Float64Array.from(of(point.map((x, k) => (k === i ? x + sign * reach : x))));
  const below = at(-1);
  return at(1).map((value, t) => (value - below[t]!) / (2 * reach));
}

/** A slope that explains less of a step of a standard error than this is that of a bound. */
const SLIGHT = 0.01;

/** Whether each parameter stands at a bound: there its coordinate has no slope, only a curvature. */
export function atBounds({ top, natural }: Omit<Likelihood, "terms">): boolean[] {
  const at = natural(top.point);
  const errors = top.curvature.map((row, i) => 1 / Math.sqrt(Math.abs(row[i]!)));
  const changes = top.point.flatMap((_, i) =>
    [1e-3, 1].map((length) => {
      const move = (sign: number) =>
        natural(top.point.map((x, k) => (k === i ? x + sign * length * errors[i]! : x)));
      const [above, below] = [move(1), move(-1)];
      return at.map((value, p) =>
        length < 1
          ? Math.abs(above[p]! - below[p]!) / (2 * length)
          : Math.max(Math.abs(above[p]! - value), Math.abs(below[p]! - value)),
      );
    }),
  );
  const most = (first: number, p: number) =>
    Math.max(...changes.filter((_, i) => i % 2 === first).map((change) => change[p]!));
  return at.map((_, p) => !(most(0, p) > SLIGHT * most(1, p)));
}
