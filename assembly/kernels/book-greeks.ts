// Prices and Greeks of a whole book of calls and puts in one pass over the paths: pathwise for
// delta and the parameters of the model (Broadie, Glasserman 1996), mixed with a likelihood ratio
// for gamma. Given the path of the variance and the jumps, the logarithm of the spot is Gaussian:
// the ratio is that of this part alone.
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { both, div, greatest, mul, sub } from "../math/lanes";
import {
  GEOMETRIC_BROWNIAN, JUMP_DIFFUSION, SPOTS, STOCHASTIC_VOLATILITY,
} from "../models/asset";
import { FULL_TRUNCATION, StochasticVolatility } from "../models/scheme-constants";
import {
  GAUSSIAN, GAUSSIAN_VARIANCE, SLOPES, advanceTangents, fillTangentRows,
  openTangents, tangentsOf,
} from "../models/tangents";
import { addToBin, binFields, binOf } from "../statistics/strike-bins";
import {
  Market, assetAt, fillMarket, keepDrivers, mostPaths, openMarket, stateAt,
} from "./market";

/** The options of one expiry, in the order of their strikes. */
@unmanaged
export class Expiry {
  /** Step of expiry; expiries come in increasing order. */
  step: f64;
  /** Where the strikes are, discounted and over the spot at the start, increasing. */
  strikes: f64;
  count: f64;
  /** Where, for every bin, the book's slope in the spot and its constant are. */
  lines: f64;
  /** Where the bins are. */
  bins: f64;
}

const EXPIRY_BYTES: usize = 40;
const KEPT: usize = memory.data(8192, 64);
const TANGENTS: usize = memory.data(1536, 64);
/** Slopes of the spot at an expiry: by the parameters, then twice by the spot. */
const VALUES: usize = memory.data(768, 64);
/** The book on each path: value, slope by the spot, then as `VALUES`. */
const BOOK: usize = memory.data(1024, 64);
const LEAST_VARIANCE: f64 = 1e-300;

/** Parameters that a market has Greeks for; 0 for a model that has none. */
export function greekParameters(pointer: usize): u32 {
  const asset = assetAt(changetype<Market>(pointer), 0), model = <i32>asset.model;
  if (model == STOCHASTIC_VOLATILITY) {
    const parameters = changetype<StochasticVolatility>(<usize>asset.parameters);
    return parameters.scheme == FULL_TRUNCATION ? tangentsOf(asset) : 0;
  }
  return model == GEOMETRIC_BROWNIAN || model == JUMP_DIFFUSION ? 1 : 0;
}

/**
 * Add the paths `firstPath` to `firstPath + paths` to the bins of `expiries`, `count` records of
 * step, strikes, number of strikes, lines and bins, and to the sums of the book at `book`: of
 * value, delta, one a parameter and gamma, each followed by its squares. All in units of the spot
 * at the start and discounted. With `greeks` 0 prices alone. The workspace is that of
 * `marketPrepare`.
 */
export function bookGreeks(
  pointer: usize, workspace: usize, expiries: usize, count: u32, greeks: u32, firstPath: u32,
  paths: u32, book: usize,
): i32 {
  const market = changetype<Market>(pointer), asset = assetAt(market, 0);
  if (paths == 0) return abi.NO_PATHS;
  if (<f64>firstPath + <f64>paths > mostPaths(market)) return abi.TOO_MANY_PATHS;
  const slopes = greeks ? greekParameters(pointer) + 1 : 0;
  if (greeks && slopes == 1) return abi.UNKNOWN_MODEL;
  keepDrivers(workspace, greeks ? KEPT : 0);
  const dt = market.stepYears, steps = <u32>market.steps, state = stateAt(workspace, 0);
  for (let done: u32 = 0; done < paths; done += LANES) {
    const lanes = min(LANES, paths - done);
    openMarket(market, workspace, firstPath + done);
    memory.fill(BOOK, 0, 1024);
    if (greeks) openTangents(asset, TANGENTS);
    let next: u32 = 0;
    for (let step: u32 = 0; step < steps && next < count; step += ROWS) {
      const rows = min(ROWS, steps - step);
      fillMarket(market, workspace, firstPath + done, step, rows, spotsFrom(expiries, next, step));
      if (greeks) fillTangentRows(asset, state, KEPT, rows, dt);
      let row: u32 = 0;
      for (; next < count && expiryAt(expiries, next).step <= <f64>(step + rows); next++) {
        const expiry = expiryAt(expiries, next), to = <u32>expiry.step - step;
        if (greeks) advanceTangents(asset, TANGENTS, row, to, dt);
        row = to;
        if (greeks) fillValues(state, row, slopes - 1);
        bin(expiry, state + SPOTS + <usize>row * ROW, slopes, lanes);
      }
      if (greeks && row < rows) advanceTangents(asset, TANGENTS, row, rows, dt);
    }
    for (let k: u32 = 0; k < 2 + slopes; k++) addBook(k, lanes, book);
  }
  keepDrivers(workspace, 0);
  return abi.OK;
}

/** Expiry number `index` of an array of them. */
// @ts-ignore: decorator
@inline
export function expiryAt(expiries: usize, index: u32): Expiry {
  return changetype<Expiry>(expiries + <usize>index * EXPIRY_BYTES);
}

/** First row of a tile whose spots are wanted. */
function spotsFrom(expiries: usize, next: u32, step: u32): u32 {
  return <u32>min(expiryAt(expiries, next).step - <f64>step, <f64>ROWS);
}

/** Slopes of the discounted spot at a row. */
function fillValues(state: usize, row: u32, parameters: u32): void {
  const spots = state + SPOTS + <usize>row * ROW, one = both(1);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const spot = v128.load(spots + lane);
    for (let k: usize = 0; k < parameters; k++) {
      v128.store(VALUES + k * ROW + lane, mul(spot, v128.load(TANGENTS + SLOPES + k * ROW + lane)));
    }
    const variance = greatest(v128.load(TANGENTS + GAUSSIAN_VARIANCE + lane), both(LEAST_VARIANCE));
    const ratio = sub(div(v128.load(TANGENTS + GAUSSIAN + lane), variance), one);
    v128.store(VALUES + <usize>parameters * ROW + lane, mul(spot, ratio));
  }
}

/** Add the paths of a tile to the bins of an expiry and to the book. */
function bin(expiry: Expiry, spots: usize, slopes: u32, lanes: u32): void {
  const strikes = <usize>expiry.strikes, count = <u32>expiry.count;
  const bytes = <usize>binFields(slopes) << 3;
  for (let lane: usize = 0; lane < <usize>lanes << 3; lane += 8) {
    const spot = load<f64>(spots + lane), place = binOf(spot, strikes, count);
    addToBin(<usize>expiry.bins + <usize>place * bytes, spot, slopes, VALUES + lane, ROW);
    const line = <usize>expiry.lines + (<usize>place << 4), slope = load<f64>(line);
    add(BOOK + lane, slope * spot + load<f64>(line, 8));
    add(BOOK + ROW + lane, slope * spot);
    for (let k: usize = 0; k < slopes; k++) {
      add(BOOK + (2 + k) * ROW + lane, slope * load<f64>(VALUES + k * ROW + lane));
    }
  }
}

// @ts-ignore: decorator
@inline
function add(place: usize, value: f64): void {
  store<f64>(place, load<f64>(place) + value);
}

/** Add quantity `k` of the book on the paths of a tile to its sums. */
function addBook(k: u32, lanes: u32, book: usize): void {
  const sums = book + (<usize>k << 4);
  for (let lane: usize = 0; lane < <usize>lanes << 3; lane += 8) {
    const value = load<f64>(BOOK + <usize>k * ROW + lane);
    add(sums, value);
    add(sums + 8, value * value);
  }
}
