import * as v from "valibot";
import { check, rules } from "../check.ts";
import { mean } from "../numerics/sum.ts";
import { automaticBlock } from "./automatic-block.ts";
import { bootstrapMeans } from "./bootstrap-means.ts";
import { fraction } from "./options.ts";
import { stationaryBlocks } from "./stationary-blocks.ts";

export interface ModelConfidenceSetOptions {
  /** Losses in the same periods by names. */
  losses: Readonly<Record<string, ArrayLike<number>>>;
  /** Chance that a best one is left out; 0.1 unless given. */
  level?: number;
  /** Resamples; 1,000 unless given. */
  replicates?: number;
  /** Mean length of blocks; what suits the losses unless given. */
  meanBlock?: number;
  seed?: number;
}

/** The rivals that the data cannot tell from the best. */
export interface ModelConfidenceSet {
  /** With a chance of at least 1 - level all that are best. */
  readonly included: readonly string[];
  /** The level at which each would leave; 1 for the last. */
  readonly pValues: Readonly<Record<string, number>>;
  /** Worst first. */
  readonly order: readonly string[];
  readonly meanBlock: number;
}

const schema = v.object({
  level: v.optional(fraction, 0.1),
  replicates: v.optional(rules.count, 1000),
  meanBlock: v.optional(rules.positive),
  seed: v.optional(rules.nonNegative, 1),
});

/**
 * The model confidence set (Hansen, Lunde, Nason 2011): while the rivals left differ by the
 * statistic T_max, the greatest of (mean loss less the mean of all means) / its error, the one
 * that has it leaves. Errors and the distribution are those of a stationary bootstrap.
 */
export function modelConfidenceSet(options: ModelConfidenceSetOptions): ModelConfidenceSet {
  const { losses, ...rest } = options;
  const { level, replicates, meanBlock, seed } = check(schema, rest, "modelConfidenceSet");
  const names = Object.keys(losses),
    columns = Object.values(losses);
  const count = checkLosses(names, columns);
  const block = meanBlock ?? Math.max(...columns.map(automaticBlock));
  const means = columns.map((column) => mean(column));
  const sampler = stationaryBlocks(count, block, seed);
  const resampled = bootstrapMeans(columns, sampler, replicates);
  const pValues: Record<string, number> = {},
    order: string[] = [];
  let left = names.map((_, i) => i),
    highest = 0;
  while (left.length > 1) {
    const { pValue, worst } = compare(left, means, resampled);
    highest = Math.max(highest, pValue);
    pValues[names[worst]!] = highest;
    order.push(names[worst]!);
    left = left.filter((i) => i !== worst);
  }
  pValues[names[left[0]!]!] = 1;
  order.push(names[left[0]!]!);
  return Object.freeze({
    included: Object.freeze(names.filter((name) => pValues[name]! >= level)),
    pValues: Object.freeze(pValues),
    order: Object.freeze(order),
    meanBlock: block,
  });
}

/** Whether the rivals left are equal, and which is worst. */
function compare(
  left: readonly number[],
  means: readonly number[],
  resampled: readonly Float64Array[],
): { pValue: number; worst: number } {
  const apart = (of: ArrayLike<number>) => {
    const middle = left.reduce((sum, i) => sum + of[i]!, 0) / left.length;
    return left.map((i) => of[i]! - middle);
  };
  const own = apart(means);
  const shifts = resampled.map((row) => apart(row).map((value, place) => value - own[place]!));
  const errors = left.map((_, place) =>
    Math.sqrt(shifts.reduce((sum, shift) => sum + shift[place]! ** 2, 0) / shifts.length),
  );
  const over = (value: number, error: number) => (error > 0 ? value / error : 0);
  const statistics = own.map((value, place) => over(value, errors[place]!));
  const greatest = Math.max(...statistics);
  const beyond = shifts.filter(
    (shift) => Math.max(...shift.map((value, place) => over(value, errors[place]!))) >= greatest,
  ).length;
  return { pValue: beyond / shifts.length, worst: left[statistics.indexOf(greatest)]! };
}

function checkLosses(names: readonly string[], columns: readonly ArrayLike<number>[]): number {
  if (names.length === 0) throw new RangeError("losses must be of at least one model, got none");
  const count = columns[0]!.length;
  if (count < 2) throw new RangeError(`losses must be of at least 2 periods, got ${count}`);
  columns.forEach((column, i) => {
    if (column.length !== count) {
      throw new RangeError(`losses.${names[i]} has ${column.length} values, expected ${count}`);
    }
    for (let t = 0; t < count; t++) {
      if (Number.isFinite(column[t])) continue;
      throw new RangeError(
        `losses.${names[i]} of period ${t + 1} must be finite, got ${column[t]}`,
      );
    }
  });
  return count;
}
