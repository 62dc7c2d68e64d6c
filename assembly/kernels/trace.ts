// One path of a study in full: to draw it, and to check the study by hand.
import { ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { both } from "../math/lanes";
import { exponential } from "../math/exponential";
import { ACCOUNT_BYTES, HELD } from "../ledger/account";
import { COIN } from "./instrument";
import { mostPaths } from "./market";
import { Plan, instrumentOf, legAt, marketOf, underlyingOf } from "./plan";
import { accountsAt } from "./prepare";
import { deal } from "./deal";
import { fillTile, openTile, spotsOf } from "./study-tile";

/**
 * One path in full: `steps + 1` spots of each asset to `out`, then for every leg `steps` holdings.
 * The same numbers as in `hedge`, to the bit.
 */
export function tracePath(pointer: usize, workspace: usize, path: u32, out: usize): i32 {
  const plan = changetype<Plan>(pointer), steps = <u32>marketOf(plan).steps;
  if (!(<f64>path < mostPaths(marketOf(plan)))) return abi.TOO_MANY_PATHS;
  openTile(plan, workspace, path, 0);
  for (let step: u32 = 0; step < steps; step += ROWS) {
    const rows = min(ROWS, steps - step);
    fillTile(plan, workspace, path, step, rows);
    for (let j: u32 = 0; j < rows; j++) traceRow(plan, workspace, step, j, out);
    if (step + rows == steps) storeSpots(plan, workspace, steps, rows, out);
  }
  return abi.OK;
}

function traceRow(
  plan: Plan, workspace: usize, first: u32, row: u32, out: usize,
): void {
  const market = marketOf(plan), steps = <u32>market.steps, step = first + row;
  storeSpots(plan, workspace, step, row, out);
  const accounts = accountsAt(plan, workspace), spots = <u32>market.assets * (steps + 1);
  for (let k: u32 = 0; k < <u32>plan.legs; k++) {
    deal(plan, workspace, k, first, row, row + 1);
    let held = load<f64>(accounts + <usize>k * ACCOUNT_BYTES, HELD);
    // the coins that an inverse perpetual is long of
    if (instrumentOf(plan, legAt(plan, k)).kind >= COIN) {
      held = -held / load<f64>(spotsOf(workspace, 0) + <usize>row * ROW);
    }
    store<f64>(out + ((spots + k * steps + step) << 3), held);
  }
}

function storeSpots(plan: Plan, workspace: usize, step: u32, row: u32, out: usize): void {
  const market = marketOf(plan), years = market.stepYears * <f64>step;
  const growth = f64x2.extract_lane(exponential(both(market.rate * years)), 0);
  for (let i: u32 = 0; i < <u32>market.assets; i++) {
    const spot = load<f64>(spotsOf(workspace, i) + <usize>row * ROW);
    const place = out + ((i * (<u32>market.steps + 1) + step) << 3);
    store<f64>(place, underlyingOf(plan, i).spot * growth * spot);
  }
}
