import { core } from "./instance.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";

/** Slopes that walk at random, in units of the variance of the noise. */
export interface WalkingSlopes {
  readonly slopes: readonly number[];
  /** Their covariance, row after row. */
  readonly covariance: readonly number[];
  /** Variance that each gains a row. */
  readonly gain: readonly number[];
}

/** Rows of a regressand and of regressors, one row after the other. */
type Rows = ArrayLike<number>;

/** Slopes after all rows. */
export function filteredSlopes(rows: Rows, start: WalkingSlopes): WalkingSlopes {
  core().reset();
  return read(run(rows, start, 0, 0), start);
}

/** The same, and the slopes that each row left behind, one row after the other. */
export function slopePath(
  rows: Rows,
  start: WalkingSlopes,
): WalkingSlopes & { readonly path: Float64Array } {
  core().reset();
  const length = (rows.length / (start.slopes.length + 1)) * start.slopes.length;
  const path = allocate(8 * length);
  return { ...read(run(rows, start, 0, path), start), path: copyOut(path, length) };
}

/**
 * What the rows from `skipped` on say of the start: their squared errors over the variances of
 * these, and the logarithms of the variances, added up.
 */
export function slopeSums(
  rows: Rows,
  start: WalkingSlopes,
  skipped = 0,
): { readonly squares: number; readonly logs: number } {
  core().reset();
  const size = start.slopes.length;
  const [squares, logs] = copyOut(run(rows, start, skipped, 0) + 8 * size * (size + 3), 2);
  return { squares: squares!, logs: logs! };
}

/** Carry a state through rows: where it is, its sums behind it. */
function run(
  rows: Rows,
  { slopes, covariance, gain }: WalkingSlopes,
  skipped: number,
  path: number,
) {
  const size = slopes.length,
    length = size * (size + 3) + 2;
  const state = copyIn([...slopes, ...covariance, ...gain, ...slopes, 0, 0]);
  const sums = state + 8 * (length - 2);
  core().kalmanFilter(copyIn(rows), rows.length / (size + 1), size, skipped, state, path, sums);
  return state;
}

function read(state: number, { slopes, gain }: WalkingSlopes): WalkingSlopes {
  const size = slopes.length,
    numbers = Array.from(copyOut(state, size * (size + 1)));
  return { slopes: numbers.slice(0, size), covariance: numbers.slice(size), gain };
}
