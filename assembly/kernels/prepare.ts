// What a study works out once: checks of its plan, and a workspace with that of the market, the
// views of the book, and room for the strategies' accounts.
import * as abi from "../abi";
import { CALL, PUT } from "../pricing/option-kind";
import { STRATEGIES, WHALLEY_WILMOTT } from "../strategies/decide";
import { ACCOUNT_BYTES } from "../ledger/account";
import { marketBytes, prepareMarket } from "./market";
import { CONVENTIONS, Plan, marketOf, optionAt, strategyAt, viewAt, volatilityOf } from "./plan";
import { prepareSettlement, settlementBytes } from "./settlement";
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

/** Where what the options pay is, behind the accounts. */
export function settlementAt(plan: Plan, workspace: usize): usize {
  return accountsAt(plan, workspace) + <usize>plan.strategies * ACCOUNT_BYTES;
}

/** Where the views are, behind that. */
export function viewsAt(plan: Plan, workspace: usize): usize {
  return aligned(settlementAt(plan, workspace) + settlementBytes(plan));
}

/** Bytes of workspace of a plan, which may be more than there can be; 0 if it is unsound. */
export function hedgeWorkspace(pointer: usize): f64 {
  const plan = changetype<Plan>(pointer);
  if (checkPlan(plan) != abi.OK) return 0;
  const accounts = plan.strategies * <f64>ACCOUNT_BYTES;
  const settled = <f64>settlementBytes(plan) + 64;
  return marketBytes(marketOf(plan)) + 64 + accounts + settled + viewsBytes(plan) + 64 * plan.views;
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
  if (!isFinite<f64>(plan.costRate * plan.impact * plan.tradeCost * plan.volatility)) {
    return abi.NOT_FINITE;
  }
  if (!isFinite<f64>(plan.funding * plan.capital * plan.lot * plan.most)) return abi.NOT_FINITE;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (option.kind != CALL && option.kind != PUT) return abi.UNKNOWN_CONTRACT;
    if (!isFinite<f64>(option.quantity * option.strike * option.volatility)) return abi.NOT_FINITE;
  }
  for (let i: u32 = 0; i < <u32>plan.views; i++) {
    const view = viewAt(plan, i);
    if (!(view.convention >= 0 && view.convention < CONVENTIONS)) return abi.UNKNOWN_STRATEGY;
    for (let k: u32 = 0; k < <u32>plan.options; k++) {
      if (!(volatilityOf(view, k) >= 0 && volatilityOf(view, k) < Infinity)) return abi.NOT_FINITE;
    }
  }
  return checkStrategies(plan);
}

function checkStrategies(plan: Plan): i32 {
  for (let i: u32 = 0; i < <u32>plan.strategies; i++) {
    const strategy = strategyAt(plan, i);
    if (!(strategy.kind >= 0 && strategy.kind < STRATEGIES)) return abi.UNKNOWN_STRATEGY;
    if (!(strategy.every >= 1)) return abi.UNKNOWN_STRATEGY;
    if (!(strategy.view >= 0 && strategy.view < plan.views)) return abi.UNKNOWN_STRATEGY;
    const sloped = viewAt(plan, <u32>strategy.view).tabulated == 2;
    if (strategy.kind == WHALLEY_WILMOTT && !sloped) return abi.UNKNOWN_STRATEGY;
    if (!isFinite<f64>(strategy.parameter)) return abi.NOT_FINITE;
  }
  return abi.OK;
}
