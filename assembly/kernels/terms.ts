// The options of a plan in discounted units over the spot at the start.
import { discountedStrike, discountedValue } from "../pricing/book-delta";
import { Option, Plan, marketOf, optionAt, underlyingOf } from "./plan";

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
