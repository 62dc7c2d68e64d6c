// One path of a study in full: to draw it, and to check the study by hand.
import { ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { both } from "../math/lanes";
import { exponential } from "../math/exponential";
import { ACCOUNT_BYTES, HELD, runAccount } from "../ledger/account";
import { mostPaths } from "./market";
import { Plan, marketOf, strategyAt, underlyingOf } from "./plan";
import { accountsAt } from "./prepare";
import { TARGETS, fillTile, openTile, spotsOf } from "./study-tile";

/**
 * One path in full: `steps + 1` spots to `out`, then for every strategy `steps` holdings.
 * The same numbers as in `hedge`, to the bit.
 */
export function tracePath(pointer: usize, workspace: usize, path: u32, out: usize): i32 {
  const plan = changetype<Plan>(pointer), steps = <u32>marketOf(plan).steps;
  if (!(<f64>path < mostPaths(marketOf(plan)))) return abi.TOO_MANY_PATHS;
  openTile(plan, workspace, path, 0);
  for (let step: u32 = 0; step < steps; step += ROWS) {
    const rows = min(ROWS, steps - step);
    fillTile(plan, workspace, path, step, rows);
    for (let j: u32 = 0; j < rows; j++) traceRow(plan, workspace, step + j, j, out);
    if (step + rows == steps) storeSpot(plan, workspace, steps, rows, out);
  }
  return abi.OK;
}

function traceRow(plan: Plan, workspace: usize, step: u32, row: u32, out: usize): void {
  storeSpot(plan, workspace, step, row, out);
  const accounts = accountsAt(plan, workspace), steps = <u32>marketOf(plan).steps;
  const targets = TARGETS + <usize>row * ROW, spots = spotsOf(workspace) + <usize>row * ROW;
  for (let k: u32 = 0; k < <u32>plan.strategies; k++) {
    const strategy = strategyAt(changetype<usize>(plan), k);
    const books = accounts + <usize>k * ACCOUNT_BYTES;
    if (step % <u32>strategy.every == 0) {
      runAccount(<i32>strategy.kind, books, targets, spots, 0, 1, 1, strategy.band);
    }
    store<f64>(out + ((steps + 1 + k * steps + step) << 3), load<f64>(books, HELD));
  }
}

function storeSpot(plan: Plan, workspace: usize, step: u32, row: u32, out: usize): void {
  const market = marketOf(plan), years = market.stepYears * <f64>step;
  const growth = f64x2.extract_lane(exponential(both(market.rate * years)), 0);
  const spot = load<f64>(spotsOf(workspace) + <usize>row * ROW);
  store<f64>(out + (step << 3), underlyingOf(plan).spot * growth * spot);
}
