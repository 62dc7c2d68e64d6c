import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponential, logarithm, normalDistribution } from "../core/functions.ts";
import { blackMoneyness, deviationOf, discountOf, forwardOf } from "./black.ts";
import { passageProbability } from "./first-passage.ts";
import { integrate } from "./integrate.ts";
import {
  computed,
  kindRule,
  type Market,
  type MarketTerms,
  marketRules,
  type OptionKind,
} from "./terms.ts";
import { weightedNormal } from "./weighted-normal.ts";

/** An option on the highest or the lowest spot, watched continuously. */
export interface LookbackOptions extends MarketTerms {
  kind: OptionKind;
  /**
   * A number: a call pays the highest spot less it, a put it less the lowest. `"floating"`: a call
   * pays the last spot less the lowest, a put the highest less the last.
   */
  strike: number | "floating";
  /** The lowest or highest spot so far, whichever the option is on; the spot by default. */
  extreme?: number | undefined;
}

const schema = v.strictObject({
  ...marketRules,
  kind: kindRule,
  strike: v.union([v.literal("floating"), rules.nonNegative], 'must be a number or "floating"'),
  extreme: v.optional(rules.positive),
});

/** Carry over half a variance: where it is less, formulas that divide by it lose too much. */
const SLIGHT = 1e-3;

/**
 * Price of a lookback option: Goldman, Sosin and Gatto (1979), "Path dependent options: buy at the
 * low, sell at the high", and Conze and Viswanathan (1991) for fixed strikes, through the expected
 * extreme; also without carry.
 */
export function lookbackPrice(options: LookbackOptions): number {
  const { kind, strike, extreme, ...market } = check(schema, options, "options");
  const { spot } = market,
    onHighest = (kind === "call") === (strike !== "floating"),
    soFar = extreme ?? spot;
  if (onHighest ? soFar < spot : soFar > spot) {
    const bound = onHighest ? "least" : "most";
    throw new RangeError(`extreme must be at ${bound} the spot ${spot}, got ${soFar}`);
  }
  const sign = onHighest ? 1 : -1,
    discount = discountOf(market);
  if (strike === "floating") {
    return computed(sign * discount * (expectedExtreme(sign, soFar, market) - forwardOf(market)));
  }
  const level = sign * Math.max(sign * soFar, sign * strike);
  if (level === 0) return 0;
  return computed(sign * discount * (expectedExtreme(sign, level, market) - strike));
}

/** Expected maximum of `level` and the spots to come, for `sign` 1; minimum for -1. */
function expectedExtreme(sign: 1 | -1, level: number, market: Market): number {
  const { spot, volatility, years, rate, dividendYield } = market;
  const carry = rate - dividendYield,
    forward = forwardOf(market),
    deviation = deviationOf(market);
  if (deviation === 0) return sign * Math.max(sign * level, sign * spot, sign * forward);
  const slope = (2 * carry) / volatility ** 2;
  if (Math.abs(slope) < SLIGHT) return integratedExtreme(sign, level, market);
  const d1 = blackMoneyness(forward, level, deviation),
    d2 = d1 - deviation;
  const reached = forward * (1 + 1 / slope) * normalDistribution(sign * d1);
  const reflected = weightedNormal(
    slope * logarithm(level / spot),
    sign * (d1 - (2 * carry * Math.sqrt(years)) / volatility),
  );
  return level * normalDistribution(-sign * d2) + reached - (spot / slope) * reflected;
}

/** The same as the level and what touching each level beyond it adds. */
function integratedExtreme(sign: 1 | -1, level: number, market: Market): number {
  const { spot, rate, dividendYield, volatility, years } = market,
    deviation = deviationOf(market);
  const drift = sign * (rate - dividendYield - volatility ** 2 / 2);
  const added = (distance: number) => {
    const probability = passageProbability({ distance, drift, volatility, years });
    return probability === 0 ? 0 : spot * exponential(sign * distance) * probability;
  };
  const near = sign * logarithm(level / spot),
    far = near + deviation * (9 + deviation);
  return level + sign * integrate(added, near, far, Math.ceil(16 + 4 * deviation));
}
