// Heston's model (1993) and its kin with jumps of Bates (1996) and of Duffie, Pan and Singleton
// (2000): dv = kappa (theta - v) dt + xi sqrt(v) dW, correlated rho with the returns.
// Jumps come at the end of a step. Two schemes: Andersen's quadratic-exponential one with
// martingale correction (2008, "Simple and efficient simulation of the Heston stochastic volatility
// model"), and full truncation Euler (Lord, Koekkoek, van Dijk 2010) to compare with.
import { LANES, ROW } from "../tile";
import { add, both, constant, div, greatest, mul, mulAdd, sub } from "../math/lanes";
import { exponentialOf } from "../math/scalar";
import { exponential } from "../math/exponential";
import { logarithmFull } from "../math/logarithm";
import { normalDistributionFull } from "../math/normal-tail";
import { Jumps } from "./jumps";

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

/** Where the jumps of a model with stochastic volatility stand. */
export function jumpsOf(parameters: usize): Jumps {
  return changetype<Jumps>(parameters + 48);
}

/** Constants of a step of either scheme. */
@unmanaged
export class SchemeConstants {
  /** Drift of the log but for the variance's part. */
  drift: f64;
  // full truncation
  dt: f64;
  halfDt: f64;
  reversionDt: f64;
  correlation: f64;
  across: f64;
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

/** Below this volatility of variance the variance has no noise. */
const LEAST_XI: f64 = 1e-9;

/** Work out the constants of steps of `dt` years; `drift` is that of the log over a step. */
export function fillSchemeConstants(
  model: StochasticVolatility, dt: f64, drift: f64, c: SchemeConstants,
): void {
  const kappa = model.meanReversion, theta = model.longVariance, rho = model.correlation;
  const xi = max(model.volatilityOfVariance, LEAST_XI);
  c.drift = drift;
  c.dt = dt;
  c.halfDt = 0.5 * dt;
  c.reversionDt = kappa * dt;
  c.correlation = rho;
  c.across = sqrt(1 - rho * rho);
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

/**
 * One step of full truncation: from normals of the return (at `logs`) and of the variance (at
 * `variances`) to the states of both, in place. `at` is the byte offset of four lanes in the row.
 */
// @ts-ignore: decorator
@inline
function truncate(
  xi: f64, theta: f64, c: SchemeConstants, logs: usize, variances: usize, from: usize, rows: u32,
  logJumps: usize, varianceJumps: usize, jump: i32,
): void {
  const zero = both(0), dt = both(c.dt), half = both(-c.halfDt), drift = both(c.drift);
  const reversion = both(c.reversionDt), mean = both(theta), noise = both(xi);
  const rho = both(c.correlation), across = both(c.across);
  for (let lane: usize = 0; lane < LANES << 3; lane += 32) {
    let y0 = v128.load(logs + from + lane), y1 = v128.load(logs + from + lane, 16);
    let v0 = v128.load(variances + from + lane), v1 = v128.load(variances + from + lane, 16);
    for (let row = lane, end = lane + <usize>rows * ROW; row < end; row += ROW) {
      const a0 = v128.load(logs + row), a1 = v128.load(logs + row, 16);
      const b0 = v128.load(variances + row), b1 = v128.load(variances + row, 16);
      v128.store(logs + row, y0);
      v128.store(logs + row, y1, 16);
      v128.store(variances + row, v0);
      v128.store(variances + row, v1, 16);
      const p0 = greatest(zero, v0), p1 = greatest(zero, v1);
      const q0 = f64x2.sqrt(mul(p0, dt)), q1 = f64x2.sqrt(mul(p1, dt));
      const z0 = mulAdd(across, b0, mul(rho, a0)), z1 = mulAdd(across, b1, mul(rho, a1));
      y0 = add(y0, mulAdd(q0, a0, mulAdd(half, p0, drift)));
      y1 = add(y1, mulAdd(q1, a1, mulAdd(half, p1, drift)));
      v0 = add(v0, mulAdd(mul(noise, q0), z0, mul(reversion, sub(mean, p0))));
      v1 = add(v1, mulAdd(mul(noise, q1), z1, mul(reversion, sub(mean, p1))));
      if (jump) {
        y0 = add(y0, v128.load(logJumps + row));
        y1 = add(y1, v128.load(logJumps + row, 16));
        v0 = add(v0, v128.load(varianceJumps + row));
        v1 = add(v1, v128.load(varianceJumps + row, 16));
      }
    }
    v128.store(logs + lane + <usize>rows * ROW, y0);
    v128.store(logs + lane + <usize>rows * ROW, y1, 16);
    v128.store(variances + lane + <usize>rows * ROW, v0);
    v128.store(variances + lane + <usize>rows * ROW, v1, 16);
  }
}

const ONE: usize = memory.data<f64>([1.0], 8);
const TWO: usize = memory.data<f64>([2.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const SWITCH: usize = memory.data<f64>([1.5], 8); // psi at which the paper changes schemes
const INFINITE: usize = memory.data<u64>([0x7ff0000000000000], 8);
const TINY: usize = memory.data<f64>([1e-280], 8);
/** What the variance step hands to the log's: the state after it and its compensator. */
const NEXT: usize = memory.data(32, 16);

/**
 * The variance after a step (equations 23 to 26) from its normal, to `NEXT`, and behind it
 * ln E[e^(A v)], which makes the discounted spot a martingale (propositions 7 and 9) where that
 * mean exists; where it does not, what equation 33 has in its place.
 */
// @ts-ignore: decorator
@inline
function nextVariance(c: SchemeConstants, v: v128, z: v128): void {
  const one = constant(ONE), a = both(c.a);
  const m = mulAdd(both(c.decay), v, both(c.meanRest));
  const s2 = mulAdd(both(c.varianceSlope), v, both(c.varianceRest));
  const square = greatest(mul(m, m), constant(TINY));
  const psi = greatest(div(s2, square), constant(TINY));
  const exponentialBranch = f64x2.gt(psi, constant(SWITCH));
  // quadratic: v = scale (b + z)^2
  const inverse = div(constant(TWO), psi);
  const root = f64x2.sqrt(f64x2.pmax(v128.xor(psi, psi), sub(inverse, one)));
  const b2 = mulAdd(f64x2.sqrt(inverse), root, sub(inverse, one));
  const scale = div(m, add(one, b2));
  const shifted = add(f64x2.sqrt(greatest(v128.xor(psi, psi), b2)), z);
  let next = mul(scale, mul(shifted, shifted));
  const rest = sub(one, mul(constant(TWO), mul(a, scale)));
  const quotient = div(mul(mul(a, b2), scale), rest);
  let growth = sub(quotient, mul(constant(HALF), logarithmFull(rest)));
  if (v128.any_true(exponentialBranch)) {
    // a mass p at zero, exponential beyond
    const p = div(sub(psi, one), add(psi, one));
    const q = sub(one, p), beta = div(q, greatest(constant(TINY), m));
    const upper = normalDistributionFull(f64x2.neg(z));
    const beyond = div(logarithmFull(div(q, upper)), beta);
    const jumped = v128.andnot(beyond, f64x2.ge(upper, q));
    const mean = logarithmFull(add(p, div(mul(beta, q), sub(beta, a))));
    const mass = v128.bitselect(mean, constant(INFINITE), f64x2.gt(beta, a));
    next = v128.bitselect(jumped, next, exponentialBranch);
    growth = v128.bitselect(mass, growth, exponentialBranch);
  }
  const exists = f64x2.lt(f64x2.abs(growth), constant(INFINITE));
  if (!v128.all_true<u64>(exists)) {
    const plain = mulAdd(both(c.plainSlope), v, both(c.plain));
    growth = v128.bitselect(growth, plain, exists);
  }
  v128.store(NEXT, next);
  v128.store(NEXT, growth, 16);
}

// @ts-ignore: decorator
@inline
function advanceQuadratic(
  c: SchemeConstants, logs: usize, variances: usize, from: usize, rows: u32, logJumps: usize,
  varianceJumps: usize, jump: i32,
): void {
  for (let lane: usize = 0; lane < LANES << 3; lane += 16) {
    let y = v128.load(logs + from + lane), v = v128.load(variances + from + lane);
    for (let row = lane, end = lane + <usize>rows * ROW; row < end; row += ROW) {
      const z = v128.load(logs + row);
      nextVariance(c, v, v128.load(variances + row));
      v128.store(logs + row, y);
      v128.store(variances + row, v);
      const next = v128.load(NEXT), growth = v128.load(NEXT, 16);
      // equation 33 with K0* of proposition 7: the terms in v cancel but for the martingale's
      const spread = mulAdd(both(c.k3), v, mul(both(c.k4), next));
      const known = mulAdd(both(c.k3), mul(v, constant(HALF)), growth);
      const mean = sub(mul(both(c.k2), next), known);
      y = add(y, add(both(c.drift), mean));
      y = mulAdd(f64x2.sqrt(spread), z, y);
      v = next;
      if (jump) {
        y = add(y, v128.load(logJumps + row));
        v = add(v, v128.load(varianceJumps + row));
      }
    }
    v128.store(logs + lane + <usize>rows * ROW, y);
    v128.store(variances + lane + <usize>rows * ROW, v);
  }
}

/**
 * Turn tiles of normals at `logs` and `variances` into states, in place; the first is read from
 * byte offset `from` of both. Jumps are added where `jump` is 1.
 */
export function advanceStochasticVolatility(
  model: StochasticVolatility, c: SchemeConstants, logs: usize, variances: usize, from: usize,
  rows: u32, logJumps: usize, varianceJumps: usize, jump: bool,
): void {
  const xi = model.volatilityOfVariance, theta = model.longVariance;
  if (<i32>model.scheme == FULL_TRUNCATION) {
    if (jump) truncate(xi, theta, c, logs, variances, from, rows, logJumps, varianceJumps, 1);
    else truncate(xi, theta, c, logs, variances, from, rows, logJumps, varianceJumps, 0);
  } else if (jump) {
    advanceQuadratic(c, logs, variances, from, rows, logJumps, varianceJumps, 1);
  } else {
    advanceQuadratic(c, logs, variances, from, rows, logJumps, varianceJumps, 0);
  }
}
