// A market in memory: its layout, what is worked out once, and the states of a tile of paths.
import * as abi from "../abi";
import { correlate } from "../random/correlate";
import {
  MOST_MOVING, correlateMoving, isMoving, movingBytes, openMoving,
} from "../random/moving-correlation";
import {
  COPULA_BYTES, fillCopulaTables, fillMixingVariables, mixTile,
} from "../random/student-copula";
import { KEY_BYTES, schedule } from "../random/philox";
import {
  ASSET_BYTES, Asset, LOGS, RECORDED, ROOM, STATE_BYTES, STREAMS, isGiven,
} from "../models/asset";
import {
  advanceAsset, fillReturnDrivers, openAsset, prepareAsset, roomOf,
} from "../models/advance";
import { DRAW_BYTES, Draw, drawNormals, keepNormals } from "../models/draw";
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
  /** Degrees of freedom of the Student t copula that joins the tails of all assets; or 0. */
  degrees: f64;
  /** Where parameters of correlations that move are, in place of the factor; or 0. */
  moving: f64;
}

export const MARKET_BYTES: usize = 112;
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
export function drawOf(workspace: usize): Draw {
  return changetype<Draw>(workspace + KEY_BYTES);
}

/** Bytes of workspace of a market; 0 of one that is not sound. */
export function marketBytes(market: Market): f64 {
  if (checkSize(market) != abi.OK) return 0;
  let bytes = <f64>HEAD_BYTES + market.assets * <f64>STATE_BYTES;
  for (let i: u32 = 0; i < <u32>market.assets; i++) {
    bytes += roomOf(assetAt(market, i), market.steps);
  }
  if (market.degrees != 0) bytes += <f64>COPULA_BYTES;
  if (market.moving != 0) bytes += <f64>movingBytes(<u32>market.assets);
  return bytes;
}

/** Where the tables of the copula are, behind the rooms of all assets. */
// @ts-ignore: decorator
@inline
function copulaAt(market: Market, workspace: usize): usize {
  const end = workspace + <usize>marketBytes(market);
  return market.moving == 0 ? end - COPULA_BYTES : movingAt(market, workspace) - COPULA_BYTES;
}

/** And the matrices of moving correlations, behind these. */
// @ts-ignore: decorator
@inline
function movingAt(market: Market, workspace: usize): usize {
  return workspace + <usize>marketBytes(market) - movingBytes(<u32>market.assets);
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
  const dependence = checkDependence(market);
  if (dependence != abi.OK) return dependence;
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
  if (market.degrees != 0) fillCopulaTables(market.degrees, copulaAt(market, workspace));
  return abi.OK;
}

/** What joins assets must be sound; those whose returns are given cannot be mixed with others. */
function checkDependence(market: Market): i32 {
  const degrees = market.degrees;
  if (!(degrees == 0 || (degrees >= 1 && degrees <= 1000))) return abi.BAD_DEPENDENCE;
  return market.moving == 0 ? checkFactor(market) : checkMoving(market);
}

function checkMoving(market: Market): i32 {
  const count = <u32>market.assets;
  if (!(market.assets <= MOST_MOVING) || market.factor != 0) return abi.BAD_DEPENDENCE;
  for (let i: u32 = 0; i < count; i++) if (isGiven(assetAt(market, i))) return abi.NOT_DRIVEN;
  return isMoving(<usize>market.moving, count) ? abi.OK : abi.BAD_DEPENDENCE;
}

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

/** Keep the normals of the first asset, two tiles at `kept`, from the next tile on; 0 to stop. */
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
  if (market.moving != 0) {
    openMoving(<usize>market.moving, <u32>market.assets, movingAt(market, workspace));
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
  join(market, workspace, draw);
  keepNormals(draw, 0, stateAt(workspace, 0) + LOGS);
  for (let i: u32 = 0; i < assets; i++) {
    draw.stream = i * STREAMS;
    advanceAsset(assetAt(market, i), stateAt(workspace, i), draw);
  }
}

/** Stream of the variable that all assets are mixed by, behind those of assets; never given. */
const MIXING_STREAM: u32 = 1024 * STREAMS + 2;
const MIXING: usize = memory.data(4096, 64);

/** Normals of the returns of all assets from independent to joint, in place. */
function join(market: Market, workspace: usize, draw: Draw): void {
  const tiles = stateAt(workspace, 0) + LOGS, assets = <u32>market.assets, rows = draw.rows;
  if (market.moving != 0) {
    const matrices = movingAt(market, workspace);
    correlateMoving(<usize>market.moving, matrices, tiles, STATE_BYTES, assets, rows);
  } else if (market.factor != 0) {
    correlate(<usize>market.factor, tiles, STATE_BYTES, assets, rows);
  }
  if (market.degrees != 0) {
    const tables = copulaAt(market, workspace);
    drawNormals(draw, MIXING_STREAM, MIXING);
    fillMixingVariables(tables, MIXING, rows);
    for (let i: usize = 0; i < <usize>assets; i++) {
      mixTile(tables, market.degrees, MIXING, tiles + i * STATE_BYTES, rows);
    }
  }
}
