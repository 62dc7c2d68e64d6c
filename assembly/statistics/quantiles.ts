// Exact order statistics of a column, by selection instead of sorting.
import { exponentialOf, logarithmOf } from "../math/scalar";
import { sum } from "./moments";

/** So many numbers are worth a sample to choose the pivot by. */
const MANY: i32 = 600;

/**
 * Reorder `count` numbers so that place `rank` holds what sorting would put there, smaller ones
 * before it, greater ones behind: Hoare's FIND (1961) with the median of three as pivot, or among
 * many numbers that of a sample (Floyd, Rivest 1975, "Expected time bounds for selection"), which
 * leaves little to do for a rank in the tail. NaN must not be among them.
 */
export function select(values: usize, count: u32, rank: u32): void {
  selectBetween(values, 0, <i32>count - 1, <i32>rank);
}

function selectBetween(values: usize, left: i32, right: i32, wanted: i32): void {
  while (left < right) {
    let pivot: f64;
    if (right - left > MANY) {
      sampleAround(values, left, right, wanted);
      pivot = load<f64>(values + (<usize>wanted << 3));
    } else {
      pivot = medianOfThree(values, left, (left + right) >>> 1, right);
    }
    let i = left, j = right;
    while (i <= j) {
      while (load<f64>(values + (<usize>i << 3)) < pivot) i++;
      while (load<f64>(values + (<usize>j << 3)) > pivot) j--;
      if (i > j) break;
      swap(values + (<usize>i << 3), values + (<usize>j << 3));
      i++;
      j--;
    }
    if (wanted <= j) right = j;
    else if (wanted >= i) left = i;
    else return;
  }
}

/**
 * Put at place `wanted` a number whose rank is likely just beyond it, on the side of the middle:
 * the same rank, moved by a deviation, of the n^(2/3) / 2 numbers that stand around that place.
 */
function sampleAround(values: usize, left: i32, right: i32, wanted: i32): void {
  const n = <f64>(right - left + 1), rank = <f64>(wanted - left + 1), log = logarithmOf(n);
  const size = 0.5 * exponentialOf(log * 2 / 3);
  const deviation = 0.5 * sqrt(log * size * (n - size) / n);
  const shift = 2 * rank < n ? -deviation : deviation;
  const low = <i32>floor(<f64>wanted - rank * size / n + shift);
  const high = <i32>floor(<f64>wanted + (n - rank) * size / n + shift);
  selectBetween(values, max(left, low), min(right, high), wanted);
}

function medianOfThree(values: usize, i: i32, j: i32, k: i32): f64 {
  const a = load<f64>(values + (<usize>i << 3)), b = load<f64>(values + (<usize>j << 3));
  const c = load<f64>(values + (<usize>k << 3));
  return max(min(a, b), min(max(a, b), c));
}

// @ts-ignore: decorator
@inline
function swap(p: usize, q: usize): void {
  const kept = load<f64>(p);
  store<f64>(p, load<f64>(q));
  store<f64>(q, kept);
}

/**
 * Lower tail of `count` numbers, which are reordered: the quantile at `tail` (the order statistic
 * of rank ceil(count x tail)), its standard error, the mean of the numbers up to it, and that
 * mean's standard error, as four numbers to `out`.
 * None of the numbers behind the first `front` may be less than any of those: after a greater tail
 * of the same numbers that is its size, and spares the others; else it is `count`.
 * Errors: half the spread of the order statistics one binomial deviation away; and the asymptotic
 * variance [Var(x | tail) + (1 - tail) (quantile - mean)^2] / (count x tail) of the tail mean.
 */
export function lowerTail(values: usize, count: u32, front: u32, tail: f64, out: usize): void {
  const n = <f64>count;
  const size = min(max(<i32>ceil(n * tail), 1), <i32>count);
  const spread = max(<i32>ceil(sqrt(n * tail * (1 - tail))), 1);
  const low = max(size - 1 - spread, 0), high = min(size - 1 + spread, <i32>count - 1);
  select(values, <u32>high < front ? front : count, high);
  const above = load<f64>(values + (<usize>high << 3));
  select(values, high + 1, size - 1);
  const quantile = load<f64>(values + (<usize>(size - 1) << 3));
  const mean = sum(values, size) / <f64>size;
  let squares: f64 = 0;
  for (let p = values, end = values + (<usize>size << 3); p < end; p += 8) {
    const d = load<f64>(p) - mean;
    squares += d * d;
  }
  select(values, size, low);
  const below = load<f64>(values + (<usize>low << 3));
  const gap = quantile - mean;
  store<f64>(out, quantile);
  store<f64>(out, (above - below) * <f64>spread / <f64>(high - low), 8);
  store<f64>(out, mean, 16);
  store<f64>(out, sqrt((squares / <f64>size + (1 - tail) * gap * gap) / <f64>size), 24);
}
