// One tile of a study: states, targets, instruments and book value of some paths over some steps.
import { ROW } from "../tile";
import { both, div } from "../math/lanes";
import { LOGS, SPOTS } from "../models/asset";
import { ACCOUNT_BYTES, openAccount } from "../ledger/account";
import { openOrders } from "../ledger/orders";
import { fillGreeks } from "./greek-tiles";
import { fillInstruments, openInstruments } from "./instruments";
import { fillMarket, openMarket, stateAt } from "./market";
import { Plan, hasCoin, marketOf, optionAt, unitOf } from "./plan";
import { accountsAt, greeksPlace, ordersOf, roomsAt, viewsAt } from "./prepare";
import { markOf } from "./terms";
import { fillView } from "./views";

/** Discounted profit of the book, over the first spot at the start: one number a path. */
export const BOOK: usize = memory.data(128, 64);
/** The same in coin, where there are accounts in coin. */
export const COINS: usize = memory.data(128, 64);
/** One over the spots of a tile: prices in coin of what is worth one spot of the start. */
export const INVERSES: usize = memory.data(4224, 64);

/** Spots of an asset in a tile, discounted and over its spot at the start. */
// @ts-ignore: decorator
@inline
export function spotsOf(workspace: usize, asset: f64): usize {
  return stateAt(workspace, <u32>asset) + SPOTS;
}

/** Start of a tile: the market at the start, accounts open, the premium of the book paid. */
export function openTile(plan: Plan, workspace: usize, path: u32, value: f64): void {
  openMarket(marketOf(plan), workspace, path);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(BOOK + lane, both(-value));
    v128.store(COINS + lane, both(-value));
  }
  const accounts = accountsAt(plan, workspace), legs = <u32>plan.legs;
  for (let k: usize = 0; k < <usize>legs; k++) openAccount(accounts + k * ACCOUNT_BYTES);
  if (plan.delay > 0) openOrders(ordersOf(plan, workspace, 0), legs * <u32>plan.delay);
  openInstruments(plan, workspace, roomsAt(plan, workspace));
}

/** States, targets and instruments of the next rows. */
export function fillTile(plan: Plan, workspace: usize, path: u32, step: u32, rows: u32): void {
  fillMarket(marketOf(plan), workspace, path, step, rows);
  const views = viewsAt(plan, workspace);
  for (let i: u32 = 0; i < <u32>plan.views; i++) {
    fillView(plan, workspace, views, i, path, step, rows);
  }
  fillGreeks(plan, workspace, greeksPlace(plan, workspace), step, rows);
  fillInstruments(plan, workspace, roomsAt(plan, workspace), step, rows);
  if (hasCoin(plan)) fillInverses(spotsOf(workspace, 0), rows);
}

function fillInverses(spots: usize, rows: u32): void {
  for (let row: usize = 0; row <= <usize>rows * ROW + ROW - 16; row += 16) {
    v128.store(INVERSES + row, div(both(1), v128.load(spots + row)));
  }
}

/** Values at the horizon, in row `rows`, of the options that live on. */
export function mark(plan: Plan, workspace: usize, rows: u32): void {
  const steps = marketOf(plan).steps;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (option.expiry <= steps) continue;
    const state = stateAt(workspace, <u32>option.asset) + <usize>rows * ROW;
    const unit = unitOf(plan, option.asset);
    for (let lane: usize = 0; lane < ROW; lane += 8) {
      const y = load<f64>(state + LOGS + lane);
      const s = load<f64>(state + SPOTS + lane);
      const value = unit * markOf(plan, option, steps, y, s);
      store<f64>(BOOK + lane, load<f64>(BOOK + lane) + value);
      store<f64>(COINS + lane, load<f64>(COINS + lane) + value / s);
    }
  }
}
