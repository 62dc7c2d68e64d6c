// The options of a plan in discounted units over the spot of their asset at the start.
import { discountedStrike, discountedValue } from "../pricing/book-delta";
import { Option, Plan, View, marketOf, optionAt, underlyingOf, unitOf } from "./plan";

/** Whether an option stands on the asset of a view. */
// @ts-ignore: decorator
@inline
export function isSeen(plan: Plan, view: View, option: u32): bool {
  return optionAt(changetype<usize>(plan), option).asset == view.asset;
}

/** Options on the asset of a view. */
export function countSeen(plan: Plan, view: View): u32 {
  if (marketOf(plan).assets == 1) return <u32>plan.options;
  let count: u32 = 0;
  for (let i: u32 = 0; i < <u32>plan.options; i++) if (isSeen(plan, view, i)) count++;
  return count;
}

/** Strike of an option, discounted to the start and over the spot there. */
export function strikeOf(plan: Plan, option: Option): f64 {
  const market = marketOf(plan), years = option.expiry * market.stepYears;
  const spot = underlyingOf(plan, option.asset).spot;
  return discountedStrike(option.strike, spot, market.rate, years);
}

/** Discounted value of an option, over the spot at the start, where the spot is `s` = e^y. */
export function markOf(plan: Plan, option: Option, step: f64, y: f64, s: f64): f64 {
  const left = (option.expiry - step) * marketOf(plan).stepYears, strike = strikeOf(plan, option);
  return discountedValue(<i32>option.kind, option.quantity, strike, option.volatility, left, y, s);
}

/** Value of the book now, in the unit of the spots. */
export function bookValue(pointer: usize): f64 {
  const plan = changetype<Plan>(pointer);
  let value: f64 = 0;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(pointer, i);
    value += markOf(plan, option, 0, 0, 1) * unitOf(plan, option.asset);
  }
  return value * underlyingOf(plan, 0).spot;
}
