import { leaveOneOut, mergeRecords, recordLength } from "../core/hedging.ts";
import type { Estimate } from "../estimate.ts";

/** Groups of blocks that standard errors are made from; their own relative error is about 4 %. */
const GROUPS = 256;

/** What the record of a set of paths says about one strategy, set against the book alone. */
export interface Measures {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly skewness: number;
  readonly kurtosis: number;
  readonly cost: number;
  readonly turnover: number;
  readonly trades: number;
  readonly impact: number;
  readonly funding: number;
  readonly capital: number;
  readonly fee: number;
  readonly spread: number;
  readonly efficiency: number;
  readonly varianceRemovedPerCost: number;
  readonly costPerDeviationRemoved: number;
}

/** Measures of each strategy on all paths, and on all paths but one group, for every group. */
export interface Sample {
  readonly all: readonly Measures[];
  readonly without: readonly (readonly Measures[])[];
}

/**
 * Records of blocks, in the order of the paths, turned into measures. The first of every `currency`
 * strategies is the book alone, which the rest of them are set against.
 */
export function sample(
  records: Float64Array,
  strategies: number,
  currency: number = strategies,
): Sample {
  const length = recordLength(strategies);
  const groups = mergeRecords(records, strategies, GROUPS);
  const [total, ...parts] = split(leaveOneOut(groups, strategies), length);
  return {
    all: measures(total!, strategies, currency),
    without: parts.map((record) => measures(record, strategies, currency)),
  };
}

/**
 * A smooth function of the measures and its standard error, by the jackknife over groups of paths
 * (Efron, Tibshirani 1993, chapter 11): consistent for ratios and differences alike, paired because
 * all strategies saw the same paths.
 */
export function estimate(
  { all, without }: Sample,
  statistic: (measures: readonly Measures[]) => number,
): Estimate {
  const parts = without.map(statistic),
    n = parts.length;
  const mean = parts.reduce((sum, part) => sum + part, 0) / n;
  const squares = parts.reduce((sum, part) => sum + (part - mean) ** 2, 0);
  return { value: statistic(all), standardError: Math.sqrt(((n - 1) / n) * squares) };
}

function measures(record: Float64Array, strategies: number, currency: number): Measures[] {
  const length = recordLength(1);
  const part = (k: number) => record.subarray(k * length, (k + 1) * length);
  return Array.from({ length: strategies }, (_, k) => {
    const alone = variance(part(k - (k % currency)));
    const [count, mean, second, third, fourth, cost, turnover, trades, ...rest] = part(
      k,
    ) as unknown as Part;
    const [impact, funding, capital, fee, halfSpread] = rest;
    const own = variance(part(k)),
      deviation = Math.sqrt(own),
      spread = second / count;
    return {
      mean,
      standardDeviation: deviation,
      skewness: third / count / spread ** 1.5,
      kurtosis: fourth / count / spread ** 2,
      cost,
      turnover,
      trades,
      impact,
      funding,
      capital,
      fee,
      spread: halfSpread,
      efficiency: 1 - own / alone,
      varianceRemovedPerCost: (alone - own) / cost,
      costPerDeviationRemoved: cost / (Math.sqrt(alone) - deviation),
    };
  });
}

/** The numbers of one strategy in a record: five moments, eight means. */
type Part = [
  ...[number, number, number, number, number, number, number, number],
  ...[number, number, number, number, number],
];

/** Unbiased variance of profit. */
function variance(part: Float64Array): number {
  return part[2]! / (part[0]! - 1);
}

function split(records: Float64Array, length: number): Float64Array[] {
  const count = records.length / length;
  return Array.from({ length: count }, (_, i) => records.subarray(i * length, (i + 1) * length));
}
