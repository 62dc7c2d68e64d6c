// Derivatives of the logarithm of the spot along a path with respect to parameters of its model,
// carried forward with it (Glasserman 2003, section 7.2), and the part of it that is Gaussian given
// all else, which likelihood ratios are made of. For a diffusion with or without jumps the one
// parameter is the volatility; for stochastic volatility, by full truncation, they are the variance
// at the start, mean reversion, long variance, volatility of variance and correlation.
import { ROW } from "../tile";
import { add, both, constant, div, mul, mulAdd, sub } from "../math/lanes";
import { Asset, CONSTANTS, STOCHASTIC_VOLATILITY, VARIANCES } from "./asset";
import { TILE_BYTES } from "./draw";
import { SchemeConstants, StochasticVolatility } from "./scheme-constants";

/** The most parameters. */
export const MOST_TANGENTS: u32 = 5;

// Carried from row to row, one number a path: the Gaussian part and its variance, then slopes of
// the log by every parameter, then slopes of the variance.
export const GAUSSIAN: usize = 0;
export const GAUSSIAN_VARIANCE: usize = 128;
export const SLOPES: usize = 256;
const VARIANCE_SLOPES: usize = 896;
export const TANGENT_BYTES: usize = 1536;

/** Parameters of a model that have tangents. */
export function tangentsOf(asset: Asset): u32 {
  return asset.model == STOCHASTIC_VOLATILITY ? MOST_TANGENTS : 1;
}

/** Tangents at the start. */
export function openTangents(asset: Asset, tangents: usize): void {
  memory.fill(tangents, 0, TANGENT_BYTES);
  if (asset.model != STOCHASTIC_VOLATILITY) return;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(tangents + VARIANCE_SLOPES + lane, both(1));
  }
}

// Rows of a tile that the steps are made of: what a unit of slope of the variance adds to the slope
// of the log, and to its own; what each parameter adds by itself; what is Gaussian.
const LOG_BY_VARIANCE: usize = memory.data(4096, 64);
const VARIANCE_BY_VARIANCE: usize = memory.data(4096, 64);
const OWN: usize = memory.data(20480, 64);
const GAUSSIANS: usize = memory.data(4096, 64);
const ROOTS: usize = memory.data(4096, 64);

const HALF: usize = memory.data<f64>([0.5], 8);
const TINY: usize = memory.data<f64>([1e-300], 8);

/** Work out the rows of a tile: `kept` has the normals of returns, then of the variance. */
export function fillTangentRows(
  asset: Asset, state: usize, kept: usize, rows: u32, stepYears: f64,
): void {
  if (asset.model == STOCHASTIC_VOLATILITY) fillVarianceRows(asset, state, kept, rows, stepYears);
  else memory.copy(GAUSSIANS, kept, <usize>rows * ROW);
}

function fillVarianceRows(
  asset: Asset, state: usize, kept: usize, rows: u32, stepYears: f64,
): void {
  const model = changetype<StochasticVolatility>(<usize>asset.parameters);
  const c = changetype<SchemeConstants>(state + CONSTANTS), rootDt = c.rootDt;
  const rho = c.correlation, across = c.across, xi = model.volatilityOfVariance;
  const tilt = across > 0 ? rho / across : 0.0, zero = both(0), one = both(1);
  for (let row: usize = 0; row < <usize>rows * ROW; row += 16) {
    const v = v128.load(state + VARIANCES + row), on = f64x2.gt(v, zero), p = v128.and(v, on);
    const a = v128.load(kept + row), b = v128.load(kept + TILE_BYTES + row);
    const root = f64x2.sqrt(p), shock = mulAdd(both(across), b, mul(both(rho), a));
    const half = v128.and(on, div(constant(HALF), add(root, constant(TINY))));
    const alive = v128.and(on, one), noise = mul(both(rootDt), half);
    v128.store(ROOTS + row, root);
    v128.store(LOG_BY_VARIANCE + row, sub(mul(noise, a), mul(both(c.halfDt), alive)));
    const pull = mul(both(c.reversionDt), alive);
    v128.store(VARIANCE_BY_VARIANCE + row, sub(mul(both(xi), mul(noise, shock)), pull));
    const spread = mul(both(rootDt), root);
    v128.store(OWN + row, zero);
    v128.store(OWN + TILE_BYTES + row, mul(both(stepYears), sub(both(model.longVariance), p)));
    v128.store(OWN + 2 * TILE_BYTES + row, both(c.reversionDt));
    v128.store(OWN + 3 * TILE_BYTES + row, mul(spread, shock));
    v128.store(OWN + 4 * TILE_BYTES + row, mul(mul(both(xi), spread), sub(a, mul(both(tilt), b))));
    // the return's normal is rho times the variance's and `across` times this one
    const apart = sub(mul(both(across), a), mul(both(rho), b));
    v128.store(GAUSSIANS + row, mul(mul(both(across), spread), apart));
  }
}

/** Carry the tangents over rows `first` to `last - 1` of the tile. */
export function advanceTangents(
  asset: Asset, tangents: usize, first: u32, last: u32, stepYears: f64,
): void {
  const from = <usize>first * ROW, end = <usize>last * ROW;
  if (asset.model == STOCHASTIC_VOLATILITY) {
    const model = changetype<StochasticVolatility>(<usize>asset.parameters);
    const share = (1 - model.correlation * model.correlation) * stepYears;
    addGaussian(tangents, from, end, 1);
    addVariances(tangents, from, end, share);
    for (let k: usize = 0; k < MOST_TANGENTS; k++) addSlopes(tangents, k, from, end);
    return;
  }
  const volatility = load<f64>(<usize>asset.parameters), years = stepYears * <f64>(last - first);
  addGaussian(tangents, from, end, volatility * sqrt(stepYears));
  const added = both(volatility * volatility * years), lost = both(volatility * years);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const gaussian = tangents + GAUSSIAN_VARIANCE + lane, slope = tangents + SLOPES + lane;
    v128.store(gaussian, add(v128.load(gaussian), added));
    v128.store(slope, sub(v128.load(slope), lost));
  }
  addSums(tangents + SLOPES, from, end, sqrt(stepYears));
}

// @ts-ignore: decorator
@inline
function addSums(target: usize, from: usize, end: usize, scale: f64): void {
  for (let lane: usize = 0; lane < ROW; lane += 32) {
    let a = both(0), b = a;
    for (let row = GAUSSIANS + from + lane; row < GAUSSIANS + end; row += ROW) {
      a = add(a, v128.load(row));
      b = add(b, v128.load(row, 16));
    }
    v128.store(target + lane, mulAdd(both(scale), a, v128.load(target + lane)));
    v128.store(target + lane, mulAdd(both(scale), b, v128.load(target + lane, 16)), 16);
  }
}

function addGaussian(tangents: usize, from: usize, end: usize, scale: f64): void {
  addSums(tangents + GAUSSIAN, from, end, scale);
}

function addVariances(tangents: usize, from: usize, end: usize, share: f64): void {
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    let sum = both(0);
    for (let row = ROOTS + from + lane; row < ROOTS + end; row += ROW) {
      const root = v128.load(row);
      sum = add(sum, mul(root, root));
    }
    const target = tangents + GAUSSIAN_VARIANCE + lane;
    v128.store(target, mulAdd(both(share), sum, v128.load(target)));
  }
}

/** Slopes of the log and of the variance by parameter `k`. */
function addSlopes(tangents: usize, k: usize, from: usize, end: usize): void {
  const logs = tangents + SLOPES + k * ROW, variances = tangents + VARIANCE_SLOPES + k * ROW;
  for (let lane: usize = 0; lane < ROW; lane += 32) {
    let y0 = v128.load(logs + lane), y1 = v128.load(logs + lane, 16);
    let v0 = v128.load(variances + lane), v1 = v128.load(variances + lane, 16);
    for (let row = from + lane; row < end; row += ROW) {
      const own0 = v128.load(OWN + k * TILE_BYTES + row);
      const own1 = v128.load(OWN + k * TILE_BYTES + row, 16);
      y0 = mulAdd(v128.load(LOG_BY_VARIANCE + row), v0, y0);
      y1 = mulAdd(v128.load(LOG_BY_VARIANCE + row, 16), v1, y1);
      v0 = add(mulAdd(v128.load(VARIANCE_BY_VARIANCE + row), v0, v0), own0);
      v1 = add(mulAdd(v128.load(VARIANCE_BY_VARIANCE + row, 16), v1, v1), own1);
    }
    v128.store(logs + lane, y0);
    v128.store(logs + lane, y1, 16);
    v128.store(variances + lane, v0);
    v128.store(variances + lane, v1, 16);
  }
}
