// What a study works out once: checks of its plan, and a workspace with that of the market, the
// terms of the book's delta at every step, and room for the strategies' accounts.
import * as abi from "../abi";
import { TERM_BYTES, deltaTerm, discountedStrike, discountedValue } from "../pricing/book-delta";
import { CALL, PUT } from "../pricing/option-kind";
import { STRATEGIES } from "../strategies/decide";
import { ACCOUNT_BYTES } from "../ledger/account";
import { marketBytes, prepareMarket } from "./market";
import { Option, Plan, marketOf, optionAt, strategyAt, underlyingOf } from "./plan";

/** Where the records of the steps begin: a constant and `options` terms each. */
// @ts-ignore: decorator
@inline
export function recordsAt(plan: Plan, workspace: usize): usize {
  return workspace + <usize>marketBytes(marketOf(plan));
}

// @ts-ignore: decorator
@inline
export function stepBytes(options: u32): usize {
  return 8 + <usize>options * TERM_BYTES;
}

// @ts-ignore: decorator
@inline
export function accountsAt(plan: Plan, workspace: usize): usize {
  const bytes = <usize>marketOf(plan).steps * stepBytes(<u32>plan.options);
  return (recordsAt(plan, workspace) + bytes + 15) & ~(<usize>15);
}

/** Bytes of workspace that a plan needs, perhaps more than there can be; 0 without a market. */
export function hedgeWorkspace(pointer: usize): f64 {
  const plan = changetype<Plan>(pointer), record = 8 + plan.options * <f64>TERM_BYTES;
  const accounts = plan.strategies * <f64>ACCOUNT_BYTES, market = marketBytes(marketOf(plan));
  return market > 0 ? market + marketOf(plan).steps * record + 16 + accounts : 0;
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
  const options = <u32>plan.options, steps = <u32>marketOf(plan).steps;
  let record = recordsAt(plan, workspace);
  for (let step: u32 = 0; step < steps; step++, record += stepBytes(options)) {
    let constant: f64 = 0;
    for (let i: u32 = 0; i < options; i++) {
      constant += targetTerm(plan, optionAt(pointer, i), step, record + 8 + <usize>i * TERM_BYTES);
    }
    store<f64>(record, constant);
  }
  return abi.OK;
}

function checkPlan(plan: Plan): i32 {
  if (!isFinite<f64>(plan.costRate)) return abi.NOT_FINITE;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (option.kind != CALL && option.kind != PUT) return abi.UNKNOWN_CONTRACT;
    if (!isFinite<f64>(option.quantity * option.strike * option.volatility)) return abi.NOT_FINITE;
  }
  for (let i: u32 = 0; i < <u32>plan.strategies; i++) {
    const strategy = strategyAt(changetype<usize>(plan), i);
    if (!(strategy.kind >= 0 && strategy.kind < STRATEGIES)) return abi.UNKNOWN_STRATEGY;
    if (!(strategy.every >= 1)) return abi.UNKNOWN_STRATEGY;
  }
  return abi.OK;
}

/** The term of one option in the hedge's target, which is minus its delta; none once expired. */
function targetTerm(plan: Plan, option: Option, step: u32, term: usize): f64 {
  if (option.expiry <= <f64>step) {
    memory.fill(term, 0, TERM_BYTES);
    return 0;
  }
  const left = (option.expiry - <f64>step) * marketOf(plan).stepYears;
  const strike = strikeOf(plan, option);
  return deltaTerm(<i32>option.kind, -option.quantity, strike, option.volatility, left, term);
}

/** Strike of an option, discounted to the start and over the spot there. */
export function strikeOf(plan: Plan, option: Option): f64 {
  const market = marketOf(plan), years = option.expiry * market.stepYears;
  return discountedStrike(option.strike, underlyingOf(plan).spot, market.rate, years);
}

/** Discounted value of an option, over the spot at the start, where the spot is `s` = e^y. */
export function markOf(plan: Plan, option: Option, step: f64, y: f64, s: f64): f64 {
  const left = (option.expiry - step) * marketOf(plan).stepYears, strike = strikeOf(plan, option);
  return discountedValue(<i32>option.kind, option.quantity, strike, option.volatility, left, y, s);
}

/** Value of the book now, in the unit of the spot. */
export function bookValue(pointer: usize): f64 {
  const plan = changetype<Plan>(pointer);
  let value: f64 = 0;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    value += markOf(plan, optionAt(pointer, i), 0, 0, 1);
  }
  return value * underlyingOf(plan).spot;
}
