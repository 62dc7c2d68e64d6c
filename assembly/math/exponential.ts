// e^x by a rational form (Q + xP) / (Q - xP): odd in x, one division, no table.
import { add, constant, div, greatest, least, mul, mulAdd, sub } from "./lanes";

const Q1: usize = memory.data<f64>([1681.2003750486977], 8);
const Q2: usize = memory.data<f64>([180.12002945637312], 8);
const P0: usize = memory.data<f64>([840.6001875243319], 8);
const P1: usize = memory.data<f64>([20.00999910718346], 8);

/** e^x for |x| <= 0.3, relative error below 6.4e-15. */
// @ts-ignore: decorator
@inline
export function exponentialSmall(x: v128): v128 {
  const square = mul(x, x);
  const q = mulAdd(add(square, constant(Q2)), square, constant(Q1));
  const p = mul(x, mulAdd(square, constant(P1), constant(P0)));
  return div(add(q, p), sub(q, p));
}

const LOG2_E: usize = memory.data<f64>([1.4426950408889634], 8);
const ROUND: usize = memory.data<f64>([6755399441055744.0], 8); // 1.5 x 2^52: its last bit is one
const LN2_HIGH: usize = memory.data<f64>([0.6931471803691238], 8);
const LN2_LOW: usize = memory.data<f64>([1.9082149292705877e-10], 8);
const WIDE_P0: usize = memory.data<f64>([504.153025968839], 8);
const WIDE_P1: usize = memory.data<f64>([14.002732415891472], 8);
const WIDE_P2: usize = memory.data<f64>([0.033318168008975836], 8);
const WIDE_Q0: usize = memory.data<f64>([1008.306051937678], 8);
const WIDE_Q1: usize = memory.data<f64>([112.03096915992074], 8);

/** e^r for |r| <= ln 2 / 2: the same bits as `exponential`, without its reduction. */
// @ts-ignore: decorator
@inline
export function exponentialNear(r: v128): v128 {
  const square = mul(r, r);
  const q = mulAdd(add(square, constant(WIDE_Q1)), square, constant(WIDE_Q0));
  const slope = mulAdd(square, constant(WIDE_P2), constant(WIDE_P1));
  const odd = mulAdd(slope, square, constant(WIDE_P0));
  const p = mul(r, odd);
  return div(add(q, p), sub(q, p));
}

/** e^r - 1 for |r| <= ln 2 / 2, within 2 units in the last place of the rounded value. */
// @ts-ignore: decorator
@inline
export function exponentialLessOneNear(r: v128): v128 {
  const square = mul(r, r);
  const q = mulAdd(add(square, constant(WIDE_Q1)), square, constant(WIDE_Q0));
  const slope = mulAdd(square, constant(WIDE_P2), constant(WIDE_P1));
  const p = mul(r, mulAdd(slope, square, constant(WIDE_P0)));
  return div(add(p, p), sub(q, p));
}

/** x - k ln 2, with ln 2 in two parts. */
// @ts-ignore: decorator
@inline
function lessLogarithms(x: v128, k: v128): v128 {
  return sub(sub(x, mul(k, constant(LN2_HIGH))), mul(k, constant(LN2_LOW)));
}

/** e^x for |x| < 708, within 2 units in the last place of the rounded value. */
// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  const t = mulAdd(x, constant(LOG2_E), constant(ROUND));
  const r = lessLogarithms(x, sub(t, constant(ROUND)));
  return i64x2.add(exponentialNear(r), i64x2.shl(t, 52));
}

const HALF: usize = memory.data<f64>([0.5], 8);
const MOST: usize = memory.data<f64>([710.0], 8); // e^710 overflows
const LEAST: usize = memory.data<f64>([-746.0], 8); // e^-746 rounds to zero
const ROUND_BIASED: usize = memory.data<f64>([6755399441056767.0], 8); // ROUND + 1023

/**
 * e^x for every x, within 2 units in the last place of the rounded value, subnormal results too;
 * the same bits as `exponential` within its range. Infinity above 709.78, 0 below -745.13, NaN of
 * NaN.
 */
// @ts-ignore: decorator
@inline
export function exponentialFull(x: v128): v128 {
  const inside = greatest(least(x, constant(MOST)), constant(LEAST));
  const k = sub(mulAdd(inside, constant(LOG2_E), constant(ROUND)), constant(ROUND));
  const e = exponentialNear(lessLogarithms(inside, k));
  // 2^k in two factors, neither of which leaves the normal numbers
  const s = mulAdd(k, constant(HALF), constant(ROUND_BIASED));
  const t = add(sub(k, sub(s, constant(ROUND_BIASED))), constant(ROUND_BIASED));
  return mul(mul(e, i64x2.shl(s, 52)), i64x2.shl(t, 52));
}
