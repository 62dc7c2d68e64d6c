// ln Gamma by Stirling's series, after raising small arguments by the recurrence.
import { logarithmOf } from "./scalar";

const HALF_LOG_TWO_PI: f64 = 0.9189385332046727;
const ENOUGH: f64 = 12.0; // the first term left out is below 1e-17 from here on

/**
 * ln Gamma(x) of x > 0, absolute error below 1e-14 x max(1, |ln Gamma(x)|). Infinity at 0; NaN of
 * negative numbers and of NaN. Abramowitz and Stegun, 6.1.40 and 6.1.15.
 */
export function logGamma(x: f64): f64 {
  if (!(x >= 0)) return NaN;
  if (x == Infinity) return x;
  let raised: f64 = 1.0;
  for (; x < ENOUGH; x += 1) raised *= x;
  const inverse = 1 / x, square = inverse * inverse;
  const tail = ((((-691.0 / 360360.0 * square + 1.0 / 1188.0) * square - 1.0 / 1680.0)
    * square + 1.0 / 1260.0) * square - 1.0 / 360.0) * square + 1.0 / 12.0;
  return (x - 0.5) * logarithmOf(x) - x + HALF_LOG_TWO_PI + tail * inverse - logarithmOf(raised);
}
