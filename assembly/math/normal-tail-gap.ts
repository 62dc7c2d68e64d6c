import { add, constant, div, mul, mulAdd, sub } from "./lanes";
import { NORMAL_TAIL_FAR } from "./normal-tail-far-table";

const P: usize = NORMAL_TAIL_FAR;
const Q: usize = NORMAL_TAIL_FAR + 9 * 8; // beside x^9

/** Numerator of the tail, from its powers of the square `z` of `x`. */
// @ts-ignore: decorator
@inline
function numerator(x: v128, z: v128): v128 {
  let even = mulAdd(constant(P + 64), z, constant(P + 48));
  let odd = mulAdd(constant(P + 56), z, constant(P + 40));
  even = mulAdd(even, z, constant(P + 32));
  odd = mulAdd(odd, z, constant(P + 24));
  even = mulAdd(even, z, constant(P + 16));
  odd = mulAdd(odd, z, constant(P + 8));
  return mulAdd(odd, x, mulAdd(even, z, constant(P)));
}

// @ts-ignore: decorator
@inline
function denominator(x: v128, z: v128): v128 {
  let even = mulAdd(constant(Q + 64), z, constant(Q + 48));
  let odd = mulAdd(add(z, constant(Q + 56)), z, constant(Q + 40));
  even = mulAdd(even, z, constant(Q + 32));
  odd = mulAdd(odd, z, constant(Q + 24));
  even = mulAdd(even, z, constant(Q + 16));
  odd = mulAdd(odd, z, constant(Q + 8));
  return mulAdd(odd, x, mulAdd(even, z, constant(Q)));
}

/**
 * tail(x) - tail(y) of `normalTail` for x, y from 2 to 1e15, within 8 units in the last place of
 * tail(x): one division for both, a fraction of the time of `normalTailSlope`, which is accurate
 * however close x and y are.
 */
// @ts-ignore: decorator
@inline
export function normalTailGap(x: v128, y: v128): v128 {
  const x2 = mul(x, x), y2 = mul(y, y);
  const p = numerator(x, x2), q = denominator(x, x2);
  const r = numerator(y, y2), s = denominator(y, y2);
  return div(sub(mul(p, s), mul(r, q)), mul(q, s));
}
