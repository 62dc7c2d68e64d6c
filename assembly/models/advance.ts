// The table of models: what each works out once, and how it turns normals into states.
import * as abi from "../abi";
import { ROW, ROWS } from "../tile";
import { both } from "../math/lanes";
import { fillDrivers, largestNormal } from "../random/drivers";
import { GIVEN } from "../random/words";
import {
  Asset, CONSTANTS, GEOMETRIC_BROWNIAN, JUMP_DIFFUSION, LOGS, RECORDED, RETURNS, SPOTS,
  STOCHASTIC_VOLATILITY, STREAMS, VARIANCE, VARIANCES,
} from "./asset";
import { advanceGeometricBrownian } from "./geometric-brownian";
import { fillSpots, integrate } from "./integrate";
import { Jumps, MOST_JUMPS, compensator, fillJumps, fillThresholds } from "./jumps";
import { checkRecorded, fillRecorded } from "./recorded";
import {
  SchemeConstants, StochasticVolatility, advanceStochasticVolatility, fillSchemeConstants, jumpsOf,
} from "./stochastic-volatility";

/** Where the thresholds of the number of jumps stand, behind the constants of a scheme. */
const THRESHOLDS: usize = CONSTANTS + 256;
const LOG_JUMPS: usize = memory.data(4096, 64);
const VARIANCE_JUMPS: usize = memory.data(4096, 64);

/** What a tile of steps is drawn from. */
@unmanaged
export class Draw {
  /** Years of one step. */
  stepYears: f64;
  /** Interest, which the state is discounted by. */
  rate: f64;
  keys: usize;
  bits: u32;
  noise: i32;
  path: u32;
  step: u32;
  rows: u32;
  asset: u32;
  /** Normals of the host: per asset `steps` rows of returns, then `steps` of the second factor. */
  given: usize;
  givenFirst: u32;
  givenPaths: u32;
  steps: u32;
}

/** Check an asset of `steps` steps and work out what its model needs once. */
export function prepareAsset(
  asset: Asset, state: usize, steps: f64, stepYears: f64, rate: f64,
): i32 {
  if (!isFinite<f64>(asset.spot * asset.drift)) return abi.NOT_FINITE;
  const model = <i32>asset.model, parameters = <usize>asset.parameters;
  if (model == RECORDED) return checkRecorded(parameters, <u32>steps);
  const first = load<f64>(parameters);
  if (!isFinite<f64>(first)) return abi.NOT_FINITE;
  if (model == GEOMETRIC_BROWNIAN) {
    fillVariance(state, first * first);
    return abi.OK;
  }
  if (model == JUMP_DIFFUSION) {
    fillVariance(state, first * first);
    return prepareJumps(changetype<Jumps>(parameters + 8), state, stepYears);
  }
  if (model != STOCHASTIC_VOLATILITY) return abi.UNKNOWN_MODEL;
  const jumps = jumpsOf(parameters), dt = stepYears;
  const drift = (asset.drift - rate - jumps.intensity * compensator(jumps)) * dt;
  const constants = changetype<SchemeConstants>(state + CONSTANTS);
  fillSchemeConstants(changetype<StochasticVolatility>(parameters), dt, drift, constants);
  return prepareJumps(jumps, state, dt);
}

function prepareJumps(jumps: Jumps, state: usize, stepYears: f64): i32 {
  if (!isFinite<f64>(jumps.intensity * compensator(jumps))) return abi.NOT_FINITE;
  const mean = jumps.intensity * stepYears;
  if (!(mean >= 0 && mean <= MOST_JUMPS)) return abi.TOO_MANY_JUMPS;
  fillThresholds(mean, state + THRESHOLDS);
  return abi.OK;
}

/** One variance in all rows: models whose variance stands still write it once. */
function fillVariance(state: usize, variance: f64): void {
  for (let row: usize = 0; row < <usize>(ROWS + 1) * ROW; row += 16) {
    v128.store(state + VARIANCES + row, both(variance));
  }
}

/** The state at the start, where the next rows look for the state before them. */
export function openAsset(asset: Asset, state: usize): void {
  const last = state + <usize>ROWS * ROW;
  const variance = load<f64>(<usize>asset.parameters);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(last + LOGS + lane, both(0));
    v128.store(last + SPOTS + lane, both(1));
    if (asset.model == STOCHASTIC_VOLATILITY) v128.store(last + VARIANCES + lane, both(variance));
  }
}

/** Normals that drive the returns of an asset, where its logs will stand; none if recorded. */
export function fillReturnDrivers(asset: Asset, state: usize, draw: Draw): void {
  if (asset.model == RECORDED) return;
  fillFactor(draw, RETURNS, state + LOGS);
}

/** Normals of one factor of an asset, drawn or as the host brought them. */
function fillFactor(draw: Draw, factor: u32, tile: usize): void {
  const path = draw.path, step = draw.step, rows = draw.rows;
  if (draw.noise != GIVEN) {
    const stream = draw.asset * STREAMS + factor;
    fillDrivers(draw.keys, draw.bits, draw.noise, path, step, rows, stream, tile);
    return;
  }
  const stride = <usize>draw.givenPaths << 3, first = path - draw.givenFirst;
  const bytes = min(<usize>ROW, stride - (<usize>first << 3));
  const row = <usize>(2 * draw.asset + factor) * draw.steps + step;
  let from = draw.given + row * stride + (<usize>first << 3);
  for (let j: u32 = 0; j < rows; j++, from += stride, tile += ROW) memory.copy(tile, from, bytes);
}

/** From the normals of the returns to logs, spots and variances of the next rows. */
export function advanceAsset(asset: Asset, state: usize, draw: Draw): void {
  const model = <i32>asset.model, parameters = <usize>asset.parameters;
  const logs = state + LOGS, spots = state + SPOTS, last = <usize>ROWS * ROW;
  const rows = draw.rows, dt = draw.stepYears;
  if (model == GEOMETRIC_BROWNIAN) {
    const volatility = load<f64>(parameters);
    const largest = draw.noise == GIVEN ? Infinity : largestNormal(draw.bits);
    const drift = (asset.drift - draw.rate - 0.5 * volatility * volatility) * dt;
    advanceGeometricBrownian(logs, spots, last, rows, drift, volatility * sqrt(dt), largest);
  } else if (model == RECORDED) {
    const path = draw.path, step = draw.step, ratePerStep = draw.rate * dt;
    fillRecorded(logs, spots, parameters, path, step, rows, asset.spot, ratePerStep);
  } else if (model == JUMP_DIFFUSION) {
    advanceJumpDiffusion(asset, state, draw);
  } else {
    advanceVariance(asset, state, draw);
  }
}

function advanceJumpDiffusion(asset: Asset, state: usize, draw: Draw): void {
  const parameters = <usize>asset.parameters, jumps = changetype<Jumps>(parameters + 8);
  const volatility = load<f64>(parameters), dt = draw.stepYears, logs = state + LOGS;
  const growth = asset.drift - draw.rate - jumps.intensity * compensator(jumps);
  const drift = (growth - 0.5 * volatility * volatility) * dt;
  drawJumps(jumps, state, draw);
  integrate(logs, LOG_JUMPS, <usize>ROWS * ROW, draw.rows, drift, volatility * sqrt(dt));
  fillSpots(logs, state + SPOTS, draw.rows);
}

function advanceVariance(asset: Asset, state: usize, draw: Draw): void {
  const parameters = <usize>asset.parameters, jumps = jumpsOf(parameters);
  const logs = state + LOGS, variances = state + VARIANCES, rows = draw.rows;
  fillFactor(draw, VARIANCE, variances);
  const jump = jumps.intensity > 0 && drawJumps(jumps, state, draw);
  advanceStochasticVolatility(
    changetype<StochasticVolatility>(parameters), changetype<SchemeConstants>(state + CONSTANTS),
    logs, variances, <usize>ROWS * ROW, rows, LOG_JUMPS, VARIANCE_JUMPS, jump);
  fillSpots(logs, state + SPOTS, rows);
}

function drawJumps(jumps: Jumps, state: usize, draw: Draw): bool {
  return fillJumps(
    jumps, state + THRESHOLDS, draw.keys, draw.noise, draw.path, draw.step, draw.rows,
    draw.asset * STREAMS, LOG_JUMPS, VARIANCE_JUMPS);
}
