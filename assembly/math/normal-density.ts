import { constant, least, mul } from "./lanes";
import { gaussian } from "./normal-tail";

const ROOT_TWO_PI_INVERSE: usize = memory.data<f64>([0.3989422804014327], 8);
const FAR: usize = memory.data<f64>([40.0], 8); // the density at 40 rounds to zero

/**
 * The standard normal density of every x, within 5 units in the last place while it is a normal
 * number, |x| < 37.6. 0 of the infinities, NaN of NaN.
 */
// @ts-ignore: decorator
@inline
export function normalDensityFull(x: v128): v128 {
  return mul(gaussian(least(f64x2.abs(x), constant(FAR))), constant(ROOT_TWO_PI_INVERSE));
}
