// What a view sees along many paths, for hosts that decide by themselves.
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { both, mul } from "../math/lanes";
import { exponentialOf } from "../math/scalar";
import { SPOTS, VARIANCES } from "../models/asset";
import { fillMarket, mostPaths, openMarket, stateAt } from "./market";
import { Plan, SUM, marketOf, underlyingOf, viewAt } from "./plan";
import { viewsAt } from "./prepare";
import { copyRow } from "./given-targets";
import { fillView, targetsOf, viewPlace } from "./views";

const MONEY: usize = memory.data(4096, 64);
const DELTAS: usize = memory.data(4096, 64);

/**
 * Spots, variances and deltas of a view, which are its targets with the other sign, at every step
 * but the last: `steps` rows of `paths` numbers each, one after the other. The same numbers as in
 * `hedge`, to the bit. Spots and variances are those of the view's asset; not of sums.
 */
export function viewColumns(
  pointer: usize, workspace: usize, view: u32, firstPath: u32, paths: u32, out: usize,
): i32 {
  const plan = changetype<Plan>(pointer), market = marketOf(plan), steps = <u32>market.steps;
  if (paths == 0) return abi.NO_PATHS;
  if (<f64>firstPath + <f64>paths > mostPaths(market)) return abi.TOO_MANY_PATHS;
  if (<i32>viewAt(plan, view).convention == SUM) return abi.UNKNOWN_STRATEGY;
  const asset = viewAt(plan, view).asset, state = stateAt(workspace, <u32>asset);
  const views = viewsAt(plan, workspace), place = viewPlace(plan, views, view);
  const column = <usize>steps * <usize>paths << 3;
  for (let done: u32 = 0; done < paths; done += LANES) {
    const path = firstPath + done, count = min(LANES, paths - done);
    openMarket(market, workspace, path);
    for (let step: u32 = 0; step < steps; step += ROWS) {
      const rows = min(ROWS, steps - step);
      fillMarket(market, workspace, path, step, rows);
      fillView(plan, workspace, views, view, path, step, rows);
      fillMoney(plan, asset, state + SPOTS, step, rows);
      const at = out + ((<usize>step * paths + done) << 3);
      copyTile(MONEY, at, rows, paths, count);
      copyTile(state + VARIANCES, at + column, rows, paths, count);
      fillDeltas(targetsOf(place), rows);
      copyTile(DELTAS, at + 2 * column, rows, paths, count);
    }
  }
  return abi.OK;
}

/** Spots in money from discounted ones over the spot at the start. */
function fillMoney(plan: Plan, asset: f64, spots: usize, step: u32, rows: u32): void {
  const market = marketOf(plan), rate = market.rate * market.stepYears;
  for (let j: u32 = 0; j < rows; j++) {
    const unit = both(underlyingOf(plan, asset).spot * exponentialOf(rate * <f64>(step + j)));
    const row = <usize>j * ROW;
    for (let lane: usize = row; lane < row + ROW; lane += 16) {
      v128.store(MONEY + lane, mul(unit, v128.load(spots + lane)));
    }
  }
}

/** What targets hedge. */
function fillDeltas(targets: usize, rows: u32): void {
  for (let lane: usize = 0; lane < <usize>rows * ROW; lane += 16) {
    v128.store(DELTAS + lane, f64x2.neg(v128.load(targets + lane)));
  }
}

function copyTile(tile: usize, out: usize, rows: u32, stride: u32, count: u32): void {
  for (let j: usize = 0; j < rows; j++) copyRow(tile + j * ROW, out + (j * stride << 3), count);
}
