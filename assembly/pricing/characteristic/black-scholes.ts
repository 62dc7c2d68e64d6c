// Brownian motion of the logarithm.
import { both, constant, mul, mulAdd } from "../../math/lanes";
import { put } from "../../math/complex";
import { DECAY, nodeOf } from "./terms";

const QUARTER: usize = memory.data<f64>([0.25], 8);

/** u^2 + 1/4 */
// @ts-ignore: decorator
@inline
export function curvatureOf(u: v128): v128 {
  return mulAdd(u, u, constant(QUARTER));
}

/** The exponent of Brownian motion whose volatility stands at `terms`. */
// @ts-ignore: decorator
@inline
export function blackScholesExponent(terms: usize, years: f64, out: usize): void {
  const u = nodeOf(out);
  const volatility = load<f64>(terms);
  const exponent = mul(curvatureOf(u), both(-0.5 * volatility * volatility * years));
  put(exponent, v128.xor(u, u), out);
  v128.store(out + DECAY, exponent);
}
