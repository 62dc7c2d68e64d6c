// Exact order statistics of a column, by selection instead of sorting.
import { sum } from "./moments";

/**
 * Reorder `count` numbers so that place `rank` holds what sorting would put there, smaller ones
 * before it, greater ones behind: Hoare's FIND (1961) with the median of three as pivot. NaN must
 * not be among them.
 */
export function select(values: usize, count: u32, rank: u32): void {
  let left: i32 = 0, right: i32 = <i32>count - 1;
  const wanted = <i32>rank;
  while (left < right) {
    const pivot = medianOfThree(values, left, (left + right) >>> 1, right);
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
 * Errors: half the spread of the order statistics one binomial deviation away; and the asymptotic
 * variance [Var(x | tail) + (1 - tail) (quantile - mean)^2] / (count x tail) of the tail mean.
 */
export function lowerTail(values: usize, count: u32, tail: f64, out: usize): void {
  const n = <f64>count;
  const size = min(max(<i32>ceil(n * tail), 1), <i32>count);
  const spread = max(<i32>ceil(sqrt(n * tail * (1 - tail))), 1);
  const low = max(size - 1 - spread, 0), high = min(size - 1 + spread, <i32>count - 1);
  select(values, count, high);
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
