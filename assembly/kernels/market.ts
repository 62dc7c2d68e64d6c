// A market in memory: its layout, what is worked out once, and the states of a tile of paths.
import * as abi from "../abi";
import { ROW } from "../tile";
import { both, mul, mulAdd } from "../math/lanes";
import { KEY_BYTES, schedule } from "../random/philox";
import { ASSET_BYTES, Asset, LOGS, RECORDED, STATE_BYTES } from "../models/asset";
import {
  Draw, advanceAsset, fillReturnDrivers, openAsset, prepareAsset,
} from "../models/advance";
import { recordedPaths } from "../models/recorded";
import { GIVEN } from "../random/words";

/** The head of a market; `assets` Asset records follow it. Every field is an f64. */
@unmanaged
export class Market {
  seedLow: f64;
  seedHigh: f64;
  steps: f64;
  /** Years of one step. */
  stepYears: f64;
  /** Interest, a year, continuously compounded. */
  rate: f64;
  assets: f64;
  /** Where a lower triangular factor of the correlations of returns is, row after row; or 0. */
  factor: f64;
  /** Bits of the uniforms that normals are made from: 32 or 53. */
  uniformBits: f64;
  /** 0 independent paths, 1 antithetic pairs, 2 normals that the host brings. */
  noise: f64;
  /** Normals of the host: where; the path of the first; how many paths. */
  given: f64;
  givenFirst: f64;
  givenPaths: f64;
}

export const MARKET_BYTES: usize = 96;
/** More would not fit the streams of noise. */
const MOST_ASSETS: f64 = 1024.0;

// @ts-ignore: decorator
@inline
export function assetAt(market: Market, index: u32): Asset {
  return changetype<Asset>(
    changetype<usize>(market) + MARKET_BYTES + <usize>index * ASSET_BYTES);
}

/** Where the tiles of an asset are. */
// @ts-ignore: decorator
@inline
export function stateAt(workspace: usize, index: u32): usize {
  return workspace + KEY_BYTES + <usize>index * STATE_BYTES;
}

/** Bytes of workspace of a market. */
export function marketBytes(assets: u32): usize {
  return KEY_BYTES + <usize>assets * STATE_BYTES;
}

/** Check a market and fill its workspace. */
export function prepareMarket(market: Market, workspace: usize): i32 {
  if (!(market.steps >= 1 && market.steps <= 4294967295)) return abi.NO_STEPS;
  if (!(market.assets >= 1 && market.assets <= MOST_ASSETS)) return abi.NO_ASSETS;
  if (!isFinite<f64>(market.stepYears * market.rate)) return abi.NOT_FINITE;
  schedule(workspace, <u32>market.seedLow, <u32>market.seedHigh);
  for (let i: u32 = 0; i < <u32>market.assets; i++) {
    const asset = assetAt(market, i), state = stateAt(workspace, i);
    const status = prepareAsset(asset, state, market.steps, market.stepYears, market.rate);
    if (status != abi.OK) return status;
  }
  return abi.OK;
}

/** Paths that a market has: 2^32, or as many as were recorded, or as normals were brought for. */
export function mostPaths(market: Market): f64 {
  let most: f64 = 4294967296.0;
  if (<i32>market.noise == GIVEN) most = market.givenFirst + market.givenPaths;
  for (let i: u32 = 0; i < <u32>market.assets; i++) {
    const asset = assetAt(market, i);
    if (asset.model == RECORDED) most = min(most, recordedPaths(<usize>asset.parameters));
  }
  return most;
}

/** The states at the start, for the paths of a new tile. */
export function openMarket(market: Market, workspace: usize): void {
  for (let i: u32 = 0; i < <u32>market.assets; i++) {
    openAsset(assetAt(market, i), stateAt(workspace, i));
  }
}

const DRAW: usize = memory.data(96, 16);

/** The states of the next rows of all assets, from `step` on, a multiple of the rows of a tile. */
export function fillMarket(
  market: Market, workspace: usize, path: u32, step: u32, rows: u32,
): void {
  const draw = changetype<Draw>(DRAW), assets = <u32>market.assets;
  draw.keys = workspace;
  draw.bits = <u32>market.uniformBits;
  draw.noise = <i32>market.noise;
  draw.path = path;
  draw.step = step;
  draw.rows = rows;
  draw.stepYears = market.stepYears;
  draw.rate = market.rate;
  draw.given = <usize>market.given;
  draw.givenFirst = <u32>market.givenFirst;
  draw.givenPaths = <u32>market.givenPaths;
  draw.steps = <u32>market.steps;
  for (let i: u32 = 0; i < assets; i++) {
    draw.asset = i;
    fillReturnDrivers(assetAt(market, i), stateAt(workspace, i), draw);
  }
  if (market.factor != 0 && assets > 1) correlate(market, workspace, rows);
  for (let i: u32 = 0; i < assets; i++) {
    draw.asset = i;
    advanceAsset(assetAt(market, i), stateAt(workspace, i), draw);
  }
}

/** Normals of all assets from independent to correlated, in place: the last asset goes first. */
function correlate(market: Market, workspace: usize, rows: u32): void {
  const assets = <u32>market.assets, factor = <usize>market.factor;
  for (let i = assets - 1; i > 0; i--) {
    const row = factor + ((<usize>i * assets) << 3), own = both(load<f64>(row + (<usize>i << 3)));
    for (let place: usize = 0; place < <usize>rows * ROW; place += 16) {
      const target = stateAt(workspace, i) + LOGS + place;
      let sum = mul(own, v128.load(target));
      for (let k: u32 = 0; k < i; k++) {
        const weight = both(load<f64>(row + (<usize>k << 3)));
        sum = mulAdd(weight, v128.load(stateAt(workspace, k) + LOGS + place), sum);
      }
      v128.store(target, sum);
    }
  }
}
