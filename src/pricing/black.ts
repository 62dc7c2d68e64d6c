import { exponential, logarithm, normalDistribution } from "../core/functions.ts";
import { type Market, type OptionKind, signOf } from "./terms.ts";

/**
 * d1 of Black's formula; d2 is less by the deviation. Infinite where `deviation`, the volatility
 * times the root of the years, is 0, on the side that the forward is of the strike; 0 at the money.
 */
export function blackMoneyness(forward: number, strike: number, deviation: number): number {
  const distance = logarithm(forward / strike);
  if (deviation > 0) return distance / deviation + deviation / 2;
  return distance === 0 ? 0 : distance * Number.POSITIVE_INFINITY;
}

/** Black's (1976) value of an option on a forward, not discounted; strikes of 0 and below too. */
export function blackValue(
  kind: OptionKind,
  forward: number,
  strike: number,
  deviation: number,
): number {
  const sign = signOf(kind);
  if (strike <= 0) return Math.max(0, sign * (forward - strike));
  const d1 = blackMoneyness(forward, strike, deviation),
    d2 = d1 - deviation;
  const value = forward * normalDistribution(sign * d1) - strike * normalDistribution(sign * d2);
  return Math.max(0, sign * value);
}

/** Value today of one unit of money at expiry. */
export function discountOf({ rate, years }: Market): number {
  return exponential(-rate * years);
}

/** Expected spot at expiry in the pricing measure. */
export function forwardOf({ spot, rate, dividendYield, years }: Market): number {
  return spot * exponential((rate - dividendYield) * years);
}

/** Standard deviation of the logarithm of the spot at expiry. */
export function deviationOf({ volatility, years }: Market): number {
  return volatility * Math.sqrt(years);
}

/** Black-Scholes value of a European option. */
export function europeanValue(kind: OptionKind, strike: number, market: Market): number {
  const value = blackValue(kind, forwardOf(market), strike, deviationOf(market));
  return discountOf(market) * value;
}
