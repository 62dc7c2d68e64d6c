// What one leg of a strategy leaves on a tile of paths, in discounted units, by its account.
import { add, both, mul, mulAdd, sub } from "../math/lanes";
import { proportionalCost } from "../frictions/proportional";
import { BOUGHT, EXPOSURE, GROSS, IMPACT, SQUARES, TRADES, TURNOVER } from "../ledger/account";
import { COIN, Instrument } from "./instrument";

/** Columns: profit, cost, turnover, trades, impact, funding, capital, fee, spread. */
export const FIELDS: u32 = 9;

export const PROFIT: usize = 0;
export const COST: usize = 128;
export const TURNED: usize = 256;
export const TRADED: usize = 384;
export const PUSHED: usize = 512;
export const FUNDED: usize = 640;
export const TIED: usize = 768;
export const FEE: usize = 896;
export const SPREAD: usize = 1024;
/** One row of each column, added to. */
export const RESULT: usize = memory.data(1152, 64);

// @ts-ignore: decorator
@inline
export function increase(place: usize, value: v128, unit: v128): void {
  v128.store(RESULT + place, mulAdd(value, unit, v128.load(RESULT + place)));
}

/**
 * Add what an account of the underlying earned and cost, of which so many units are sold now. An
 * account is in first spots of its asset, each worth `unit` first spots of the first.
 */
// @ts-ignore: decorator
@inline
export function addUnderlying(
  instrument: Instrument, years: f64, a: usize, lane: usize, sold: v128, spot: v128,
  unit: v128,
): void {
  const fee = both(instrument.fee), half = both(instrument.halfSpread);
  const rate = both(instrument.fee + instrument.halfSpread);
  const value = mul(sold, spot), size = f64x2.abs(value);
  const turnover = add(v128.load(a, TURNOVER), size), paid = proportionalCost(turnover, rate);
  increase(FEE + lane, mul(turnover, fee), unit);
  increase(SPREAD + lane, mul(turnover, half), unit);
  addLeg(instrument, years, a, lane, value, turnover, sold, size, paid, unit);
}

/** Add what a leg earned and cost: `paid` for trades, of which the last had `traded` units. */
// @ts-ignore: decorator
@inline
export function addLeg(
  instrument: Instrument, years: f64, a: usize, lane: usize, value: v128, turnover: v128,
  traded: v128, size: v128, paid: v128, unit: v128,
): void {
  const one = both(1), none = both(0), root = mul(f64x2.sqrt(f64x2.abs(traded)), size);
  const passing = mul(both(instrument.impact), add(v128.load(a, IMPACT), root));
  // what is unwound is marked at the price without own trades
  const lasting = mul(both(0.5 * instrument.permanent), v128.load(a, SQUARES));
  const pushed = add(passing, lasting);
  const unwound = v128.and(f64x2.ne(traded, none), one);
  const trades = add(v128.load(a, TRADES), unwound);
  // long of the coin is short of the currency
  const side = instrument.kind >= COIN ? -years : years;
  const funded = mul(both(instrument.funding * side), v128.load(a, EXPOSURE));
  const tied = mul(both(instrument.capital * years), v128.load(a, GROSS));
  const dealt = add(paid, add(pushed, mul(both(instrument.tradeCost), trades)));
  increase(PROFIT + lane, sub(value, v128.load(a, BOUGHT)), unit);
  increase(COST + lane, add(dealt, add(funded, tied)), unit);
  increase(TURNED + lane, turnover, unit);
  increase(TRADED + lane, trades, one);
  increase(PUSHED + lane, pushed, unit);
  increase(FUNDED + lane, funded, unit);
  increase(TIED + lane, tied, unit);
}
