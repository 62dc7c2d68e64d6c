// One tile of a study: states, targets and book value of some paths over some steps.
import { ROW, ROWS } from "../tile";
import { both } from "../math/lanes";
import { exponentialOf } from "../math/scalar";
import { LOGS, SPOTS } from "../models/asset";
import { ACCOUNT_BYTES, Dealing, openAccount, runAccount } from "../ledger/account";
import { HOLD, UNHEDGED, WHALLEY_WILMOTT } from "../strategies/decide";
import { fillBandScale } from "../strategies/whalley-wilmott";
import { fillMarket, openMarket, stateAt } from "./market";
import { Plan, Strategy, marketOf, optionAt, strategyAt, underlyingOf } from "./plan";
import { accountsAt, viewsAt } from "./prepare";
import { markOf } from "./terms";
import { fillView, slopesOf, targetsOf, viewPlace } from "./views";

/** Discounted profit of the book, over the spot at the start: one number a path. */
export const BOOK: usize = memory.data(128, 64);
const SCALES: usize = memory.data(4096, 64);
const DEALING: usize = memory.data(96, 16);

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
  const views = viewsAt(plan, workspace);
  for (let i: u32 = 0; i < <u32>plan.views; i++) {
    fillView(plan, workspace, viewPlace(plan, views, i), i, step, rows);
  }
}

/** Carry the account of strategy `k` through rows `from` to `rows - 1`. */
export function deal(
  plan: Plan, workspace: usize, k: u32, step: u32, from: u32, rows: u32,
): void {
  const strategy = strategyAt(plan, k), d = changetype<Dealing>(DEALING);
  if (strategy.kind == UNHEDGED) return;
  const skipped = <usize>from * ROW, place = viewPlace(
    plan, viewsAt(plan, workspace), <u32>strategy.view);
  // a number of units is held from the first step on
  const every = strategy.kind == HOLD ? <u32>marketOf(plan).steps : <u32>strategy.every;
  const past = (step + from) % every;
  d.strategy = <i32>strategy.kind;
  d.every = every;
  d.first = past == 0 ? 0 : every - past;
  d.rows = rows - from;
  d.targets = targetsOf(place) + skipped;
  d.spots = spotsOf(workspace) + skipped;
  d.scales = SCALES + skipped;
  d.width = strategy.parameter;
  d.friction = frictionOf(plan) ? 1 : 0;
  d.lot = plan.lot;
  d.most = plan.most;
  if (strategy.kind == WHALLEY_WILMOTT) fillScales(plan, workspace, place, step, rows);
  runAccount(accountsAt(plan, workspace) + <usize>k * ACCOUNT_BYTES, d);
}

/** Whether there is more than proportional cost. */
export function frictionOf(plan: Plan): bool {
  const traded = plan.impact != 0 || plan.lot != 0 || plan.most != 0;
  return traded || plan.funding != 0 || plan.capital != 0;
}

/** What Whalley and Wilmott's band is a multiple of, in units of the underlying. */
function fillScales(plan: Plan, workspace: usize, place: usize, step: u32, rows: u32): void {
  const market = marketOf(plan), rate = market.rate * market.stepYears;
  for (let j: u32 = 0; j < rows; j++) {
    // e^(-r (T - t)) / S, with S = spot e^(r t) s
    const discount = exponentialOf(-rate * market.steps);
    const row = <usize>j * ROW, spot = underlyingOf(plan).spot;
    fillBandScale(slopesOf(place) + row, spotsOf(workspace) + row, discount / spot, SCALES + row);
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
