import * as v from "valibot";
import { check, rules } from "../check.ts";
import { normalDistribution } from "../core/functions.ts";
import { normals } from "../core/noise.ts";
import type { Estimate } from "../estimate.ts";
import { type Innovations, innovationsSchema } from "../models/innovations.ts";
import { chance } from "./chance.ts";
import { type LowerTailShape, lowerTailShape } from "./lower-tail-shape.ts";
import { confidenceSchema } from "./tail-risk.ts";

/** A statistic and the estimated probability of one as bad where the model is right. */
export interface SimulatedTest {
  /** 0 is expected; negative where risk was understated. `null` where there is no hit to judge by. */
  readonly statistic: number | null;
  readonly probability: Estimate | null;
}

/** Two tests of expected shortfall. */
export interface AcerbiSzekelyTest {
  readonly hits: number;
  /** Whether losses beyond the value at risk are as great as foreseen, given that they happen. */
  readonly conditional: SimulatedTest;
  /** Whether they are as great and as frequent. */
  readonly unconditional: SimulatedTest;
}

export interface AcerbiSzekelyOptions {
  /** Profits, day by day. */
  readonly profits: readonly number[];
  /** Foreseen the day before, positive. */
  readonly valuesAtRisk: readonly number[];
  readonly expectedShortfalls: readonly number[];
  /** 0.975 unless given, as Basel asks for expected shortfall. */
  readonly confidence?: number;
  /** Shape of profits in the model that is tested, of mean 0; normal unless given. */
  readonly innovations?: Innovations;
  /** Histories that the probabilities come from, 10,000 unless given. */
  readonly paths?: number;
  /** 1 unless given. */
  readonly seed?: number;
}

const series = v.array(rules.finite);
const positives = v.array(rules.positive);
const schema = v.strictObject({
  profits: v.pipe(series, v.minLength(1, "must have at least one day")),
  valuesAtRisk: positives,
  expectedShortfalls: positives,
  confidence: v.optional(confidenceSchema.wrapped, 0.975),
  innovations: v.optional(innovationsSchema, { type: "normal" } as const),
  paths: v.optional(rules.count, 10_000),
  seed: v.optional(rules.nonNegative, 1),
});

/** Stream of the words that simulated histories are made from. */
const STREAM = 65;

/**
 * Acerbi and Szekely (2014), "Back-testing expected shortfall", tests 1 and 2: the mean of
 * profit / shortfall over hits, plus 1; and its sum over hits by the expected number of them, plus
 * 1. Both are 0 on average where the model is right. In a family of one shape and mean 0 profits
 * over shortfalls have one distribution whatever the day's scale, and the probability of a
 * statistic as low is found by simulating it.
 */
export function acerbiSzekelyTest(options: AcerbiSzekelyOptions): AcerbiSzekelyTest {
  const given = check(schema, options, "options");
  const { profits, valuesAtRisk, expectedShortfalls, confidence } = given;
  const days = profits.length,
    tail = 1 - confidence;
  for (const [name, values] of Object.entries({ valuesAtRisk, expectedShortfalls })) {
    if (values.length !== days) {
      throw new RangeError(`${name} has ${values.length} values, expected ${days}`);
    }
  }
  let [hits, sum] = [0, 0];
  profits.forEach((profit, t) => {
    if (profit >= -valuesAtRisk[t]!) return;
    hits++;
    sum += profit / expectedShortfalls[t]!;
  });
  const first = hits > 0 ? sum / hits + 1 : null,
    second = sum / (days * tail) + 1;
  const shape = lowerTailShape(given.innovations, tail);
  const histories = simulate(shape, days, tail, given.paths, given.seed);
  const share = (statistic: number | null, simulated: readonly number[]): SimulatedTest => ({
    statistic,
    probability: statistic === null ? null : frequency(simulated, statistic),
  });
  return Object.freeze({
    hits,
    conditional: share(first, histories.conditional),
    unconditional: share(second, histories.unconditional),
  });
}

/** Histories simulated at a time. */
const CHUNK = 512;

/** Both statistics of histories of a right model; those of the first where there is a hit. */
function simulate(
  { quantile, expectedShortfall }: LowerTailShape,
  days: number,
  tail: number,
  paths: number,
  seed: number,
) {
  const conditional: number[] = [],
    unconditional: number[] = [];
  for (let firstPath = 0; firstPath < paths; firstPath += CHUNK) {
    const count = Math.min(CHUNK, paths - firstPath);
    const noise = normals({ paths: count, steps: days, firstPath, stream: STREAM, seed });
    for (let path = 0; path < count; path++) {
      let [hits, sum] = [0, 0];
      for (let day = 0; day < days; day++) {
        const p = normalDistribution(noise[day * count + path]!);
        if (p >= tail) continue;
        hits++;
        sum += quantile(p) / expectedShortfall;
      }
      if (hits > 0) conditional.push(sum / hits + 1);
      unconditional.push(sum / (days * tail) + 1);
    }
  }
  return { conditional, unconditional };
}

/** How often a simulated statistic is as low; the error is never 0, as chances are not. */
function frequency(simulated: readonly number[], statistic: number): Estimate | null {
  const count = simulated.length;
  if (count === 0) return null;
  const low = simulated.filter((value) => value <= statistic).length;
  return chance(low, count);
}
