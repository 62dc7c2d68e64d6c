import { type MarginAccountInput, marginAccount } from "./account.ts";
import { type ContractGreeks, heldGreek } from "./book-greeks.ts";
import { type MarginMarketInput, marginMarket, underlyingIn } from "./market.ts";

export interface AccountGreeksOptions {
  readonly account: MarginAccountInput;
  readonly market: MarginMarketInput;
  readonly underlying: string;
}

/**
 * Black's Greeks of what an account holds on one underlying, in the quote currency: for a unit of the
 * forward, of volatility, and a year. They are what the limits of `optimiseMargin` speak of.
 */
export function accountGreeks({
  account,
  market: input,
  underlying,
}: AccountGreeksOptions): ContractGreeks {
  const market = marginMarket(input);
  underlyingIn(market, underlying);
  const held = marginAccount(account);
  const sum = (of: keyof ContractGreeks) => heldGreek(held, market, underlying, of);
  return Object.freeze({
    delta: sum("delta"),
    gamma: sum("gamma"),
    vega: sum("vega"),
    theta: sum("theta"),
  });
}
