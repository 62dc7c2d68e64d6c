import * as v from "valibot";
import { check, rules } from "../check.ts";
import { blackScholes } from "./black-scholes.ts";
import { type OptionTerms, optionRules } from "./terms.ts";

/** An option on a coin that is paid for and settled in that coin. */
export interface InverseOptionOptions extends OptionTerms {
  /** Coins that were paid for it; its present coin price by default. */
  premium?: number | undefined;
}

/**
 * An inverse option, in coin and in the quote currency. Three deltas that are easily confused:
 * `delta` keeps wealth counted in the quote currency, `premiumAdjustedDelta` wealth counted in
 * coins, and `netTransactionDelta` is what a venue adds to an account when the trade is done
 * (Deribit, "Delta total").
 */
export interface InverseOption {
  /** In the quote currency: coin price times spot. */
  readonly price: number;
  /** In coins. */
  readonly coinPrice: number;
  /** Black-Scholes delta: change of the price in the quote currency by spot, in coins. */
  readonly delta: number;
  /** Delta less the present coin price: coins to sell so that wealth in coins stands still. */
  readonly premiumAdjustedDelta: number;
  /** Delta less the premium paid; the premium-adjusted delta as long as that is the price. */
  readonly netTransactionDelta: number;
  /** Change of the coin price by spot: premium-adjusted delta over spot. */
  readonly coinDelta: number;
  /** Change of `coinDelta` by spot. */
  readonly coinGamma: number;
  /** Change of the coin price by volatility, for a change of one. */
  readonly coinVega: number;
  /** Change of the coin price with passing time, per year. */
  readonly coinTheta: number;
}

const schema = v.strictObject({
  ...optionRules,
  strike: rules.positive,
  premium: v.optional(rules.nonNegative),
});

/**
 * Black-Scholes value of an option that pays (S - K)+ / S or (K - S)+ / S coins at expiry, with
 * `dividendYield` what lending the coin pays. A venue that marks Black (1976) on its future, not
 * discounted (Deribit), is had with the future as `spot` and no rates.
 */
export function inverseOption(options: InverseOptionOptions): InverseOption {
  const { premium, ...option } = check(schema, options, "options");
  const { price, delta, gamma, vega, theta } = blackScholes(option);
  const { spot } = option,
    coinPrice = price / spot,
    premiumAdjustedDelta = delta - coinPrice;
  return Object.freeze({
    price,
    coinPrice,
    delta,
    premiumAdjustedDelta,
    netTransactionDelta: delta - (premium ?? coinPrice),
    coinDelta: premiumAdjustedDelta / spot,
    coinGamma: (gamma - (2 * premiumAdjustedDelta) / spot) / spot,
    coinVega: vega / spot,
    coinTheta: theta / spot,
  });
}
