// Madan, Carr and Chang (1998), "The variance gamma process and option pricing": Brownian motion
// with a drift, its clock a gamma process.
import { both, constant, mul, sub } from "../../math/lanes";
import { imaginaryOf, logarithmRatio, product, put, realOf, scaled } from "../../math/complex";
import { logarithmOnePlus } from "../../math/near-one";
import { COMPENSATOR, DECAY, nodeOf } from "./terms";

const QUARTER: usize = memory.data<f64>([0.25], 8);
const Y: usize = memory.data(32, 16);
const X: usize = memory.data(32, 16);
const RATIO: usize = memory.data(32, 16);

/** Terms: volatility, skew (the drift of the Brownian motion), variance rate of the clock. */
export function varianceGammaExponent(terms: usize, years: f64, out: usize): void {
  const u = nodeOf(out);
  const volatility = load<f64>(terms), skew = load<f64>(terms, 8);
  const half = 0.5 * volatility * volatility;
  // -(1/2 + iu) skew + half (u - i/2)^2, the exponent of the Brownian motion, negated
  const real = sub(mul(sub(mul(u, u), constant(QUARTER)), both(half)), both(0.5 * skew));
  put(real, mul(u, both(-skew - half)), Y);
  scaled(Y, constant(terms + 16), X);
  logarithmRatio(X, RATIO);
  product(Y, RATIO, Y);
  const drift = load<f64>(terms, COMPENSATOR);
  const exponent = mul(sub(both(0.5 * drift), realOf(Y)), both(years));
  put(exponent, mul(sub(mul(u, both(drift)), imaginaryOf(Y)), both(years)), out);
  v128.store(out + DECAY, exponent);
}

/** The drift that makes the spot a martingale: ln(1 - growth x rate) / rate, -growth at rate 0. */
export function varianceGammaCompensator(terms: usize): f64 {
  const volatility = load<f64>(terms), rate = load<f64>(terms, 16);
  const growth = load<f64>(terms, 8) + 0.5 * volatility * volatility, x = -growth * rate;
  if (x == 0.0) return -growth;
  return -growth * f64x2.extract_lane(logarithmOnePlus(both(x)), 0) / x;
}
