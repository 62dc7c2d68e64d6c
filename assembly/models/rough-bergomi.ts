// The rough Bergomi model of Bayer, Friz and Gatheral (2016), "Pricing under rough volatility":
// v = xi exp(eta Y - eta^2 Var(Y) / 2), Y = sqrt(2 H) int (t - s)^(H - 1/2) dW, a flat forward
// variance xi. Y by the hybrid scheme of Bennedsen, Lunde and Pakkanen (2017) with kappa = 1: the
// nearest step exactly, those before it by one weight each. Var(Y) is that of the scheme, so that
// xi is the mean of v at every step. The work grows with the square of the steps.
// Parameters: forward variance; Hurst exponent; eta; correlation of W with the returns.
import * as abi from "../abi";
import { LANES, ROW, ROWS } from "../tile";
import { add, both, constant, mul, mulAdd, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { exponentialOf, logarithmOf } from "../math/scalar";
import {
  Asset, CONSTANTS, FINE_VARIANCE, LOGS, ROOM, SPOTS, VARIANCE, VARIANCES,
} from "./asset";
import { Draw, drawNormals } from "./draw";
import { accumulate, fillSpots } from "./integrate";
import { openVariance } from "./variance";

@unmanaged
class RoughBergomi {
  variance: f64;
  hurst: f64;
  eta: f64;
  correlation: f64;
}

@unmanaged
class Constants {
  drift: f64;
  halfDt: f64;
  rootDt: f64;
  correlation: f64;
  across: f64;
  /** The nearest step: weights of its W and of a normal of its own. */
  near: f64;
  nearOwn: f64;
}

const FINE: usize = memory.data(4096, 64);

// the room: weights of steps back, logarithms of the mean of v but for Y, normals of all steps
/** Bytes of room. */
export function roughRoom(steps: f64): f64 {
  return 16 * (steps + 64) + steps * <f64>ROW;
}

// @ts-ignore: decorator
@inline
function levelsAt(room: usize, steps: u32): usize {
  return room + ((<usize>steps + 8) << 3);
}

// @ts-ignore: decorator
@inline
function normalsAt(room: usize, steps: u32): usize {
  return (levelsAt(room, steps) + ((<usize>steps + 8) << 3) + 63) & ~(<usize>63);
}

export function prepareRough(asset: Asset, state: usize, draw: Draw): i32 {
  const model = changetype<RoughBergomi>(<usize>asset.parameters), dt = draw.stepYears;
  const c = changetype<Constants>(state + CONSTANTS), steps = draw.steps, rho = model.correlation;
  const power = model.hurst + 0.5, room = load<usize>(state, ROOM);
  if (!(model.hurst > 0 && model.hurst < 1 && model.variance > 0)) return abi.NOT_FINITE;
  // sqrt(2 H) eta dt^H: what the unit of a standardised step brings
  const scale = sqrt(2 * model.hurst) * model.eta * exponentialOf(model.hurst * logarithmOf(dt));
  c.drift = (asset.drift - draw.rate) * dt;
  c.halfDt = 0.5 * dt;
  c.rootDt = sqrt(dt);
  c.correlation = rho;
  c.across = sqrt(1 - rho * rho);
  c.near = scale / power;
  // Var of the nearest step is 1 / (2 H), its covariance with W 1 / power
  c.nearOwn = scale * sqrt(max(0, 1 / (2 * model.hurst) - 1 / (power * power)));
  const levels = levelsAt(room, steps), log = logarithmOf(model.variance);
  let variance = c.near * c.near + c.nearOwn * c.nearOwn, before: f64 = 1;
  store<f64>(levels, log);
  for (let k: usize = 1; k <= <usize>steps; k++) {
    store<f64>(levels + (k << 3), log - 0.5 * variance);
    // the step k + 1 back: its mean of (t - s)^(H - 1/2), in place of the paper's b* to a power
    const reach = exponentialOf(power * logarithmOf(<f64>(k + 1)));
    const weight = (scale * (reach - before)) / power;
    store<f64>(room + ((k + 1) << 3), weight);
    variance += weight * weight;
    before = reach;
  }
  return isFinite<f64>(c.drift * c.across * variance) ? abi.OK : abi.NOT_FINITE;
}

export function openRough(asset: Asset, state: usize): void {
  openVariance(state, changetype<RoughBergomi>(<usize>asset.parameters).variance);
}

export function advanceRough(asset: Asset, state: usize, draw: Draw): void {
  const c = changetype<Constants>(state + CONSTANTS), steps = draw.steps, first = draw.step;
  const room = load<usize>(state, ROOM), levels = levelsAt(room, steps), rows = draw.rows;
  const normals = normalsAt(room, steps), variances = state + VARIANCES, logs = state + LOGS;
  drawNormals(draw, draw.stream + VARIANCE, variances);
  drawNormals(draw, draw.stream + FINE_VARIANCE, FINE);
  fillSteps(c, logs, variances, normals + <usize>first * ROW, rows);
  memory.copy(variances, variances + <usize>ROWS * ROW, ROW);
  for (let j: u32 = 1; j <= rows; j++) {
    const step = first + j, near = FINE + <usize>(j - 1) * ROW;
    const level = load<f64>(levels + (<usize>step << 3));
    for (let lane: usize = 0; lane < LANES << 3; lane += 64) {
      remember(
        room, normals + lane, step, both(level), near + lane, variances + <usize>j * ROW + lane);
    }
  }
  fillIncrements(c, logs, variances, rows);
  accumulate(logs, rows);
  fillSpots(logs, state + SPOTS, draw.wanted, rows);
}

/** The normals of W to `normals`, and what the nearest step brings to `FINE`. */
function fillSteps(
  c: Constants, logs: usize, variances: usize, normals: usize, rows: u32,
): void {
  const rho = both(c.correlation), across = both(c.across);
  const near = both(c.near), own = both(c.nearOwn);
  for (let place: usize = 0, end = <usize>rows * ROW; place < end; place += 16) {
    const w = mulAdd(across, v128.load(variances + place), mul(rho, v128.load(logs + place)));
    v128.store(normals + place, w);
    v128.store(FINE + place, mulAdd(near, w, mul(own, v128.load(FINE + place))));
  }
}

/** The variance of eight paths before `step`: the nearest step, and a weight for each before it. */
// @ts-ignore: decorator
@inline
function remember(
  weights: usize, normals: usize, step: u32, level: v128, near: usize, out: usize,
): void {
  let a = add(level, v128.load(near)), b = add(level, v128.load(near, 16));
  let c = add(level, v128.load(near, 32)), d = add(level, v128.load(near, 48));
  let weight = weights + (<usize>step << 3);
  for (const end = normals + (<usize>step - 1) * ROW; normals < end; normals += ROW, weight -= 8) {
    const w = constant(weight);
    a = mulAdd(w, v128.load(normals), a);
    b = mulAdd(w, v128.load(normals, 16), b);
    c = mulAdd(w, v128.load(normals, 32), c);
    d = mulAdd(w, v128.load(normals, 48), d);
  }
  v128.store(out, exponentialFull(a));
  v128.store(out, exponentialFull(b), 16);
  v128.store(out, exponentialFull(c), 32);
  v128.store(out, exponentialFull(d), 48);
}

/** Normals of the returns at `logs` to increments of the log, in place. */
function fillIncrements(c: Constants, logs: usize, variances: usize, rows: u32): void {
  const drift = both(c.drift), half = both(c.halfDt), root = both(c.rootDt);
  for (let place: usize = 0, end = <usize>rows * ROW; place < end; place += 16) {
    const v = v128.load(variances + place), spread = mul(root, f64x2.sqrt(v));
    const mean = sub(drift, mul(half, v));
    v128.store(logs + place, mulAdd(spread, v128.load(logs + place), mean));
  }
}
