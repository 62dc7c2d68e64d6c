// What the options of a book pay at an expiry: a line in the spot between each strike and the next,
// so that many options cost what one does.
import { ROW } from "../tile";
import { binOf } from "../statistics/strike-bins";
import { CALL } from "../pricing/option-kind";
import { Option, Plan, marketOf, optionAt } from "./plan";
import { strikeOf } from "./terms";

/** One expiry: its strikes follow, then slope and constant of the line below, between, above. */
@unmanaged
class Payout {
  step: f64;
  strikes: f64;
}

const PAYOUT_BYTES: usize = 16;

/** Bytes of the payouts of a plan. */
export function settlementBytes(plan: Plan): usize {
  return 16 + <usize>plan.options * (PAYOUT_BYTES + 40);
}

/** Work out the payouts of a plan: their number, then each, in no order of time. */
export function prepareSettlement(plan: Plan, place: usize): void {
  let count: u32 = 0, payout = place + 16;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const step = optionAt(changetype<usize>(plan), i).expiry;
    if (step > marketOf(plan).steps || isKnown(place, count, step)) continue;
    payout = fillPayout(plan, step, payout);
    count++;
    store<u32>(place, count);
  }
  store<u32>(place, count);
}

function isKnown(place: usize, count: u32, step: f64): bool {
  let payout = place + 16;
  for (let i: u32 = 0; i < count; i++) {
    if (load<f64>(payout) == step) return true;
    payout += bytesOf(changetype<Payout>(payout));
  }
  return false;
}

// @ts-ignore: decorator
@inline
function bytesOf(payout: Payout): usize {
  return PAYOUT_BYTES + (<usize>payout.strikes << 3) + ((<usize>payout.strikes + 1) << 4);
}

// @ts-ignore: decorator
@inline
function strikesOf(payout: Payout): usize {
  return changetype<usize>(payout) + PAYOUT_BYTES;
}

// @ts-ignore: decorator
@inline
function linesOf(payout: Payout): usize {
  return strikesOf(payout) + (<usize>payout.strikes << 3);
}

/** Fill the payout of the options that expire at `step`; answers where the next one goes. */
function fillPayout(plan: Plan, step: f64, place: usize): usize {
  const payout = changetype<Payout>(place);
  payout.step = step;
  payout.strikes = 0;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (option.expiry == step) insertStrike(payout, strikeOf(plan, option));
  }
  memory.fill(linesOf(payout), 0, (<usize>payout.strikes + 1) << 4);
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (option.expiry == step) addLines(payout, option, strikeOf(plan, option));
  }
  return place + bytesOf(payout);
}

/** Insert a strike among those before it, unless it is there. */
function insertStrike(payout: Payout, strike: f64): void {
  const strikes = strikesOf(payout), count = <u32>payout.strikes;
  const bin = binOf(strike, strikes, count), place = strikes + (<usize>bin << 3);
  if (bin < count && load<f64>(place) == strike) return;
  memory.copy(place + 8, place, <usize>(count - bin) << 3);
  store<f64>(place, strike);
  payout.strikes = <f64>(count + 1);
}

/** Add an option to the lines where it pays: above its strike for a call, below for a put. */
function addLines(payout: Payout, option: Option, strike: f64): void {
  const count = <u32>payout.strikes, lines = linesOf(payout);
  const own = binOf(strike, strikesOf(payout), count), call = <i32>option.kind == CALL;
  const slope = call ? option.quantity : -option.quantity;
  const first = call ? own + 1 : 0, last = call ? count : own;
  for (let bin = first; bin <= last; bin++) {
    const line = lines + (<usize>bin << 4);
    store<f64>(line, load<f64>(line) + slope);
    store<f64>(line, load<f64>(line, 8) - slope * strike, 8);
  }
}

/**
 * Add to `book` what options pay that expire within these rows or at their end; and to `coins`,
 * unless it is 0, what that is in coin.
 */
export function settle(
  place: usize, spots: usize, step: u32, rows: u32, book: usize, coins: usize,
): void {
  const count = load<u32>(place);
  let next = place + 16;
  for (let i: u32 = 0; i < count; i++) {
    const payout = changetype<Payout>(next), row = payout.step - <f64>step;
    next += bytesOf(payout);
    if (!(row > 0 && row <= <f64>rows)) continue;
    const strikes = strikesOf(payout), lines = linesOf(payout), at = spots + <usize>row * ROW;
    for (let lane: usize = 0; lane < ROW; lane += 8) {
      const spot = load<f64>(at + lane);
      const line = lines + (<usize>binOf(spot, strikes, <u32>payout.strikes) << 4);
      const paid = load<f64>(line) * spot + load<f64>(line, 8);
      store<f64>(book + lane, load<f64>(book + lane) + paid);
      if (coins) store<f64>(coins + lane, load<f64>(coins + lane) + paid / spot);
    }
  }
}
