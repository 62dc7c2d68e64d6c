// Kou (2002), "A jump-diffusion model for option pricing": exponential jumps of the logarithm, up
// with one mean, down with another.
import { both, mul } from "../../math/lanes";
import { imaginaryOf, put, quotient, realOf, sum } from "../../math/complex";
import { blackScholesExponent } from "./black-scholes";
import { compensate } from "./normal-jumps";
import { COMPENSATOR, nodeOf } from "./terms";

const UP: usize = memory.data(32, 16);
const DOWN: usize = memory.data(32, 16);
const T: usize = memory.data(32, 16);

/** `weight` / (1 - (1/2 + iu) size) */
// @ts-ignore: decorator
@inline
function oneSide(weight: f64, size: f64, u: v128, out: usize): void {
  put(both(weight), v128.xor(u, u), out);
  put(both(1.0 - 0.5 * size), mul(u, both(-size)), T);
  quotient(out, T, out);
}

/** Terms: volatility, jumps a year, probability of a jump up, mean jumps up and down. */
export function kouExponent(terms: usize, years: f64, out: usize): void {
  const u = nodeOf(out);
  blackScholesExponent(terms, years, out);
  const number = load<f64>(terms, 8) * years, up = load<f64>(terms, 16) * number;
  oneSide(up, load<f64>(terms, 24), u, UP);
  oneSide(number - up, -load<f64>(terms, 32), u, DOWN);
  sum(UP, DOWN, UP);
  put(f64x2.add(realOf(out), realOf(UP)), f64x2.add(imaginaryOf(out), imaginaryOf(UP)), out);
  compensate(number, load<f64>(terms, COMPENSATOR), u, out);
}

/** Growth of the spot by a jump, expected; a mean jump up must be below 1. */
export function kouCompensator(terms: usize): f64 {
  const up = load<f64>(terms, 16), rise = load<f64>(terms, 24), fall = load<f64>(terms, 32);
  return up * rise / (1.0 - rise) - (1.0 - up) * fall / (1.0 + fall);
}
