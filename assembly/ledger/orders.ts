// Orders on their way: a row for each step of the delay, with what a decision at that step wants
// to hold when it is filled; NaN where there was none.
import { ROW } from "../tile";
import { constant } from "../math/lanes";
import { Dealing } from "./account";

const NONE: usize = memory.data<f64>([NaN], 8);

/** Bytes of the orders of one account. */
// @ts-ignore: decorator
@inline
export function ordersBytes(delay: u32): usize {
  return <usize>delay * ROW;
}

/** No orders: bytes of 255 are NaN. */
export function openOrders(orders: usize, delay: u32): void {
  memory.fill(orders, 255, ordersBytes(delay));
}

/** Where the order is that is due at step `step`, and where that of the step goes. */
// @ts-ignore: decorator
@inline
export function orderAt(d: Dealing, step: u32, lane: usize): usize {
  return d.orders + <usize>(step % d.delay) * ROW + lane;
}

/** No order. */
// @ts-ignore: decorator
@inline
export function none(): v128 {
  return constant(NONE);
}

/** Take the orders of two paths back. */
export function dropOrders(d: Dealing, lane: usize): void {
  for (let i: u32 = 0; i < d.delay; i++) v128.store(orderAt(d, i, lane), none());
}

/** What a decision sets out from: what is held, or what orders on their way will make of it. */
// @ts-ignore: decorator
@inline
export function startOf(d: Dealing, held: v128, aimed: v128): v128 {
  return d.delay > d.every ? aimed : held;
}

/** `next` where there is an order or a target, else `held`. */
// @ts-ignore: decorator
@inline
export function known(next: v128, held: v128): v128 {
  return v128.bitselect(next, held, f64x2.eq(next, next));
}
