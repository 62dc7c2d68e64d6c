// Heston (1993), "A closed-form solution for options with stochastic volatility". The root of
// Albrecher, Mayer, Schoutens and Tistaert (2007), "The little Heston trap": e^(-d years) decays,
// so the principal logarithm is continuous in u. Written in (1 - e^(-d t)) / (d t) and
// ln(1 + x) / x, nothing is divided by the volatility of the variance: at 0 it is Black's.
import { both, constant, greatest, mul, sub } from "../../math/lanes";
import {
  decayRatio, difference, imaginaryOf, logarithmRatio, product, put, quotient, realOf, scaled,
  squareRoot, sum,
} from "../../math/complex";
import { curvatureOf } from "./black-scholes";
import { DECAY, nodeOf } from "./terms";

/** b = mean reversion - correlation x volatility of variance x (1/2 + iu) */
export const B: usize = memory.data(32, 16);
/** d, the root of b^2 + (volatility of variance)^2 (u^2 + 1/4) */
export const ROOT: usize = memory.data(32, 16);
/** b + d */
export const SUM: usize = memory.data(32, 16);
/** (1 - e^(-d years)) / d */
export const SPAN: usize = memory.data(32, 16);
const T: usize = memory.data(32, 16);
const RATIO: usize = memory.data(32, 16);
const LEAST: usize = memory.data<f64>([1e-100], 8); // b and d are not both 0

/** The exponent of Heston's model; terms: v0, mean reversion, long variance, sigma, rho. */
export function hestonExponent(terms: usize, years: f64, out: usize): void {
  const u = nodeOf(out);
  const speed = greatest(constant(terms + 8), constant(LEAST)), sigma = load<f64>(terms, 24);
  const slope = sigma * load<f64>(terms, 32), square = both(sigma * sigma);
  const curvature = curvatureOf(u), time = both(years);
  put(sub(speed, both(0.5 * slope)), mul(u, both(-slope)), B);
  product(B, B, T);
  put(f64x2.add(realOf(T), mul(square, curvature)), imaginaryOf(T), T);
  squareRoot(T, ROOT);
  sum(B, ROOT, SUM);
  scaled(ROOT, time, T);
  decayRatio(T, SPAN);
  // 1 + e^(-d t) = 2 - d t x ratio
  product(T, SPAN, T);
  put(sub(both(2.0), realOf(T)), f64x2.neg(imaginaryOf(T)), T);
  scaled(SPAN, time, SPAN);
  // the coefficient of the variance: -(u^2 + 1/4) span / (1 + e^(-d t) + b span)
  product(B, SPAN, out);
  sum(T, out, T);
  scaled(SPAN, f64x2.neg(mul(curvature, both(load<f64>(terms)))), out);
  quotient(out, T, out);
  addReversion(load<f64>(terms, 8) * load<f64>(terms, 16), years, curvature, square, out);
  v128.store(out + DECAY, realOf(out));
}

/** Add the constant: -pull (u^2 + 1/4) (t - span ln(1 + x) / x) / (b + d), pull = kappa theta. */
// @ts-ignore: decorator
@inline
function addReversion(pull: f64, years: f64, curvature: v128, square: v128, out: usize): void {
  scaled(SPAN, mul(mul(square, curvature), both(-0.5)), T);
  quotient(T, SUM, T);
  logarithmRatio(T, RATIO);
  product(SPAN, RATIO, T);
  put(sub(both(years), realOf(T)), f64x2.neg(imaginaryOf(T)), T);
  quotient(T, SUM, T);
  scaled(T, mul(curvature, both(pull)), T);
  difference(out, T, out);
}
