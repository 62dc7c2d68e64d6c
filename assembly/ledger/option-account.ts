// The books of one strategy in one option over a tile. Contracts are sold for the next of their
// kind where they roll; fees follow the spot and the price, spreads too.
import { LANES, ROW } from "../tile";
import { add, both, constant, least, mul, mulAdd, sub } from "../math/lanes";
import { BAND, TRACK } from "../strategies/decide";
import {
  BOUGHT, Dealing, EXPOSURE, FEES, GROSS, HELD, IMPACT, LAST, SPREADS, TRADES, TURNOVER, limited,
  wanted,
} from "./account";

const ZERO: usize = memory.data<f64>([0.0], 8);
const ONE: usize = memory.data<f64>([1.0], 8);
const FAR: usize = memory.data<f64>([1e-300], 8); // any spot is a move from it

/** What an option costs to trade, for a unit: fractions of the spot and of the price. */
@unmanaged
export class OptionCosts {
  /** Fee, of the spot. */
  fee: f64;
  /** The most that it is, of the price; 0 for no limit. */
  cap: f64;
  /** Half of the spread, of the price and of the spot, beside that of now; at most the price. */
  halfSpread: f64;
  spreadOfSpot: f64;
}

/** The option of a dealing, whose `spots` are then its prices: tiles, and when it rolls. */
@unmanaged
export class OptionDealing {
  costs: OptionCosts;
  /** Prices of what is sold at a roll. */
  sold: usize;
  /** Half-spreads of now, fractions of the price; and of what is sold at a roll. */
  spreads: usize;
  soldSpreads: usize;
  deltas: usize;
  /** Spots of the underlying. */
  underlying: usize;
  /** Deltas held: added to. */
  held: usize;
  /** Rows until the next roll, and from one to the next. */
  rolls: u32;
  life: u32;
}

// @ts-ignore: decorator
@inline
export function optionFee(costs: OptionCosts, price: v128, spot: v128): v128 {
  const fee = mul(both(costs.fee), spot);
  return costs.cap > 0 ? least(fee, mul(both(costs.cap), price)) : fee;
}

// @ts-ignore: decorator
@inline
export function optionSpread(costs: OptionCosts, price: v128, spot: v128, half: v128): v128 {
  const share = add(both(costs.halfSpread), half);
  return least(mulAdd(share, price, mul(both(costs.spreadOfSpot), spot)), price);
}

/** Write a trade of `units` at `price` into an account; `half` is the half-spread of now. */
// @ts-ignore: decorator
@inline
export function trade(
  account: usize, costs: OptionCosts, units: v128, price: v128, spot: v128, half: v128,
): void {
  const value = mul(units, price), size = f64x2.abs(value), number = f64x2.abs(units);
  const one = v128.and(f64x2.ne(units, constant(ZERO)), constant(ONE));
  const fee = mul(number, optionFee(costs, price, spot));
  const spread = mul(number, optionSpread(costs, price, spot, half));
  v128.store(account, add(v128.load(account, BOUGHT), value), BOUGHT);
  v128.store(account, add(v128.load(account, TURNOVER), size), TURNOVER);
  v128.store(account, add(v128.load(account, TRADES), one), TRADES);
  v128.store(account, mulAdd(f64x2.sqrt(number), size, v128.load(account, IMPACT)), IMPACT);
  v128.store(account, add(v128.load(account, FEES), fee), FEES);
  v128.store(account, add(v128.load(account, SPREADS), spread), SPREADS);
}

/** Write what is held until the next row into an account, and its deltas beside it. */
// @ts-ignore: decorator
@inline
export function keep(
  account: usize, option: OptionDealing, row: usize, held: v128, price: v128,
): void {
  const exposure = mul(held, price), deltas = option.held + row;
  v128.store(account, add(v128.load(account, EXPOSURE), exposure), EXPOSURE);
  v128.store(account, add(v128.load(account, GROSS), f64x2.abs(exposure)), GROSS);
  v128.store(deltas, mulAdd(held, v128.load(option.deltas + row), v128.load(deltas)));
}

/** Carry an account through the rows of a tile. A target of NaN is none: what is held, stays. */
export function runOptionAccount(account: usize, d: Dealing, option: OptionDealing): void {
  switch (d.strategy) {
    case TRACK: runWith(TRACK, account, d, option); break;
    case BAND: runWith(BAND, account, d, option); break;
    default: runWith(d.strategy, account, d, option);
  }
}

// @ts-ignore: decorator
@inline
function runWith(strategy: i32, account: usize, d: Dealing, option: OptionDealing): void {
  const width = both(d.width), end = <usize>d.rows * ROW, costs = option.costs;
  for (let lane: usize = 0; lane < LANES << 3; lane += 16) {
    const a = account + lane;
    let held = v128.load(a, HELD), last = v128.load(a, LAST);
    let until = d.first, rolls = option.rolls;
    for (let row = lane; row < end; row += ROW) {
      const price = v128.load(d.spots + row), spot = v128.load(option.underlying + row);
      const rolled = rolls == 0;
      if (rolled) {
        const half = v128.load(option.soldSpreads + row);
        trade(a, costs, f64x2.neg(held), v128.load(option.sold + row), spot, half);
        held = constant(ZERO);
        last = constant(FAR);
        rolls = option.life;
      }
      if (rolled || until == 0) {
        const asked = limited(d, row, held, wanted(strategy, d, row, held, spot, last, width));
        const next = v128.bitselect(asked, held, f64x2.eq(asked, asked));
        trade(a, costs, sub(next, held), price, spot, v128.load(option.spreads + row));
        last = v128.bitselect(spot, last, f64x2.ne(next, held));
        held = next;
        if (until == 0) until = d.every;
      }
      keep(a, option, row, held, price);
      until--;
      rolls--;
    }
    v128.store(a, held, HELD);
    v128.store(a, last, LAST);
  }
}
