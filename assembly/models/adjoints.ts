// Derivatives of the ends of a path by parameters of its model, carried backward (Giles, Glasserman
// 2006, "Smoking adjoints: fast Monte Carlo Greeks"): whatever a path is worth, one sweep has them
// all, and by every parameter in each stretch of time, for the price of one. The models are those
// of tangents.ts, and so are the derivatives of a step.
import { ROW } from "../tile";
import { add, both, constant, div, mul, mulAdd, sub } from "../math/lanes";
import { Asset, CONSTANTS, STOCHASTIC_VOLATILITY } from "./asset";
import { SchemeConstants, StochasticVolatility } from "./scheme-constants";

/** The most parameters that act in every step. */
export const MOST_ADJOINTS: u32 = 4;

// One number a path: derivatives by the log of the spot and by the variance at the step that the
// sweep has come to, then by each parameter over the stretch.
export const BY_LOG: usize = 0;
export const BY_VARIANCE: usize = 128;
export const BY_PARAMETERS: usize = 256;
export const ADJOINT_BYTES: usize = 768;

/**
 * Parameters of a model that act in every step: the volatility; or mean reversion, long variance,
 * volatility of variance and correlation. The variance at the start acts there alone.
 */
export function adjointsOf(asset: Asset): u32 {
  return asset.model == STOCHASTIC_VOLATILITY ? MOST_ADJOINTS : 1;
}

/** Rows of what a sweep needs to know of each step: the variance before it, and its two normals. */
export const HISTORY_ROWS: usize = 3;

/**
 * Carry the derivatives from step `to` back to step `from`. `history` has `steps` rows of
 * variances, as many of normals of returns and as many of those of variances.
 */
export function sweepBack(
  asset: Asset, state: usize, history: usize, steps: u32, from: u32, to: u32, stepYears: f64,
  adjoints: usize,
): void {
  const stride = <usize>steps * ROW, first = <usize>from * ROW, last = <usize>to * ROW;
  if (asset.model == STOCHASTIC_VOLATILITY) {
    sweepVariance(asset, state, history, stride, first, last, stepYears, adjoints);
  } else {
    sweepDiffusion(asset, history + stride, first, last, stepYears, adjoints);
  }
}

function sweepDiffusion(
  asset: Asset, normals: usize, first: usize, last: usize, stepYears: f64, adjoints: usize,
): void {
  const volatility = load<f64>(<usize>asset.parameters), root = both(sqrt(stepYears));
  const years = stepYears * <f64>((last - first) / ROW), lost = both(volatility * years);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    let sum = both(0);
    for (let row = first; row < last; row += ROW) sum = add(sum, v128.load(normals + row + lane));
    const slope = sub(mul(root, sum), lost), to = adjoints + BY_PARAMETERS + lane;
    v128.store(to, mulAdd(v128.load(adjoints + BY_LOG + lane), slope, v128.load(to)));
  }
}

const ONE: usize = memory.data<f64>([1.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const TINY: usize = memory.data<f64>([1e-300], 8);

function sweepVariance(
  asset: Asset, state: usize, history: usize, stride: usize, first: usize, last: usize,
  stepYears: f64, adjoints: usize,
): void {
  const model = changetype<StochasticVolatility>(<usize>asset.parameters);
  const c = changetype<SchemeConstants>(state + CONSTANTS);
  const rho = both(c.correlation), across = both(c.across), xi = both(model.volatilityOfVariance);
  const tilt = both(c.across > 0 ? c.correlation / c.across : 0.0), rootDt = both(c.rootDt);
  const theta = both(model.longVariance), halfDt = both(c.halfDt), reversion = both(c.reversionDt);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const byLog = v128.load(adjoints + BY_LOG + lane), zero = v128.xor(byLog, byLog);
    let byVariance = v128.load(adjoints + BY_VARIANCE + lane);
    let speed = zero, level = zero, spread = zero, tied = zero;
    for (let row = history + last + lane; row > history + first + lane; ) {
      row -= ROW;
      const v = v128.load(row), a = v128.load(row + stride), b = v128.load(row + 2 * stride);
      const on = f64x2.gt(v, zero), p = v128.and(v, on), root = f64x2.sqrt(p);
      const half = v128.and(on, div(constant(HALF), add(root, constant(TINY))));
      const noise = mul(rootDt, half), shock = mulAdd(across, b, mul(rho, a));
      speed = mulAdd(byVariance, sub(theta, p), speed);
      level = add(level, byVariance);
      const moved = mul(byVariance, mul(rootDt, root));
      spread = mulAdd(moved, shock, spread);
      tied = mulAdd(moved, sub(a, mul(tilt, b)), tied);
      const alive = v128.and(on, constant(ONE));
      const own = sub(mul(xi, mul(noise, shock)), mul(reversion, alive));
      const down = sub(mul(noise, a), mul(halfDt, alive));
      byVariance = add(mulAdd(own, byVariance, byVariance), mul(byLog, down));
    }
    v128.store(adjoints + BY_VARIANCE + lane, byVariance);
    const to = adjoints + BY_PARAMETERS + lane;
    v128.store(to, mulAdd(both(stepYears), speed, v128.load(to)));
    v128.store(to, mulAdd(reversion, level, v128.load(to, 128)), 128);
    v128.store(to, add(spread, v128.load(to, 256)), 256);
    v128.store(to, mulAdd(xi, tied, v128.load(to, 384)), 384);
  }
}
