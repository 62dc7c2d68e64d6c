// Variance gamma prices as means of Black's over the gamma clock (Madan, Carr and Chang 1998,
// section 3), where the clock has few gammas to a year and the characteristic function hardly
// decays. In z = ln(clock / rate) the trapezoidal rule converges geometrically.
import { exponentialOf, logarithmOf, normalDistributionOf } from "../math/scalar";

const ROOT_TWO_PI_INVERSE: f64 = 0.3989422804014327;
/** Exponent, below the greatest, of a node that does not count. */
const NEGLIGIBLE: f64 = -40.0;

/**
 * Price, delta and gamma, by the forward, of the option that pays nothing if the clock stands
 * still, to three places at `out`. `x` is ln(forward / strike), `shift` the compensator over the
 * whole time, `shape` the time over the rate of the clock.
 */
export function gammaClockPrice(
  forward: f64, strike: f64, x: f64, volatility: f64, skew: f64, rate: f64, shape: f64, shift: f64,
  out: usize,
): void {
  const step = min(0.2, 0.6 / sqrt(shape)), call = x + shift < 0.0, sign = call ? 1.0 : -1.0;
  // prices vanish as the root of the clock: half a power more than the density
  const power = shape + 0.5, top = logarithmOf(power);
  const level = power * top - exponentialOf(top);
  let mass: f64 = 0.0, price: f64 = 0.0, delta: f64 = 0.0, gamma: f64 = 0.0;
  for (let side = 0; side < 2; side++) {
    const stride = side == 0 ? step : -step;
    for (let z = side == 0 ? top : top - step;; z += stride) {
      const unit = exponentialOf(z), clock = rate * unit;
      if (power * z - unit - level < NEGLIGIBLE) break;
      const weight = exponentialOf(shape * z - unit - level);
      const deviation = max(volatility * sqrt(clock), 1e-100);
      const move = shift + (skew + 0.5 * volatility * volatility) * clock;
      const near = (x + move) / deviation + 0.5 * deviation, far = near - deviation;
      const grown = exponentialOf(move), share = grown * normalDistributionOf(sign * near);
      mass += weight * clock;
      delta += weight * sign * share;
      price += weight * sign * (forward * share - strike * normalDistributionOf(sign * far));
      const bell = ROOT_TWO_PI_INVERSE * exponentialOf(-0.5 * near * near);
      gamma += weight * grown * bell / (deviation * forward);
    }
  }
  // the mean of the clock is the time: this makes weights of densities
  const scale = shape * rate / mass;
  store<f64>(out, price * scale);
  store<f64>(out, delta * scale, 8);
  store<f64>(out, gamma * scale, 16);
}
