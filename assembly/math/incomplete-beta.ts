import { logGamma } from "./log-gamma";
import { exponentialOf, logarithmOf } from "./scalar";

const ROUNDS: i32 = 400;
const CLOSE: f64 = 1e-16;
const TINY: f64 = 1e-300;

/**
 * P(T > t) of Student's t with `degrees` degrees of freedom, t >= 0: half the regularised
 * incomplete beta function of degrees / (degrees + t^2) (Abramowitz and Stegun 26.7.1), within
 * 1e-12 of its size for degrees up to 1,000.
 */
export function studentTail(t: f64, degrees: f64): f64 {
  const square = t * t, total = degrees + square;
  return 0.5 * incompleteBeta(degrees / total, square / total, 0.5 * degrees, 0.5);
}

/** I_x(a, b), with y = 1 - x given beside x. */
function incompleteBeta(x: f64, y: f64, a: f64, b: f64): f64 {
  if (y == 0) return 1;
  const logs = a * logarithmOf(x) + b * logarithmOf(y);
  const front = exponentialOf(logGamma(a + b) - logGamma(a) - logGamma(b) + logs);
  return x * (a + b + 2) < a + 1
    ? (front * fraction(x, a, b)) / a
    : 1 - (front * fraction(y, b, a)) / b;
}

/** The continued fraction (NIST DLMF 8.17.22) by Lentz's method. */
function fraction(x: f64, a: f64, b: f64): f64 {
  let c: f64 = 1, d = 1 / away(1 - ((a + b) * x) / (a + 1)), h = d;
  for (let m: f64 = 1; m < ROUNDS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    h *= d * c;
    if (abs(d * c - 1) < CLOSE) break;
  }
  return h;
}

// @ts-ignore: decorator
@inline
function away(x: f64): f64 {
  return abs(x) < TINY ? TINY : x;
}
