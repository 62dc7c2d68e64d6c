// What a hedge trades, in memory. Every field is an f64, so that a host writes one array.
import { CALL, PUT } from "../pricing/option-kind";

/** What a hedge trades, and what trading and holding it costs. */
@unmanaged
export class Instrument {
  /** `UNDERLYING`, an option-kind, or one of the accounts in coin. */
  kind: f64;
  /** Place of the asset that it is, or stands on. */
  asset: f64;
  /** Strike of an option over the spot when it is listed. */
  strike: f64;
  /** Steps from its listing to its expiry; the first is listed at the start. */
  tenor: f64;
  /** Steps before expiry at which it is sold for the next of its kind; 0 for never. */
  roll: f64;
  /** Volatility that it is valued with, a year; 0 for that of the path, of now. */
  volatility: f64;
  /** Fee: a fraction of the value of the underlying. */
  fee: f64;
  /** The most that the fee is, as a fraction of the price; 0 for no limit. */
  cap: f64;
  /** Half of the spread: a fraction of the price, and one of the spot. */
  halfSpread: f64;
  spreadOfSpot: f64;
  /** Impact: trading n units costs this times the root of n, a fraction of their value. */
  impact: f64;
  /** Cost of a trade of any size, over the spot at the start. */
  tradeCost: f64;
  /** What a long position pays, a year, a fraction of its value; a short one receives it. */
  funding: f64;
  /** What holding a position of either side costs, a year, a fraction of its value. */
  capital: f64;
  /** The smallest unit that is traded; 0 for none. */
  lot: f64;
  /** The most units that a decision can trade; 0 for no limit. */
  most: f64;
  /** Chance that a decision's order is not filled. */
  missed: f64;
  /**
   * Permanent impact: each unit traded moves what is paid from then on by this fraction, half of
   * it within the trade. Of the asset itself; marks are without it.
   */
  permanent: f64;
  /** The most units that are traded in a step's time; 0 for no limit. */
  flow: f64;
  /** Where half-spreads of an option by delta and time are, beside those above; or 0. */
  spreads: f64;
}

export const INSTRUMENT_BYTES: usize = 160;

/** An instrument that is its asset; 1 and 2 are kinds of options. */
export const UNDERLYING: i32 = 0;
/**
 * The quote currency, priced in coin: what an inverse perpetual is short of. Its strategy's account
 * is in coin: premiums, payoffs, gains and costs.
 */
export const COIN: i32 = 3;
/** The same, and what it leaves is valued in the quote currency at the end. */
export const COIN_VALUED: i32 = 4;

/** Whether an instrument is an option. */
// @ts-ignore: decorator
@inline
export function isOptionKind(kind: f64): bool {
  return kind == CALL || kind == PUT;
}
