// Central moments to the fourth that can be merged (Chan, Golub, LeVeque 1979; Pebay 2008).
// Merging is not associative to the last bit: merge in the order of the paths, always.
import { add, mul, sub, sumLanes } from "../math/lanes";

/** A record is count, mean, and sums of the second, third and fourth power about the mean. */
export const MOMENT_BYTES: usize = 40;

/** Numbers of a turn of the loops below: four sums side by side, so that none waits for another. */
const TURN: usize = 64;

/** Sum of `count` numbers, in an order that depends on `count` alone. */
export function sum(values: usize, count: u32): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  const end = values + (<usize>count << 3);
  for (; values + TURN <= end; values += TURN) {
    a = add(a, v128.load(values));
    b = add(b, v128.load(values, 16));
    c = add(c, v128.load(values, 32));
    d = add(d, v128.load(values, 48));
  }
  let total = sumLanes(add(add(a, b), add(c, d)));
  for (; values < end; values += 8) total += load<f64>(values);
  return total;
}

/** A spread is count, mean, and sum of squares about it. */
export const SPREAD_BYTES: usize = 24;

/** Spread of `count` numbers at `values`, by two passes, to `record`. */
export function spread(values: usize, count: u32, record: usize): void {
  const mean = sum(values, count) / <f64>count;
  store<f64>(record, <f64>count);
  store<f64>(record, mean, 8);
  store<f64>(record, comoment(values, values, count, mean, mean), 16);
}

/**
 * The spread of numbers whose sum and sum of squares are known: for a block of numbers that vary
 * as much as they are large, where squares lose no digits that matter.
 */
export function storeSpread(record: usize, count: u32, total: f64, squares: f64): void {
  const mean = total / <f64>count;
  store<f64>(record, <f64>count);
  store<f64>(record, mean, 8);
  store<f64>(record, max(squares - total * mean, 0), 16);
}

/** Moments of `count` numbers at `values`, by two passes, to `record`. */
export function moments(values: usize, count: u32, record: usize): void {
  const mean = sum(values, count) / <f64>count, center = f64x2.splat(mean);
  let second = f64x2.splat(0), third = second, fourth = second;
  let other2 = second, other3 = second, other4 = second;
  const end = values + (<usize>count << 3);
  for (; values + 32 <= end; values += 32) {
    const d = sub(v128.load(values), center), e = sub(v128.load(values, 16), center);
    const d2 = mul(d, d), e2 = mul(e, e);
    second = add(second, d2);
    other2 = add(other2, e2);
    third = add(third, mul(d2, d));
    other3 = add(other3, mul(e2, e));
    fourth = add(fourth, mul(d2, d2));
    other4 = add(other4, mul(e2, e2));
  }
  let total2 = sumLanes(add(second, other2)), total3 = sumLanes(add(third, other3));
  let total4 = sumLanes(add(fourth, other4));
  for (; values < end; values += 8) {
    const d = load<f64>(values) - mean, d2 = d * d;
    total2 += d2;
    total3 += d2 * d;
    total4 += d2 * d2;
  }
  store<f64>(record, <f64>count);
  store<f64>(record, mean, 8);
  store<f64>(record, total2, 16);
  store<f64>(record, total3, 24);
  store<f64>(record, total4, 32);
}

/** Merge the moments at `other` into those at `record`. */
export function mergeMoments(record: usize, other: usize): void {
  const a = load<f64>(record), b = load<f64>(other), n = a + b;
  const delta = load<f64>(other, 8) - load<f64>(record, 8), step = delta / n;
  const a2 = load<f64>(record, 16), b2 = load<f64>(other, 16);
  const a3 = load<f64>(record, 24), b3 = load<f64>(other, 24);
  const between = delta * step * a * b;
  const third = between * step * (a - b) + 3 * step * (a * b2 - b * a2);
  const fourth = between * step * step * (a * a - a * b + b * b)
    + 6 * step * step * (a * a * b2 + b * b * a2) + 4 * step * (a * b3 - b * a3);
  store<f64>(record, n);
  store<f64>(record, load<f64>(record, 8) + b * step, 8);
  store<f64>(record, a2 + b2 + between, 16);
  store<f64>(record, a3 + b3 + third, 24);
  store<f64>(record, load<f64>(record, 32) + load<f64>(other, 32) + fourth, 32);
}

/** Sum of products about their means of two columns of `count` numbers. */
export function comoment(x: usize, y: usize, count: u32, meanX: f64, meanY: f64): f64 {
  const centerX = f64x2.splat(meanX), centerY = f64x2.splat(meanY);
  let a = f64x2.splat(0), b = a, c = a, d = a;
  const end = x + (<usize>count << 3);
  for (; x + TURN <= end; x += TURN, y += TURN) {
    a = add(a, mul(sub(v128.load(x), centerX), sub(v128.load(y), centerY)));
    b = add(b, mul(sub(v128.load(x, 16), centerX), sub(v128.load(y, 16), centerY)));
    c = add(c, mul(sub(v128.load(x, 32), centerX), sub(v128.load(y, 32), centerY)));
    d = add(d, mul(sub(v128.load(x, 48), centerX), sub(v128.load(y, 48), centerY)));
  }
  let total = sumLanes(add(add(a, b), add(c, d)));
  for (; x < end; x += 8, y += 8) total += (load<f64>(x) - meanX) * (load<f64>(y) - meanY);
  return total;
}
