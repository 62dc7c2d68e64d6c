// Central moments to the fourth that can be merged (Chan, Golub, LeVeque 1979; Pebay 2008).
// Merging is not associative to the last bit: merge in the order of the paths, always.
import { add, mul, sub, sumLanes } from "../math/lanes";

/** A record is count, mean, and sums of the second, third and fourth power about the mean. */
export const MOMENT_BYTES: usize = 40;

/** Sum of `count` numbers: even and odd places apart, so that lanes and remainders agree. */
export function sum(values: usize, count: u32): f64 {
  let total = f64x2.splat(0);
  const pairs = values + (<usize>(count >> 1) << 4);
  for (; values < pairs; values += 16) total = add(total, v128.load(values));
  if (count & 1) total = add(total, v128.load64_zero(values));
  return sumLanes(total);
}

/** Moments of `count` numbers at `values`, by two passes, to `record`. */
export function moments(values: usize, count: u32, record: usize): void {
  const mean = sum(values, count) / <f64>count, center = f64x2.splat(mean);
  let second = f64x2.splat(0), third = second, fourth = second;
  const pairs = values + (<usize>(count >> 1) << 4);
  for (; values < pairs; values += 16) {
    const d = sub(v128.load(values), center), square = mul(d, d);
    second = add(second, square);
    third = add(third, mul(square, d));
    fourth = add(fourth, mul(square, square));
  }
  if (count & 1) {
    const d = f64x2.replace_lane(f64x2.splat(0), 0, load<f64>(values) - mean), square = mul(d, d);
    second = add(second, square);
    third = add(third, mul(square, d));
    fourth = add(fourth, mul(square, square));
  }
  store<f64>(record, <f64>count);
  store<f64>(record, mean, 8);
  store<f64>(record, sumLanes(second), 16);
  store<f64>(record, sumLanes(third), 24);
  store<f64>(record, sumLanes(fourth), 32);
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
  let total = f64x2.splat(0);
  const pairs = x + (<usize>(count >> 1) << 4);
  for (; x < pairs; x += 16, y += 16) {
    total = add(total, mul(sub(v128.load(x), centerX), sub(v128.load(y), centerY)));
  }
  if (count & 1) {
    const last = (load<f64>(x) - meanX) * (load<f64>(y) - meanY);
    total = add(total, f64x2.replace_lane(f64x2.splat(0), 0, last));
  }
  return sumLanes(total);
}
