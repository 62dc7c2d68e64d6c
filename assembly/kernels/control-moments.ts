// Means and comoments of columns: what estimates with control variates are made of.
import { comoment, sum } from "../statistics/moments";

/**
 * Replace `count` columns of `paths` numbers by the means of `group` numbers in a row, in place:
 * columns of `paths / group` numbers, one behind the other. Antithetic pairs, or the points of one
 * replicate, then count as one observation.
 */
export function groupMeans(columns: usize, count: u32, paths: u32, group: u32): void {
  const observations = paths / group;
  let out = columns;
  for (let i: u32 = 0; i < count; i++) {
    let place = columns + ((<usize>i * paths) << 3);
    for (let k: u32 = 0; k < observations; k++, out += 8, place += <usize>group << 3) {
      store<f64>(out, sum(place, group) / <f64>group);
    }
  }
}

/** Numbers of a record of `targets` columns and `controls` more. */
export function controlRecord(targets: u32, controls: u32): u32 {
  return 1 + 2 * targets + controls + targets * controls + controls * controls;
}

/**
 * The record of `targets + controls` columns of `count` observations: count; means of all columns;
 * sums of squares of the targets about their means; comoments of every target with every control,
 * then of every control with every control.
 */
export function controlMoments(
  columns: usize, targets: u32, controls: u32, count: u32, record: usize,
): void {
  const bytes = <usize>count << 3, means = record + 8, all = targets + controls;
  store<f64>(record, <f64>count);
  for (let i: u32 = 0; i < all; i++) {
    store<f64>(means + (i << 3), sum(columns + <usize>i * bytes, count) / <f64>count);
  }
  let place = means + (<usize>all << 3);
  for (let i: u32 = 0; i < targets; i++, place += 8) {
    store<f64>(place, between(columns, means, bytes, count, i, i));
  }
  for (let i: u32 = 0; i < all; i++) {
    for (let k = targets; k < all; k++, place += 8) {
      store<f64>(place, between(columns, means, bytes, count, i, k));
    }
  }
}

// @ts-ignore: decorator
@inline
function between(
  columns: usize, means: usize, bytes: usize, count: u32, i: u32, k: u32,
): f64 {
  const x = load<f64>(means + (<usize>i << 3)), y = load<f64>(means + (<usize>k << 3));
  return comoment(columns + <usize>i * bytes, columns + <usize>k * bytes, count, x, y);
}
