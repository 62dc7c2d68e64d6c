// Stochastic volatility with jumps of spot and variance together (Duffie, Pan and Singleton 2000),
// every step with parameters of its own, as daily calibrations give them. Euler steps of the spot
// itself, at most one jump each, after Matic, Packham and Haerdle (2023), "Hedging cryptocurrency
// options":
//   S' = S e^(drift dt) (1 - lambda m dt + sqrt(v+ dt) w + z J), J = 1 with probability lambda dt
//   v' = v + kappa (theta - v+) dt + xi sqrt(v+ dt) u + y J,     E[w u] = rho
// with y exponential and z normal around mean + tilt y, of mean m. A spot keeps at least a 1,024th
// of itself in a step. Parameters: variance at the start; number of rows, at least the steps of
// the market; the rows.
import * as abi from "../abi";
import { LANES, ROW, ROWS } from "../tile";
import { add, both, constant, greatest, mul, mulAdd, sub } from "../math/lanes";
import { logarithm } from "../math/logarithm";
import { logarithmOf } from "../math/scalar";
import { WORD_ROW } from "../random/words";
import {
  Asset, FINE_VARIANCE, JUMP_COUNTS, JUMP_SIZES, LOGS, ROOM, SPOTS, VARIANCE, VARIANCES,
} from "./asset";
import { Draw, drawNormals, drawWords, keepNormals } from "./draw";
import { accumulate, fillSpots } from "./integrate";
import { LOG_JUMPS, VARIANCE_JUMPS } from "./jumps";
import { openVariance } from "./variance";

/** The parameters of one step, rates and variances a year. */
@unmanaged
class Day {
  meanReversion: f64;
  longVariance: f64;
  volatilityOfVariance: f64;
  correlation: f64;
  intensity: f64;
  mean: f64;
  deviation: f64;
  varianceMean: f64;
  tilt: f64;
}

const DAY_BYTES: usize = 72;
const HEAD_BYTES: usize = 16;

/** What a step reads: constants of its own. */
@unmanaged
class Step {
  /** 1 - lambda m dt */
  rest: f64;
  reversionDt: f64;
  longDt: f64;
  /** What the return's normal, and the variance's own, add to the variance, but for its root. */
  sharedShock: f64;
  ownShock: f64;
  /** A word below this means a jump. */
  chance: f64;
}

const STEP_BYTES: usize = 48;

const LEAST: usize = memory.data<f64>([0.0009765625], 8);

// @ts-ignore: decorator
@inline
function dayAt(asset: Asset, step: u32): Day {
  return changetype<Day>(<usize>asset.parameters + HEAD_BYTES + <usize>step * DAY_BYTES);
}

// @ts-ignore: decorator
@inline
function stepAt(state: usize, step: u32): Step {
  return changetype<Step>(load<usize>(state, ROOM) + <usize>step * STEP_BYTES);
}

/** Bytes of the constants of all steps. */
export function scheduleRoom(steps: f64): f64 {
  return steps * <f64>STEP_BYTES;
}

export function prepareScheduledSvcj(asset: Asset, state: usize, draw: Draw): i32 {
  const parameters = <usize>asset.parameters, dt = draw.stepYears, root = sqrt(dt);
  if (!(load<f64>(parameters, 8) >= <f64>draw.steps)) return abi.BAD_SCHEDULE;
  let sum = load<f64>(parameters);
  for (let i: u32 = 0; i < draw.steps; i++) {
    const day = dayAt(asset, i), step = stepAt(state, i), rho = day.correlation;
    const jump = day.mean + day.tilt * day.varianceMean, chance = day.intensity * dt;
    if (!(chance >= 0 && chance <= 1)) return abi.BAD_SCHEDULE;
    step.rest = 1 - chance * jump;
    step.reversionDt = day.meanReversion * dt;
    step.longDt = day.meanReversion * day.longVariance * dt;
    step.sharedShock = day.volatilityOfVariance * rho * root;
    step.ownShock = day.volatilityOfVariance * sqrt(1 - rho * rho) * root;
    step.chance = min(chance * 4294967296.0, 4294967295.0);
    sum += step.rest + step.longDt + step.reversionDt + step.sharedShock + step.ownShock;
    sum += day.deviation;
  }
  return isFinite<f64>(sum) ? abi.OK : abi.NOT_FINITE;
}

export function openScheduledSvcj(asset: Asset, state: usize): void {
  openVariance(state, load<f64>(<usize>asset.parameters));
}

const CHANCES: usize = memory.data(2048, 64);
const SIZES: usize = memory.data(2048, 64);
const NORMALS: usize = memory.data(4096, 64);

/** Draw the jumps of a tile to `LOG_JUMPS`, shares of the spot, and to `VARIANCE_JUMPS`. */
function drawDays(asset: Asset, state: usize, draw: Draw): void {
  const rows = draw.rows;
  memory.fill(LOG_JUMPS, 0, <usize>rows * ROW);
  memory.fill(VARIANCE_JUMPS, 0, <usize>rows * ROW);
  drawWords(draw, draw.stream + JUMP_COUNTS, CHANCES);
  let any = false;
  for (let j: u32 = 0; j < rows; j++) {
    const day = dayAt(asset, draw.step + j);
    const chance = i32x4.splat(<u32>stepAt(state, draw.step + j).chance);
    for (let lane: u32 = 0; lane < LANES; lane += 4) {
      const place = <usize>j * WORD_ROW + (<usize>lane << 2);
      let jumping = i32x4.bitmask(i32x4.lt_u(v128.load(CHANCES + place), chance));
      if (jumping == 0) continue;
      if (!any) {
        drawWords(draw, draw.stream + JUMP_SIZES, SIZES);
        drawNormals(draw, draw.stream + FINE_VARIANCE, NORMALS);
        any = true;
      }
      for (; jumping != 0; jumping &= jumping - 1) {
        const word = place + (<usize>ctz(jumping) << 2), cell = word << 1;
        const uniform = (<f64>load<u32>(SIZES + word) + 0.5) / 4294967296.0;
        const jump = -logarithmOf(uniform) * day.varianceMean;
        const own = day.deviation * load<f64>(NORMALS + cell);
        store<f64>(VARIANCE_JUMPS + cell, jump);
        store<f64>(LOG_JUMPS + cell, day.mean + day.tilt * jump + own);
      }
    }
  }
}

export function advanceScheduledSvcj(asset: Asset, state: usize, draw: Draw): void {
  const rows = draw.rows, dt = draw.stepYears, root = both(sqrt(dt));
  const drift = both((asset.drift - draw.rate) * dt), last = <usize>ROWS * ROW;
  drawNormals(draw, draw.stream + VARIANCE, state + VARIANCES);
  keepNormals(draw, 1, state + VARIANCES);
  drawDays(asset, state, draw);
  const first = changetype<usize>(stepAt(state, draw.step));
  for (let lane: usize = 0; lane < LANES << 3; lane += 16) {
    let log = state + LOGS + lane, variance = state + VARIANCES + lane, place = lane, at = first;
    let v = v128.load(variance + last);
    for (const end = log + <usize>rows * ROW; log < end; log += ROW, variance += ROW) {
      const step = changetype<Step>(at), p = greatest(v128.xor(v, v), v), q = f64x2.sqrt(p);
      const w = v128.load(log), own = v128.load(variance);
      const moved = mulAdd(mul(root, w), q, add(both(step.rest), v128.load(LOG_JUMPS + place)));
      v128.store(log, add(logarithm(greatest(constant(LEAST), moved)), drift));
      v128.store(variance, v);
      const shock = mulAdd(both(step.ownShock), own, mul(both(step.sharedShock), w));
      const reverted = sub(both(step.longDt), mul(both(step.reversionDt), p));
      v = add(mulAdd(q, shock, add(v, reverted)), v128.load(VARIANCE_JUMPS + place));
      place += ROW;
      at += STEP_BYTES;
    }
    v128.store(variance, v);
  }
  accumulate(state + LOGS, rows);
  fillSpots(state + LOGS, state + SPOTS, draw.wanted, rows);
}
