// ln(a / b) by the odd series of (a - b) / (a + b): one division in place of two, and exact
// near 1, where the quotient itself would be rounded.
import { add, constant, div, mul, mulAdd, sub } from "./lanes";
import { logarithmFull } from "./logarithm";

const HALF_STEP: usize = memory.data<u64>([0x4008000000000000], 8); // 1024.5 x 2^52, as bits
const WHOLE_STEPS: usize = memory.data<u64>([0x4000000000000000], 8); // 1024 x 2^52
const EXPONENT: usize = memory.data<u64>([0xfff0000000000000], 8);
const EXPONENT_52: usize = memory.data<u64>([0x4330000000000000], 8);
const BIAS: usize = memory.data<f64>([4503599627371520.0], 8); // 2^52 + 1024
const LN2_HIGH: usize = memory.data<f64>([0.6931471803691238], 8);
const LN2_LOW: usize = memory.data<f64>([1.9082149292705877e-10], 8);
const LEAST: usize = memory.data<u64>([0x1ff0000000000000], 8); // 2^-512, as bits
// (ln((1 + s) / (1 - s)) - 2 s) / s^3 in s^2 <= 0.0402, Chebyshev: error below 6e-17 of 2 s
const L: usize = memory.data<f64>([
  0.6666666666666694, 0.39999999999324837, 0.28571428839612567, 0.22222182349611877,
  0.18184633065495795, 0.15283147513468642, 0.1512352882114042,
], 8);

/** One of the two highest bits is set where either number is not from 2^-512 to 2^512. */
// @ts-ignore: decorator
@inline
export function excessOf(a: v128, b: v128): v128 {
  return v128.or(i64x2.sub(a, constant(LEAST)), i64x2.sub(b, constant(LEAST)));
}

/** ln(a / b) of numbers from 2^-512 to 2^512, within 2 units in the last place. */
// @ts-ignore: decorator
@inline
export function logarithmOfQuotient(a: v128, b: v128): v128 {
  // a = 2^k c, the bits of c within half an octave of those of b: c / b from 2/3 to 3/2
  const t = i64x2.add(i64x2.sub(a, b), constant(HALF_STEP));
  const k = sub(v128.or(i64x2.shr_u(t, 52), constant(EXPONENT_52)), constant(BIAS));
  const c = i64x2.sub(i64x2.add(a, constant(WHOLE_STEPS)), v128.and(t, constant(EXPONENT)));
  const s = div(sub(c, b), add(c, b)), z = mul(s, s), z2 = mul(z, z);
  const p01 = mulAdd(z, constant(L + 8), constant(L));
  const p23 = mulAdd(z, constant(L + 24), constant(L + 16));
  const p45 = mulAdd(z, constant(L + 40), constant(L + 32));
  const p = mulAdd(z2, mulAdd(z2, mulAdd(z2, constant(L + 48), p45), p23), p01);
  const rest = mulAdd(k, constant(LN2_LOW), mul(mul(s, z), p));
  return add(mul(k, constant(LN2_HIGH)), add(add(s, s), rest));
}

/** ln(a / b) of all numbers; the same bits as `logarithmOfQuotient` where that takes both. */
// @ts-ignore: decorator
@inline
export function logarithmOfQuotientFull(a: v128, b: v128): v128 {
  const excess = i64x2.shr_u(excessOf(a, b), 62);
  const isPlain = i64x2.eq(excess, v128.xor(excess, excess));
  return v128.bitselect(logarithmOfQuotient(a, b), logarithmFull(div(a, b)), isPlain);
}
