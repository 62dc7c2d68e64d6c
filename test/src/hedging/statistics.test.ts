import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hedgeRange } from "../../../src/core/hedging.ts";
import { estimate, type Measures, sample } from "../../../src/hedging/statistics.ts";
import { banded, plan, range, TRACKED, UNHEDGED } from "../../assembly/kernels/plan.ts";
import { normalStrategy, records, type Strategy } from "../../assembly/statistics/records.ts";
import { moments, near, within } from "../../sample.ts";

const test = suite("statistics");
const PATHS = 1 << 17;
const GROUPS = 256;
/** Relative standard error of a standard error from so many groups. */
const OWN_ERROR = 1 / Math.sqrt(2 * GROUPS);

const alone = normalStrategy(PATHS, 1);
const other = normalStrategy(PATHS, 2);
/** A hedge that leaves a tenth of the deviation, and noise of its own. */
const hedged: Strategy = [
  alone[0].map((x, path) => 0.1 * x + 0.05 * other[0][path]!),
  other[1].map((cost) => 0.3 + 0.1 * cost),
  other[2],
  other[3],
];
const all = sample(records([alone, hedged, other]), 3);
const of = (k: number, measure: keyof Measures) => estimate(all, (m) => m[k]![measure]);

test("measures are those of the sample", () => {
  const plain = moments(alone[0]);
  near(of(0, "mean").value, plain.mean);
  near(of(0, "standardDeviation").value, plain.deviation);
  near(of(0, "skewness").value, plain.skewness, 1e-11);
  near(of(0, "kurtosis").value, plain.kurtosis, 1e-11);
  near(of(1, "cost").value, moments(hedged[1]).mean);
  near(of(1, "turnover").value, moments(hedged[2]).mean);
  near(of(1, "trades").value, moments(hedged[3]).mean);
});

test("efficiency is the share of variance removed, and follows from two variances", () => {
  const before = moments(alone[0]).variance,
    after = moments(hedged[0]).variance,
    cost = moments(hedged[1]).mean;
  near(of(1, "efficiency").value, 1 - after / before);
  near(of(1, "varianceRemovedPerCost").value, (before - after) / cost);
  const removed = Math.sqrt(before) - Math.sqrt(after);
  near(of(1, "costPerDeviationRemoved").value, cost / removed);
  assert.is(of(0, "efficiency").value, 0);
  assert.is(of(0, "efficiency").standardError, 0);
});

// for normals: sd / sqrt(n), sd / sqrt(2 n), sqrt(6 / n), sqrt(24 / n)
const CLOSED_FORMS = { mean: 1, standardDeviation: 0.5, skewness: 6, kurtosis: 24 } as const;

for (const [measure, variance] of Object.entries(CLOSED_FORMS)) {
  test(`the standard error of the ${measure} of normals is its closed form`, () => {
    const { standardError } = of(0, measure as keyof typeof CLOSED_FORMS);
    within(standardError / Math.sqrt(variance / PATHS), 1, OWN_ERROR);
  });
}

test("the standard error of efficiency is its delta-method value", () => {
  // Var(s1/s0) of two variances of correlated normals: 4 (1 - r^2) / n times the squared ratio
  const ratio = 0.1 ** 2 + 0.05 ** 2,
    r = 0.1 / Math.sqrt(ratio);
  const expected = ratio * Math.sqrt((4 * (1 - r * r)) / PATHS);
  within(of(1, "efficiency").standardError / expected, 1, OWN_ERROR);
});

test("independent strategies differ by the root of the sum of squares", () => {
  const minus = estimate(all, (m) => m[0]!.mean - m[2]!.mean);
  within(minus.standardError / Math.sqrt(2 / PATHS), 1, OWN_ERROR);
});

test("strategies over the same paths differ by less than their own errors say", () => {
  const strategies = [UNHEDGED, TRACKED, banded(0.05)];
  const { records } = hedgeRange(plan({ strategies }), range(20_000));
  const real = sample(records, 3);
  for (const measure of ["mean", "standardDeviation", "cost", "efficiency"] as const) {
    const one = estimate(real, (m) => m[1]![measure]);
    const two = estimate(real, (m) => m[2]![measure]);
    const minus = estimate(real, (m) => m[1]![measure] - m[2]![measure]);
    near(minus.value, one.value - two.value);
    assert.ok(minus.standardError < Math.hypot(one.standardError, two.standardError), measure);
  }
});

test("standard errors are the spread over independent seeds", () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed);
  const strategies = [UNHEDGED, TRACKED, { ...TRACKED, every: 5 }, banded(0.1)];
  const studies = seeds.map((seed) =>
    sample(hedgeRange(plan({ seed, strategies }), range(1 << 14)).records, strategies.length),
  );
  const spreadError = 1 / Math.sqrt(2 * (seeds.length - 1));
  const measures: (keyof Measures)[] = [
    ...(["mean", "standardDeviation", "cost", "turnover", "efficiency"] as const),
    ...(["varianceRemovedPerCost", "costPerDeviationRemoved"] as const),
  ];
  for (const measure of measures) {
    for (const k of [1, 2, 3]) {
      const found = studies.map((study) => estimate(study, (m) => m[k]![measure]));
      const spread = moments(found.map(({ value }) => value)).deviation;
      const told = moments(found.map(({ standardError }) => standardError)).mean;
      within(spread / told, 1, spreadError, `${measure} of ${k}`);
    }
  }
});

test("standard errors fall as the square root of the number of paths", () => {
  const error = (paths: number, measure: keyof Measures) =>
    estimate(sample(hedgeRange(plan(), range(paths)).records, 2), (m) => m[1]![measure])
      .standardError;
  for (const measure of ["mean", "efficiency", "cost"] as const) {
    within(
      error(1 << 17, measure) / error(1 << 15, measure),
      0.5,
      0.5 * Math.sqrt(1 / 128 + 1 / 512),
    );
  }
});

test.run();
