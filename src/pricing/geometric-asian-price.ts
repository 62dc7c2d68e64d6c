import * as v from "valibot";
import { check } from "../check.ts";
import { exponential, logarithm } from "../core/functions.ts";
import {
  type AverageTerms,
  averageRules,
  checkAverage,
  pastLogarithmOf,
  pastOf,
} from "./average.ts";
import { blackValue, discountOf, forwardOf } from "./black.ts";
import { kindRule, type Market, marketRules } from "./terms.ts";

/** An option on a geometric average, or with one for its strike. */
export interface GeometricAsianOptions extends AverageTerms {}

const schema = v.strictObject({ ...marketRules, kind: kindRule, ...averageRules });

/**
 * Price of a geometric Asian option, of fixings or continuous, exact: the average is lognormal,
 * Kemna and Vorst (1990), "A pricing method for options based on average asset values". With an
 * average strike it is an exchange of two lognormal assets. The control variate of the arithmetic.
 */
export function geometricAsianPrice(options: GeometricAsianOptions): number {
  const { kind, strike, ...terms } = check(schema, options, "options");
  checkAverage(terms);
  const { spot, rate, dividendYield, volatility, years } = terms,
    { time, variance } = timesOf(terms),
    share = 1 - pastOf(terms).share;
  const drift = rate - dividendYield - volatility ** 2 / 2;
  const mean = pastLogarithmOf(terms) + share * logarithm(spot) + drift * time,
    average = exponential(mean + (volatility ** 2 * variance) / 2);
  if (strike !== "average") {
    const value = blackValue(kind, average, strike, volatility * Math.sqrt(variance));
    return discountOf(terms) * value;
  }
  // variance of the logarithm of the last spot over the average; the covariance is that of `time`
  const apart = volatility * Math.sqrt(Math.max(0, years + variance - 2 * time));
  return discountOf(terms) * blackValue(kind, forwardOf(terms), average, apart);
}

/** Mean of the Brownian motion's clock in the average, and the variance of its mean, per variance. */
function timesOf(terms: Market & Parameters<typeof pastOf>[0]) {
  const { fixings, observed = [], years } = terms;
  const share = 1 - pastOf(terms).share;
  if (fixings === undefined)
    return { time: (share * years) / 2, variance: (share ** 2 * years) / 3 };
  const count = fixings.length + observed.length;
  let time = 0,
    variance = 0;
  fixings.forEach((t, i) => {
    time += t / count;
    // the smaller of two times is t for itself and twice for each of those after it
    variance += (t * (2 * (fixings.length - i) - 1)) / count ** 2;
  });
  return { time, variance };
}
