import * as v from "valibot";
import { check, rules } from "../check.ts";
import { blackScholes } from "./black-scholes.ts";
import { numberOr } from "./terms.ts";

/** The right to give `quantity2` of a second asset for `quantity1` of a first one. */
export interface MargrabeOptions {
  spot1: number;
  spot2: number;
  /** 1 by default. */
  quantity1?: number | undefined;
  /** 1 by default. */
  quantity2?: number | undefined;
  /** Years to expiry. */
  years: number;
  volatility1: number;
  volatility2: number;
  /** Of the logarithms of the two spots. */
  correlation: number;
  /** 0 by default. */
  dividendYield1?: number | undefined;
  /** 0 by default. */
  dividendYield2?: number | undefined;
  /** Interest: changes nothing, for the option is paid for with the second asset. 0 by default. */
  rate?: number | undefined;
}

/** Price and Greeks of an exchange option; theta is per year of passing time. */
export interface Margrabe {
  readonly price: number;
  readonly delta1: number;
  readonly delta2: number;
  readonly gamma1: number;
  readonly gamma2: number;
  /** Change of `delta1` by the second spot. */
  readonly crossGamma: number;
  readonly theta: number;
  /** Change of price by the rate: 0. */
  readonly rho: number;
  /** Change of price by the volatility of the ratio of the spots. */
  readonly vega: number;
}

export const correlationRule: v.GenericSchema<unknown, number> = v.pipe(
  rules.finite,
  v.check((value) => Math.abs(value) <= 1, "must be between -1 and 1"),
);

const schema = v.strictObject({
  spot1: rules.positive,
  spot2: rules.positive,
  quantity1: numberOr(rules.positive, 1),
  quantity2: numberOr(rules.positive, 1),
  years: rules.nonNegative,
  volatility1: rules.nonNegative,
  volatility2: rules.nonNegative,
  correlation: correlationRule,
  dividendYield1: numberOr(rules.finite, 0),
  dividendYield2: numberOr(rules.finite, 0),
  rate: numberOr(rules.finite, 0),
});

/**
 * Margrabe (1978), "The value of an option to exchange one asset for another": a call on the first
 * asset with the second one for money.
 */
export function margrabe(options: MargrabeOptions): Margrabe {
  const { spot1, spot2, quantity1, quantity2, years, ...terms } = check(schema, options, "options");
  const call = blackScholes({
    kind: "call",
    spot: quantity1 * spot1,
    strike: quantity2 * spot2,
    years,
    rate: terms.dividendYield2,
    dividendYield: terms.dividendYield1,
    volatility: ratioVolatility(terms.volatility1, terms.volatility2, terms.correlation),
  });
  const { price, delta, gamma, theta, vega, strikeDelta, strikeGamma } = call;
  return Object.freeze({
    price,
    delta1: quantity1 * delta,
    delta2: quantity2 * strikeDelta,
    gamma1: quantity1 ** 2 * gamma,
    gamma2: quantity2 ** 2 * strikeGamma,
    crossGamma: (-(quantity1 ** 2) * gamma * spot1) / spot2,
    theta,
    rho: 0,
    vega,
  });
}

/** Volatility of the ratio of two lognormal spots. */
export function ratioVolatility(first: number, second: number, correlation: number): number {
  // the square of first - second apart: exact where perfectly correlated assets move alike
  return Math.sqrt((first - second) ** 2 + 2 * (1 - correlation) * first * second);
}
