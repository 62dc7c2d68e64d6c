// The hedging study: paths in tiles, all strategies over the same paths, one profit a path.
// A tile goes through the rooms in order: normals, model, targets, accounts, settlement.
import { LANES, ROW, ROWS } from "../tile";
import * as abi from "../abi";
import { add, both, mul, sub } from "../math/lanes";
import { exponential } from "../math/exponential";
import { proportionalCost } from "../frictions/proportional";
import { ACCOUNT_BYTES, BOUGHT, HELD, TRADES, TURNOVER, runAccount } from "../ledger/account";
import { mostPaths } from "./market";
import { Plan, marketOf, strategyAt, underlyingOf } from "./plan";
import { accountsAt, bookValue } from "./prepare";
import { BOOK, TARGETS, fillTile, mark, openTile, settle, spotsOf } from "./study-tile";

/** Columns of one strategy: profit, cost, turnover, trades. */
export const FIELDS: u32 = 4;

const RESULT: usize = memory.data(512, 64); // one tile of each column

/**
 * Profit, cost, turnover and trades of `paths` paths from `firstPath` on, for every strategy.
 * Column c of strategy k starts at `columns + (4 k + c) x paths x 8`. Money is in the unit of the
 * spot, at the horizon; turnover is discounted to the start.
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
    for (let k: u32 = 0; k < <u32>plan.strategies; k++) account(plan, workspace, k, step, rows);
    settle(plan, workspace, step, rows);
  }
  mark(plan, workspace, rows);
  return rows;
}

/** Carry the account of strategy `k` through the rows in which it decides. */
function account(plan: Plan, workspace: usize, k: u32, step: u32, rows: u32): void {
  const strategy = strategyAt(changetype<usize>(plan), k);
  const every = <u32>strategy.every, past = step % every;
  const first: u32 = past == 0 ? 0 : every - past;
  const books = accountsAt(plan, workspace) + <usize>k * ACCOUNT_BYTES;
  if (first < rows) {
    const spots = spotsOf(workspace), band = strategy.band;
    runAccount(<i32>strategy.kind, books, TARGETS, spots, first, every, rows, band);
  }
}

/** Unwind the hedge at the last spot and write the columns of `count` paths. */
function close(
  plan: Plan, workspace: usize, k: u32, rows: u32, column: usize, stride: usize, count: u32,
): void {
  const books = accountsAt(plan, workspace) + <usize>k * ACCOUNT_BYTES;
  const market = marketOf(plan), spots = spotsOf(workspace) + <usize>rows * ROW;
  const rate = both(plan.costRate), none = both(0);
  const growth = market.rate * market.stepYears * market.steps;
  const spot = both(underlyingOf(plan).spot), future = mul(spot, exponential(both(growth)));
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const held = v128.load(books + lane, HELD), value = mul(held, v128.load(spots + lane));
    const turnover = add(v128.load(books + lane, TURNOVER), f64x2.abs(value));
    const cost = proportionalCost(turnover, rate);
    const gain = sub(value, v128.load(books + lane, BOUGHT));
    const profit = sub(add(v128.load(BOOK + lane), gain), cost);
    const unwound = v128.and(f64x2.ne(held, none), both(1));
    v128.store(RESULT + lane, mul(future, profit));
    v128.store(RESULT + lane, mul(future, cost), 128);
    v128.store(RESULT + lane, mul(spot, turnover), 256);
    v128.store(RESULT + lane, add(v128.load(books + lane, TRADES), unwound), 384);
  }
  for (let field: usize = 0; field < FIELDS; field++) {
    memory.copy(column + ((field * stride) << 3), RESULT + field * ROW, <usize>count << 3);
  }
}
