import * as v from "valibot";
import { check, rules } from "../check.ts";
import { blackScholes } from "./black-scholes.ts";
import { kindRule, numberOr, type OptionKind } from "./terms.ts";

/** An option on a forward or a future. */
export interface Black76Options {
  kind: OptionKind;
  forward: number;
  strike: number;
  /** Years to expiry. */
  years: number;
  /** A year, as a fraction. */
  volatility: number;
  /** Interest, continuous, per year; 0 by default. */
  rate?: number | undefined;
}

/** Price and Greeks of an option on a forward; changes by time are per year of passing time. */
export interface Black76 {
  readonly price: number;
  /** Change of price by the forward. */
  readonly delta: number;
  readonly gamma: number;
  /** For a change of volatility by one. */
  readonly vega: number;
  readonly theta: number;
  /** Change of price by the rate, the forward held. */
  readonly rho: number;
  /** Change of delta by volatility. */
  readonly vanna: number;
  /** Change of vega by volatility. */
  readonly volga: number;
  /** Change of delta with passing time. */
  readonly charm: number;
}

const schema = v.strictObject({
  kind: kindRule,
  forward: rules.positive,
  strike: rules.positive,
  years: rules.nonNegative,
  volatility: rules.nonNegative,
  rate: numberOr(rules.finite, 0),
});

/** Black (1976), "The pricing of commodity contracts": an option on a forward, paid for today. */
export function black76(options: Black76Options): Black76 {
  const { forward, ...rest } = check(schema, options, "options");
  const greeks = blackScholes({ ...rest, spot: forward, dividendYield: rest.rate });
  const { price, delta, gamma, vega, theta, vanna, volga, charm } = greeks;
  const rho = rest.years === 0 ? 0 : -rest.years * price;
  return Object.freeze({ price, delta, gamma, vega, theta, rho, vanna, volga, charm });
}
