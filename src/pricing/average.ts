import * as v from "valibot";
import { rules } from "../check.ts";
import { logarithm } from "../core/functions.ts";
import { type MarketTerms, numberOr, type OptionKind } from "./terms.ts";

/** An option on an average of spots, or one whose strike is the average. */
export interface AverageTerms extends MarketTerms {
  kind: OptionKind;
  /** `"average"`: a call pays the last spot less the average, a put the average less it. */
  strike: number | "average";
  /**
   * Years from now to each fixing to come, in order, none after expiry. Unless given the average
   * is continuous and runs to expiry.
   */
  fixings?: readonly number[] | undefined;
  /** Spots of fixings that are past; none by default. Only with `fixings`. */
  observed?: readonly number[] | undefined;
  /** Years since a continuous average began; 0 by default. */
  elapsed?: number | undefined;
  /** Average of the spots over the years elapsed; the spot by default. */
  average?: number | undefined;
}

/** Rules of what is averaged, to be spread into a schema. */
export const averageRules: {
  readonly strike: v.GenericSchema<unknown, number | "average">;
  readonly fixings: v.GenericSchema<unknown, number[] | undefined>;
  readonly observed: v.GenericSchema<unknown, number[] | undefined>;
  readonly elapsed: v.GenericSchema<unknown, number>;
  readonly average: v.GenericSchema<unknown, number | undefined>;
} = {
  strike: v.union([v.literal("average"), rules.nonNegative], 'must be a number or "average"'),
  fixings: v.optional(v.array(rules.nonNegative)),
  observed: v.optional(v.array(rules.positive)),
  elapsed: numberOr(rules.nonNegative, 0),
  average: v.optional(rules.positive),
};

/** What is averaged, as checked. */
export interface Average {
  readonly years: number;
  readonly spot: number;
  readonly fixings?: readonly number[] | undefined;
  readonly observed?: readonly number[] | undefined;
  readonly elapsed: number;
  readonly average?: number | undefined;
}

/** Errors of fixings that make no average, or that mix a continuous average with fixings. */
export function checkAverage({ fixings, observed, elapsed, average, years }: Average): void {
  if (fixings === undefined) {
    if (observed) throw new RangeError("observed is for an average of fixings, which are missing");
    return;
  }
  if (elapsed > 0 || average !== undefined) {
    throw new RangeError("elapsed and average are not options with fixings: give observed");
  }
  if (fixings.length + (observed?.length ?? 0) === 0) {
    throw new RangeError("fixings must not be empty without any observed");
  }
  fixings.forEach((time, i) => {
    if (time < (fixings[i - 1] ?? 0)) throw new RangeError(`fixings must be in order, got ${time}`);
    if (time > years) throw new RangeError(`fixings must not be after expiry, got ${time}`);
  });
}

/** Share of the average that is past, and the sum of what is past over the whole count or time. */
export function pastOf(terms: Average): { readonly share: number; readonly sum: number } {
  const { fixings, observed = [], elapsed, average, spot, years } = terms;
  if (fixings === undefined) {
    const share = elapsed === 0 ? 0 : elapsed / (elapsed + years);
    return { share, sum: share * (average ?? spot) };
  }
  const count = fixings.length + observed.length;
  const sum = observed.reduce((sum, value) => sum + value, 0);
  return { share: observed.length / count, sum: sum / count };
}

/** As `pastOf`, of logarithms: what a geometric average sums. */
export function pastLogarithmOf(terms: Average): number {
  const { fixings, observed = [], average, spot } = terms;
  if (fixings === undefined) return pastOf(terms).share * logarithm(average ?? spot);
  const sum = observed.reduce((sum, value) => sum + logarithm(value), 0);
  return sum / (fixings.length + observed.length);
}
