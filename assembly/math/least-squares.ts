// Linear least squares by normal equations and Cholesky's method, for few unknowns.
import { ROW } from "../tile";
import { add, mul, mulAdd, sumLanes } from "./lanes";

/**
 * Add the observations of a tile: of `unknowns` regressors a row each at `x`, and of `y` a row, to
 * the sums at `sums`: products, then right.
 */
export function addObservations(x: usize, unknowns: u32, y: usize, sums: usize): void {
  let place = sums, row = x;
  const right = sums + <usize>(unknowns * unknowns << 3), end = x + <usize>unknowns * ROW;
  for (let i: usize = 0; row < end; i += 8, row += ROW) {
    let to = place;
    for (let other = x; other <= row; other += ROW, to += 8) addProducts(row, other, to);
    addProducts(row, y, right + i);
    place += <usize>unknowns << 3;
  }
}

/** Add to the sum at `to` the products of two rows. */
// @ts-ignore: decorator
@inline
function addProducts(a: usize, b: usize, to: usize): void {
  let even = mul(v128.load(a), v128.load(b)), odd = mul(v128.load(a, 16), v128.load(b, 16));
  for (let lane: usize = 32; lane < ROW; lane += 32) {
    even = mulAdd(v128.load(a + lane), v128.load(b + lane), even);
    odd = mulAdd(v128.load(a + lane, 16), v128.load(b + lane, 16), odd);
  }
  store<f64>(to, load<f64>(to) + sumLanes(add(even, odd)));
}

/**
 * Solve the sums in place: the lower half of the products becomes its factor, the right side the
 * solution. A regressor that those before it explain gets no weight.
 */
export function solveSums(sums: usize, unknowns: u32): void {
  const right = sums + <usize>(unknowns * unknowns << 3);
  for (let j: u32 = 0; j < unknowns; j++) {
    const row = at(sums, unknowns, j, 0);
    let pivot = load<f64>(row + (<usize>j << 3));
    const whole = pivot;
    for (let k: u32 = 0; k < j; k++) pivot -= square(load<f64>(row + (<usize>k << 3)));
    const usable = pivot > 1e-12 * whole, scale = usable ? 1 / sqrt(pivot) : 0.0;
    store<f64>(row + (<usize>j << 3), scale);
    for (let i = j + 1; i < unknowns; i++) {
      let sum = load<f64>(at(sums, unknowns, i, j));
      for (let k: u32 = 0; k < j; k++) {
        sum -= load<f64>(at(sums, unknowns, i, k)) * load<f64>(row + (<usize>k << 3));
      }
      store<f64>(at(sums, unknowns, i, j), sum * scale);
    }
  }
  substitute(sums, unknowns, right);
}

/** Forward, then backward; the diagonal holds reciprocals. */
function substitute(sums: usize, unknowns: u32, right: usize): void {
  for (let i: u32 = 0; i < unknowns; i++) {
    let sum = load<f64>(right + (<usize>i << 3));
    for (let k: u32 = 0; k < i; k++) {
      sum -= load<f64>(at(sums, unknowns, i, k)) * load<f64>(right + (<usize>k << 3));
    }
    store<f64>(right + (<usize>i << 3), sum * load<f64>(at(sums, unknowns, i, i)));
  }
  for (let i = <i32>unknowns - 1; i >= 0; i--) {
    let sum = load<f64>(right + (<usize>i << 3));
    for (let k = <u32>i + 1; k < unknowns; k++) {
      sum -= load<f64>(at(sums, unknowns, k, i)) * load<f64>(right + (<usize>k << 3));
    }
    store<f64>(right + (<usize>i << 3), sum * load<f64>(at(sums, unknowns, i, i)));
  }
}

// @ts-ignore: decorator
@inline
function at(sums: usize, unknowns: u32, i: u32, k: u32): usize {
  return sums + (<usize>(i * unknowns + k) << 3);
}

// @ts-ignore: decorator
@inline
function square(x: f64): f64 {
  return x * x;
}
