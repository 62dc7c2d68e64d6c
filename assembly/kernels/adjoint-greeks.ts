// First-order Greeks of a whole book of calls and puts by one sweep back over every path, pathwise:
// by the spot, by interest, and by every parameter of the model, as a whole and in each period. The
// cost of a sweep does not depend on how many Greeks are wanted: bench/adjoint.ts measures it.
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { SPOTS, STOCHASTIC_VOLATILITY, VARIANCES } from "../models/asset";
import {
  ADJOINT_BYTES, BY_LOG, BY_PARAMETERS, BY_VARIANCE, HISTORY_ROWS, adjointsOf, sweepBack,
} from "../models/adjoints";
import { binOf } from "../statistics/strike-bins";
import { Expiry, expiryAt, greekParameters } from "./book-greeks";
import {
  Market, assetAt, fillMarket, keepDrivers, marketBytes, mostPaths, openMarket, stateAt,
} from "./market";

const KEPT: usize = memory.data(8192, 64);
const ADJOINTS: usize = memory.data(768, 64);
/** Derivatives by the parameters over all periods so far. */
const TOTALS: usize = memory.data(512, 64);
/** The book on each path: value, slope by interest. */
const BOOK: usize = memory.data(256, 64);

/** Bytes of workspace that `adjointGreeks` needs. */
export function adjointWorkspace(pointer: usize, expiries: u32): f64 {
  const market = changetype<Market>(pointer), own = marketBytes(market);
  if (own == 0) return 0;
  const rows = market.steps * <f64>HISTORY_ROWS + <f64>expiries;
  return own + 64 + rows * <f64>ROW;
}

// @ts-ignore: decorator
@inline
function historyAt(market: Market, workspace: usize): usize {
  return (workspace + <usize>marketBytes(market) + 63) & ~(<usize>63);
}

/**
 * Add the paths `firstPath` to `firstPath + paths` to the sums at `sums`, each followed by that of
 * its squares: value; slope by the log of the spot; by interest; by the variance at the start of
 * stochastic volatility; by the parameters that act in every step, over all steps; by each of these
 * in period 0, 1 ... `periods - 1`, equal parts of the steps. Discounted, in units of the spot at
 * the start. `expiries` are those of `bookGreeks`, without their bins.
 */
export function adjointGreeks(
  pointer: usize, workspace: usize, expiries: usize, count: u32, periods: u32, firstPath: u32,
  paths: u32, sums: usize,
): i32 {
  const market = changetype<Market>(pointer);
  if (paths == 0) return abi.NO_PATHS;
  if (<f64>firstPath + <f64>paths > mostPaths(market)) return abi.TOO_MANY_PATHS;
  if (!(periods >= 1 && <f64>periods <= market.steps)) return abi.NO_STEPS;
  if (greekParameters(pointer) == 0) return abi.UNKNOWN_MODEL;
  keepDrivers(workspace, KEPT);
  for (let done: u32 = 0; done < paths; done += LANES) {
    const lanes = min(LANES, paths - done);
    runForward(market, workspace, expiries, count, firstPath + done);
    runBack(market, workspace, expiries, count, periods, lanes, sums);
  }
  keepDrivers(workspace, 0);
  return abi.OK;
}

/** Simulate a tile, keep what its steps were made from, and what the book's slopes are. */
function runForward(
  market: Market, workspace: usize, expiries: usize, count: u32, path: u32,
): void {
  const history = historyAt(market, workspace), stride = <usize>market.steps * ROW;
  const state = stateAt(workspace, 0), seeds = history + HISTORY_ROWS * stride;
  openMarket(market, workspace, path);
  memory.fill(BOOK, 0, 256);
  let next: u32 = 0;
  for (let step: u32 = 0; next < count; step += ROWS) {
    const rows = min(ROWS, <u32>market.steps - step), bytes = <usize>rows * ROW;
    const wanted = <u32>min(expiryAt(expiries, next).step - <f64>step, <f64>ROWS);
    fillMarket(market, workspace, path, step, rows, wanted);
    const place = history + <usize>step * ROW;
    memory.copy(place, state + VARIANCES, bytes);
    memory.copy(place + stride, KEPT, bytes);
    memory.copy(place + 2 * stride, KEPT + 4096, bytes);
    for (; next < count && expiryAt(expiries, next).step <= <f64>(step + rows); next++) {
      const expiry = expiryAt(expiries, next), row = <u32>expiry.step - step;
      const spots = state + SPOTS + <usize>row * ROW;
      settle(expiry, spots, market.stepYears * expiry.step, seeds + <usize>next * ROW);
    }
  }
}

/** What an expiry adds to the book on each path, and to its slope by the log of the spot there. */
function settle(expiry: Expiry, spots: usize, years: f64, seeds: usize): void {
  const strikes = <usize>expiry.strikes, count = <u32>expiry.count;
  for (let lane: usize = 0; lane < ROW; lane += 8) {
    const spot = load<f64>(spots + lane);
    const line = <usize>expiry.lines + (<usize>binOf(spot, strikes, count) << 4);
    const slope = load<f64>(line) * spot, owed = load<f64>(line, 8);
    store<f64>(seeds + lane, slope);
    add(BOOK + lane, slope + owed);
    // discounted strikes fall with interest, spots do not
    add(BOOK + ROW + lane, -years * owed);
  }
}

/** Sweep back from the last expiry to the start, and add what comes to the sums. */
function runBack(
  market: Market, workspace: usize, expiries: usize, count: u32, periods: u32, lanes: u32,
  sums: usize,
): void {
  const asset = assetAt(market, 0), state = stateAt(workspace, 0), steps = <u32>market.steps;
  const history = historyAt(market, workspace), seeds = history + HISTORY_ROWS * steps * ROW;
  const parameters = adjointsOf(asset), heston = asset.model == STOCHASTIC_VOLATILITY;
  const head: u32 = heston ? 4 : 3, own = sums + (<usize>(head + parameters) << 4);
  memory.fill(ADJOINTS, 0, ADJOINT_BYTES);
  memory.fill(TOTALS, 0, 512);
  let next = count, step = steps;
  for (let period = periods; period > 0; period--) {
    const start = <u32>((<u64>(period - 1) * steps) / periods);
    memory.fill(ADJOINTS + BY_PARAMETERS, 0, ADJOINT_BYTES - BY_PARAMETERS);
    while (step > start) {
      while (next > 0 && <u32>expiryAt(expiries, next - 1).step == step) {
        next--;
        addRow(ADJOINTS + BY_LOG, seeds + <usize>next * ROW);
      }
      const before = next > 0 ? <u32>expiryAt(expiries, next - 1).step : 0;
      const to = max(start, before);
      // behind the last expiry nothing is owed
      if (next < count) {
        sweepBack(asset, state, history, steps, to, step, market.stepYears, ADJOINTS);
      }
      step = to;
    }
    for (let k: u32 = 0; k < parameters; k++) {
      const row = ADJOINTS + BY_PARAMETERS + <usize>k * ROW;
      addSums(row, lanes, own + (<usize>((period - 1) * parameters + k) << 4));
      addRow(TOTALS + <usize>k * ROW, row);
    }
  }
  addSums(BOOK, lanes, sums);
  addSums(ADJOINTS + BY_LOG, lanes, sums + 16);
  addSums(BOOK + ROW, lanes, sums + 32);
  if (heston) addSums(ADJOINTS + BY_VARIANCE, lanes, sums + 48);
  for (let k: u32 = 0; k < parameters; k++) {
    addSums(TOTALS + <usize>k * ROW, lanes, sums + (<usize>(head + k) << 4));
  }
}

// @ts-ignore: decorator
@inline
function add(place: usize, value: f64): void {
  store<f64>(place, load<f64>(place) + value);
}

function addRow(target: usize, row: usize): void {
  for (let lane: usize = 0; lane < ROW; lane += 8) add(target + lane, load<f64>(row + lane));
}

/** Add the numbers of a row to a sum, and their squares to the one behind it. */
function addSums(row: usize, lanes: u32, sums: usize): void {
  for (let lane: usize = 0; lane < <usize>lanes << 3; lane += 8) {
    const value = load<f64>(row + lane);
    add(sums, value);
    add(sums + 8, value * value);
  }
}
