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
  const n = without.length,
    parts = new Float64Array(n);
  let sum = 0,
    squares = 0;
  for (let i = 0; i < n; i++) sum += parts[i] = statistic(without[i]!);
  for (let i = 0; i < n; i++) squares += (parts[i]! - sum / n) ** 2;
  return { value: statistic(all), standardError: Math.sqrt(((n - 1) / n) * squares) };
}

/** The numbers of a record: of each strategy the count, four moments and eight means. */
function measures(record: Float64Array, strategies: number, currency: number): Measures[] {
  const length = recordLength(1);
  const variance = (k: number) => record[k * length + 2]! / (record[k * length]! - 1);
  return Array.from({ length: strategies }, (_, k) => {
    const number = (place: number) => record[k * length + place]!;
    const alone = variance(k - (k % currency)),
      own = variance(k),
      deviation = Math.sqrt(own),
      count = number(0),
      spread = number(2) / count,
      cost = number(5);
    return {
      mean: number(1),
      standardDeviation: deviation,
      skewness: number(3) / count / spread ** 1.5,
      kurtosis: number(4) / count / spread ** 2,
      cost,
      turnover: number(6),
      trades: number(7),
      impact: number(8),
      funding: number(9),
      capital: number(10),
      fee: number(11),
      spread: number(12),
      efficiency: 1 - own / alone,
      varianceRemovedPerCost: (alone - own) / cost,
      costPerDeviationRemoved: cost / (Math.sqrt(alone) - deviation),
    };
  });
}

function split(records: Float64Array, length: number): Float64Array[] {
  const count = records.length / length;
  return Array.from({ length: count }, (_, i) => records.subarray(i * length, (i + 1) * length));
}
