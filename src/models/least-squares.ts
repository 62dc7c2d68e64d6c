import type { Matrix } from "ml-matrix";

/** A sum of squares to make least, between bounds. */
export interface LeastSquaresOptions {
  /** The terms that are squared and summed; always of one length. */
  readonly residuals: (parameters: readonly number[]) => ArrayLike<number>;
  readonly start: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Typical sizes of the parameters, positive: steps of differences are a millionth of them. */
  readonly scale: readonly number[];
  /** Most steps tried; 200 by default. */
  readonly iterations?: number;
}

/** Where the sum is least. */
export interface LeastSquares {
  readonly parameters: readonly number[];
  /** The least sum of squares. */
  readonly cost: number;
  /** A step moved no parameter by 1e-9 of its scale, or lowered the sum by less than a millionth. */
  readonly converged: boolean;
  readonly iterations: number;
  /** Rows of the residuals' derivatives, one a residual. */
  readonly jacobian: readonly (readonly number[])[];
  /** Parameters that lie on a bound, and so have no error of their own. */
  readonly bound: readonly boolean[];
  /** What was asked. */
  readonly options: LeastSquaresOptions;
}

const STEP = 1e-6;
const LEAST_MOVE = 1e-9;
const LEAST_GAIN = 1e-6;
const FIRST_DAMPING = 0.1;
const MOST_DAMPING = 1e12;

/**
 * Least squares between bounds by Levenberg and Marquardt (Marquardt 1963): damped by the diagonal,
 * derivatives by central differences, a parameter on its bound held there while the sum falls
 * outward. The fitting library at hand stops at a number of steps alone; here a caller is told
 * whether the search has ended.
 */
export async function leastSquares(options: LeastSquaresOptions): Promise<LeastSquares> {
  const { residuals, start, lower, upper, iterations = 200 } = options;
  const { Matrix, solve } = await import("ml-matrix");
  const into = (p: readonly number[]) =>
    p.map((x, i) => Math.min(Math.max(x, lower[i]!), upper[i]!));
  let parameters = into(start);
  let values = residuals(parameters);
  let cost = sumOfSquares(values);
  let [damping, growth] = [FIRST_DAMPING, 2];
  let jacobian = derivatives(options, parameters);
  let converged = false;
  let count = 0;
  while (count < iterations && !converged && damping < MOST_DAMPING) {
    count++;
    const free = freeParameters(options, parameters, jacobian, values);
    const { step, predicted } = dampedStep({ Matrix, solve }, jacobian, values, free, damping);
    const next = into(parameters.map((x, i) => x - step[i]!));
    const nextValues = residuals(next);
    const nextCost = sumOfSquares(nextValues);
    const moved = Math.max(...next.map((x, i) => Math.abs(x - parameters[i]!) / options.scale[i]!));
    converged = moved < LEAST_MOVE || (nextCost <= cost && cost - nextCost <= LEAST_GAIN * cost);
    if (nextCost <= cost) {
      // Nielsen 1999: the better the model foretold the fall, the less damping.
      const ratio = (cost - nextCost) / predicted;
      [damping, growth] = [damping * Math.max(1 / 3, 1 - (2 * ratio - 1) ** 3), 2];
      [parameters, values, cost] = [next, nextValues, nextCost];
      jacobian = derivatives(options, parameters);
    } else [damping, growth] = [damping * growth, growth * 2];
  }
  const bound = parameters.map((x, i) => x <= lower[i]! || x >= upper[i]!);
  return { parameters, cost, converged, iterations: count, jacobian, bound, options };
}

/**
 * Standard errors of functions of the parameters, by the delta method: the covariance is that of
 * independent errors of one variance, which is estimated from the first `count` residuals.
 * Parameters on a bound are taken as known.
 */
export async function standardErrors(options: {
  readonly fit: LeastSquares;
  readonly count: number;
  readonly map: (parameters: readonly number[]) => readonly number[];
}): Promise<number[]> {
  const { fit, count, map } = options;
  const { scale } = fit.options;
  const { Matrix, pseudoInverse } = await import("ml-matrix");
  const free = fit.bound.flatMap((bound, i) => (bound ? [] : [i]));
  if (free.length === 0) return map(fit.parameters).map(() => 0);
  // Columns in units of the scale, so that no parameter is small to the inverse.
  const rows = fit.jacobian.map((row) => free.map((i) => row[i]! * scale[i]!));
  const jacobian = new Matrix(rows);
  const inverse = pseudoInverse(jacobian.transpose().mmul(jacobian), 1e-14);
  const variance = fit.cost / Math.max(count - free.length, 1);
  const gradients = free.map((i) => difference(map, fit.options, fit.parameters, i));
  return map(fit.parameters).map((_, k) => {
    const gradient = free.map((i, column) => gradients[column]![k]! * scale[i]!);
    const square = inverse
      .to2DArray()
      .reduce(
        (sum, row, i) => sum + row.reduce((s, c, j) => s + c * gradient[i]! * gradient[j]!, 0),
        0,
      );
    return Math.sqrt(Math.max(square * variance, 0));
  });
}

function sumOfSquares(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Number.isFinite(sum) ? sum : Number.POSITIVE_INFINITY;
}

/** The derivative of a vector along one parameter, by differences that stay between the bounds. */
function difference(
  f: (parameters: readonly number[]) => ArrayLike<number>,
  { lower, upper, scale }: Omit<LeastSquaresOptions, "residuals" | "start">,
  at: readonly number[],
  along: number,
): Float64Array {
  const step = STEP * scale[along]!;
  const high = Math.min(at[along]! + step, upper[along]!);
  const low = Math.max(at[along]! - step, lower[along]!);
  const moved = (to: number) => f(at.map((x, i) => (i === along ? to : x)));
  const [above, below] = [moved(high), moved(low)];
  return Float64Array.from(above, (value, i) => (value - below[i]!) / (high - low));
}

function derivatives(options: LeastSquaresOptions, at: readonly number[]): number[][] {
  const columns = at.map((_, i) => difference(options.residuals, options, at, i));
  return Array.from(columns[0]!, (_, row) => columns.map((column) => column[row]!));
}

/** Parameters that are not held by a bound beyond which the sum would fall. */
function freeParameters(
  { lower, upper }: LeastSquaresOptions,
  at: readonly number[],
  jacobian: readonly (readonly number[])[],
  values: ArrayLike<number>,
): number[] {
  return at.flatMap((x, i) => {
    const slope = jacobian.reduce((sum, row, r) => sum + row[i]! * values[r]!, 0);
    const held = (x <= lower[i]! && slope > 0) || (x >= upper[i]! && slope < 0);
    return held ? [] : [i];
  });
}

interface Algebra {
  readonly Matrix: typeof Matrix;
  readonly solve: typeof import("ml-matrix").solve;
}

/** What to take from the parameters, 0 for those that are held, and how far the sum should fall. */
function dampedStep(
  { Matrix, solve }: Algebra,
  jacobian: readonly (readonly number[])[],
  values: ArrayLike<number>,
  free: readonly number[],
  damping: number,
): { readonly step: readonly number[]; readonly predicted: number } {
  const step = jacobian[0]!.map(() => 0);
  if (free.length === 0) return { step, predicted: 0 };
  const dot = (i: number, j: number) => jacobian.reduce((s, row) => s + row[i]! * row[j]!, 0);
  const normal = free.map((i) => free.map((j) => dot(i, j)));
  const slope = free.map((i) => jacobian.reduce((s, row, r) => s + row[i]! * values[r]!, 0));
  const largest = Math.max(...normal.map((row, i) => row[i]!), Number.MIN_VALUE);
  const added = normal.map((row, i) => damping * Math.max(row[i]!, 1e-12 * largest));
  const damped = normal.map((row, i) => row.map((x, j) => (i === j ? x + added[i]! : x)));
  const solved = solve(new Matrix(damped), Matrix.columnVector(slope), true).to1DArray();
  free.forEach((i, row) => {
    step[i] = solved[row]!;
  });
  const predicted = solved.reduce((s, x, i) => s + x * (added[i]! * x + slope[i]!), 0);
  return { step, predicted };
}
