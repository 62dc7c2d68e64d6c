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

/**
 * Years at which the variance until expiry is that of what it is settled at. An average over the
 * last w years has the variance of a spot w / 3 after the start of the window; within it, with the
 * spot where it was, that of the share still to come, seen over its size.
 */
export function yearsLeft(plan: Plan, steps: f64): f64 {
  const dt = marketOf(plan).stepYears, window = plan.window;
  if (window == 0) return steps * dt;
  if (steps >= window) return (steps - window * (2.0 / 3.0)) * dt;
  return ((steps * steps * steps) / (3.0 * window * window)) * dt;
}

/** Share of what an option is settled at that is still to come: its delta falls with it. */
export function shareOpen(plan: Plan, steps: f64): f64 {
  return steps >= plan.window ? 1.0 : steps / plan.window;
}

/** Discounted value of an option, over the spot at the start, where the spot is `s` = e^y. */
export function markOf(plan: Plan, option: Option, step: f64, y: f64, s: f64): f64 {
  const left = yearsLeft(plan, option.expiry - step), strike = strikeOf(plan, option);
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
