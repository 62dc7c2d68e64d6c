import type { Matrix } from "ml-matrix";

/** A parameter of a search: its bounds, and whether its logarithm is searched. */
export interface SearchAxis {
  readonly lower: number;
  readonly upper: number;
  readonly logarithmic: boolean;
}

/** Residuals under several sets of parameters at once. */
export type Residuals = (sets: readonly (readonly number[])[]) => readonly Float64Array[];

/** Where a search ended. */
export interface SearchResult {
  readonly parameters: readonly number[];
  readonly sumOfSquares: number;
  /** The last steps changed nothing worth having; false where the iterations ran out. */
  readonly converged: boolean;
  readonly iterations: number;
  /** Standard errors by the curvature at the end; 0 of a parameter at a bound, taken as known. */
  readonly standardErrors: readonly number[];
  /** Places of the parameters that ended at a bound. */
  readonly atBounds: readonly number[];
}

/** Step of differences, in the coordinates of the search. */
const STEP = 1e-6;
const MOST_ITERATIONS = 60;
/** A sum of squares that falls by less, relatively, has arrived. */
const ENOUGH = 1e-6;
const MOST_DAMPING = 1e8;

/**
 * Least squares between bounds by Levenberg and Marquardt (Marquardt 1963; the damping of Nielsen
 * 1999). Residuals and their differences come from one call, so that a model which shares work
 * between sets of parameters can do so. A parameter at a bound stays there while the sum would fall
 * outward. Positive parameters are searched by their logarithms.
 */
export async function chainSearch(
  axes: readonly SearchAxis[],
  residuals: Residuals,
  start: readonly number[],
): Promise<SearchResult> {
  const { Matrix, solve, inverse } = await import("ml-matrix");
  let state = linearise(
    axes,
    residuals,
    axes.map((axis, k) => enter(axis, start[k]!)),
  );
  let [damping, growth, converged, iterations] = [1e-2, 2, false, 0];
  while (!converged && iterations < MOST_ITERATIONS && damping < MOST_DAMPING) {
    iterations++;
    const free = freeAxes(axes, state);
    if (free.length === 0) break;
    const normal = new Matrix(
      free.map((i) => free.map((j) => state.normal[i]![j]! * (i === j ? 1 + damping : 1))),
    );
    for (let i = 0; i < free.length; i++) normal.set(i, i, normal.get(i, i) || 1);
    const step = solve(
      normal,
      columnOf(
        Matrix,
        free.map((i) => -state.gradient[i]!),
      ),
    );
    const next = state.at.slice();
    free.forEach((axis, i) => {
      next[axis] = within(axes[axis]!, next[axis]! + step.get(i, 0));
    });
    const tried = linearise(axes, residuals, next);
    const fall = state.sum - tried.sum;
    if (fall > 0) {
      converged = fall < ENOUGH * state.sum;
      const foretold = foretell(state, next);
      damping *= Math.max(1 / 3, 1 - (2 * (fall / foretold) - 1) ** 3);
      growth = 2;
      state = tried;
    } else {
      converged = next.every((z, k) => Math.abs(z - state.at[k]!) < 1e-9);
      damping *= growth;
      growth *= 2;
    }
  }
  return conclude(axes, state, converged || damping >= MOST_DAMPING, iterations, (free) =>
    inverse(new Matrix(free)).to2DArray(),
  );
}

/** Residuals at a point, in the coordinates of the search, and what follows from them. */
interface State {
  readonly at: readonly number[];
  readonly count: number;
  readonly sum: number;
  /** Half the slope of the sum. */
  readonly gradient: readonly number[];
  /** Products of the columns of the Jacobian. */
  readonly normal: readonly (readonly number[])[];
}

function linearise(
  axes: readonly SearchAxis[],
  residuals: Residuals,
  at: readonly number[],
): State {
  // differences are taken inward where a bound is near
  const steps = axes.map((axis, k) =>
    at[k]! + STEP > coordinate(axis, axis.upper) ? -STEP : STEP,
  );
  const leave = (z: readonly number[]) => axes.map((axis, k) => value(axis, z[k]!));
  const moved = steps.map((step, k) => leave(at.map((z, j) => (j === k ? z + step : z))));
  const [centre, ...others] = residuals([leave(at), ...moved]) as [Float64Array, ...Float64Array[]];
  const columns = others.map((column, k) => column.map((r, i) => (r - centre[i]!) / steps[k]!));
  return {
    at,
    count: centre.length,
    sum: dot(centre, centre),
    gradient: columns.map((column) => dot(column, centre)),
    normal: columns.map((a) => columns.map((b) => dot(a, b))),
  };
}

/** By how much the linearised sum falls from a state to another point. */
function foretell({ at, gradient, normal }: State, next: readonly number[]): number {
  const step = next.map((z, k) => z - at[k]!);
  return -step.reduce(
    (sum, s, i) =>
      sum + s * (2 * gradient[i]! + normal[i]!.reduce((q, n, j) => q + n * step[j]!, 0)),
    0,
  );
}

/** Axes that are not held at a bound beyond which the sum would fall. */
function freeAxes(axes: readonly SearchAxis[], { at, gradient }: State): number[] {
  return axes.flatMap((axis, k) => {
    const low = at[k]! <= coordinate(axis, axis.lower) && gradient[k]! > 0;
    const high = at[k]! >= coordinate(axis, axis.upper) && gradient[k]! < 0;
    return low || high ? [] : [k];
  });
}

function conclude(
  axes: readonly SearchAxis[],
  state: State,
  converged: boolean,
  iterations: number,
  invert: (normal: number[][]) => number[][],
): SearchResult {
  const bounds = (axis: SearchAxis) => [coordinate(axis, axis.lower), coordinate(axis, axis.upper)];
  const atBounds = axes.flatMap((axis, k) => (bounds(axis).includes(state.at[k]!) ? [k] : []));
  const free = axes.flatMap((_, k) => (atBounds.includes(k) ? [] : [k]));
  const parameters = axes.map((axis, k) => value(axis, state.at[k]!));
  const noise = state.sum / Math.max(state.count - free.length, 1);
  const covariance =
    free.length === 0 ? [] : invert(free.map((i) => free.map((j) => state.normal[i]![j]!)));
  const standardErrors = axes.map((axis, k) => {
    const place = free.indexOf(k);
    if (place < 0) return 0;
    const error = Math.sqrt(Math.max(covariance[place]![place]!, 0) * noise);
    return error * (axis.logarithmic ? parameters[k]! : 1);
  });
  const { sum } = state;
  return { parameters, sumOfSquares: sum, converged, iterations, standardErrors, atBounds };
}

function coordinate(axis: SearchAxis, parameter: number): number {
  return axis.logarithmic ? Math.log(parameter) : parameter;
}

function value(axis: SearchAxis, z: number): number {
  if (!axis.logarithmic) return z;
  return Math.min(Math.max(Math.exp(z), axis.lower), axis.upper);
}

function within(axis: SearchAxis, z: number): number {
  return Math.min(Math.max(z, coordinate(axis, axis.lower)), coordinate(axis, axis.upper));
}

function enter(axis: SearchAxis, parameter: number): number {
  return coordinate(axis, Math.min(Math.max(parameter, axis.lower), axis.upper));
}

function columnOf(MatrixClass: typeof Matrix, values: readonly number[]): Matrix {
  return new MatrixClass(values.map((x) => [x]));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return Number.isFinite(sum) ? sum : Number.POSITIVE_INFINITY;
}
