// How many options remove a Greek of a book. Where the ratio does not exist it is NaN, and a
// strategy holds on to what it has.
import { constant, div, greatest, least, mul, sub, add } from "../math/lanes";

const SINGULAR: usize = memory.data<f64>([1e-9], 8);

/** Units of an option, each with the Greek `own`, that remove `total`, at most `bound` of them. */
// @ts-ignore: decorator
@inline
export function greekRatio(total: v128, own: v128, bound: v128): v128 {
  const units = f64x2.neg(div(total, own));
  return greatest(least(units, bound), f64x2.neg(bound));
}

/**
 * Units of the first of two options that together remove gamma and vega: Cramer's rule. NaN where
 * both remove them in the same proportion, to one part in 1e9.
 */
// @ts-ignore: decorator
@inline
export function pairRatio(
  gamma: v128, vega: v128, gamma1: v128, vega1: v128, gamma2: v128, vega2: v128, bound: v128,
): v128 {
  const left = mul(gamma1, vega2), right = mul(vega1, gamma2), determinant = sub(left, right);
  const size = mul(add(f64x2.abs(left), f64x2.abs(right)), constant(SINGULAR));
  const units = greekRatio(sub(mul(gamma, vega2), mul(vega, gamma2)), determinant, bound);
  const sound = f64x2.gt(f64x2.abs(determinant), size);
  return v128.or(units, v128.not(sound));
}
