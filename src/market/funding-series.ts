import * as v from "valibot";
import { check, freeze, rules } from "../check.ts";
import type { Estimate } from "../estimate.ts";
import { YEAR } from "./make-chain.ts";
import { median } from "./median.ts";
import { showTime } from "./parse-time.ts";
import type { Gap } from "./price-series.ts";

/** Funding rates of a perpetual over time, ascending and checked. Nothing is ever filled in. */
export interface FundingSeries {
  readonly name: string;
  /** UTC milliseconds, strictly ascending. */
  readonly times: readonly number[];
  /** Fractions of the position that longs pay to shorts at each time. */
  readonly rates: readonly number[];
  /** Median spacing, milliseconds, to the nearest minute. */
  readonly interval: number;
  /** The time that one rate is for, milliseconds. */
  readonly rateInterval: number;
  /** Stretches without a rate over one and a half intervals. */
  readonly gaps: readonly Gap[];
  /** Times that came more than once with one rate; the first row was kept. */
  readonly duplicates: readonly number[];
  readonly notes: readonly string[];
}

export interface FundingSeriesOptions {
  readonly name: string;
  readonly times: readonly number[];
  readonly rates: readonly number[];
  /** Hours that one rate is for, 8 where days have means of eight-hour rates; the spacing by default. */
  readonly rateHours?: number | undefined;
  readonly notes?: readonly string[] | undefined;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const schema = v.strictObject({
  name: v.string(),
  times: v.array(rules.finite),
  rates: v.array(rules.finite),
  rateHours: v.optional(rules.positive),
  notes: v.optional(v.array(v.string()), []),
});

/**
 * A funding series from two columns, in any order. A time that comes twice with one rate is dropped
 * once and reported in `duplicates`, with two rates it is an error. Times of eight-hour funding that
 * are not at 00:00, 08:00 and 16:00 UTC are noted: many files have them in another zone.
 */
export function fundingSeries(options: FundingSeriesOptions): FundingSeries {
  const { name, times, rates, rateHours, notes } = check(schema, options, "options");
  if (times.length !== rates.length)
    throw new RangeError(`rates has ${rates.length} values, expected ${times.length}`);
  const rows = times.map((time, i) => ({ time, rate: rates[i]! })).sort((a, b) => a.time - b.time);
  const duplicates: number[] = [];
  const kept = rows.filter(({ time, rate }, i) => {
    const before = rows[i - 1];
    if (before?.time !== time) return true;
    if (before.rate !== rate)
      throw new RangeError(
        `${name}: a time must have one rate, got ${before.rate} and ${rate} at ${showTime(time)}`,
      );
    duplicates.push(time);
    return false;
  });
  if (kept.length < 2)
    throw new RangeError(`${name}: a funding series needs at least 2 rows, got ${kept.length}`);
  const moments = kept.map(({ time }) => time);
  const spacings = moments.slice(1).map((time, i) => time - moments[i]!);
  const interval = Math.round(median(spacings) / MINUTE) * MINUTE || median(spacings);
  return freeze({
    name,
    times: moments,
    rates: kept.map(({ rate }) => rate),
    interval,
    rateInterval: rateHours === undefined ? interval : rateHours * HOUR,
    gaps: spacings.flatMap((spacing, i) =>
      spacing > 1.5 * interval ? [{ from: moments[i]!, to: moments[i + 1]! }] : [],
    ),
    duplicates,
    notes: [...notes, ...offGrid(moments, interval)],
  });
}

/** A note where most eight-hour times are off the hours of the exchanges. */
function offGrid(times: readonly number[], interval: number): string[] {
  if (interval !== 8 * HOUR) return [];
  const off = median(times.map((time) => Math.round((time % interval) / HOUR) % 8));
  return off === 0
    ? []
    : [`times are ${off} h after 00:00, 08:00 and 16:00 UTC: set utcOffset if they are of a zone`];
}

/** What a funding series says of the cost of a position. */
export interface FundingStatistics {
  readonly count: number;
  /** Paid by longs over a year of 365 days, a fraction; negative where they receive. */
  readonly annualMean: Estimate;
  /** Standard deviation of a single rate. */
  readonly deviation: number;
  readonly least: number;
  readonly greatest: number;
  /** Share of the times at which longs paid. */
  readonly positiveShare: number;
  /** Correlation of a rate with the one 1, 2, ... intervals later. */
  readonly autocorrelation: readonly number[];
}

export interface FundingStatisticsOptions {
  /** How many autocorrelations, and how far the error of the mean counts them; 30 by default. */
  readonly lags?: number | undefined;
}

/**
 * Mean, spread and memory of funding. Rates follow each other closely, so the standard error of the
 * mean is that of Newey and West 1987 with `lags` weights falling to 0; where memory is longer it is
 * too small. Lags count rows, as if there were no gaps.
 */
export function fundingStatistics(
  series: FundingSeries,
  { lags = 30 }: FundingStatisticsOptions = {},
): FundingStatistics {
  check(rules.count, lags, "lags");
  const { rates, rateInterval } = series;
  const count = rates.length;
  if (count <= lags)
    throw new RangeError(`lags must be below the ${count} rates there are, got ${lags}`);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / count;
  const covariance = (lag: number) => {
    let sum = 0;
    for (let i = lag; i < count; i++) sum += (rates[i]! - mean) * (rates[i - lag]! - mean);
    return sum / count;
  };
  const variance = covariance(0);
  const covariances = Array.from({ length: lags }, (_, i) => covariance(i + 1));
  const long = covariances.reduce(
    (sum, c, i) => sum + 2 * (1 - (i + 1) / (lags + 1)) * c,
    variance,
  );
  const year = YEAR / rateInterval;
  return freeze({
    count,
    annualMean: { value: mean * year, standardError: Math.sqrt(long / count) * year },
    deviation: Math.sqrt((variance * count) / (count - 1)),
    least: rates.reduce((a, b) => Math.min(a, b)),
    greatest: rates.reduce((a, b) => Math.max(a, b)),
    positiveShare: rates.filter((rate) => rate > 0).length / count,
    autocorrelation: covariances.map((c) => (variance > 0 ? c / variance : 0)),
  });
}
