// What a block of options has under one surface of volatilities, as rows in the first-level cache:
// all that does not depend on the move of the spot. With m the factor of the spot,
//   d1 = slope ln m + shift,  d2 = d1 - width,  value = near m N(d1) - far N(d2),
// where quantity and the sign of puts are part of the terms.
import { constant, div, greatest, mul, mulAdd, sub } from "../math/lanes";
import {
  BYTES, CARRIED, DISCOUNT, LOGARITHM, deviationOf, fillDiscounts, fillLogarithms, timeOf,
} from "./option-rows";

/** How one surface of volatilities shocks the options of one group. */
@unmanaged
export class Shock {
  /** Factor of a volatility. */
  factor: f64;
  /** Added to it, a year. */
  shift: f64;
  /** Added to it for every unit of ln(strike / forward). */
  skew: f64;
  /** Least that a volatility becomes. */
  least: f64;
  /** Years that pass. */
  elapsed: f64;
}

export const SHOCK_BYTES: usize = 40;

const ROWS: usize = memory.data(3072, 64);
/** Change of d1 by ln m. */
export const SLOPE: usize = ROWS;
/** d1 where the spot has not moved. */
export const SHIFT: usize = ROWS + BYTES;
/** d1 - d2 */
export const WIDTH: usize = ROWS + 2 * BYTES;
/** quantity spot e^(-yield years) */
export const NEAR_LEG: usize = ROWS + 3 * BYTES;
/** quantity strike e^(-rate years) */
export const FAR_LEG: usize = ROWS + 4 * BYTES;
const TIME: usize = ROWS + 5 * BYTES;

/** The columns of a book, `stride` bytes apart. */
export const KIND: usize = 0;
export const QUANTITY: usize = 1;
export const SPOT: usize = 2;
export const STRIKE: usize = 3;
export const YEARS: usize = 4;
export const RATE: usize = 5;
export const YIELD: usize = 6;

const ZERO: usize = memory.data<f64>([0.0], 8);
const ONE: usize = memory.data<f64>([1.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const PUT_KIND: usize = memory.data<f64>([2.0], 8);
const CERTAIN: usize = memory.data<f64>([64.0], 8); // deviations at which the distribution is 1

/** Time left and discounts when `elapsed` years have passed; `columns` are those of the block. */
export function fillTimes(columns: usize, stride: usize, elapsed: f64, bytes: usize): void {
  const years = columns + YEARS * stride, passed = f64x2.splat(elapsed);
  for (let i: usize = 0; i < bytes; i += 16) {
    const left = sub(v128.load(years + i), passed);
    v128.store(TIME + i, greatest(left, constant(ZERO)));
  }
  fillDiscounts(columns + YIELD * stride, TIME, bytes, CARRIED);
  fillDiscounts(columns + RATE * stride, TIME, bytes, DISCOUNT);
}

/** Logarithms of spot / strike. */
export function fillMoneynessOf(columns: usize, stride: usize, bytes: usize): void {
  fillLogarithms(columns + SPOT * stride, columns + STRIKE * stride, bytes);
}

/** The terms of a block whose times and logarithms are filled. */
export function fillTerms(
  columns: usize, stride: usize, volatilities: usize, shock: Shock, bytes: usize,
): void {
  const factor = f64x2.splat(shock.factor), shift = f64x2.splat(shock.shift);
  const skew = f64x2.splat(shock.skew), least = f64x2.splat(shock.least);
  for (let i: usize = 0; i < bytes; i += 16) {
    const time = timeOf(v128.load(TIME + i));
    const rate = v128.load(columns + RATE * stride + i);
    const carry = v128.load(columns + YIELD * stride + i);
    const x = mulAdd(sub(rate, carry), time, v128.load(LOGARITHM + i));
    const tilted = sub(mulAdd(v128.load(volatilities + i), factor, shift), mul(skew, x));
    const deviation = deviationOf(greatest(tilted, least), f64x2.sqrt(time));
    const inverse = div(constant(ONE), deviation);
    const d1 = mulAdd(x, inverse, mul(deviation, constant(HALF)));
    // a put has the signs of all changed, a forward is a call sure to be exercised
    const kind = v128.load(columns + KIND * stride + i);
    const sign = i64x2.shl(i64x2.shr_u(f64x2.eq(kind, constant(PUT_KIND)), 63), 63);
    const sure = f64x2.gt(kind, constant(PUT_KIND));
    v128.store(SLOPE + i, v128.andnot(v128.xor(inverse, sign), sure));
    v128.store(SHIFT + i, v128.bitselect(constant(CERTAIN), v128.xor(d1, sign), sure));
    v128.store(WIDTH + i, v128.andnot(v128.xor(deviation, sign), sure));
    const signed = v128.xor(v128.load(columns + QUANTITY * stride + i), sign);
    const spot = mul(v128.load(columns + SPOT * stride + i), v128.load(CARRIED + i));
    const strike = mul(v128.load(columns + STRIKE * stride + i), v128.load(DISCOUNT + i));
    v128.store(NEAR_LEG + i, mul(signed, spot));
    v128.store(FAR_LEG + i, mul(signed, strike));
  }
}
