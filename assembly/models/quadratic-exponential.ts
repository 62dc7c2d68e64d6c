// Andersen's quadratic-exponential scheme with martingale correction (2008, "Simple and efficient
// simulation of the Heston stochastic volatility model"), jumps at a step's end.
import { LANES, ROW, ROWS } from "../tile";
import { add, both, constant, div, greatest, mul, mulAdd, sub } from "../math/lanes";
import { logarithmFull } from "../math/logarithm";
import { normalDistributionFull } from "../math/normal-tail";
import { LOGS, VARIANCES } from "./asset";
import { VARIANCE_JUMPS } from "./jumps";
import { SchemeConstants } from "./scheme-constants";

const ONE: usize = memory.data<f64>([1.0], 8);
const TWO: usize = memory.data<f64>([2.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const SWITCH: usize = memory.data<f64>([4.0 / 3.0], 8); // 2 / psi at the change of branches
const INFINITE: usize = memory.data<u64>([0x7ff0000000000000], 8);
const TINY: usize = memory.data<f64>([1e-280], 8);

/** What a step hands on: the variance after it, and ln E[e^(A v)] (propositions 7 and 9). */
const NEXT: usize = memory.data(16, 16);
const GROWTH: usize = memory.data(16, 16);

/** Quadratic in a normal (equations 23 and 27): v = scale (b + z)^2, where `inverse` is 2 / psi. */
// @ts-ignore: decorator
@inline
function quadratic(c: SchemeConstants, m: v128, inverse: v128, z: v128): void {
  const one = constant(ONE), a = both(c.a), excess = sub(inverse, one);
  const b2 = add(excess, f64x2.sqrt(mul(inverse, greatest(v128.xor(z, z), excess))));
  const scale = div(m, add(one, b2));
  const shifted = add(f64x2.sqrt(greatest(v128.xor(z, z), b2)), z);
  const rest = sub(one, mul(constant(TWO), mul(a, scale)));
  const quotient = div(mul(mul(a, b2), scale), rest);
  v128.store(NEXT, mul(scale, mul(shifted, shifted)));
  v128.store(GROWTH, sub(quotient, mul(constant(HALF), logarithmFull(rest))));
}

/** A mass p at zero, exponential beyond (equations 25 and 29), in the lanes of `where`. */
// @ts-ignore: decorator
@inline
function exponentialBeyond(
  c: SchemeConstants, m: v128, inverse: v128, z: v128, where: v128,
): void {
  const one = constant(ONE), a = both(c.a), psi = div(constant(TWO), inverse);
  const p = div(sub(psi, one), add(psi, one));
  const q = sub(one, p), beta = div(q, greatest(constant(TINY), m));
  const upper = normalDistributionFull(f64x2.neg(z));
  const beyond = div(logarithmFull(div(q, upper)), beta);
  const jumped = v128.andnot(beyond, f64x2.ge(upper, q));
  const mean = logarithmFull(add(p, div(mul(beta, q), sub(beta, a))));
  const mass = v128.bitselect(mean, constant(INFINITE), f64x2.gt(beta, a));
  v128.store(NEXT, v128.bitselect(jumped, v128.load(NEXT), where));
  v128.store(GROWTH, v128.bitselect(mass, v128.load(GROWTH), where));
}

/**
 * One step of two paths: from the normals at `log` and `variance` to the increment of the log and
 * the variance before the step, in place. Answers the variance after it.
 */
// @ts-ignore: decorator
@inline
function step(c: SchemeConstants, log: usize, variance: usize, v: v128): v128 {
  // of the two normals, the variance's and what of the return's is independent of it
  const x = v128.load(log), y = v128.load(variance), rho = both(c.correlation);
  const across = both(c.across), z = mulAdd(across, y, mul(rho, x));
  const free = sub(mul(across, x), mul(rho, y));
  const m = mulAdd(both(c.decay), v, both(c.meanRest));
  const s2 = mulAdd(both(c.varianceSlope), v, both(c.varianceRest));
  const tiny = constant(TINY);
  const inverse = div(greatest(tiny, mul(constant(TWO), mul(m, m))), greatest(tiny, s2));
  quadratic(c, m, inverse, z);
  const far = f64x2.lt(inverse, constant(SWITCH));
  if (v128.any_true(far)) exponentialBeyond(c, m, inverse, z, far);
  const next = v128.load(NEXT);
  let growth = v128.load(GROWTH);
  const exists = f64x2.lt(f64x2.abs(growth), constant(INFINITE));
  if (!v128.all_true<u64>(exists)) {
    // what equation 33 has in its place
    const plain = mulAdd(both(c.plainSlope), v, both(c.plain));
    growth = v128.bitselect(growth, plain, exists);
  }
  // equation 33 with K0* of proposition 7: the terms in v cancel but for the martingale's
  const spread = mulAdd(both(c.k3), v, mul(both(c.k4), next));
  const known = mulAdd(both(c.k3), mul(v, constant(HALF)), growth);
  const mean = add(both(c.drift), sub(mul(both(c.k2), next), known));
  v128.store(variance, v);
  v128.store(log, mulAdd(f64x2.sqrt(spread), free, mean));
  return next;
}

// @ts-ignore: decorator
@inline
function advanceWith(c: SchemeConstants, state: usize, rows: u32, jump: i32): void {
  const end = <usize>rows * ROW, from = <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < LANES << 3; lane += 32) {
    let log = state + LOGS + lane, variance = state + VARIANCES + lane;
    let jumps = VARIANCE_JUMPS + lane;
    let v0 = v128.load(variance + from), v1 = v128.load(variance + from, 16);
    for (const last = log + end; log < last; log += ROW, variance += ROW) {
      v0 = step(c, log, variance, v0);
      v1 = step(c, log + 16, variance + 16, v1);
      if (jump) {
        v0 = add(v0, v128.load(jumps));
        v1 = add(v1, v128.load(jumps, 16));
        jumps += ROW;
      }
    }
    v128.store(variance, v0);
    v128.store(variance, v1, 16);
  }
}

/**
 * Normals of the returns and of the variance's own part to increments of the logarithm and to
 * variances, in place. Jumps of the variance are added where `jump` is true.
 */
export function advanceQuadraticExponential(
  c: SchemeConstants, state: usize, rows: u32, jump: bool,
): void {
  if (jump) advanceWith(c, state, rows, 1);
  else advanceWith(c, state, rows, 0);
}
