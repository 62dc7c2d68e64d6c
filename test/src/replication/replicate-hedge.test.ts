import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalQuantile } from "../../../src/core/functions.ts";
import { lowerTails } from "../../../src/core/tail.ts";
import { published } from "../../../src/replication/published.ts";
import {
  type HedgeReplication,
  type ReplicateHedgeOptions,
  replicateHedge,
} from "../../../src/replication/replicate-hedge.ts";
import { replicateStudy } from "../../../src/replication/replicate-study.ts";
import { segments } from "../../../src/replication/segments.ts";
import { moments, near, within } from "../../sample.ts";

const test = suite("replicate hedge");
const SEGMENTS = ["BULLISH", "CALM", "COVID"] as const;
const MEASURES = ["hedgeError", "es5", "es95"] as const;
const CODED = { payoffAtPreviousDay: true, correlationOfShocks: true };

/** Published numbers are of one run of 100,000 paths, and rounded. */
const RUN = 100_000;
const ROUNDED = 0.005;

type Measure = (typeof MEASURES)[number];

/** Every measure is within two deviations of one such run of what was published. */
function asPublished(cell: HedgeReplication, measures: readonly Measure[]): void {
  const paper = published(cell)!;
  for (const measure of measures) {
    const { value, standardError } = cell[measure];
    const run = standardError * Math.sqrt(cell.paths / RUN);
    const off = Math.abs(value - paper[measure]);
    const told = `${cell.segment} ${measure}: ${value}, published ${paper[measure]}, run ${run}`;
    assert.ok(off <= 2 * run + ROUNDED, told);
  }
}

for (const segment of SEGMENTS) {
  test(`the code's slips give what was published of ${segment} in the SVCJ market`, () => {
    asPublished(replicateHedge({ segment, quirks: CODED, paths: 200_000 }), MEASURES);
  });
}

// Table of the study, 30 days, calibrations that are at hand; the authors marked the second call on
// a smile that is not, so that BULLISH, where the two calls' volatilities differ, is left out.
const OTHERS: readonly [ReplicateHedgeOptions, readonly Measure[]][] = [
  [{ segment: "CALM", strategy: "deltaGamma", paths: 500_000 }, MEASURES],
  [{ segment: "COVID", strategy: "deltaGamma" }, ["hedgeError", "es95"]],
  [{ segment: "CALM", market: "KDE", strategy: "svcjMinimumVariance" }, MEASURES],
  [{ segment: "CALM", market: "KDE" }, MEASURES],
];
for (const [cell, measures] of OTHERS) {
  const { segment, market = "SVCJ", strategy = "delta" } = cell;
  test(`so do ${measures.join(", ")} of ${strategy} of ${segment} in ${market}`, () => {
    asPublished(replicateHedge({ ...cell, quirks: CODED }), measures);
  });
}

test("the KDE market gives the hedge errors of an independent run", () => {
  const independent = { BULLISH: 63.27, CALM: 25.48, COVID: 29.9 };
  for (const segment of SEGMENTS) {
    const { hedgeError } = replicateHedge({ segment, market: "KDE", quirks: CODED });
    // both are runs of 100,000 paths
    within(hedgeError.value, independent[segment], Math.SQRT2 * hedgeError.standardError, segment);
  }
});

test("a payoff at expiry leaves less hedge error than one a day early, in all cells", () => {
  for (const segment of SEGMENTS) {
    for (const market of ["SVCJ", "KDE"] as const) {
      for (const strategy of ["delta", "deltaGamma", "svcjDelta"] as const) {
        const of = { segment, market, strategy, paths: 20_000 };
        const early = replicateHedge({ ...of, quirks: { payoffAtPreviousDay: true } }).hedgeError;
        const { value, standardError } = replicateHedge(of).hedgeError;
        assert.ok(early.value - value > 4 * Math.hypot(early.standardError, standardError));
      }
    }
  }
});

test("standard errors are the spread from seed to seed", () => {
  const of = { segment: "CALM", market: "KDE", paths: 5000 } as const;
  const runs = Array.from({ length: 100 }, (_, i) => replicateHedge({ ...of, seed: i + 1 }));
  for (const measure of [...MEASURES, "mean"] as const) {
    const { deviation, deviationError } = moments(runs.map((run) => run[measure].value));
    const told = moments(runs.map((run) => run[measure].standardError));
    within(told.mean, deviation, Math.hypot(deviationError, told.standardError), measure);
  }
});

/** A segment of constant volatility without jumps, where all of a hedge is known. */
function brownian(volatility: number) {
  const days = segments.CALM.days.map((day) => ({
    ...{ ...day, volatility, variance: volatility ** 2, deviation: volatility / Math.sqrt(365) },
    ...{ meanReversion: 0, volatilityOfVariance: 0, jumpsPerYear: 0 },
  }));
  return { ...segments.CALM, name: "one's own", days, residuals: narrowNormals(2001) };
}

/** Normal quantiles, narrowed so that a kernel of deviation 0.1 makes their variance 1. */
function narrowNormals(count: number): number[] {
  const normals = Array.from({ length: count }, (_, i) => normalQuantile((i + 0.5) / count));
  const { deviation } = moments(normals);
  return normals.map((z) => (z / deviation) * Math.sqrt(0.99));
}

test("without a hedge the call leaves its premium less what it pays", () => {
  const of = { segment: brownian(0.8), strategy: "unhedged" } as const;
  const { mean, es95 } = replicateHedge(of);
  near(es95.value, 1);
  // Black and Scholes at 80 %, 30 days, spot 8367.51, strike 8367; daily steps of the spot itself
  // have its expectation and, but for a part in a thousand, its variance
  const value = 763.93;
  within(mean.value, 1 - value / segments.CALM.premiums["30"]!, mean.standardError);
});

test("two markets of one constant volatility leave one hedge error", () => {
  const errors = (["SVCJ", "KDE"] as const).map((market) => {
    return replicateHedge({ segment: brownian(0.8), market }).hedgeError;
  });
  const [svcj, kde] = errors;
  const error = Math.hypot(svcj!.standardError, kde!.standardError);
  // one steps the spot, the other its logarithm
  assert.ok(Math.abs(svcj!.value / kde!.value - 1) < 0.02 + (4 * error) / kde!.value);
});

test("a study says what was published beside four versions of every segment", () => {
  const { segments: cells, table } = replicateStudy({ paths: 2000 });
  assert.equal(
    cells.map(({ published: paper }) => paper!.hedgeError),
    [56.12, 67.72, 88.09],
  );
  assert.is(table().numRows(), 15);
  assert.equal(cells[1]!.corrected, replicateHedge({ segment: "CALM", paths: 2000 }));
  assert.equal(cells[1]!.coded, replicateHedge({ segment: "CALM", paths: 2000, quirks: CODED }));
});

test("the shocks of a market without variance have no correlation to mend", () => {
  for (const { coded, shocksMended } of replicateStudy({ market: "KDE", paths: 1000 }).segments) {
    assert.equal(coded.hedgeError, shocksMended.hedgeError);
  }
});

test("tails are means of the twentieth at either end", () => {
  const profits = Float64Array.from({ length: 100 }, (_, i) => i);
  near(lowerTails(profits, [0.05])[0]!.mean, 2);
  const early = replicateHedge({ segment: "CALM", paths: 1000 });
  assert.ok(early.es5.value < early.mean.value && early.mean.value < early.es95.value);
});

test("bad options are named", () => {
  const bad = (options: object, message: string) => {
    const cell = { segment: "CALM", ...options } as ReplicateHedgeOptions;
    assert.throws(
      () => replicateHedge(cell),
      (error: Error) => error.message === message,
    );
  };
  bad({ days: 60 }, "premiums has none for 60 days, known are 30, 90");
  bad({ days: 90 }, "days must be at most 30, the calibrations at hand, got 90");
  bad({ days: 0 }, "days must be a positive whole number, got 0");
  bad({ seed: 1.5 }, "seed must be a whole number from 0, got 1.5");
  bad({ paths: 50 }, "paths must be at least 100, got 50");
  bad({ segment: "MOON" }, 'segment must be BULLISH, CALM, COVID or a segment, got "MOON"');
  const known =
    '("unhedged" | "delta" | "deltaGamma" | "deltaVega" | "svcjDelta" | "svcjMinimumVariance")';
  bad({ strategy: "hope" }, `strategy must be ${known}, got "hope"`);
  bad({ quirks: { payoff: true } }, "quirks.payoff is not an option here");
  const [day] = segments.CALM.days;
  const none = { ...segments.CALM, days: [{ ...day!, volatility: Number.NaN }] };
  bad({ segment: none }, "days.0.volatility must be a number, got NaN");
});

test.run();
