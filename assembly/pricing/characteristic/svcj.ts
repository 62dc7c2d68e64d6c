// Duffie, Pan and Singleton (2000), "Transform analysis and asset pricing for affine
// jump-diffusions", section 4: jumps of the variance, exponential, together with jumps of the
// logarithm, normal about a mean that moves with the jump of the variance.
import { both, mul, sub } from "../../math/lanes";
import {
  difference, imaginaryOf, logarithmRatio, product, put, quotient, realOf, scaled, sum,
} from "../../math/complex";
import { curvatureOf } from "./black-scholes";
import { B, hestonExponent, ROOT, SPAN, SUM } from "./heston";
import { compensate, normalCompensator, normalTransform } from "./normal-jumps";
import { COMPENSATOR, nodeOf } from "./terms";

const A: usize = memory.data(32, 16); // 1 - (mean jump of the variance) x slope x (1/2 + iu)
const GAMMA: usize = memory.data(32, 16);
const Z: usize = memory.data(32, 16);
const RATIO: usize = memory.data(32, 16);
const TIME: usize = memory.data(32, 16);
const JUMP: usize = memory.data(32, 16);

/**
 * Terms: those of Heston's model, jumps a year, mean and deviation of a jump of the logarithm, mean
 * jump of the variance, slope of the mean of the one by the other.
 */
export function svcjExponent(terms: usize, years: f64, out: usize): void {
  const u = nodeOf(out);
  hestonExponent(terms, years, out);
  const rate = load<f64>(terms, 40), size = load<f64>(terms, 64);
  fillTime(size, size * load<f64>(terms, 72), years, u);
  normalTransform(terms + 48, u, JUMP);
  product(JUMP, TIME, JUMP);
  scaled(JUMP, both(rate), JUMP);
  sum(out, JUMP, out);
  compensate(rate * years, load<f64>(terms, COMPENSATOR), u, out);
}

/**
 * The integral over time of 1 / (A - size D), D the coefficient of the variance:
 * t (b + d) / gamma + size (u^2 + 1/4) / gamma x span / A x ln(1 + z) / z with
 * gamma = A (b + d) + size (u^2 + 1/4) and z = -(A (d - b) - size (u^2 + 1/4)) span / 2 A.
 */
// @ts-ignore: decorator
@inline
function fillTime(size: f64, lean: f64, years: f64, u: v128): void {
  const weight = mul(curvatureOf(u), both(size));
  put(both(1.0 - 0.5 * lean), mul(u, both(-lean)), A);
  product(A, SUM, GAMMA);
  put(f64x2.add(realOf(GAMMA), weight), imaginaryOf(GAMMA), GAMMA);
  difference(ROOT, B, Z);
  product(A, Z, Z);
  put(sub(realOf(Z), weight), imaginaryOf(Z), Z);
  quotient(SPAN, A, TIME);
  product(Z, TIME, Z);
  scaled(Z, both(-0.5), Z);
  logarithmRatio(Z, RATIO);
  product(TIME, RATIO, TIME);
  scaled(TIME, weight, TIME);
  scaled(SUM, both(years), Z);
  sum(TIME, Z, TIME);
  quotient(TIME, GAMMA, TIME);
}

/** Growth of the spot by a jump, expected. */
export function svcjCompensator(terms: usize): f64 {
  const lean = load<f64>(terms, 64) * load<f64>(terms, 72);
  return (normalCompensator(terms + 48) + lean) / (1.0 - lean);
}
