// e^x - 1 and ln(1 + x), accurate where their arguments are small.
import { add, constant, div, mul, sub } from "./lanes";
import { exponentialFull, exponentialLessOneNear } from "./exponential";
import { logarithmFull } from "./logarithm";

const ONE: usize = memory.data<f64>([1.0], 8);
const NEAR: usize = memory.data<f64>([0.34], 8); // below ln 2 / 2

/** e^x - 1 for every x, within 4 units in the last place of the rounded value. */
// @ts-ignore: decorator
@inline
export function exponentialLessOne(x: v128): v128 {
  const far = sub(exponentialFull(x), constant(ONE));
  return v128.bitselect(exponentialLessOneNear(x), far, f64x2.lt(f64x2.abs(x), constant(NEAR)));
}

/**
 * ln(1 + x) for x >= -1, within 4 units in the last place of the rounded value, after Kahan: what
 * rounding 1 + x does to the logarithm, it does to the difference from 1.
 */
// @ts-ignore: decorator
@inline
export function logarithmOnePlus(x: v128): v128 {
  const sum = add(constant(ONE), x), step = sub(sum, constant(ONE));
  const none = f64x2.eq(step, v128.xor(step, step));
  const large = f64x2.ge(f64x2.abs(x), constant(ONE));
  const log = logarithmFull(sum);
  const scaled = v128.bitselect(log, mul(log, div(x, step)), large);
  return v128.bitselect(x, scaled, none);
}
