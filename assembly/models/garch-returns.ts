// Returns with GARCH(1,1), GJR or EGARCH variance and normal, Student or filtered historical
// innovations (Barone-Adesi, Giannopoulos, Vosper 1999). Parameters: those of `GarchModel`; for
// filtered historical innovations the standardised residuals, increasing, behind them.
//
// The state is the variance a year, so all of a model's variances are scaled once.
import * as abi from "../abi";
import { LANES, ROW, ROWS } from "../tile";
import { both, mul, mulAdd, sub } from "../math/lanes";
import { TABLE_BYTES } from "../math/cubic-table";
import { exponentialFull } from "../math/exponential";
import { logarithmOf } from "../math/scalar";
import { fillStudentTable, studentMeanSize } from "../random/student";
import { Asset, CARRIED, CONSTANTS, LOGS, ROOM, SPOTS, VARIANCES } from "./asset";
import { Draw } from "./draw";
import { egarchLogVariance, garchVariance, gjrVariance } from "./garch";
import { EMPIRICAL, NORMAL, STUDENT, fillEmpirical, fillStudent, meanSize } from "./innovations";
import { accumulate, fillSpots } from "./integrate";
import { CUMULANT_BYTES, cumulants, fillCumulants } from "./residual-cumulant";
import { openVariance } from "./variance";

/** Parameters; variances are those of one return. */
@unmanaged
class GarchModel {
  /** 1 GARCH, 2 GJR, 3 EGARCH. */
  kind: f64;
  /**
   * 0 the expected spot grows by the asset's drift, which Student's t has none of; 1 the expected
   * log of the spot does.
   */
  form: f64;
  /** One of the numbers of innovations.ts. */
  innovations: f64;
  /** Years between the returns that the parameters belong to. */
  stepYears: f64;
  /** Of the first return. */
  variance: f64;
  omega: f64;
  alpha: f64;
  beta: f64;
  gamma: f64;
  /**
   * Unit price of risk of a pricing world: residuals are the innovations less it (Duan 1995, "The
   * GARCH option pricing model", definition 2.1 and theorem 2.2); 0 in the real world.
   */
  premium: f64;
  /** Degrees of freedom of Student's t; number of residuals. */
  size: f64;
}

const MODEL_BYTES: usize = 88;
const GJR: i32 = 2;
const EGARCH: i32 = 3;
const GROWTH: i32 = 0;

@unmanaged
class Constants {
  drift: f64;
  /** What a unit of variance takes from a return. */
  toll: f64;
  rootDt: f64;
  omega: f64;
  alpha: f64;
  beta: f64;
  gamma: f64;
  premium: f64;
  meanSize: f64;
}

// @ts-ignore: decorator
@inline
function modelOf(asset: Asset): GarchModel {
  return changetype<GarchModel>(<usize>asset.parameters);
}

// @ts-ignore: decorator
@inline
function constantsAt(state: usize): Constants {
  return changetype<Constants>(state + CONSTANTS);
}

/** Bytes of room: the table of Student's quantiles, or of the cumulants of residuals. */
export function garchRoom(asset: Asset): f64 {
  if (isTilted(modelOf(asset))) return <f64>CUMULANT_BYTES;
  return modelOf(asset).innovations == STUDENT ? <f64>TABLE_BYTES : 0;
}

/** Whether a return gives up the cumulant of residuals. */
// @ts-ignore: decorator
@inline
function isTilted(model: GarchModel): bool {
  return model.form == GROWTH && model.innovations == EMPIRICAL;
}

export function prepareGarch(asset: Asset, state: usize, draw: Draw): i32 {
  const model = modelOf(asset), dt = draw.stepYears, c = constantsAt(state);
  const kind = <i32>model.kind, innovations = <i32>model.innovations;
  if (!(kind >= 1 && kind <= EGARCH && innovations >= NORMAL && innovations <= EMPIRICAL)) {
    return abi.UNKNOWN_MODEL;
  }
  if (!(abs(model.stepYears - dt) <= 1e-9 * dt)) return abi.OTHER_STEP;
  if (model.form == GROWTH && innovations == STUDENT) return abi.NOT_NORMAL;
  if (innovations == STUDENT && !(model.size > 2)) return abi.NOT_FINITE;
  const residuals = <usize>asset.parameters + MODEL_BYTES;
  const news = model.omega + model.alpha + model.beta + model.gamma + model.premium;
  if (!isFinite<f64>(news * model.variance) || !(model.variance > 0)) return abi.NOT_FINITE;
  c.drift = (asset.drift - draw.rate) * dt;
  c.toll = model.form == GROWTH && innovations == NORMAL ? 0.5 * dt : 0;
  c.rootDt = sqrt(dt);
  c.omega = kind == EGARCH ? model.omega - (1 - model.beta) * logarithmOf(dt) : model.omega / dt;
  c.alpha = model.alpha;
  c.beta = model.beta;
  c.gamma = model.gamma;
  c.premium = model.premium;
  c.meanSize = innovations == STUDENT
    ? studentMeanSize(model.size)
    : meanSize(innovations, residuals, <u32>model.size);
  if (innovations == STUDENT) fillStudentTable(model.size, load<usize>(state, ROOM));
  if (!isFinite<f64>(c.meanSize)) return abi.BAD_RESIDUALS;
  if (!isTilted(model)) return abi.OK;
  const table = load<usize>(state, ROOM);
  return fillCumulants(residuals, <u32>model.size, table) ? abi.OK : abi.BAD_RESIDUALS;
}

export function openGarch(asset: Asset, state: usize, draw: Draw): void {
  const variance = modelOf(asset).variance / draw.stepYears, log = logarithmOf(variance);
  openVariance(state, variance);
  for (let lane: usize = 0; lane < ROW; lane += 16) v128.store(state + CARRIED + lane, both(log));
}

export function advanceGarch(asset: Asset, state: usize, draw: Draw): void {
  const model = modelOf(asset), c = constantsAt(state), logs = state + LOGS, rows = draw.rows;
  const innovations = <i32>model.innovations, kind = <i32>model.kind;
  if (innovations == STUDENT) {
    fillStudent(load<usize>(state, ROOM), logs, rows);
  } else if (innovations == EMPIRICAL) {
    fillEmpirical(<usize>asset.parameters + MODEL_BYTES, <u32>model.size, logs, rows);
  }
  if (kind == EGARCH) advanceLogVariances(c, state, rows);
  else if (kind == GJR) advanceGjr(c, state, rows);
  else advancePlain(c, state, rows);
  if (isTilted(model)) giveUpCumulants(asset, state, rows);
  accumulate(logs, rows);
  fillSpots(logs, state + SPOTS, draw.wanted, rows);
}

/** Take off the increments of the log what leaves the spot its drift. */
function giveUpCumulants(asset: Asset, state: usize, rows: u32): void {
  const model = modelOf(asset), table = load<usize>(state, ROOM), c = constantsAt(state);
  const residuals = <usize>asset.parameters + MODEL_BYTES, logs = state + LOGS;
  const rootDt = both(c.rootDt);
  for (let place: usize = 0; place < <usize>rows * ROW; place += 16) {
    const deviation = mul(rootDt, f64x2.sqrt(v128.load(state + VARIANCES + place)));
    const given = cumulants(table, residuals, <u32>model.size, deviation), to = logs + place;
    v128.store(to, sub(v128.load(to), given));
  }
}

/** One step of two paths: the increment of the log in place of the innovation at `log`. */
// @ts-ignore: decorator
@inline
function step(gjr: i32, c: Constants, log: usize, variance: usize, v: v128): v128 {
  const z = v128.load(log), root = f64x2.sqrt(v);
  const mean = sub(both(c.drift), mul(both(c.toll), v));
  v128.store(variance, v);
  v128.store(log, mulAdd(mul(both(c.rootDt), root), z, mean));
  const e = mul(root, sub(z, both(c.premium))), square = mul(e, e);
  const omega = both(c.omega), alpha = both(c.alpha), beta = both(c.beta);
  return gjr
    ? gjrVariance(e, square, v, omega, alpha, beta, both(c.gamma))
    : garchVariance(square, v, omega, alpha, beta);
}

// @ts-ignore: decorator
@inline
function advanceVariances(gjr: i32, c: Constants, state: usize, rows: u32): void {
  const end = <usize>rows * ROW, from = <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < LANES << 3; lane += 64) {
    let log = state + LOGS + lane, variance = state + VARIANCES + lane;
    let v0 = v128.load(variance + from), v1 = v128.load(variance + from, 16);
    let v2 = v128.load(variance + from, 32), v3 = v128.load(variance + from, 48);
    for (const last = log + end; log < last; log += ROW, variance += ROW) {
      v0 = step(gjr, c, log, variance, v0);
      v1 = step(gjr, c, log + 16, variance + 16, v1);
      v2 = step(gjr, c, log + 32, variance + 32, v2);
      v3 = step(gjr, c, log + 48, variance + 48, v3);
    }
    v128.store(variance, v0);
    v128.store(variance, v1, 16);
    v128.store(variance, v2, 32);
    v128.store(variance, v3, 48);
  }
}

function advancePlain(c: Constants, state: usize, rows: u32): void {
  advanceVariances(0, c, state, rows);
}

function advanceGjr(c: Constants, state: usize, rows: u32): void {
  advanceVariances(1, c, state, rows);
}

/** One step of EGARCH, whose state is the logarithm of the variance. */
// @ts-ignore: decorator
@inline
function logStep(c: Constants, log: usize, variance: usize, k: v128): v128 {
  const z = v128.load(log), v = exponentialFull(k), root = f64x2.sqrt(v);
  const mean = sub(both(c.drift), mul(both(c.toll), v));
  v128.store(variance, v);
  v128.store(log, mulAdd(mul(both(c.rootDt), root), z, mean));
  return egarchLogVariance(
    sub(z, both(c.premium)), k, both(c.omega), both(c.alpha), both(c.beta), both(c.gamma),
    both(c.meanSize));
}

function advanceLogVariances(c: Constants, state: usize, rows: u32): void {
  for (let lane: usize = 0; lane < LANES << 3; lane += 32) {
    let log = state + LOGS + lane, variance = state + VARIANCES + lane;
    const carried = state + CARRIED + lane;
    let k0 = v128.load(carried), k1 = v128.load(carried, 16);
    for (const last = log + <usize>rows * ROW; log < last; log += ROW, variance += ROW) {
      k0 = logStep(c, log, variance, k0);
      k1 = logStep(c, log + 16, variance + 16, k1);
    }
    v128.store(carried, k0);
    v128.store(carried, k1, 16);
    v128.store(variance, exponentialFull(k0));
    v128.store(variance, exponentialFull(k1), 16);
  }
}
