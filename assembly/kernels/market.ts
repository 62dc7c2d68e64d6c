// A market in memory: its layout, what is worked out once, and the states of a tile of paths.
import * as abi from "../abi";
import { correlate } from "../random/correlate";
import { KEY_BYTES, schedule } from "../random/philox";
import {
  ASSET_BYTES, Asset, LOGS, RECORDED, ROOM, STATE_BYTES, STREAMS, isGiven,
} from "../models/asset";
import {
  advanceAsset, fillReturnDrivers, openAsset, prepareAsset, roomOf,
} from "../models/advance";
import { DRAW_BYTES, Draw, keepNormals } from "../models/draw";
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
/** The key schedule and the draw of a market, before the states of its assets. */
const HEAD_BYTES: usize = (KEY_BYTES + DRAW_BYTES + 63) & ~(<usize>63);

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
  return workspace + HEAD_BYTES + <usize>index * STATE_BYTES;
}

// @ts-ignore: decorator
@inline
function drawOf(workspace: usize): Draw {
  return changetype<Draw>(workspace + KEY_BYTES);
}

/** Bytes of workspace of a market; 0 of one that is not sound. */
export function marketBytes(market: Market): f64 {
  if (checkSize(market) != abi.OK) return 0;
  let bytes = <f64>HEAD_BYTES + market.assets * <f64>STATE_BYTES;
  for (let i: u32 = 0; i < <u32>market.assets; i++) {
    bytes += roomOf(assetAt(market, i), market.steps);
  }
  return bytes;
}

function checkSize(market: Market): i32 {
  if (!(market.steps >= 1 && market.steps <= 4294967295)) return abi.NO_STEPS;
  if (!(market.assets >= 1 && market.assets <= MOST_ASSETS)) return abi.NO_ASSETS;
  return abi.OK;
}

/** Check a market and fill its workspace. */
export function prepareMarket(market: Market, workspace: usize): i32 {
  const size = checkSize(market);
  if (size != abi.OK) return size;
  if (!isFinite<f64>(market.stepYears * market.rate)) return abi.NOT_FINITE;
  const factor = checkFactor(market);
  if (factor != abi.OK) return factor;
  schedule(workspace, <u32>market.seedLow, <u32>market.seedHigh);
  const draw = drawOf(workspace);
  draw.keys = workspace;
  draw.bits = <u32>market.uniformBits;
  draw.noise = <i32>market.noise;
  draw.steps = <u32>market.steps;
  draw.stepYears = market.stepYears;
  draw.rate = market.rate;
  draw.kept = 0;
  draw.given = <usize>market.given;
  draw.givenFirst = <u32>market.givenFirst;
  draw.givenPaths = <u32>market.givenPaths;
  let room = stateAt(workspace, <u32>market.assets);
  for (let i: u32 = 0; i < <u32>market.assets; i++) {
    const asset = assetAt(market, i), state = stateAt(workspace, i);
    store<usize>(state, room, ROOM);
    room += <usize>roomOf(asset, market.steps);
    draw.stream = i * STREAMS;
    const status = prepareAsset(asset, state, draw);
    if (status != abi.OK) return status;
  }
  return abi.OK;
}

/** Weights must be finite, and assets whose returns are given cannot be mixed with others. */
function checkFactor(market: Market): i32 {
  const count = <u32>market.assets;
  if (market.factor == 0) return abi.OK;
  for (let i: u32 = 0; i < count; i++) {
    for (let k: u32 = 0; k <= i; k++) {
      const weight = load<f64>(<usize>market.factor + ((<usize>i * count + k) << 3));
      if (!isFinite<f64>(weight)) return abi.NOT_FINITE;
      if (k == i || weight == 0) continue;
      if (isGiven(assetAt(market, i)) || isGiven(assetAt(market, k))) return abi.NOT_DRIVEN;
    }
  }
  return abi.OK;
}

/** Keep the normals of the first asset, two tiles at `kept`, in the tiles to come; 0 for no more. */
export function keepDrivers(workspace: usize, kept: usize): void {
  drawOf(workspace).kept = kept;
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

/** The states at the start, for the paths of a new tile from `path` on. */
export function openMarket(market: Market, workspace: usize, path: u32): void {
  const draw = drawOf(workspace);
  draw.path = path;
  for (let i: u32 = 0; i < <u32>market.assets; i++) {
    draw.stream = i * STREAMS;
    openAsset(assetAt(market, i), stateAt(workspace, i), draw);
  }
}

/**
 * The states of the next rows of all assets, from `step` on, a multiple of the rows of a tile.
 * Spots of rows before `wanted` may be left out.
 */
export function fillMarket(
  market: Market, workspace: usize, path: u32, step: u32, rows: u32, wanted: u32 = 0,
): void {
  const draw = drawOf(workspace), assets = <u32>market.assets;
  draw.path = path;
  draw.step = step;
  draw.rows = rows;
  draw.wanted = wanted;
  for (let i: u32 = 0; i < assets; i++) {
    draw.stream = i * STREAMS;
    fillReturnDrivers(assetAt(market, i), stateAt(workspace, i), draw);
  }
  if (market.factor != 0) {
    correlate(<usize>market.factor, stateAt(workspace, 0) + LOGS, STATE_BYTES, assets, rows);
  }
  keepNormals(draw, 0, stateAt(workspace, 0) + LOGS);
  for (let i: u32 = 0; i < assets; i++) {
    draw.stream = i * STREAMS;
    advanceAsset(assetAt(market, i), stateAt(workspace, i), draw);
  }
}
