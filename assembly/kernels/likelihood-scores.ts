// Scores for likelihood ratio Greeks (Broadie, Glasserman 1996; Glasserman 2003, section 7.3) of
// payoffs with jumps. What a contract looks at are the logs of the spot after some steps; given the
// variances and the jumps, what they add from one look to the next is Gaussian. The spot at the
// start shows in the first of these windows alone, the volatility of a diffusion in all of them.
// A barrier that is watched at all times has the density of its Brownian bridges besides: the
// chance 1 - p that a step does not touch it is differentiated too.
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { add, both, constant, div, greatest, mul, mulAdd, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import {
  GARCH, GEOMETRIC_BROWNIAN, JUMP_DIFFUSION, LOGS, REGIME_SWITCHING, STOCHASTIC_VOLATILITY,
  VARIANCES,
} from "../models/asset";
import { FULL_TRUNCATION, StochasticVolatility } from "../models/scheme-constants";
import {
  Market, assetAt, fillMarket, keepDrivers, mostPaths, openMarket, stateAt,
} from "./market";

/** What a contract looks at. */
@unmanaged
class Looks {
  /** Step of expiry. */
  expiry: f64;
  /** Step that the first window begins at: nothing that follows may hang on its normals but it. */
  from: f64;
  /** Step that it ends at; after it every step is a window. */
  first: f64;
  /** Logarithm, over the spot, of a barrier that is watched at all times. */
  barrier: f64;
  /** 1 of a barrier above, -1 of one below, 0 without. */
  side: f64;
}

/** Columns of `likelihoodScores`. */
const COLUMNS: usize = 6;

const KEPT: usize = memory.data(8192, 64);
// One number a path each: Gaussian part of the open window and its variance; scores by the log of
// the spot and by the volatility, then their derivatives (by itself, by itself, of the first by the
// volatility); the Gaussian part of the whole path.
const STATE: usize = memory.data(1024, 64);
const PART: usize = 0;
const VARIANCE: usize = 128;
const BY_SPOT: usize = 256;
const BY_VOLATILITY: usize = 384;
const BY_SPOT_TWICE: usize = 512;
const BY_VOLATILITY_TWICE: usize = 640;
const BY_BOTH: usize = 768;
const WHOLE: usize = 896;
const STATE_BYTES: usize = 1024;

const ONE: usize = memory.data<f64>([1.0], 8);
const TWO: usize = memory.data<f64>([2.0], 8);
const THREE: usize = memory.data<f64>([3.0], 8);
/** Least chance of staying clear of a barrier, and least variance, that is divided by. */
const LEAST: usize = memory.data<f64>([1e-100], 8);

/**
 * What is known of the returns of a market's first asset: 0 no score, 1 that of the last step, 2
 * that of windows of many steps, 3 those of the volatility besides.
 */
export function scoreGrade(pointer: usize): u32 {
  const asset = assetAt(changetype<Market>(pointer), 0), model = <i32>asset.model;
  if (model == GEOMETRIC_BROWNIAN || model == JUMP_DIFFUSION) return 3;
  if (model == REGIME_SWITCHING) return 2;
  // the drift of the spot, form 0, has normal innovations alone
  if (model == GARCH) return load<f64>(<usize>asset.parameters, 8) == 0 ? 1 : 0;
  if (model != STOCHASTIC_VOLATILITY) return 0;
  const parameters = changetype<StochasticVolatility>(<usize>asset.parameters);
  const across = parameters.correlation * parameters.correlation < 1;
  return parameters.scheme == FULL_TRUNCATION && across ? 2 : 0;
}

/**
 * Scores of the paths `firstPath` to `firstPath + paths` for what `looks` says, five numbers. Six
 * columns of `paths` numbers: score by the log of the spot; second derivative of the density by it,
 * over the density; both again by the volatility; mixed second derivative over the density; change
 * of the log-density by the growth a year (the last four 0 unless the grade is 3). The workspace is
 * that of `marketPrepare`.
 */
export function likelihoodScores(
  pointer: usize, workspace: usize, looks: usize, firstPath: u32, paths: u32, columns: usize,
): i32 {
  const market = changetype<Market>(pointer), seen = changetype<Looks>(looks);
  const grade = scoreGrade(pointer), expiry = <u32>seen.expiry;
  if (paths == 0) return abi.NO_PATHS;
  if (<f64>firstPath + <f64>paths > mostPaths(market)) return abi.TOO_MANY_PATHS;
  if (!(seen.expiry >= 1 && seen.expiry <= market.steps)) return abi.BAD_EXPIRY;
  if (!(seen.from >= 0 && seen.from < seen.first)) return abi.BAD_EXPIRY;
  if (!(seen.first <= seen.expiry)) return abi.BAD_EXPIRY;
  // the variances of later steps hang on the normals of earlier ones
  if (grade == 0 || (grade == 1 && seen.from != seen.expiry - 1)) return abi.UNKNOWN_MODEL;
  const volatility = grade == 3 ? load<f64>(<usize>assetAt(market, 0).parameters) : 0.0;
  keepDrivers(workspace, KEPT);
  for (let done: u32 = 0; done < paths; done += LANES) {
    openMarket(market, workspace, firstPath + done);
    memory.fill(STATE, 0, STATE_BYTES);
    for (let step: u32 = 0; step < expiry; step += ROWS) {
      const rows = min(ROWS, expiry - step);
      fillMarket(market, workspace, firstPath + done, step, rows, rows);
      for (let row: u32 = 0; row < rows; row++) {
        if (step + row >= <u32>seen.from) addStep(market, workspace, row, grade == 3);
        if (seen.side != 0) watchBridge(market, workspace, seen, volatility, step, row);
        const taken = step + row + 1, window = <u32>seen.first;
        if (taken >= window) closeWindow(taken == window, volatility);
      }
    }
    const lanes = min(LANES, paths - done);
    writeScores(columns + (<usize>done << 3), <usize>paths << 3, lanes, volatility);
  }
  keepDrivers(workspace, 0);
  return abi.OK;
}

/** Add the Gaussian part of a step to the open window. */
function addStep(market: Market, workspace: usize, row: u32, diffusion: bool): void {
  const asset = assetAt(market, 0), variances = stateAt(workspace, 0) + VARIANCES;
  const place = <usize>row * ROW, dt = both(market.stepYears);
  const heston = asset.model == STOCHASTIC_VOLATILITY;
  const rho = heston ? changetype<StochasticVolatility>(<usize>asset.parameters).correlation : 0.0;
  const volatility = load<f64>(<usize>asset.parameters), own = both(1 - rho * rho);
  // the variance's normal is rho a + across b: what is apart from it is across (across a - rho b)
  const across = sqrt(1 - rho * rho);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const a = v128.load(KEPT + place + lane), b = v128.load(KEPT + 4096 + place + lane);
    let v = both(volatility * volatility);
    if (!diffusion) v = v128.load(variances + place + lane);
    v = greatest(v128.xor(v, v), v);
    let normal = a;
    if (heston) normal = mul(both(across), sub(mul(both(across), a), mul(both(rho), b)));
    const part = mul(f64x2.sqrt(mul(dt, v)), normal), state = STATE + lane;
    v128.store(state, add(v128.load(state, PART), part), PART);
    v128.store(state, mulAdd(own, mul(dt, v), v128.load(state, VARIANCE)), VARIANCE);
    v128.store(state, add(v128.load(state, WHOLE), part), WHOLE);
  }
}

/** Scores of the open window, which ends here: of the spot where it is the first. */
function closeWindow(first: bool, volatility: f64): void {
  const one = constant(ONE), inverse = both(volatility > 0 ? 1 / volatility : 0);
  for (let state = STATE; state < STATE + ROW; state += 16) {
    const g = v128.load(state, PART), v = greatest(v128.load(state, VARIANCE), constant(LEAST));
    const score = div(g, v), square = mul(g, score);
    if (first) {
      more(state, BY_SPOT, score);
      more(state, BY_SPOT_TWICE, div(both(-1), v));
      more(state, BY_BOTH, mul(inverse, sub(one, mul(constant(TWO), score))));
    }
    if (volatility > 0) {
      more(state, BY_VOLATILITY, mul(inverse, sub(sub(square, one), g)));
      const three = sub(mul(constant(THREE), sub(g, square)), sub(v, one));
      more(state, BY_VOLATILITY_TWICE, mul(mul(inverse, inverse), three));
    }
    v128.store(state, v128.xor(g, g), PART);
    v128.store(state, v128.xor(g, g), VARIANCE);
  }
}

// @ts-ignore: decorator
@inline
function more(state: usize, field: usize, value: v128): void {
  v128.store(state + field, add(v128.load(state + field), value));
}

/**
 * Derivatives of ln(1 - p), p = e^(-2 a c / v) the chance that the bridge over a step touches a
 * barrier at distances a and c from its ends, v the variance of the step; u = p / (1 - p).
 */
function watchBridge(
  market: Market, workspace: usize, seen: Looks, volatility: f64, step: u32, row: u32,
): void {
  const logs = stateAt(workspace, 0) + LOGS + <usize>row * ROW, side = both(seen.side);
  const carry = market.rate * market.stepYears, variances = logs + (VARIANCES - LOGS);
  const inverse = both(volatility > 0 ? 1 / volatility : 0), dt = both(market.stepYears);
  const zero = both(0), one = constant(ONE), two = constant(TWO), first = step + row == 0;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const before = both(seen.barrier - carry * <f64>(step + row));
    const a = greatest(zero, mul(side, sub(before, v128.load(logs + lane))));
    const after = both(seen.barrier - carry * <f64>(step + row + 1));
    const c = greatest(zero, mul(side, sub(after, v128.load(logs + lane, ROW))));
    const v = greatest(mul(dt, v128.load(variances + lane)), constant(LEAST));
    const slope = div(mul(two, c), v), e = mul(slope, a);
    const p = exponentialFull(sub(zero, e)), u = div(p, greatest(sub(one, p), constant(LEAST)));
    const state = STATE + lane, square = mul(u, u);
    if (volatility > 0) {
      const twice = mul(two, mul(e, inverse)), squared = mul(twice, twice);
      more(state, BY_VOLATILITY, sub(zero, mul(twice, u)));
      const six = mul(mul(constant(THREE), twice), mul(inverse, u));
      more(state, BY_VOLATILITY_TWICE, sub(six, mul(squared, add(u, square))));
    }
    if (!first) continue;
    // a falls as the log of the spot rises towards a barrier above
    const away = mul(side, slope);
    more(state, BY_SPOT, sub(zero, mul(away, u)));
    more(state, BY_SPOT_TWICE, sub(zero, mul(mul(away, away), add(u, square))));
    const mixed = sub(mul(sub(one, e), u), mul(e, square));
    more(state, BY_BOTH, mul(mul(two, inverse), mul(away, mixed)));
  }
}

/** From scores and their derivatives to derivatives of the density over it, a column each. */
function writeScores(out: usize, stride: usize, lanes: u32, volatility: f64): void {
  const growth = volatility > 0 ? 1 / (volatility * volatility) : 0.0;
  for (let lane: usize = 0; lane < <usize>lanes << 3; lane += 8) {
    const state = STATE + lane, to = out + lane;
    const spot = load<f64>(state, BY_SPOT), vol = load<f64>(state, BY_VOLATILITY);
    store<f64>(to, spot);
    store<f64>(to + stride, spot * spot + load<f64>(state, BY_SPOT_TWICE));
    store<f64>(to + 2 * stride, vol);
    store<f64>(to + 3 * stride, vol * vol + load<f64>(state, BY_VOLATILITY_TWICE));
    const mixed = volatility > 0 ? spot * vol + load<f64>(state, BY_BOTH) : 0.0;
    store<f64>(to + 4 * stride, mixed);
    store<f64>(to + (COLUMNS - 1) * stride, growth * load<f64>(state, WHOLE));
  }
}
