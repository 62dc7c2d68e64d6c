import * as v from "valibot";
import { check, rules } from "../check.ts";

/** What one day's calibrations say; rates and variances a year. */
export interface SegmentDay {
  /** Volatility of Black and Scholes that fits the day's option prices best. */
  readonly volatility: number;
  /** SVCJ as it fits them. */
  readonly variance: number;
  readonly meanReversion: number;
  readonly longVariance: number;
  readonly volatilityOfVariance: number;
  readonly correlation: number;
  readonly jumpsPerYear: number;
  readonly jumpMean: number;
  readonly jumpDeviation: number;
  readonly varianceJumpMean: number;
  /** Deviation of the next daily return that GARCH(1,1) foresees. */
  readonly deviation: number;
}

/** A time of the study: the call sold at its start, and what was calibrated day by day. */
export interface Segment {
  readonly name: string;
  /** First day, UTC. */
  readonly start: string;
  readonly spot: number;
  readonly strike: number;
  /** Strike of the call that gamma and vega are hedged with. */
  readonly secondStrike: number;
  /** What is received for the call, by days to its expiry. */
  readonly premiums: Readonly<Record<string, number>>;
  /** Day 0 is the first; a hedge over n days reads days 0 to n - 1, paths days 1 to n. */
  readonly days: readonly SegmentDay[];
  /** Daily returns of the segment over the deviation foreseen, ascending. */
  readonly residuals: readonly number[];
}

const correlation = v.pipe(
  rules.finite,
  v.check((rho) => Math.abs(rho) <= 1, "must lie between -1 and 1"),
);

const day = v.strictObject({
  volatility: rules.positive,
  variance: rules.nonNegative,
  meanReversion: rules.nonNegative,
  longVariance: rules.nonNegative,
  volatilityOfVariance: rules.nonNegative,
  correlation,
  jumpsPerYear: v.pipe(
    rules.nonNegative,
    v.check((jumps) => jumps <= 365, "must be at most 365, one jump a day"),
  ),
  jumpMean: rules.finite,
  jumpDeviation: rules.nonNegative,
  varianceJumpMean: rules.nonNegative,
  deviation: rules.nonNegative,
});

const schema = v.strictObject({
  name: v.string(),
  start: v.string(),
  spot: rules.positive,
  strike: rules.positive,
  secondStrike: rules.positive,
  premiums: v.record(v.string(), rules.positive),
  days: v.pipe(v.array(day), v.minLength(1, "must have at least one day")),
  residuals: v.pipe(v.array(rules.finite), v.minLength(1, "must have at least one value")),
});

/** A segment of one's own, checked and frozen. */
export function segment(options: Segment): Segment {
  return check(schema, options, "segment");
}
