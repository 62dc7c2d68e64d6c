// What a study works out once: checks of its plan, and a workspace with that of the market, the
// views of the book, and room for the strategies' accounts.
import { ROW } from "../tile";
import * as abi from "../abi";
import { FORWARD } from "../pricing/option-kind";
import { GIVEN_BAND, HOLD, STRATEGIES, WHALLEY_WILMOTT } from "../strategies/decide";
import { ACCOUNT_BYTES } from "../ledger/account";
import { ordersBytes } from "../ledger/orders";
import { isGivenView } from "./given-targets";
import { greeksBytes } from "./greek-tiles";
import { COIN, COIN_VALUED, INSTRUMENT_BYTES, UNDERLYING, isOptionKind } from "./instrument";
import { instrumentsBytes } from "./instruments";
import { marketBytes, prepareMarket } from "./market";
import {
  AIMS, BOTH_FIRST, BOTH_SECOND, CONVENTIONS, Plan, SUM, TABLES, TARGET, instrumentAt,
  instrumentOf, isOption, legAt, marketOf, optionAt, viewAt, volatilityOf,
} from "./plan";
import { prepareSettlement, settlementBytes } from "./settlement";
import { isSum } from "./sums";
import { prepareView, viewPlace, viewsBytes } from "./views";

// @ts-ignore: decorator
@inline
function aligned(bytes: usize): usize {
  return (bytes + 63) & ~(<usize>63);
}

/** Where the accounts of the strategies are. */
export function accountsAt(plan: Plan, workspace: usize): usize {
  return workspace + aligned(<usize>marketBytes(marketOf(plan)));
}

/** Where the orders of leg `k` that are on their way are, behind the accounts. */
export function ordersOf(plan: Plan, workspace: usize, k: u32): usize {
  const orders = accountsAt(plan, workspace) + <usize>plan.legs * ACCOUNT_BYTES;
  return orders + <usize>k * ordersBytes(<u32>plan.delay);
}

/** Where what the options pay is, behind these. */
export function settlementAt(plan: Plan, workspace: usize): usize {
  return ordersOf(plan, workspace, <u32>plan.legs);
}

/** Where the instruments are, behind that. */
export function roomsAt(plan: Plan, workspace: usize): usize {
  return aligned(settlementAt(plan, workspace) + settlementBytes(plan));
}

/** Where the Greeks of the book are, behind these. */
export function greeksPlace(plan: Plan, workspace: usize): usize {
  return roomsAt(plan, workspace) + instrumentsBytes(plan);
}

/** Where the views are, behind these. */
export function viewsAt(plan: Plan, workspace: usize): usize {
  return greeksPlace(plan, workspace) + greeksBytes(plan);
}

/** Bytes of workspace of a plan, which may be more than there can be; 0 if it is unsound. */
export function hedgeWorkspace(pointer: usize): f64 {
  const plan = changetype<Plan>(pointer);
  if (checkPlan(plan) != abi.OK) return 0;
  const accounts = plan.legs * (<f64>ACCOUNT_BYTES + plan.delay * <f64>ROW);
  const settled = <f64>settlementBytes(plan) + 64;
  const instruments = <f64>(instrumentsBytes(plan) + greeksBytes(plan));
  const fixed = marketBytes(marketOf(plan)) + 64 + accounts + settled + instruments;
  return fixed + viewsBytes(plan) + 64 * plan.views;
}

/**
 * Check a plan and fill its workspace. To be called once before `hedge` and `tracePath`; the plan
 * must not change in between.
 */
export function hedgePrepare(pointer: usize, workspace: usize): i32 {
  const plan = changetype<Plan>(pointer);
  const status = checkPlan(plan);
  if (status != abi.OK) return status;
  const prepared = prepareMarket(marketOf(plan), workspace);
  if (prepared != abi.OK) return prepared;
  prepareSettlement(plan, settlementAt(plan, workspace));
  const views = viewsAt(plan, workspace);
  for (let i: u32 = 0; i < <u32>plan.views; i++) prepareView(plan, viewPlace(plan, views, i), i);
  return abi.OK;
}

function checkPlan(plan: Plan): i32 {
  const market = marketOf(plan);
  if (!(market.steps >= 1 && market.steps <= 4294967295)) return abi.NO_STEPS;
  if (!isFinite<f64>(plan.volatility)) return abi.NOT_FINITE;
  if (!(plan.delay >= 0 && plan.delay <= market.steps)) return abi.NO_STEPS;
  const window = plan.window, whole = window < 1 || window == floor(window);
  if (!(window >= 0 && window <= market.steps && whole)) return abi.BAD_EXPIRY;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (!isOptionKind(option.kind) && option.kind != FORWARD) return abi.UNKNOWN_CONTRACT;
    if (!(option.asset >= 0 && option.asset < market.assets)) return abi.NO_ASSETS;
    if (!isFinite<f64>(option.quantity * option.strike * option.volatility)) return abi.NOT_FINITE;
  }
  for (let i: u32 = 0; i < <u32>plan.views; i++) {
    const view = viewAt(plan, i);
    if (!(view.convention >= 0 && view.convention < CONVENTIONS)) return abi.UNKNOWN_STRATEGY;
    if (!(view.asset >= 0 && view.asset < market.assets)) return abi.NO_ASSETS;
    const sum = <i32>view.convention == SUM;
    if ((isGivenView(view) || sum) && view.given == 0) return abi.UNKNOWN_STRATEGY;
    if (sum && !isSum(view, i)) return abi.UNKNOWN_STRATEGY;
    for (let k: u32 = 0; k < <u32>plan.options; k++) {
      if (!(volatilityOf(view, k) >= 0 && volatilityOf(view, k) < Infinity)) return abi.NOT_FINITE;
    }
  }
  const instruments = checkInstruments(plan);
  return instruments == abi.OK ? checkLegs(plan) : instruments;
}

function checkInstruments(plan: Plan): i32 {
  const market = marketOf(plan);
  for (let i: u32 = 0; i < <u32>plan.instruments; i++) {
    const instrument = instrumentAt(plan, i), kind = instrument.kind;
    if (!(instrument.asset >= 0 && instrument.asset < market.assets)) return abi.NO_ASSETS;
    for (let field: usize = 0; field < INSTRUMENT_BYTES; field += 8) {
      if (!isFinite<f64>(load<f64>(changetype<usize>(instrument) + field))) return abi.NOT_FINITE;
    }
    // coins of several assets are not one account
    if (kind >= COIN && market.assets > 1) return abi.NO_ASSETS;
    if (!(instrument.missed >= 0 && instrument.missed < 1)) return abi.BAD_INSTRUMENT;
    if (kind == UNDERLYING || kind == COIN || kind == COIN_VALUED) continue;
    if (!isOptionKind(kind)) return abi.UNKNOWN_CONTRACT;
    if (instrument.permanent != 0) return abi.BAD_INSTRUMENT;
    if (!(instrument.strike > 0 && instrument.volatility >= 0)) return abi.BAD_INSTRUMENT;
    if (!(instrument.roll >= 0 && instrument.roll < instrument.tenor)) return abi.BAD_INSTRUMENT;
    if (instrument.roll == 0 && instrument.tenor < market.steps) return abi.BAD_INSTRUMENT;
  }
  return abi.OK;
}

function checkLegs(plan: Plan): i32 {
  let last: f64 = 0;
  for (let i: u32 = 0; i < <u32>plan.legs; i++) {
    const leg = legAt(plan, i);
    if (!(leg.strategy >= last && leg.strategy < plan.strategies)) return abi.UNKNOWN_STRATEGY;
    last = leg.strategy;
    if (!(leg.instrument >= 0 && leg.instrument < plan.instruments)) return abi.BAD_INSTRUMENT;
    if (!(leg.kind >= 0 && leg.kind < STRATEGIES)) return abi.UNKNOWN_STRATEGY;
    if (!(leg.every >= 1)) return abi.UNKNOWN_STRATEGY;
    if (!(leg.view >= 0 && leg.view < plan.views)) return abi.UNKNOWN_STRATEGY;
    const view = viewAt(plan, <u32>leg.view), instrument = instrumentOf(plan, leg);
    if (leg.kind != HOLD && view.asset != instrument.asset) return abi.NO_ASSETS;
    const plain = instrument.kind == UNDERLYING;
    if (leg.kind == WHALLEY_WILMOTT && !(view.tabulated == 2 && plain)) return abi.UNKNOWN_STRATEGY;
    const tables = <i32>view.convention == TABLES;
    if (leg.kind == GIVEN_BAND && !(tables && plain)) return abi.UNKNOWN_STRATEGY;
    if (!isFinite<f64>(leg.parameter * leg.bound)) return abi.NOT_FINITE;
    const aim = checkAim(plan, i);
    if (aim != abi.OK) return aim;
  }
  return abi.OK;
}

/** An option has an aim or a number of units to hold; the underlying follows its view. */
function checkAim(plan: Plan, index: u32): i32 {
  const leg = legAt(plan, index), aim = <i32>leg.aim;
  if (!(leg.aim >= 0 && leg.aim < AIMS && leg.bound >= 0)) return abi.UNKNOWN_STRATEGY;
  if (!isOption(plan, leg)) return aim == TARGET ? abi.OK : abi.UNKNOWN_STRATEGY;
  if (aim == TARGET) return leg.kind == HOLD ? abi.OK : abi.UNKNOWN_STRATEGY;
  if (aim == BOTH_FIRST && !hasAim(plan, index + 1, BOTH_SECOND)) return abi.UNKNOWN_STRATEGY;
  if (aim == BOTH_SECOND && !hasAim(plan, index - 1, BOTH_FIRST)) return abi.UNKNOWN_STRATEGY;
  return abi.OK;
}

function hasAim(plan: Plan, index: u32, aim: i32): bool {
  return index < <u32>plan.legs && <i32>legAt(plan, index).aim == aim;
}
