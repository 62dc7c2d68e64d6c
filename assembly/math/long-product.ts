// Products of thousands of positive numbers, for the sums of their logarithms: every few factors
// the exponent is put aside, and one logarithm at the end does for all.
import { both, constant, mulAdd, sub } from "./lanes";
import { logarithmFull } from "./logarithm";

const ONE: usize = memory.data<f64>([1.0], 8);
const MANTISSA: usize = memory.data<u64>([0x000fffffffffffff], 8);
const EXPONENT_52: usize = memory.data<u64>([0x4330000000000000], 8);
const TWO_52: usize = memory.data<f64>([4503599627370496.0], 8);
const LN2: usize = memory.data<f64>([0.6931471805599453], 8);

/** Biased exponents put aside so far, and that of `product`, a normal number above 0. */
// @ts-ignore: decorator
@inline
export function putAside(exponents: v128, product: v128): v128 {
  return i64x2.add(exponents, i64x2.shr_u(product, 52));
}

/** `product` without its exponent, from 1 to 2. */
// @ts-ignore: decorator
@inline
export function withoutExponent(product: v128): v128 {
  return v128.or(v128.and(product, constant(MANTISSA)), constant(ONE));
}

/** Sum of the exponents that were put aside in so many `times`, as a number. */
// @ts-ignore: decorator
@inline
export function exponentOf(exponents: v128, times: f64): v128 {
  return sub(sub(v128.or(exponents, constant(EXPONENT_52)), constant(TWO_52)), both(1023 * times));
}

/** ln of 2^exponent x product. */
// @ts-ignore: decorator
@inline
export function logarithmOfLong(product: v128, exponent: v128): v128 {
  return mulAdd(exponent, constant(LN2), logarithmFull(product));
}
