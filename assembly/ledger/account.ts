// The books of one strategy over a tile: what is held, paid, turned over, and how often it traded.
// Values are discounted and in units of the spot at the start.
import { LANES, ROW } from "../tile";
import { add, both, constant, div, greatest, least, mul, sub } from "../math/lanes";
import {
  AFTER_MOVE, BAND, GIVEN_BAND, HOLD, RECENTRE, RELATIVE_BAND, TRACK, WHALLEY_WILMOTT, decide,
} from "../strategies/decide";

/** Rows of an account, one number a path in each: first its state, then its sums. */
export const HELD: usize = 0;
/** Spot at the last trade. */
export const LAST: usize = 128;
/** What will be held once all orders on their way are filled. */
export const AIMED: usize = 256;
const STATE_BYTES: usize = 384;
export const BOUGHT: usize = 384;
export const TURNOVER: usize = 512;
export const TRADES: usize = 640;
/** Sum of value traded times the root of the units traded. */
export const IMPACT: usize = 768;
/** Sum over steps of the value held, and of its size. */
export const EXPOSURE: usize = 896;
export const GROSS: usize = 1024;
/** What was paid in fees and in spreads, where they follow more than the value traded. */
export const FEES: usize = 1152;
export const SPREADS: usize = 1280;
/** Sum of spots times what the square of the units held has grown by. */
export const SQUARES: usize = 1408;
export const ACCOUNT_BYTES: usize = 1536;

const ONE: usize = memory.data<f64>([1.0], 8);
const FAR: usize = memory.data<f64>([1e-300], 8);

/** An account that holds nothing and owes nothing; any spot is a move from its last trade. */
export function openAccount(account: usize): void {
  memory.fill(account, 0, ACCOUNT_BYTES);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(account + LAST + lane, constant(FAR));
  }
}

/** Two paths of an account get the state of those of another, and sums of their own. */
export function continueAccount(account: usize, from: usize): void {
  for (let row: usize = 0; row < STATE_BYTES; row += ROW) {
    v128.store(account + row, v128.load(from + row));
  }
  for (let row = STATE_BYTES; row < ACCOUNT_BYTES; row += ROW) {
    v128.store(account + row, f64x2.splat(0));
  }
}

/** Add the sums of the account that continued one, and take over its state, for two paths. */
export function addAccount(account: usize, next: usize): void {
  for (let row: usize = 0; row < STATE_BYTES; row += ROW) {
    v128.store(account + row, v128.load(next + row));
  }
  for (let row = STATE_BYTES; row < ACCOUNT_BYTES; row += ROW) {
    v128.store(account + row, add(v128.load(account + row), v128.load(next + row)));
  }
}

/** What a strategy decides by, and what its trades meet. */
@unmanaged
export class Dealing {
  strategy: i32;
  /** Steps between decisions, and rows until the first. */
  every: u32;
  first: u32;
  rows: u32;
  targets: usize;
  spots: usize;
  /** What the market makes of a unit of the parameter, where a strategy asks. */
  scales: usize;
  /** The strategy's parameter. */
  width: f64;
  /** Whether there is more than proportional cost: impact, lots, limits, misses, carry. */
  friction: i32;
  lot: f64;
  most: f64;
  /** Whether trades move the price for good. */
  moves: i32;
  /** Normals, one a path and row, below which an order is not filled; 0 where all are. */
  fills: usize;
  missBelow: f64;
  /** Steps from a decision to its fill, the orders on their way, and the step of the first row. */
  delay: u32;
  orders: usize;
  step: u32;
}

/** Holdings wanted at a row. */
// @ts-ignore: decorator
@inline
export function wanted(
  strategy: i32, d: Dealing, row: usize, held: v128, spot: v128, last: v128, width: v128,
): v128 {
  const target = v128.load(d.targets + row);
  const scaled = strategy == WHALLEY_WILMOTT || strategy == GIVEN_BAND;
  const scale = scaled ? v128.load(d.scales + row) : width;
  const moved = strategy == AFTER_MOVE ? sub(div(spot, last), constant(ONE)) : width;
  return decide(strategy, target, held, width, scale, moved);
}

/** Decisions alone, at rows `first`, `first + every`, ... */
// @ts-ignore: decorator
@inline
function runPlain(strategy: i32, account: usize, d: Dealing): void {
  const one = constant(ONE), width = both(d.width), stride = <usize>d.every * ROW;
  const end = <usize>d.rows * ROW, spots = d.spots;
  for (let lane: usize = 0; lane < LANES << 3; lane += 32) {
    const a = account + lane;
    let held0 = v128.load(a, HELD), held1 = v128.load(a, HELD + 16);
    let bought0 = v128.load(a, BOUGHT), bought1 = v128.load(a, BOUGHT + 16);
    let turnover0 = v128.load(a, TURNOVER), turnover1 = v128.load(a, TURNOVER + 16);
    let trades0 = v128.load(a, TRADES), trades1 = v128.load(a, TRADES + 16);
    let last0 = v128.load(a, LAST), last1 = v128.load(a, LAST + 16);
    for (let row = <usize>d.first * ROW + lane; row < end; row += stride) {
      const spot0 = v128.load(spots + row), spot1 = v128.load(spots + row, 16);
      const next0 = wanted(strategy, d, row, held0, spot0, last0, width);
      const next1 = wanted(strategy, d, row + 16, held1, spot1, last1, width);
      const value0 = mul(sub(next0, held0), spot0), value1 = mul(sub(next1, held1), spot1);
      const trade0 = f64x2.ne(next0, held0), trade1 = f64x2.ne(next1, held1);
      bought0 = add(bought0, value0);
      bought1 = add(bought1, value1);
      turnover0 = add(turnover0, f64x2.abs(value0));
      turnover1 = add(turnover1, f64x2.abs(value1));
      trades0 = add(trades0, v128.and(trade0, one));
      trades1 = add(trades1, v128.and(trade1, one));
      if (strategy == AFTER_MOVE) {
        last0 = v128.bitselect(spot0, last0, trade0);
        last1 = v128.bitselect(spot1, last1, trade1);
      }
      held0 = next0;
      held1 = next1;
    }
    v128.store(a, held0, HELD);
    v128.store(a, held1, HELD + 16);
    v128.store(a, bought0, BOUGHT);
    v128.store(a, bought1, BOUGHT + 16);
    v128.store(a, turnover0, TURNOVER);
    v128.store(a, turnover1, TURNOVER + 16);
    v128.store(a, trades0, TRADES);
    v128.store(a, trades1, TRADES + 16);
    v128.store(a, last0, LAST);
    v128.store(a, last1, LAST + 16);
  }
}

/** What an order asks for of what is wanted: whole lots, and no more than the limit. */
// @ts-ignore: decorator
@inline
export function sized(d: Dealing, held: v128, next: v128): v128 {
  if (!(d.most > 0 || d.lot > 0)) return next;
  const most = both(d.most), lot = both(d.lot);
  let traded = sub(next, held);
  if (d.most > 0) traded = greatest(least(traded, most), f64x2.neg(most));
  if (d.lot > 0) traded = mul(f64x2.nearest(div(traded, lot)), lot);
  return add(held, traded);
}

/** What is held of what is wanted: as an order is sized, where it is filled. */
// @ts-ignore: decorator
@inline
export function limited(d: Dealing, row: usize, held: v128, next: v128): v128 {
  const reached = sized(d, held, next);
  if (!d.fills) return reached;
  const missed = f64x2.lt(v128.load(d.fills + row), both(d.missBelow));
  return v128.bitselect(held, reached, missed);
}

/** Write a trade from `held` to `next` into an account, and what impact it has. */
// @ts-ignore: decorator
@inline
export function enter(d: Dealing, a: usize, held: v128, next: v128, spot: v128): void {
  const units = sub(next, held), value = mul(units, spot), size = f64x2.abs(value);
  const trade = f64x2.ne(next, held), root = f64x2.sqrt(f64x2.abs(units));
  v128.store(a, add(v128.load(a, BOUGHT), value), BOUGHT);
  v128.store(a, add(v128.load(a, TURNOVER), size), TURNOVER);
  v128.store(a, add(v128.load(a, TRADES), v128.and(trade, constant(ONE))), TRADES);
  v128.store(a, add(v128.load(a, IMPACT), mul(root, size)), IMPACT);
  if (!d.moves) return;
  const grown = mul(sub(mul(next, next), mul(held, held)), spot);
  v128.store(a, add(v128.load(a, SQUARES), grown), SQUARES);
}

/** Write what is held until the next row into an account. */
// @ts-ignore: decorator
@inline
export function expose(a: usize, held: v128, spot: v128): void {
  const exposure = mul(held, spot);
  v128.store(a, add(v128.load(a, EXPOSURE), exposure), EXPOSURE);
  v128.store(a, add(v128.load(a, GROSS), f64x2.abs(exposure)), GROSS);
}

/** Every row, with impact, limits, lots, and the value held from each step to the next. */
// @ts-ignore: decorator
@inline
function runFriction(strategy: i32, account: usize, d: Dealing): void {
  const width = both(d.width), end = <usize>d.rows * ROW;
  for (let lane: usize = 0; lane < LANES << 3; lane += 16) {
    const a = account + lane;
    let held = v128.load(a, HELD), last = v128.load(a, LAST), until = d.first;
    for (let row = lane; row < end; row += ROW) {
      const spot = v128.load(d.spots + row);
      if (until == 0) {
        const next = limited(d, row, held, wanted(strategy, d, row, held, spot, last, width));
        enter(d, a, held, next, spot);
        if (strategy == AFTER_MOVE) last = v128.bitselect(spot, last, f64x2.ne(next, held));
        held = next;
        until = d.every;
      }
      expose(a, held, spot);
      until--;
    }
    v128.store(a, held, HELD);
    v128.store(a, last, LAST);
  }
}

// @ts-ignore: decorator
@inline
function runWith(strategy: i32, account: usize, d: Dealing): void {
  if (d.friction) runFriction(strategy, account, d);
  else if (d.first < d.rows) runPlain(strategy, account, d);
}

/** Carry an account whose orders are filled at once through the rows of a tile. */
export function runAccount(account: usize, d: Dealing): void {
  switch (d.strategy) {
    case TRACK: runWith(TRACK, account, d); break;
    case BAND: runWith(BAND, account, d); break;
    case RECENTRE: runWith(RECENTRE, account, d); break;
    case RELATIVE_BAND: runWith(RELATIVE_BAND, account, d); break;
    case WHALLEY_WILMOTT: runWith(WHALLEY_WILMOTT, account, d); break;
    case AFTER_MOVE: runWith(AFTER_MOVE, account, d); break;
    case HOLD: runWith(HOLD, account, d); break;
    case GIVEN_BAND: runWith(GIVEN_BAND, account, d); break;
  }
}
