// ln x by the odd series of (x - 1) / (x + 1), after Tang and fdlibm: one division, no table.
import { add, constant, div, mul, mulAdd, sub } from "./lanes";

const ONE: usize = memory.data<f64>([1.0], 8);
const TWO: usize = memory.data<f64>([2.0], 8);
const BIAS: usize = memory.data<f64>([4503599627371519.0], 8); // 2^52 + 1023
const LN2_HIGH: usize = memory.data<f64>([0.6931471803691238], 8);
const LN2_LOW: usize = memory.data<f64>([1.9082149292705877e-10], 8);
const OFFSET: usize = memory.data<u64>([0x00095f619980c433], 8); // 1 - sqrt(1/2), as bits
const MANTISSA: usize = memory.data<u64>([0x000fffffffffffff], 8);
const ROOT_HALF: usize = memory.data<u64>([0x3fe6a09e667f3bcd], 8);
const EXPONENT_52: usize = memory.data<u64>([0x4330000000000000], 8);
const L: usize = memory.data<f64>([
  0.666666666666667, 0.39999999999899444, 0.2857142862600327, 0.22222211130259878,
  0.18182889455674947, 0.15331710618210773, 0.14616585424888623,
], 8);

/** ln of positive normal numbers, their exponents counted from `bias`. */
// @ts-ignore: decorator
@inline
function biasedLogarithm(x: v128, bias: v128): v128 {
  // x = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2)
  const t = i64x2.add(x, constant(OFFSET));
  const k = sub(v128.or(i64x2.shr_u(t, 52), constant(EXPONENT_52)), bias);
  const f = sub(i64x2.add(v128.and(t, constant(MANTISSA)), constant(ROOT_HALF)), constant(ONE));
  // ln(1 + f) = f - s (f - R), s = f / (2 + f), R even in s
  const s = div(f, add(f, constant(TWO)));
  const z = mul(s, s), z2 = mul(z, z);
  const p01 = mulAdd(z, constant(L + 8), constant(L));
  const p23 = mulAdd(z, constant(L + 24), constant(L + 16));
  const p45 = mulAdd(z, constant(L + 40), constant(L + 32));
  const r = mul(z, mulAdd(z2, mulAdd(z2, mulAdd(z2, constant(L + 48), p45), p23), p01));
  return add(mul(k, constant(LN2_HIGH)), add(f, sub(mul(k, constant(LN2_LOW)), mul(s, sub(f, r)))));
}

/** ln x of positive normal numbers, within 1 unit in the last place of the rounded value. */
// @ts-ignore: decorator
@inline
export function logarithm(x: v128): v128 {
  return biasedLogarithm(x, constant(BIAS));
}

const NORMAL_LEAST: usize = memory.data<f64>([2.2250738585072014e-308], 8); // 2^-1022
const RAISE: usize = memory.data<f64>([18014398509481984.0], 8); // 2^54
const BIAS_RAISED: usize = memory.data<f64>([4503599627371573.0], 8); // BIAS + 54
const INFINITE: usize = memory.data<u64>([0x7ff0000000000000], 8);
const MINUS_INFINITE: usize = memory.data<u64>([0xfff0000000000000], 8);
const NOT_A_NUMBER: usize = memory.data<u64>([0x7ff8000000000000], 8);

/**
 * ln x for every x, within 1 unit in the last place of the rounded value; the same bits as
 * `logarithm` within its range. -infinity of 0, NaN of negative numbers and of NaN.
 */
// @ts-ignore: decorator
@inline
export function logarithmFull(x: v128): v128 {
  const tiny = f64x2.lt(x, constant(NORMAL_LEAST)), zero = v128.xor(x, x);
  const raised = v128.bitselect(mul(x, constant(RAISE)), x, tiny);
  const bias = v128.bitselect(constant(BIAS_RAISED), constant(BIAS), tiny);
  const finite = f64x2.lt(x, constant(INFINITE));
  const result = v128.bitselect(biasedLogarithm(raised, bias), x, finite);
  const ofZero = v128.bitselect(constant(MINUS_INFINITE), result, f64x2.eq(x, zero));
  return v128.bitselect(constant(NOT_A_NUMBER), ofZero, f64x2.lt(x, zero));
}
