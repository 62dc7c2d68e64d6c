// What the options of a book on one asset pay at an expiry: a line in the spot between each strike
// and the next, so that many options cost what one does.
import { ROW } from "../tile";
import { binOf } from "../statistics/strike-bins";
import { CALL, PUT } from "../pricing/option-kind";
import { delivered } from "./delivery";
import { Option, Plan, marketOf, optionAt, unitOf } from "./plan";
import { strikeOf } from "./terms";

/**
 * One expiry: its strikes follow, then slope and constant of the line below, between, above, then a
 * row in which an average gathers.
 */
@unmanaged
class Payout {
  step: f64;
  asset: f64;
  strikes: f64;
}

const PAYOUT_BYTES: usize = 24;

/** Bytes of the payouts of a plan. */
export function settlementBytes(plan: Plan): usize {
  return 16 + <usize>plan.options * (PAYOUT_BYTES + ROW + 40);
}

/** Work out the payouts of a plan: their number, then each, in no order of time. */
export function prepareSettlement(plan: Plan, place: usize): void {
  let count: u32 = 0, payout = place + 16;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (option.expiry > marketOf(plan).steps || isKnown(place, count, option)) continue;
    payout = fillPayout(plan, option, payout);
    count++;
    store<u32>(place, count);
  }
  store<u32>(place, count);
}

function isKnown(place: usize, count: u32, option: Option): bool {
  let payout = place + 16;
  for (let i: u32 = 0; i < count; i++) {
    const known = changetype<Payout>(payout);
    if (isIn(known, option)) return true;
    payout += bytesOf(known);
  }
  return false;
}

// @ts-ignore: decorator
@inline
function isIn(payout: Payout, option: Option): bool {
  return option.expiry == payout.step && option.asset == payout.asset;
}

// @ts-ignore: decorator
@inline
function bytesOf(payout: Payout): usize {
  return sumOf(payout) + ROW - changetype<usize>(payout);
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

// @ts-ignore: decorator
@inline
function sumOf(payout: Payout): usize {
  return linesOf(payout) + ((<usize>payout.strikes + 1) << 4);
}

/** Fill the payout of options that expire with `first`; answers where the next one goes. */
function fillPayout(plan: Plan, first: Option, place: usize): usize {
  const payout = changetype<Payout>(place), unit = unitOf(plan, first.asset);
  payout.step = first.expiry;
  payout.asset = first.asset;
  payout.strikes = 0;
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (isIn(payout, option)) insertStrike(payout, strikeOf(plan, option));
  }
  memory.fill(linesOf(payout), 0, (<usize>payout.strikes + 1) << 4);
  for (let i: u32 = 0; i < <u32>plan.options; i++) {
    const option = optionAt(changetype<usize>(plan), i);
    if (isIn(payout, option)) addLines(payout, option, strikeOf(plan, option), unit);
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

/** Add an option to the lines where it pays: above its strike, below it, or for a forward both. */
function addLines(payout: Payout, option: Option, strike: f64, unit: f64): void {
  const count = <u32>payout.strikes, lines = linesOf(payout);
  const own = binOf(strike, strikesOf(payout), count), kind = <i32>option.kind;
  const slope = unit * (kind == PUT ? -option.quantity : option.quantity);
  const first = kind == CALL ? own + 1 : 0, last = kind == PUT ? own : count;
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
  plan: Plan, place: usize, workspace: usize, step: u32, rows: u32, book: usize, coins: usize,
): void {
  const count = load<u32>(place);
  let next = place + 16;
  for (let i: u32 = 0; i < count; i++) {
    const payout = changetype<Payout>(next), sum = sumOf(payout);
    next += bytesOf(payout);
    const at = delivered(plan, workspace, payout.asset, payout.step, step, rows, sum);
    if (!at) continue;
    const strikes = strikesOf(payout), lines = linesOf(payout);
    for (let lane: usize = 0; lane < ROW; lane += 8) {
      const spot = load<f64>(at + lane);
      const line = lines + (<usize>binOf(spot, strikes, <u32>payout.strikes) << 4);
      const paid = load<f64>(line) * spot + load<f64>(line, 8);
      store<f64>(book + lane, load<f64>(book + lane) + paid);
      if (coins) store<f64>(coins + lane, load<f64>(coins + lane) + paid / spot);
    }
  }
}
