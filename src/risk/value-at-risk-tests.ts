import * as v from "valibot";
import { check, rules } from "../check.ts";
import { logarithm } from "../core/functions.ts";
import { chiSquaredTail } from "./chi-squared.ts";
import { confidenceSchema } from "./tail-risk.ts";

/** A statistic and the probability of a greater one where the model is right. */
export interface RiskTest {
  readonly statistic: number;
  readonly probability: number;
}

export interface KupiecOptions {
  /** Days with a loss above the value at risk. */
  readonly hits: number;
  readonly days: number;
  /** 0.99 unless given. */
  readonly confidence?: number;
}

const whole = v.pipe(
  rules.nonNegative,
  v.check((value) => Number.isSafeInteger(value), "must be a whole number from 0"),
);
const schema = v.pipe(
  v.strictObject({ hits: whole, days: rules.count, confidence: confidenceSchema }),
  v.check(({ hits, days }) => hits <= days, "must have at most as many hits as days"),
);

/**
 * Whether hits are as frequent as promised: the likelihood ratio against any other frequency,
 * chi-squared with 1 degree of freedom (Kupiec 1995, "Techniques for verifying the accuracy of risk
 * measurement models").
 */
export function kupiecTest(options: KupiecOptions): RiskTest {
  const { hits, days, confidence } = check(schema, options, "options");
  return uncovered(hits, days, 1 - confidence);
}

/** Likelihood ratio of a frequency, inputs trusted. */
export function uncovered(hits: number, days: number, tail: number): RiskTest {
  const own = bernoulli(hits, days, hits / days),
    promised = bernoulli(hits, days, tail);
  return tested(2 * (own - promised), 1);
}

/** Logarithm of the likelihood of `hits` in `days`, their order given. */
function bernoulli(hits: number, days: number, probability: number): number {
  const part = (count: number, p: number) => (count === 0 ? 0 : count * logarithm(p));
  return part(hits, probability) + part(days - hits, 1 - probability);
}

function tested(ratio: number, degrees: 1 | 2): RiskTest {
  const statistic = Math.max(0, ratio);
  return Object.freeze({ statistic, probability: chiSquaredTail(statistic, degrees) });
}

export interface KupiecRegionOptions {
  readonly days: number;
  /** 0.99 unless given. */
  readonly confidence?: number;
  /** Probability of rejecting a right model; 0.05 unless given. */
  readonly size?: number;
}

const regionSchema = v.strictObject({
  days: rules.count,
  confidence: confidenceSchema,
  size: v.optional(
    v.pipe(
      rules.positive,
      v.check((size) => size < 1, "must be below 1"),
    ),
    0.05,
  ),
});

/** The fewest and the most hits at which Kupiec's test does not reject. */
export function kupiecRegion(options: KupiecRegionOptions): {
  readonly fewest: number;
  readonly most: number;
} {
  const { days, confidence, size } = check(regionSchema, options, "options");
  const accepted = (hits: number) => uncovered(hits, days, 1 - confidence).probability >= size;
  // the ratio falls to the expected number of hits and rises from there
  const nearest = Math.min(days, Math.round(days * (1 - confidence)));
  let [fewest, most] = [nearest, nearest];
  while (fewest > 0 && accepted(fewest - 1)) fewest--;
  while (most < days && accepted(most + 1)) most++;
  return Object.freeze({ fewest, most });
}

/** Christoffersen's three tests. */
export interface ChristoffersenTest {
  /** Kupiec's, on the days that have one before them. */
  readonly coverage: RiskTest;
  /** Whether a hit is as likely after a hit as after none; 1 degree of freedom. */
  readonly independence: RiskTest;
  /** Both at once, 2 degrees of freedom. */
  readonly conditional: RiskTest;
  /** Days by the day before and the day itself: quiet or hit. */
  readonly transitions: readonly [
    readonly [quiet: number, hit: number],
    readonly [quiet: number, hit: number],
  ];
}

export interface ChristoffersenOptions {
  /** Day by day: whether the loss was above the value at risk. */
  readonly hits: readonly boolean[];
  /** 0.99 unless given. */
  readonly confidence?: number;
}

const hitsSchema = v.strictObject({
  hits: v.pipe(v.array(v.boolean()), v.minLength(2, "must have 2 or more days")),
  confidence: confidenceSchema,
});

/**
 * Whether hits come alone: likelihood ratios against a chain in which today's hit depends on
 * yesterday's (Christoffersen 1998, "Evaluating interval forecasts"). All three are conditional on
 * the first day, so that coverage and independence add up.
 */
export function christoffersenTest(options: ChristoffersenOptions): ChristoffersenTest {
  const { hits, confidence } = check(hitsSchema, options, "options");
  const counts: [[number, number], [number, number]] = [
    [0, 0],
    [0, 0],
  ];
  for (let t = 1; t < hits.length; t++) counts[hits[t - 1] ? 1 : 0][hits[t] ? 1 : 0]++;
  const days = hits.length - 1,
    all = counts[0][1] + counts[1][1];
  const own = (count: number, of: number) => (of === 0 ? 0 : bernoulli(count, of, count / of));
  const chain = counts.reduce((sum, [quiet, hit]) => sum + own(hit, quiet + hit), 0);
  const coverage = uncovered(all, days, 1 - confidence),
    independence = tested(2 * (chain - own(all, days)), 1);
  return Object.freeze({
    coverage,
    independence,
    conditional: tested(coverage.statistic + independence.statistic, 2),
    transitions: counts,
  });
}
