// One tile of a study: states, targets and book value of some paths over some steps.
import { ROW } from "../tile";
import { add, both, mul } from "../math/lanes";
import { LOGS, SPOTS } from "../models/asset";
import { fillTargets } from "../pricing/book-delta";
import { payoff } from "../contracts/european";
import { ACCOUNT_BYTES, openAccount } from "../ledger/account";
import { fillMarket, openMarket, stateAt } from "./market";
import { Plan, marketOf, optionAt } from "./plan";
import { accountsAt, markOf, recordsAt, stepBytes, strikeOf } from "./prepare";

/** What would hedge the book, in units of the underlying. */
export const TARGETS: usize = memory.data(32 * 128, 64);
/** Discounted profit of the book, over the spot at the start: one number a path. */
export const BOOK: usize = memory.data(128, 64);

/** Spots of a tile, discounted and over the spot at the start. */
// @ts-ignore: decorator
@inline
export function spotsOf(workspace: usize): usize {
  return stateAt(workspace, 0) + SPOTS;
}

/** Start of a tile: the market at the start, accounts open, the premium of the book paid. */
export function openTile(plan: Plan, workspace: usize, path: u32, value: f64): void {
  openMarket(marketOf(plan), workspace, path);
  for (let lane: usize = 0; lane < ROW; lane += 16) v128.store(BOOK + lane, both(-value));
  const accounts = accountsAt(plan, workspace);
  for (let k: usize = 0; k < <usize>plan.strategies; k++) openAccount(accounts + k * ACCOUNT_BYTES);
}

/** States and targets of the next rows. */
export function fillTile(plan: Plan, workspace: usize, path: u32, step: u32, rows: u32): void {
  fillMarket(marketOf(plan), workspace, path, step, rows);
  const options = <u32>plan.options, bytes = stepBytes(options);
  const records = recordsAt(plan, workspace) + <usize>step * bytes;
  fillTargets(records, bytes, options, stateAt(workspace, 0) + LOGS, rows, TARGETS);
}

/** Payoffs of the options that expire within these rows or at their end. */
export function settle(plan: Plan, workspace: usize, step: u32, rows: u32): void {
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i), row = option.expiry - <f64>step;
    if (!(row > 0 && row <= <f64>rows)) continue;
    const spots = spotsOf(workspace) + <usize>row * ROW, kind = <i32>option.kind;
    const strike = both(strikeOf(plan, option)), quantity = both(option.quantity);
    for (let lane: usize = 0; lane < ROW; lane += 16) {
      const paid = mul(quantity, payoff(kind, v128.load(spots + lane), strike));
      v128.store(BOOK + lane, add(v128.load(BOOK + lane), paid));
    }
  }
}

/** Values at the horizon, in row `rows`, of the options that live on. */
export function mark(plan: Plan, workspace: usize, rows: u32): void {
  const steps = marketOf(plan).steps, state = stateAt(workspace, 0) + <usize>rows * ROW;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (option.expiry <= steps) continue;
    for (let lane: usize = 0; lane < ROW; lane += 8) {
      const y = load<f64>(state + LOGS + lane);
      const s = load<f64>(state + SPOTS + lane);
      const value = markOf(plan, option, steps, y, s);
      store<f64>(BOOK + lane, load<f64>(BOOK + lane) + value);
    }
  }
}
