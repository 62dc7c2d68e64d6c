// Paths of a market as a host can have them: to draw them, to value what the core does not know.
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { both, greatest, mul } from "../math/lanes";
import { exponential } from "../math/exponential";
import { SPOTS, VARIANCES, isLevel } from "../models/asset";
import {
  Market, assetAt, fillMarket, marketBytes, mostPaths, openMarket, prepareMarket, stateAt,
} from "./market";

/** Bytes of workspace that a market needs. */
export function marketWorkspace(market: usize): f64 {
  return marketBytes(changetype<Market>(market));
}

/** Check a market and fill its workspace; once before `simulatePaths`. */
export function marketPrepare(market: usize, workspace: usize): i32 {
  return prepareMarket(changetype<Market>(market), workspace);
}

/**
 * Paths `firstPath` to `firstPath + paths`: per asset `steps + 1` rows of `paths` spots, then as
 * many of variances (a year, from then on).
 */
export function simulatePaths(
  pointer: usize, workspace: usize, firstPath: u32, paths: u32, out: usize,
): i32 {
  const market = changetype<Market>(pointer), steps = <u32>market.steps;
  if (paths == 0) return abi.NO_PATHS;
  if (<f64>firstPath + <f64>paths > mostPaths(market)) return abi.TOO_MANY_PATHS;
  for (let done: u32 = 0; done < paths; done += LANES) {
    openMarket(market, workspace, firstPath + done);
    const count = min(LANES, paths - done);
    for (let step: u32 = 0; step < steps; step += ROWS) {
      const rows = min(ROWS, steps - step);
      fillMarket(market, workspace, firstPath + done, step, rows);
      // the row behind the last belongs to the next tile, unless there is none
      const copied = step + rows == steps ? rows + 1 : rows;
      const to = out + (<usize>done << 3);
      for (let j: u32 = 0; j < copied; j++) {
        copyStates(market, workspace, j, step + j, steps + 1, step + j, to, paths, count);
      }
    }
  }
  return abi.OK;
}

/**
 * Spots and variances of the same paths after the last step: two rows of `paths` numbers an asset.
 * The same numbers as in `simulatePaths`, to the bit, in a fraction of the time and the room.
 */
export function simulateEnds(
  pointer: usize, workspace: usize, firstPath: u32, paths: u32, out: usize,
): i32 {
  const market = changetype<Market>(pointer), steps = <u32>market.steps;
  if (paths == 0) return abi.NO_PATHS;
  if (<f64>firstPath + <f64>paths > mostPaths(market)) return abi.TOO_MANY_PATHS;
  for (let done: u32 = 0; done < paths; done += LANES) {
    openMarket(market, workspace, firstPath + done);
    let rows: u32 = 0;
    for (let step: u32 = 0; step < steps; step += ROWS) {
      rows = min(ROWS, steps - step);
      fillMarket(market, workspace, firstPath + done, step, rows, rows);
    }
    const count = min(LANES, paths - done), to = out + (<usize>done << 3);
    copyStates(market, workspace, rows, steps, 1, 0, to, paths, count);
  }
  return abi.OK;
}

const GROWN: usize = memory.data(256, 64);

/** Row `row` of all assets, spots in money, as number `place` of `rows` rows an asset. */
function copyStates(
  market: Market, workspace: usize, row: u32, step: u32, rows: u32, place: u32, out: usize,
  stride: u32, count: u32,
): void {
  const growth = exponential(both(market.rate * market.stepYears * <f64>step));
  const bytes = <usize>count << 3, block = (<usize>rows * stride) << 3;
  for (let i: u32 = 0; i < <u32>market.assets; i++) {
    const state = stateAt(workspace, i) + <usize>row * ROW;
    const asset = assetAt(market, i);
    const scale = isLevel(asset) ? both(1) : mul(growth, both(asset.spot));
    for (let lane: usize = 0; lane < ROW; lane += 16) {
      v128.store(GROWN + lane, mul(scale, v128.load(state + SPOTS + lane)));
      // full truncation lets its variance below zero, and takes it for zero
      const variance = v128.load(state + VARIANCES + lane);
      v128.store(GROWN + ROW + lane, greatest(variance, v128.xor(variance, variance)));
    }
    const spots = out + 2 * i * block + ((<usize>place * stride) << 3);
    memory.copy(spots, GROWN, bytes);
    memory.copy(spots + block, GROWN + ROW, bytes);
  }
}
