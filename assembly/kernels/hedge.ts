// The hedging study: paths in tiles, all strategies over the same paths, one profit a path.
// A tile goes through the rooms in order: normals, model, targets, accounts, settlement.
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { add, both, mul, sub } from "../math/lanes";
import { exponentialOf } from "../math/scalar";
import { proportionalCost } from "../frictions/proportional";
import {
  ACCOUNT_BYTES, BOUGHT, EXPOSURE, GROSS, HELD, IMPACT, TRADES, TURNOVER,
} from "../ledger/account";
import { mostPaths } from "./market";
import { Plan, marketOf, underlyingOf } from "./plan";
import { accountsAt, settlementAt } from "./prepare";
import { settle } from "./settlement";
import { BOOK, deal, fillTile, mark, openTile, spotsOf } from "./study-tile";
import { bookValue } from "./terms";

/** Columns of one strategy: profit, cost, turnover, trades, impact, funding, capital. */
export const FIELDS: u32 = 7;

const RESULT: usize = memory.data(896, 64); // one tile of each column

/**
 * Columns of `paths` paths from `firstPath` on, for every strategy. Column c of strategy k starts
 * at `columns + (FIELDS k + c) x paths x 8`. Money is in the unit of the spot, at the horizon;
 * turnover is discounted to the start. Cost is all that the hedge costs: of trading, impact and
 * trades among it, funding and capital.
 */
export function hedge(
  pointer: usize, workspace: usize, firstPath: u32, paths: u32, columns: usize,
): i32 {
  const plan = changetype<Plan>(pointer), last = <f64>firstPath + <f64>paths;
  if (paths == 0) return abi.NO_PATHS;
  if (last > mostPaths(marketOf(plan))) return abi.TOO_MANY_PATHS;
  const value = bookValue(pointer) / underlyingOf(plan).spot;
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
    for (let k: u32 = 0; k < <u32>plan.strategies; k++) deal(plan, workspace, k, step, 0, rows);
    settle(settlementAt(plan, workspace), spotsOf(workspace), step, rows, BOOK);
  }
  mark(plan, workspace, rows);
  return rows;
}

/** Unwind the hedge at the last spot and write the columns of `count` paths. */
function close(
  plan: Plan, workspace: usize, k: u32, rows: u32, column: usize, stride: usize, count: u32,
): void {
  const books = accountsAt(plan, workspace) + <usize>k * ACCOUNT_BYTES, market = marketOf(plan);
  const spots = spotsOf(workspace) + <usize>rows * ROW, none = both(0), one = both(1);
  const growth = exponentialOf(market.rate * market.stepYears * market.steps);
  const spot = both(underlyingOf(plan).spot), future = mul(spot, both(growth));
  const rate = both(plan.costRate), impact = both(plan.impact), each = both(plan.tradeCost);
  const funding = both(plan.funding * market.stepYears);
  const capital = both(plan.capital * market.stepYears);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const held = v128.load(books + lane, HELD), value = mul(held, v128.load(spots + lane));
    const size = f64x2.abs(value), turnover = add(v128.load(books + lane, TURNOVER), size);
    const root = mul(f64x2.sqrt(f64x2.abs(held)), size);
    const pushed = mul(impact, add(v128.load(books + lane, IMPACT), root));
    const unwound = v128.and(f64x2.ne(held, none), one);
    const trades = add(v128.load(books + lane, TRADES), unwound);
    const funded = mul(funding, v128.load(books + lane, EXPOSURE));
    const tied = mul(capital, v128.load(books + lane, GROSS));
    const dealt = add(proportionalCost(turnover, rate), add(pushed, mul(each, trades)));
    const cost = add(dealt, add(funded, tied));
    const gain = sub(value, v128.load(books + lane, BOUGHT));
    const profit = sub(add(v128.load(BOOK + lane), gain), cost);
    v128.store(RESULT + lane, mul(future, profit));
    v128.store(RESULT + lane, mul(future, cost), 128);
    v128.store(RESULT + lane, mul(spot, turnover), 256);
    v128.store(RESULT + lane, trades, 384);
    v128.store(RESULT + lane, mul(future, pushed), 512);
    v128.store(RESULT + lane, mul(future, funded), 640);
    v128.store(RESULT + lane, mul(future, tied), 768);
  }
  for (let field: usize = 0; field < FIELDS; field++) {
    memory.copy(column + ((field * stride) << 3), RESULT + field * ROW, <usize>count << 3);
  }
}
