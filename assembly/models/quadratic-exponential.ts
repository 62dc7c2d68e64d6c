// Andersen's quadratic-exponential scheme with martingale correction (2008, "Simple and efficient
// simulation of the Heston stochastic volatility model"), jumps at a step's end.
import { LANES, ROW, ROWS } from "../tile";
import { add, both, constant, div, greatest, mul, mulAdd, sub } from "../math/lanes";
import { logarithmFull } from "../math/logarithm";
import { normalDistributionFull } from "../math/normal-tail";
import { LOGS, VARIANCES } from "./asset";
import { LOG_JUMPS, VARIANCE_JUMPS } from "./jumps";
import { SchemeConstants } from "./scheme-constants";

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
function advanceWith(c: SchemeConstants, state: usize, rows: u32, jump: i32): void {
  const logs = state + LOGS, variances = state + VARIANCES, from = <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < LANES << 3; lane += 16) {
    let y = v128.load(logs + from + lane), v = v128.load(variances + from + lane);
    for (let row = lane, end = lane + <usize>rows * ROW; row < end; row += ROW) {
      // of the two normals, the variance's and what of the return's is independent of it
      const a = v128.load(logs + row), b = v128.load(variances + row);
      const rho = both(c.correlation), across = both(c.across);
      const z = sub(mul(across, a), mul(rho, b));
      nextVariance(c, v, mulAdd(across, b, mul(rho, a)));
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
        y = add(y, v128.load(LOG_JUMPS + row));
        v = add(v, v128.load(VARIANCE_JUMPS + row));
      }
    }
    v128.store(logs + lane + <usize>rows * ROW, y);
    v128.store(variances + lane + <usize>rows * ROW, v);
  }
}

/**
 * Normals of the returns and of the variance's own part to logarithms and variances, in place.
 * Jumps are added where `jump` is true.
 */
export function advanceQuadraticExponential(
  c: SchemeConstants, state: usize, rows: u32, jump: bool,
): void {
  if (jump) advanceWith(c, state, rows, 1);
  else advanceWith(c, state, rows, 0);
}
