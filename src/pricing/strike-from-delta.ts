import * as v from "valibot";
import { check, rules } from "../check.ts";
import {
  exponential,
  logarithm,
  normalDensity,
  normalDistribution,
  normalQuantile,
} from "../core/functions.ts";
import { deviationOf, forwardOf } from "./black.ts";
import {
  conventionRule,
  type DeltaConvention,
  hedgeFactor,
  isPremiumAdjusted,
} from "./currency-delta.ts";
import { findRoot } from "./find-root.ts";
import { kindRule, type MarketTerms, marketRules, type OptionKind, signOf } from "./terms.ts";

/** A delta, its convention and the market. */
export interface StrikeFromDeltaOptions extends MarketTerms {
  kind: OptionKind;
  /** Negative for a put. */
  delta: number;
  /** `"spot"` by default. */
  convention?: DeltaConvention | undefined;
}

const schema = v.strictObject({
  ...marketRules,
  kind: kindRule,
  years: rules.positive,
  volatility: rules.positive,
  delta: rules.finite,
  convention: conventionRule,
});

/**
 * The strike at which an option has a delta: the inverse of `currencyDelta`. Premium-adjusted
 * deltas of calls rise and fall with the strike; the strike beyond the highest is meant, as on the
 * market. A `RangeError` for a delta that no strike has.
 */
export function strikeFromDelta(options: StrikeFromDeltaOptions): number {
  const { kind, delta, convention, ...market } = check(schema, options, "options");
  const sign = signOf(kind),
    deviation = deviationOf(market),
    share = (sign * delta) / hedgeFactor(convention, market);
  if (!(share > 0)) throw outOfReach(kind, delta);
  const distance = isPremiumAdjusted(convention)
    ? adjustedDistance(kind, share, deviation)
    : deviation * (deviation / 2 - sign * normalQuantile(share));
  const strike = forwardOf(market) * exponential(distance);
  if (!(strike > 0 && strike < Infinity)) throw outOfReach(kind, delta);
  return strike;
}

function outOfReach(kind: OptionKind, delta: number): RangeError {
  return new RangeError(`delta must be one that a ${kind} can have, got ${delta}`);
}

/** ln(strike / forward) where a premium-adjusted forward delta has the size `share`; NaN if none. */
function adjustedDistance(kind: OptionKind, share: number, deviation: number): number {
  const sign = signOf(kind);
  const surplus = (x: number) =>
    (exponential(x) / share) * normalDistribution(-sign * (x / deviation + deviation / 2)) - 1;
  const low = kind === "call" ? highestDelta(deviation) : logarithm(share);
  if (kind === "call" && surplus(low) < 0) return Number.NaN;
  let step = deviation;
  while (sign * surplus(low + step) > 0) step *= 2;
  return findRoot(surplus, low, low + step);
}

/** ln(strike / forward) where the premium-adjusted delta of a call is highest: n(d2) = v N(d2). */
function highestDelta(deviation: number): number {
  const slope = (d2: number) => deviation * normalDistribution(d2) - normalDensity(d2);
  const d2 = findRoot(slope, -deviation - 1, 40);
  return -deviation * (d2 + deviation / 2);
}
