import { ROW } from "../tile";
import { add, both, constant, mul, sub } from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { CALL } from "../pricing/option-kind";
import {
  ASIAN, ASSET_OR_NOTHING, AVERAGE_STRIKE, BARRIER, BASKET, CASH_OR_NOTHING, Contract, EUROPEAN,
  FLOATING_LOOKBACK, GEOMETRIC_ASIAN, KNOCKS_IN, LOOKBACK, VARIANCE_SWAP,
} from "./contract";
import { payoff } from "./european";

const ONE: usize = memory.data<f64>([1.0], 8);

/** What a contract needs to know of its market, over the spot at the start. */
@unmanaged
export class Terms {
  strike: f64;
  /** Cash of a digital, or rebate. */
  cash: f64;
  /** Discount from expiry to the start. */
  discount: f64;
  /** One over the number of spots of an average; over the years of a variance. */
  weight: f64;
}

/**
 * Discounted payoffs of the paths of a tile, over the spot at the start: from spots at expiry (or
 * what several make together), discounted, and from what was watched, at `watched` and one row
 * behind it.
 */
export function settleContract(
  contract: Contract, terms: Terms, spots: usize, watched: usize, out: usize,
): void {
  const type = <i32>contract.payoff, kind = <i32>contract.kind;
  const strike = both(terms.strike), discount = both(terms.discount), cash = both(terms.cash);
  const weight = both(terms.weight), owed = mul(discount, strike), zero = both(0);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    const spot = v128.load(spots + lane), seen = v128.load(watched + lane);
    let paid = zero;
    if (type == EUROPEAN || type >= BASKET) {
      paid = payoff(kind, spot, owed);
    } else if (type == CASH_OR_NOTHING || type == ASSET_OR_NOTHING) {
      const inside = kind == CALL ? f64x2.gt(spot, owed) : f64x2.lt(spot, owed);
      paid = v128.and(inside, type == CASH_OR_NOTHING ? mul(discount, cash) : spot);
    } else if (type == ASIAN) {
      paid = mul(discount, payoff(kind, mul(weight, seen), strike));
    } else if (type == GEOMETRIC_ASIAN) {
      paid = mul(discount, payoff(kind, exponentialFull(mul(weight, seen)), strike));
    } else if (type == AVERAGE_STRIKE) {
      paid = payoff(kind, spot, mul(discount, mul(weight, seen)));
    } else if (type == LOOKBACK) {
      paid = mul(discount, payoff(kind, seen, strike));
    } else if (type == FLOATING_LOOKBACK) {
      paid = payoff(kind, spot, mul(discount, seen));
    } else if (type == VARIANCE_SWAP) {
      paid = mul(discount, sub(mul(weight, seen), strike));
    } else if (type == BARRIER) {
      const vanilla = payoff(kind, spot, owed), touched = sub(constant(ONE), seen);
      const out = add(mul(seen, vanilla), mul(cash, v128.load(watched + lane, 128)));
      const into = add(mul(touched, vanilla), mul(seen, mul(discount, cash)));
      paid = <i32>contract.watch & KNOCKS_IN ? into : out;
    }
    v128.store(out + lane, paid);
  }
}
