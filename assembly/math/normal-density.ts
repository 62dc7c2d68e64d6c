import { constant, greatest, least, mul } from "./lanes";
import { exponential } from "./exponential";
import { gaussian } from "./normal-tail";

const MINUS_HALF: usize = memory.data<f64>([-0.5], 8);
const FLOOR: usize = memory.data<f64>([-700.0], 8);
const ROOT_TWO_PI_INVERSE: usize = memory.data<f64>([0.3989422804014327], 8);
const FAR: usize = memory.data<f64>([40.0], 8); // the density at 40 rounds to zero

/** The standard normal density, absolute error below 2e-16; below 1e-304 from |x| = 37.4 on. */
// @ts-ignore: decorator
@inline
export function normalDensity(x: v128): v128 {
  const exponent = greatest(mul(mul(x, x), constant(MINUS_HALF)), constant(FLOOR));
  return mul(exponential(exponent), constant(ROOT_TWO_PI_INVERSE));
}

/**
 * The standard normal density of every x, within 5 units in the last place while it is a normal
 * number, |x| < 37.6. 0 of the infinities, NaN of NaN.
 */
// @ts-ignore: decorator
@inline
export function normalDensityFull(x: v128): v128 {
  return mul(gaussian(least(f64x2.abs(x), constant(FAR))), constant(ROOT_TWO_PI_INVERSE));
}
