// Monte Carlo payoffs of any contracts under any market: one discounted payoff a path and contract.
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { exponentialOf } from "../math/scalar";
import { fillWords } from "../random/words";
import { LOGS, SPOTS, STREAMS, VARIANCES, isLevel } from "../models/asset";
import { combine, openCombined } from "../contracts/combine";
import {
  ABOVE, ALWAYS, ASIAN, AVERAGE_STRIKE, BARRIER, BASKET, CONTRACT_BYTES, Contract,
  FLOATING_LOOKBACK, GEOMETRIC_ASIAN, LOOKBACK, PAYOFFS, VARIANCE_SWAP,
} from "../contracts/contract";
import { Terms, settleContract } from "../contracts/settle";
import {
  barrierLog, watchBarrier, watchBridgeExtreme, watchExtreme, watchLogSum, watchSquares, watchSum,
} from "../contracts/watch";
import { CALL, PUT } from "../pricing/option-kind";
import {
  Market, assetAt, fillMarket, marketBytes, mostPaths, openMarket, prepareMarket, stateAt,
} from "./market";

/** Bytes a contract needs: two rows of what it watches. */
const WATCH_BYTES: usize = 256;
/** The stream of uniforms for bridges, next to those of the asset's model. */
const BRIDGES: u32 = 7;

const GROWTHS: usize = memory.data(272, 16); // one a row of a tile
const WORDS: usize = memory.data(2048, 64);
const UNIFORMS: usize = memory.data(4096, 64);
const PAID: usize = memory.data(128, 64);
const COMBINED: usize = memory.data(128, 64);
const TERMS: usize = memory.data(64, 16);

/** Bytes of workspace that `payoffs` needs. */
export function payoffWorkspace(market: usize, contracts: u32): f64 {
  return marketBytes(changetype<Market>(market)) + <f64>contracts * <f64>WATCH_BYTES;
}

/** Check a market and its contracts, fill the workspace; once before `payoffs`. */
export function payoffPrepare(
  pointer: usize, contracts: usize, count: u32, workspace: usize,
): i32 {
  const market = changetype<Market>(pointer), status = prepareMarket(market, workspace);
  if (status != abi.OK) return status;
  for (let i: u32 = 0; i < count; i++) {
    const c = contractAt(contracts, i);
    if (!(c.payoff >= 0 && c.payoff < PAYOFFS)) return abi.UNKNOWN_CONTRACT;
    if (c.kind != CALL && c.kind != PUT) return abi.UNKNOWN_CONTRACT;
    if (!(c.asset >= 0 && c.asset < market.assets)) return abi.NO_ASSETS;
    if (!(c.expiry >= 1 && c.expiry <= market.steps)) return abi.BAD_EXPIRY;
    if (!(c.start >= 0 && c.start <= c.expiry)) return abi.BAD_EXPIRY;
    if (!isFinite<f64>(c.strike * c.level * c.rebate * c.observedSum)) return abi.NOT_FINITE;
  }
  return abi.OK;
}

// @ts-ignore: decorator
@inline
function contractAt(contracts: usize, index: u32): Contract {
  return changetype<Contract>(contracts + <usize>index * CONTRACT_BYTES);
}

/**
 * Discounted payoffs, in money, of `count` contracts on the paths `firstPath` to
 * `firstPath + paths`: column i of `paths` numbers at `columns + i x paths x 8`.
 */
export function payoffs(
  pointer: usize, workspace: usize, contracts: usize, count: u32, firstPath: u32, paths: u32,
  columns: usize,
): i32 {
  const market = changetype<Market>(pointer), steps = <u32>market.steps;
  if (paths == 0) return abi.NO_PATHS;
  if (<f64>firstPath + <f64>paths > mostPaths(market)) return abi.TOO_MANY_PATHS;
  for (let done: u32 = 0; done < paths; done += LANES) {
    openMarket(market, workspace, firstPath + done);
    for (let i: u32 = 0; i < count; i++) openContract(market, workspace, contracts, i);
    for (let step: u32 = 0; step < steps; step += ROWS) {
      const rows = min(ROWS, steps - step);
      fillMarket(market, workspace, firstPath + done, step, rows);
      fillGrowths(market, step, rows);
      for (let i: u32 = 0; i < count; i++) {
        const contract = contractAt(contracts, i);
        if (contract.expiry <= <f64>step) continue;
        watch(market, workspace, contract, i, firstPath + done, step, rows);
        if (contract.expiry > <f64>(step + rows)) continue;
        const column = columns + ((<usize>i * paths + done) << 3);
        settle(market, workspace, contract, i, step, column, min(LANES, paths - done));
      }
    }
  }
  return abi.OK;
}

function fillGrowths(market: Market, step: u32, rows: u32): void {
  const rate = market.rate * market.stepYears;
  for (let j: u32 = 0; j <= rows; j++) {
    store<f64>(GROWTHS + (j << 3), exponentialOf(rate * <f64>(step + j)));
  }
}

function watchedAt(market: Market, workspace: usize, index: u32): usize {
  return workspace + <usize>marketBytes(market) + <usize>index * WATCH_BYTES;
}

/** What a contract knows before the first step. */
function openContract(market: Market, workspace: usize, contracts: usize, index: u32): void {
  const c = contractAt(contracts, index), type = <i32>c.payoff;
  const spot = assetAt(market, <u32>c.asset).spot;
  let seen: f64 = 0;
  if (type == BARRIER) {
    const touched = <i32>c.watch & ABOVE ? c.level <= spot : c.level >= spot;
    seen = touched ? 0 : 1;
  } else if (type == LOOKBACK || type == FLOATING_LOOKBACK) {
    // an extreme already seen counts, and so does the spot when the window has begun
    const high = watchesHigh(c), none = high ? 0.0 : Infinity;
    const old = c.observed > 0 ? c.observedSum / spot : none;
    const now = c.start == 0 ? 1.0 : none;
    seen = high ? max(old, now) : min(old, now);
  } else if (type == GEOMETRIC_ASIAN) {
    seen = c.observedSum;
  } else if (type == ASIAN || type == AVERAGE_STRIKE) {
    seen = c.observedSum / spot + (c.start == 0 ? 1.0 : 0.0);
  }
  const watched = watchedAt(market, workspace, index);
  const paid = type == BARRIER && seen == 0 ? 1.0 : 0.0; // a rebate at once
  for (let lane: usize = 0; lane < ROW; lane += 8) {
    store<f64>(watched + lane, seen);
    store<f64>(watched + lane, paid, 128);
  }
}

function watchesHigh(contract: Contract): bool {
  return contract.payoff == LOOKBACK == (contract.kind == CALL);
}

/** Carry what a contract watches through the rows up to its expiry. */
function watch(
  market: Market, workspace: usize, c: Contract, index: u32, path: u32, step: u32, rows: u32,
): void {
  const type = <i32>c.payoff;
  if (type < ASIAN || type >= BASKET) return;
  const last = <u32>min(<f64>rows, c.expiry - <f64>step);
  const from = c.start - <f64>step, first: u32 = from > 1 ? <u32>min(from, 4294967295.0) : 1;
  if (first > last) return;
  const state = stateAt(workspace, <u32>c.asset), logs = state + LOGS, spots = state + SPOTS;
  const variances = state + VARIANCES, dt = market.stepYears, rate = market.rate * dt;
  const watched = watchedAt(market, workspace, index), always = (<i32>c.watch & ALWAYS) != 0;
  if (type == ASIAN || type == AVERAGE_STRIKE) {
    watchSum(watched, spots, GROWTHS, first, last);
  } else if (type == GEOMETRIC_ASIAN) {
    watchLogSum(watched, logs, rate, step, first, last);
  } else if (type == VARIANCE_SWAP) {
    watchSquares(watched, logs, rate, max(first, <u32>(from + 1 > 1 ? from + 1 : 1)), last);
  } else if (type == BARRIER) {
    const above = (<i32>c.watch & ABOVE) != 0, asset = assetAt(market, <u32>c.asset);
    const log = barrierLog(c.level / asset.spot), rebates = watched + 128;
    watchBarrier(
      above, always, watched, rebates, logs, variances, log, rate, step, dt, first, last);
  } else if (always) {
    fillUniforms(market, workspace, <u32>c.asset * STREAMS + BRIDGES, path, step, rows);
    watchBridgeExtreme(
      watchesHigh(c), watched, logs, variances, UNIFORMS, rate, step, dt, first, last);
  } else {
    watchExtreme(watchesHigh(c), watched, spots, GROWTHS, first, last);
  }
}

/** Uniforms on (0, 1): row j for the step from row j. */
function fillUniforms(
  market: Market, workspace: usize, stream: u32, path: u32, step: u32, rows: u32,
): void {
  fillWords(workspace, path, step >> 2, rows, stream, <i32>market.noise, WORDS);
  for (let i: u32 = 0; i < rows * LANES; i++) {
    store<f64>(UNIFORMS + (i << 3), (<f64>load<u32>(WORDS + (i << 2)) + 0.5) / 4294967296.0);
  }
}

/** Payoffs of a contract that expires in this tile, in money, to its column. */
function settle(
  market: Market, workspace: usize, c: Contract, index: u32, step: u32, column: usize, count: u32,
): void {
  const row = <u32>(c.expiry - <f64>step), spot = assetAt(market, <u32>c.asset).spot;
  const type = <i32>c.payoff, terms = changetype<Terms>(TERMS);
  const years = market.stepYears * c.expiry;
  const counted = c.expiry - max(c.start, 1) + (c.start == 0 ? 2.0 : 1.0) + c.observed;
  // a variance is a number of its own, several assets make money; all else is over the spot
  const unit = type >= VARIANCE_SWAP ? 1.0 : spot;
  terms.strike = c.strike / unit;
  terms.cash = (type == BARRIER ? c.rebate : c.level) / unit;
  terms.discount = exponentialOf(-market.rate * years);
  terms.weight = type == VARIANCE_SWAP
    ? 1.0 / (market.stepYears * (c.expiry - c.start))
    : 1.0 / counted;
  let spots = stateAt(workspace, <u32>c.asset) + SPOTS + <usize>row * ROW;
  if (type >= BASKET) {
    fillCombined(market, workspace, c, row, terms.discount);
    spots = COMBINED;
  }
  settleContract(c, terms, spots, watchedAt(market, workspace, index), PAID);
  for (let lane: usize = 0; lane < <usize>count << 3; lane += 8) {
    store<f64>(column + lane, unit * load<f64>(PAID + lane));
  }
}

/** What the spots of all assets at a row make together, discounted; levels are not yet so. */
function fillCombined(
  market: Market, workspace: usize, c: Contract, row: u32, discount: f64,
): void {
  openCombined(<i32>c.payoff, COMBINED);
  for (let i: u32 = 0; i < <u32>market.assets; i++) {
    const asset = assetAt(market, i), unit = isLevel(asset) ? discount : asset.spot;
    const weight = unit * load<f64>(<usize>c.level + (<usize>i << 3));
    const spots = stateAt(workspace, i) + SPOTS + <usize>row * ROW;
    combine(<i32>c.payoff, COMBINED, spots, weight);
  }
}
