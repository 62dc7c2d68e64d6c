import * as v from "valibot";
import { check } from "../check.ts";
import { logarithm } from "../core/functions.ts";
import { arithmeticMoments } from "./arithmetic-moments.ts";
import { type AverageTerms, averageRules, checkAverage, pastOf } from "./average.ts";
import { blackValue, discountOf, forwardOf } from "./black.ts";
import { computed, kindRule, marketRules } from "./terms.ts";

/** An option on an arithmetic average, or with one for its strike. */
export interface AsianOptions extends AverageTerms {}

const schema = v.strictObject({ ...marketRules, kind: kindRule, ...averageRules });

/**
 * Approximate price of an arithmetic Asian option, of fixings or continuous: the average to come is
 * taken as lognormal with its own two moments. Levy (1992), "Pricing European average rate currency
 * options", and Turnbull and Wakeman (1991) for fixings; with an average strike, Levy (1997). Within
 * some 0.1 % of the spot while the volatility times the root of the years is below 0.3.
 */
export function asianPriceLevy(options: AsianOptions): number {
  const { kind, strike, ...terms } = check(schema, options, "options");
  checkAverage(terms);
  const past = pastOf(terms).sum,
    { mean, square, withSpot } = arithmeticMoments(terms),
    discount = discountOf(terms);
  const variance = mean > 0 ? Math.max(0, logarithm(square / mean ** 2)) : 0;
  if (strike !== "average") {
    if (mean === 0) return discount * blackValue(kind, past, strike, 0);
    return computed(discount * blackValue(kind, mean, strike - past, Math.sqrt(variance)));
  }
  const forward = forwardOf(terms);
  return computed(discount * exchangeValue());

  /** Last spot against the whole average, both taken as lognormal. */
  function exchangeValue(): number {
    const whole = mean + past;
    const wholeSquare = square + 2 * past * mean + past ** 2,
      product = withSpot + past * forward;
    const apart =
      terms.volatility ** 2 * terms.years +
      logarithm(wholeSquare / whole ** 2) -
      2 * logarithm(product / (forward * whole));
    return blackValue(kind, forward, whole, Math.sqrt(Math.max(0, apart)));
  }
}
