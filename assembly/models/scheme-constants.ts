import { exponentialOf } from "../math/scalar";

/** Parameters of the model; variances a year. */
@unmanaged
export class StochasticVolatility {
  /** At the start. */
  variance: f64;
  meanReversion: f64;
  longVariance: f64;
  volatilityOfVariance: f64;
  correlation: f64;
  /** One of the numbers below. */
  scheme: f64;
}

export const QUADRATIC_EXPONENTIAL: i32 = 0;
export const FULL_TRUNCATION: i32 = 1;

/** Constants of a step of either scheme. */
@unmanaged
export class SchemeConstants {
  /** Drift of the log but for the variance's part. */
  drift: f64;
  correlation: f64;
  across: f64;
  // full truncation
  rootDt: f64;
  halfDt: f64;
  longDt: f64;
  reversionDt: f64;
  /** What the return's normal, and the variance's own, add to the variance, but for its root. */
  sharedShock: f64;
  ownShock: f64;
  // quadratic-exponential, in the letters of the paper
  decay: f64;
  meanRest: f64;
  varianceSlope: f64;
  varianceRest: f64;
  k1: f64;
  k2: f64;
  k3: f64;
  k4: f64;
  a: f64;
  /** What the compensator is but for v where it does not exist: -K0 of equation 33. */
  plain: f64;
  /** And what v adds to it. */
  plainSlope: f64;
}

/** A smaller volatility of variance counts as this one: rounding, times its inverse, would show. */
const LEAST_XI: f64 = 1e-7;

/** Work out the constants of steps of `dt` years; `drift` is that of the log over a step. */
export function fillSchemeConstants(
  model: StochasticVolatility, dt: f64, drift: f64, c: SchemeConstants,
): void {
  const kappa = model.meanReversion, theta = model.longVariance, rho = model.correlation;
  const xi = max(model.volatilityOfVariance, LEAST_XI);
  c.drift = drift;
  c.correlation = rho;
  c.across = sqrt(1 - rho * rho);
  c.rootDt = sqrt(dt);
  c.halfDt = 0.5 * dt;
  c.longDt = kappa * theta * dt;
  c.reversionDt = kappa * dt;
  c.sharedShock = model.volatilityOfVariance * rho * c.rootDt;
  c.ownShock = model.volatilityOfVariance * c.across * c.rootDt;
  const decay = exponentialOf(-kappa * dt);
  // (1 - e^(-kappa dt)) / kappa, also without reversion
  const span = kappa * dt > 1e-8 ? (1 - decay) / kappa : dt;
  c.decay = decay;
  c.meanRest = theta * kappa * span;
  c.varianceSlope = xi * xi * decay * span;
  c.varianceRest = 0.5 * theta * kappa * xi * xi * span * span;
  const tilt = 0.5 * dt * ((kappa * rho) / xi - 0.5);
  c.k1 = tilt - rho / xi;
  c.k2 = tilt + rho / xi;
  c.k3 = 0.5 * dt * (1 - rho * rho);
  c.k4 = c.k3;
  c.a = c.k2 + 0.5 * c.k4;
  c.plain = (rho * kappa * theta * dt) / xi;
  c.plainSlope = -(c.k1 + 0.5 * c.k3);
}
