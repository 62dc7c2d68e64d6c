// A call sold at a premium and hedged at every step by what the day's calibration says, without
// costs: the experiment of Matic, Packham and Haerdle (2023), "Hedging cryptocurrency options".
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { both, constant, greatest, mul, mulAdd, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { normalDistribution } from "../math/normal-distribution";
import { exponentialOf, logarithmOf } from "../math/scalar";
import { LOGS, SPOTS } from "../models/asset";
import { lookUpSpots, spotTableBytes } from "../pricing/spot-table";
import { Market, assetAt, fillMarket, mostPaths, openMarket, stateAt } from "./market";

/** The head of an experiment; `hedges` Hedge records follow it. Every field is an f64. */
@unmanaged
class Experiment {
  market: f64;
  /** What is received for the call at the start. */
  premium: f64;
  /** Strike of the call, which expires with the market. */
  strike: f64;
  /** Strike of another call of that expiry, to hedge with; 0 for none. */
  second: f64;
  /** Step whose spot the call pays on: the last, but for a slip to be studied. */
  settled: f64;
  hedges: f64;
  /** Where volatilities are, two for each step: of the call and of the other one. */
  volatilities: f64;
}

const HEAD_BYTES: usize = 56;

/** What is held against the call at every step. */
@unmanaged
class Hedge {
  /** One of the numbers below. */
  kind: f64;
  /** A ratio of Greeks as large as this, or larger, buys nothing of the other call. */
  limit: f64;
  /** Where the tables of a tabulated hedge are, one for each step, and the nodes of each. */
  tables: f64;
  nodes: f64;
}

const HEDGE_BYTES: usize = 32;

/** Nothing. */
export const NOTHING: i32 = 0;
/** The delta of Black and Scholes. */
export const DELTA: i32 = 1;
/** As much of the other call as makes gamma 0, and the delta that is left. */
export const DELTA_GAMMA: i32 = 2;
/** As much of it as makes vega 0. */
export const DELTA_VEGA: i32 = 3;
/** Units of the spot from a table in its logarithm. */
export const TABULATED: i32 = 4;
const MOST_HEDGES: usize = 16;

// Rows of paths: delta, value over the spot at the start, and d1 d1 / 2 of both calls.
const CALL_BYTES: usize = 384;
const CALL: usize = memory.data(384, 64);
const OTHER: usize = memory.data(384, 64);
const NEXT: usize = memory.data(384, 64);
const VALUE: usize = 128;
const BELL: usize = 256;
const PROFITS: usize = memory.data(2048, 64);
const HELD: usize = memory.data(256, 64); // units of the spot, then of the other call
const NEARS: usize = memory.data(32, 16);
const HALF: usize = memory.data<f64>([0.5], 8);

// @ts-ignore: decorator
@inline
function hedgeAt(experiment: usize, index: u32): Hedge {
  return changetype<Hedge>(experiment + HEAD_BYTES + <usize>index * HEDGE_BYTES);
}

/** Volatility of the call (`which` 0) or the other one (8) at a step. */
// @ts-ignore: decorator
@inline
function volatilityAt(experiment: Experiment, step: u32, which: usize): f64 {
  return load<f64>(<usize>experiment.volatilities + (<usize>step << 4) + which);
}

/** A call at a row of paths. `strike` is discounted and over the spot at the start. */
function value(state: usize, strike: f64, deviation: f64, call: usize): void {
  const logs = state + LOGS, spots = state + SPOTS, cash = both(strike);
  if (!(deviation > 0)) {
    for (let lane: usize = 0; lane < ROW; lane += 16) {
      const gain = sub(v128.load(spots + lane), cash);
      v128.store(call + VALUE + lane, greatest(v128.xor(gain, gain), gain));
    }
    return;
  }
  const inverse = both(1 / deviation), wide = both(deviation);
  const shift = both(0.5 * deviation - logarithmOf(strike) / deviation);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const d1 = mulAdd(v128.load(logs + lane), inverse, shift);
    normalDistribution(d1, sub(d1, wide), NEARS);
    const near = v128.load(NEARS), far = v128.load(NEARS, 16);
    v128.store(call + lane, near);
    const worth = sub(mul(v128.load(spots + lane), near), mul(cash, far));
    v128.store(call + VALUE + lane, worth);
    v128.store(call + BELL + lane, mul(mul(d1, d1), constant(HALF)));
  }
}

/**
 * Holdings of one hedge at a row: units of the spot to `HELD`, of the other call behind them.
 * `weight` is what the ratio of gammas is beside that of the bells.
 */
function hold(hedge: Hedge, weight: f64, logs: usize, step: u32): void {
  const kind = <i32>hedge.kind, nodes = <u32>hedge.nodes;
  memory.fill(HELD, 0, 2 * ROW);
  if (kind == DELTA) {
    memory.copy(HELD, CALL, ROW);
  } else if (kind == TABULATED) {
    lookUpSpots(<usize>hedge.tables + <usize>step * spotTableBytes(nodes), nodes, logs, HELD);
  } else if (kind == DELTA_GAMMA) {
    holdBoth(weight, hedge.limit);
  } else if (kind == DELTA_VEGA) {
    holdBoth(1, hedge.limit);
  }
}

/** As much of the other call as makes a Greek 0, unless that is much, and the delta left. */
function holdBoth(weight: f64, limit: f64): void {
  const scale = both(weight), most = both(limit);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const gap = sub(v128.load(OTHER + BELL + lane), v128.load(CALL + BELL + lane));
    const wanted = mul(scale, exponentialFull(gap));
    const ratio = v128.and(wanted, f64x2.lt(wanted, most));
    const delta = sub(v128.load(CALL + lane), mul(ratio, v128.load(OTHER + lane)));
    v128.store(HELD + lane, delta);
    v128.store(HELD + ROW + lane, ratio);
  }
}

/** Carry all hedges through one step: `state` is the row before it. */
function carry(experiment: Experiment, state: usize, step: u32): void {
  const weight = volatilityAt(experiment, step, 8) / volatilityAt(experiment, step, 0);
  for (let k: u32 = 0; k < <u32>experiment.hedges; k++) {
    hold(hedgeAt(changetype<usize>(experiment), k), weight, state + LOGS, step);
    const own = PROFITS + <usize>k * ROW;
    for (let lane: usize = 0; lane < ROW; lane += 16) {
      const spot = state + SPOTS + lane, moved = sub(v128.load(spot + ROW), v128.load(spot));
      const change = sub(v128.load(NEXT + VALUE + lane), v128.load(OTHER + VALUE + lane));
      const gain = mulAdd(v128.load(HELD + lane), moved, v128.load(own + lane));
      v128.store(own + lane, mulAdd(v128.load(HELD + ROW + lane), change, gain));
    }
  }
}

/** Take what the call pays from all profits. */
function pay(experiment: Experiment, spots: usize, strike: f64): void {
  const cash = both(strike);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const gain = sub(v128.load(spots + lane), cash);
    const paid = greatest(v128.xor(gain, gain), gain);
    for (let k: usize = 0; k < <usize>experiment.hedges; k++) {
      const own = PROFITS + k * ROW + lane;
      v128.store(own, sub(v128.load(own), paid));
    }
  }
}

/** All steps of a tile of paths. */
function runTile(experiment: Experiment, workspace: usize, path: u32): void {
  const market = changetype<Market>(<usize>experiment.market), steps = <u32>market.steps;
  const spot = assetAt(market, 0).spot, dt = market.stepYears;
  const discount = exponentialOf(-market.rate * dt * <f64>steps) / spot;
  const strike = experiment.strike * discount, second = experiment.second * discount;
  const tiles = stateAt(workspace, 0), premium = both(experiment.premium / spot);
  for (let row: usize = 0; row < MOST_HEDGES * ROW; row += 16) v128.store(PROFITS + row, premium);
  openMarket(market, workspace, path);
  for (let step: u32 = 0; step < steps; step += ROWS) {
    const rows = min(ROWS, steps - step);
    fillMarket(market, workspace, path, step, rows);
    for (let j: u32 = 0; j < rows; j++) {
      const at = step + j, state = tiles + <usize>j * ROW;
      value(state, strike, deviationAt(experiment, at, 0), CALL);
      if (second > 0) {
        if (at == 0) value(state, second, deviationAt(experiment, 0, 8), OTHER);
        else memory.copy(OTHER, NEXT, CALL_BYTES);
        value(state + ROW, second, deviationAt(experiment, at + 1, 8), NEXT);
      }
      carry(experiment, state, at);
      if (<f64>(at + 1) == experiment.settled) pay(experiment, state + ROW + SPOTS, strike);
    }
  }
}

/** Deviation that a call has left at a step, of the call (`which` 0) or the other one (8). */
function deviationAt(experiment: Experiment, step: u32, which: usize): f64 {
  const market = changetype<Market>(<usize>experiment.market), left = market.steps - <f64>step;
  return left > 0 ? volatilityAt(experiment, step, which) * sqrt(left * market.stepYears) : 0;
}

function checkExperiment(experiment: Experiment): i32 {
  const steps = changetype<Market>(<usize>experiment.market).steps;
  if (!(experiment.hedges <= <f64>MOST_HEDGES)) return abi.UNKNOWN_STRATEGY;
  if (!(experiment.settled >= 1 && experiment.settled <= steps)) return abi.BAD_EXPIRY;
  for (let k: u32 = 0; k < <u32>experiment.hedges; k++) {
    const hedge = hedgeAt(changetype<usize>(experiment), k), kind = hedge.kind;
    if (!(kind >= 0 && kind <= <f64>TABULATED)) return abi.UNKNOWN_STRATEGY;
    const second = kind == DELTA_GAMMA || kind == DELTA_VEGA;
    if (second && !(experiment.second > 0)) return abi.UNKNOWN_CONTRACT;
    if (kind == TABULATED && !(hedge.nodes >= 4)) return abi.BAD_SCHEDULE;
  }
  return abi.OK;
}

/**
 * Profits of `paths` paths from `firstPath` on, in money at the horizon: for every hedge a column
 * of `paths` numbers. The market must be prepared in `workspace`, by `marketPrepare`.
 */
export function scheduledHedge(
  pointer: usize, workspace: usize, firstPath: u32, paths: u32, columns: usize,
): i32 {
  const experiment = changetype<Experiment>(pointer), status = checkExperiment(experiment);
  const market = changetype<Market>(<usize>experiment.market), stride = <usize>paths << 3;
  if (status != abi.OK) return status;
  if (paths == 0) return abi.NO_PATHS;
  if (<f64>firstPath + <f64>paths > mostPaths(market)) return abi.TOO_MANY_PATHS;
  const years = market.stepYears * market.steps;
  const money = both(assetAt(market, 0).spot * exponentialOf(market.rate * years));
  for (let done: u32 = 0; done < paths; done += LANES) {
    runTile(experiment, workspace, firstPath + done);
    const column = columns + (<usize>done << 3), bytes = <usize>min(LANES, paths - done) << 3;
    for (let k: usize = 0; k < <usize>experiment.hedges; k++) {
      const own = PROFITS + k * ROW;
      for (let lane = own; lane < own + ROW; lane += 16) {
        v128.store(lane, mul(v128.load(lane), money));
      }
      memory.copy(column + k * stride, own, bytes);
    }
  }
  return abi.OK;
}
