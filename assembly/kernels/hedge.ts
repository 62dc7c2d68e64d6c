// The hedging study: paths in tiles, all strategies over the same paths, one profit a path.
// A tile goes through the rooms in order: normals, model, targets, accounts, settlement.
import { LANES, ROWS } from "../tile";
import * as abi from "../abi";
import { close } from "./close";
import { deal } from "./deal";
import { FIELDS } from "./leg-result";
import { mostPaths } from "./market";
import { Plan, hasCoin, marketOf, underlyingOf } from "./plan";
import { settlementAt } from "./prepare";
import { settle } from "./settlement";
import { BOOK, COINS, fillTile, mark, openTile } from "./study-tile";
import { bookValue } from "./terms";

/**
 * Columns of `paths` paths from `firstPath` on, for every strategy. Column c of strategy k starts
 * at `columns + (FIELDS k + c) x paths x 8`. Money is in the unit of the spots, at the horizon;
 * turnover is discounted to the start. Cost is all that the hedge costs: of trading, impact and
 * trades among it, funding and capital.
 */
export function hedge(
  pointer: usize, workspace: usize, firstPath: u32, paths: u32, columns: usize,
): i32 {
  const plan = changetype<Plan>(pointer), last = <f64>firstPath + <f64>paths;
  if (paths == 0) return abi.NO_PATHS;
  if (last > mostPaths(marketOf(plan))) return abi.TOO_MANY_PATHS;
  const value = bookValue(pointer) / underlyingOf(plan, 0).spot;
  for (let done: u32 = 0; done < paths; done += LANES) {
    const rows = runTile(plan, workspace, firstPath + done, value);
    const count = min(LANES, paths - done);
    for (let k: u32 = 0; k < <u32>plan.strategies; k++) {
      const column = columns + ((<usize>k * FIELDS * paths + done) << 3);
      close(plan, workspace, k, rows, column, paths, count);
    }
  }
  return abi.OK;
}

/** All steps of one tile of paths; answers the row of its last state. */
function runTile(plan: Plan, workspace: usize, path: u32, value: f64): u32 {
  openTile(plan, workspace, path, value);
  const steps = <u32>marketOf(plan).steps;
  let rows: u32 = 0;
  for (let step: u32 = 0; step < steps; step += ROWS) {
    rows = min(ROWS, steps - step);
    fillTile(plan, workspace, path, step, rows);
    for (let k: u32 = 0; k < <u32>plan.legs; k++) deal(plan, workspace, k, step, 0, rows);
    const coins = hasCoin(plan) ? COINS : 0;
    settle(plan, settlementAt(plan, workspace), workspace, step, rows, BOOK, coins);
  }
  mark(plan, workspace, rows);
  return rows;
}
