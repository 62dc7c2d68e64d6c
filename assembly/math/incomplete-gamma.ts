import { logGamma } from "./log-gamma";
import { exponentialOf, logarithmOf } from "./scalar";

const ROUNDS: i32 = 1000;
const CLOSE: f64 = 1e-16;
const TINY: f64 = 1e-300;

/** Which of P and Q = 1 - P is the smaller one and was computed: 0 P, 1 Q. */
export const LOWER: i32 = 0;
export const UPPER: i32 = 1;

/** The tail of the gamma distribution of shape `a` that `side` names, within 1e-13 of its size. */
export function gammaTail(x: f64, a: f64, side: i32): f64 {
  const front = exponentialOf(a * logarithmOf(x) - x - logGamma(a));
  if (x < a + 1) {
    const lower = front * series(x, a);
    return side == LOWER ? lower : 1 - lower;
  }
  const upper = front * fraction(x, a);
  return side == UPPER ? upper : 1 - upper;
}

/** NIST DLMF 8.11.4. */
function series(x: f64, a: f64): f64 {
  let term = 1 / a, sum = term;
  for (let n: f64 = 1; n < ROUNDS && term > sum * CLOSE; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** NIST DLMF 8.9.2 by Lentz's method. */
function fraction(x: f64, a: f64): f64 {
  let b = x + 1 - a, c = 1 / TINY, d = 1 / b, h = d;
  for (let n: f64 = 1; n < ROUNDS; n++) {
    const weight = n * (a - n);
    b += 2;
    d = 1 / (weight * d + b);
    c = b + weight / c;
    h *= c * d;
    if (abs(c * d - 1) < CLOSE) break;
  }
  return h;
}
