// Sets of parameters of the GARCH family as a step reads them, and the log-likelihood that their
// sums amount to.
import { both, div, sub } from "../math/lanes";
import { logGamma } from "../math/log-gamma";
import { logarithmOf } from "../math/scalar";
import { egarchLogVariance, garchVariance, gjrVariance } from "../models/garch";

export const GARCH: i32 = 1;
export const GJR: i32 = 2;
export const EGARCH: i32 = 3;
export const NORMAL: i32 = 1;
export const STUDENT: i32 = 2;

/** Places of a set's numbers, a column each. */
const OMEGA: usize = 0;
const ALPHA: usize = 1;
const BETA: usize = 2;
const GAMMA: usize = 3;
export const FIRST_VARIANCE: usize = 4;
export const DEGREES: usize = 5;
const MEAN_SIZE: usize = 6;
/** Behind them in a row: 1 / (degrees - 2), degrees - 2 being in place of the degrees. */
export const INVERSE: usize = 7;

const LOG_TWO_PI: f64 = 1.8378770664093453;
const LOG_PI: f64 = 1.1447298858494002;

/** The numbers of four sets as the steps read them: two rows of vectors. */
export const FIRST: usize = memory.data(128, 16);
export const SECOND: usize = memory.data(128, 16);
/** The mean return, the same for all sets of a call. */
export const MEAN: usize = memory.data(8, 8);

/** The numbers of two sets from their columns to `row`. */
export function gather(parameters: usize, stride: usize, row: usize): void {
  for (let place: usize = 0; place <= MEAN_SIZE; place++) {
    v128.store(row + (place << 4), v128.load(parameters + place * stride));
  }
  const excess = sub(v128.load(row, DEGREES << 4), both(2));
  v128.store(row, excess, DEGREES << 4);
  v128.store(row, div(both(1), excess), INVERSE << 4);
}

/** Next variance of GARCH or GJR. */
// @ts-ignore: decorator
@inline
export function nextVariance(
  kind: i32, residual: v128, square: v128, variance: v128, row: usize,
): v128 {
  const omega = v128.load(row + (OMEGA << 4)), alpha = v128.load(row + (ALPHA << 4));
  const beta = v128.load(row + (BETA << 4));
  return kind == GJR
    ? gjrVariance(residual, square, variance, omega, alpha, beta, v128.load(row + (GAMMA << 4)))
    : garchVariance(square, variance, omega, alpha, beta);
}

/** Next logarithm of the variance of EGARCH. */
// @ts-ignore: decorator
@inline
export function nextLogVariance(z: v128, logVariance: v128, row: usize): v128 {
  return egarchLogVariance(
    z, logVariance, v128.load(row + (OMEGA << 4)), v128.load(row + (ALPHA << 4)),
    v128.load(row + (BETA << 4)), v128.load(row + (GAMMA << 4)), v128.load(row + (MEAN_SIZE << 4)));
}

/** Logarithm of the density at 0, at variance 1, with `excess` + 2 degrees of freedom. */
export function densityConstant(innovations: i32, excess: f64): f64 {
  if (innovations != STUDENT) return -0.5 * LOG_TWO_PI;
  const half = 0.5 * excess + 1;
  return logGamma(half + 0.5) - logGamma(half) - 0.5 * (LOG_PI + logarithmOf(excess));
}

/** What the sum of z^2 is multiplied by; of Student, that of ln(1 + z^2 / excess). */
export function tailWeight(innovations: i32, excess: f64): f64 {
  return innovations != STUDENT ? 0.5 : 0.5 * (excess + 3);
}
