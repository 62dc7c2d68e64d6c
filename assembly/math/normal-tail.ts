// The lower tail of the normal distribution without its exponential factor, for relative accuracy.
// One polynomial for all x >= 0, after Shepherd and Laframboise (1981), "Chebyshev approximation of
// (1 + 2x) exp(x^2) erfc x in 0 <= x < infinity".
import { add, constant, div, mul, mulAdd, sub } from "./lanes";
import { exponentialFull } from "./exponential";
import { NORMAL_TAIL } from "./normal-tail-table";

const ONE: usize = memory.data<f64>([1.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const MINUS_HALF: usize = memory.data<f64>([-0.5], 8);
const SIXTH: usize = memory.data<f64>([0.16666666666666666], 8);
const TWO: usize = memory.data<f64>([2.0], 8);
const FIVE: usize = memory.data<f64>([5.0], 8);
const SEVEN: usize = memory.data<f64>([7.0], 8);
const TWELVE: usize = memory.data<f64>([12.0], 8);
const HIGH: usize = memory.data<u64>([0xfffffffff8000000], 8); // 26 significant bits
const TERMS: usize = 32;

/** N(-x) e^(x x / 2) for finite x >= -1, within 4 units in the last place. */
// @ts-ignore: decorator
@inline
export function normalTail(x: v128): v128 {
  const s = div(sub(x, constant(FIVE)), add(x, constant(SEVEN))), square = mul(s, s);
  let even = constant(NORMAL_TAIL + (TERMS - 2) * 8), odd = constant(NORMAL_TAIL + (TERMS - 1) * 8);
  for (let term: usize = NORMAL_TAIL + (TERMS - 4) * 8; term >= NORMAL_TAIL; term -= 16) {
    even = mulAdd(even, square, constant(term));
    odd = mulAdd(odd, square, constant(term + 8));
  }
  return div(mulAdd(odd, s, even), add(x, constant(TWO)));
}

/**
 * (tail(x) - tail(y)) / (y - x) of `normalTail` for finite x, y >= -1, within some 8 units in the
 * last place however close they are: Horner's rule on the divided difference, no subtraction of
 * like numbers. Even and odd terms apart, to halve the chain.
 */
// @ts-ignore: decorator
@inline
export function normalTailSlope(x: v128, y: v128): v128 {
  const x7 = add(x, constant(SEVEN)), y7 = add(y, constant(SEVEN));
  const s = div(sub(x, constant(FIVE)), x7), t = div(sub(y, constant(FIVE)), y7);
  const u = mul(s, s), w = mul(t, t);
  let even = constant(NORMAL_TAIL + (TERMS - 2) * 8), odd = constant(NORMAL_TAIL + (TERMS - 1) * 8);
  let evenSlope = v128.xor(x, x), oddSlope = evenSlope;
  for (let term: usize = NORMAL_TAIL + (TERMS - 4) * 8; term >= NORMAL_TAIL; term -= 16) {
    evenSlope = mulAdd(evenSlope, u, even);
    oddSlope = mulAdd(oddSlope, u, odd);
    even = mulAdd(even, w, constant(term));
    odd = mulAdd(odd, w, constant(term + 8));
  }
  // slope of the polynomial in x, its value at x, and the quotient rule
  const slope = div(
    mul(mulAdd(mulAdd(oddSlope, s, evenSlope), add(s, t), odd), constant(TWELVE)), mul(x7, y7));
  const atX = sub(mulAdd(odd, t, even), mul(slope, sub(y, x)));
  return div(sub(div(atX, add(x, constant(TWO))), slope), add(y, constant(TWO)));
}

/** e^(-x x / 2) for |x| <= 40, within 4 units in the last place: the square is taken exactly. */
// @ts-ignore: decorator
@inline
export function gaussian(x: v128): v128 {
  const high = v128.and(x, constant(HIGH));
  const rest = mul(mul(sub(x, high), add(x, high)), constant(MINUS_HALF));
  const cubic = mulAdd(mulAdd(rest, constant(SIXTH), constant(HALF)), rest, constant(ONE));
  const factor = mulAdd(cubic, rest, constant(ONE));
  return mul(exponentialFull(mul(mul(high, high), constant(MINUS_HALF))), factor);
}

const FAR: usize = memory.data<f64>([40.0], 8); // N(-40) rounds to zero

/**
 * The distribution function of every x, within 6 units in the last place while it is a normal
 * number, x > -37.5. 0 and 1 of the infinities, NaN of NaN.
 */
// @ts-ignore: decorator
@inline
export function normalDistributionFull(x: v128): v128 {
  const distance = f64x2.pmin(f64x2.abs(x), constant(FAR));
  const lower = mul(normalTail(distance), gaussian(distance));
  return v128.bitselect(sub(constant(ONE), lower), lower, f64x2.gt(x, v128.xor(x, x)));
}
