import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalQuantile } from "../../../src/core/functions.ts";
import { normals } from "../../../src/core/noise.ts";
import { acerbiSzekelyTest } from "../../../src/risk/expected-shortfall-tests.ts";
import {
  christoffersenTest,
  kupiecRegion,
  kupiecTest,
} from "../../../src/risk/value-at-risk-tests.ts";
import { near, within } from "../../sample.ts";

const test = suite("backtests");

/** Kupiec (1995), table 1: hits strictly between which a right model is kept at 5 %. */
const KUPIEC: readonly (readonly [number, number, number, number])[] = [
  [0.99, 255, -1, 7],
  [0.99, 510, 1, 11],
  [0.99, 1000, 4, 17],
  [0.975, 255, 2, 12],
  [0.975, 510, 6, 21],
  [0.975, 1000, 15, 36],
  [0.95, 255, 6, 21],
  [0.95, 510, 16, 36],
  [0.95, 1000, 37, 65],
  [0.925, 255, 11, 28],
  [0.925, 510, 27, 51],
  [0.925, 1000, 59, 92],
  [0.9, 255, 16, 36],
  [0.9, 510, 38, 65],
  [0.9, 1000, 81, 120],
];

test("regions in which a model is kept are those of Kupiec's table", () => {
  for (const [confidence, days, below, above] of KUPIEC) {
    const { fewest, most } = kupiecRegion({ confidence, days });
    // the table leaves out the lower bound where no hit at all is no evidence either
    if (below >= 0) assert.is(fewest, below + 1, `${confidence} ${days}`);
    assert.is(most, above - 1, `${confidence} ${days}`);
  }
});

test("Kupiec's ratio is that of two binomial likelihoods", () => {
  const { statistic, probability } = kupiecTest({ hits: 8, days: 250 });
  const log = (p: number) => 8 * Math.log(p) + 242 * Math.log(1 - p);
  near(statistic, 2 * (log(8 / 250) - log(0.01)), 1e-12);
  // 7.7336 of chi-squared with 1 degree of freedom
  near(probability, 0.0054, 0.0001);
  assert.is(kupiecTest({ hits: 0, days: 100, confidence: 0.95 }).statistic > 10, true);
});

test("a hit after a hit is held against the model by Christoffersen's test alone", () => {
  const apart = Array.from({ length: 500 }, (_, t) => t % 100 === 50);
  const together = Array.from({ length: 500 }, (_, t) => t >= 100 && t < 105);
  assert.ok(christoffersenTest({ hits: apart }).conditional.probability > 0.5);
  const { coverage, independence, conditional, transitions } = christoffersenTest({
    hits: together,
  });
  assert.ok(coverage.probability > 0.5);
  assert.ok(independence.probability < 1e-6);
  assert.equal(transitions, [
    [493, 1],
    [1, 4],
  ]);
  const log = (n: number, p: number) => n * Math.log(p);
  const chain = log(493, 493 / 494) + log(1, 1 / 494) + log(1, 0.2) + log(4, 0.8);
  const free = log(494, 494 / 499) + log(5, 5 / 499);
  near(independence.statistic, 2 * (chain - free), 1e-10);
  near(conditional.statistic, coverage.statistic + independence.statistic);
  near(conditional.probability, Math.exp(-conditional.statistic / 2), 1e-12);
});

/** A history of 250 days whose second statistic is `z`. */
function history(z: number) {
  const days = 250,
    flat = (value: number) => new Array<number>(days).fill(value);
  const profits = flat(0);
  profits[7] = (z - 1) * days * 0.025;
  return { profits, valuesAtRisk: flat(0.5), expectedShortfalls: flat(1) };
}

test("Acerbi and Szekely's test 2 rejects at 5 % from about -0.7, fat tails from -0.82", () => {
  const chance = (z: number, degreesOfFreedom?: number) =>
    acerbiSzekelyTest({
      ...history(z),
      innovations: degreesOfFreedom ? { type: "student-t", degreesOfFreedom } : { type: "normal" },
    }).unconditional;
  near(chance(-0.7).statistic!, -0.7, 1e-12);
  // their table 2: critical values -0.70 for normal tails and -0.82 for three degrees of freedom
  assert.ok(Math.abs(chance(-0.7).probability!.value - 0.05) < 0.004);
  assert.ok(Math.abs(chance(-0.82, 3).probability!.value - 0.05) < 0.006);
});

test("a right model has a statistic of 0 on average, and chances spread evenly", () => {
  const days = 250,
    noise = normals({ paths: 200, steps: days, seed: 3 });
  const valueAtRisk = -normalQuantile(0.025),
    shortfall = 2.337802792201408;
  const flat = (value: number) => new Array<number>(days).fill(value);
  let [low, sum, squares] = [0, 0, 0];
  for (let path = 0; path < 200; path++) {
    const { unconditional } = acerbiSzekelyTest({
      profits: Array.from({ length: days }, (_, day) => noise[day * 200 + path]!),
      valuesAtRisk: flat(valueAtRisk),
      expectedShortfalls: flat(shortfall),
      paths: 500,
    });
    sum += unconditional.statistic! / 200;
    squares += unconditional.statistic! ** 2 / 200;
    if (unconditional.probability!.value < 0.25) low++;
  }
  within(sum, 0, Math.sqrt(squares / 200));
  within(low / 200, 0.25, Math.sqrt((0.25 * 0.75) / 200));
});

test("losses twice as great as foreseen are found out by both tests", () => {
  const profits = Array.from(normals({ paths: 1, steps: 500, seed: 8 }), (z) => 2 * z);
  const flat = (value: number) => new Array<number>(500).fill(value);
  const { conditional, unconditional, hits } = acerbiSzekelyTest({
    profits,
    valuesAtRisk: flat(1.96),
    expectedShortfalls: flat(2.3378),
  });
  assert.ok(hits > 60);
  assert.ok(conditional.probability!.value < 0.001 && conditional.probability!.standardError > 0);
  assert.ok(unconditional.probability!.value < 0.001);
});

test("without a hit there is nothing to say of the size of losses", () => {
  const { conditional, unconditional } = acerbiSzekelyTest({
    profits: [1, 2],
    valuesAtRisk: [1, 1],
    expectedShortfalls: [2, 2],
    paths: 100,
  });
  assert.equal(conditional, { statistic: null, probability: null });
  assert.is(unconditional.statistic, 1);
});

test("residuals in place of a distribution have their own tail", () => {
  const residuals = Array.from({ length: 1000 }, (_, i) => normalQuantile((i + 0.5) / 1000));
  const ask = { ...history(-0.7), paths: 20_000 };
  const [own, normal] = [
    acerbiSzekelyTest({ ...ask, innovations: { type: "filtered-historical", residuals } }),
    acerbiSzekelyTest(ask),
  ];
  const [a, b] = [own.unconditional.probability!, normal.unconditional.probability!];
  within(a.value, b.value, Math.hypot(a.standardError, b.standardError));
});

test("bad options are named in the errors", () => {
  assert.throws(
    () => kupiecTest({ hits: 3, days: 0 }),
    /^days must be a positive whole number, got 0$/,
  );
  assert.throws(
    () => acerbiSzekelyTest({ profits: [1], valuesAtRisk: [1, 2], expectedShortfalls: [1] }),
    /^valuesAtRisk has 2 values, expected 1$/,
  );
  assert.throws(
    () => acerbiSzekelyTest({ profits: [1], valuesAtRisk: [-1], expectedShortfalls: [1] }),
    /^valuesAtRisk\.0 must be positive, got -1$/,
  );
});

test.run();
