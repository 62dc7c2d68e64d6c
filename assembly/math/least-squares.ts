// Linear least squares by normal equations and Cholesky's method, for few unknowns.

/** Add one observation `y` with regressors at `x` to the sums at `sums`: products, then right. */
export function addObservation(x: usize, unknowns: u32, y: f64, sums: usize): void {
  let place = sums;
  const right = sums + <usize>(unknowns * unknowns << 3);
  for (let i: u32 = 0; i < unknowns; i++) {
    const a = load<f64>(x + (<usize>i << 3)), to = right + (<usize>i << 3);
    for (let k: u32 = 0; k <= i; k++) {
      const sum = place + (<usize>k << 3);
      store<f64>(sum, load<f64>(sum) + a * load<f64>(x + (<usize>k << 3)));
    }
    store<f64>(to, load<f64>(to) + a * y);
    place += <usize>unknowns << 3;
  }
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
