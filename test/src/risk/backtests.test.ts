import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalQuantile } from "../../../src/core/functions.ts";
import { normals } from "../../../src/core/noise.ts";
import { chiSquaredTail } from "../../../src/risk/chi-squared.ts";
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

/** Chi-squared values exceeded with a probability, for 1 and 2 degrees of freedom. */
const CHI_SQUARED = [
  // Thompson, "Table of percentage points of the chi-square distribution", Biometrika 32 (1941)
  [0.995, 0.00003927, 0.0100251],
  [0.99, 0.0001571, 0.0201007],
  [0.975, 0.0009821, 0.0506356],
  [0.95, 0.0039321, 0.102587],
  [0.9, 0.0157908, 0.21072],
  [0.5, 0.454937, 1.38629],
  [0.1, 2.70554, 4.60517],
  [0.05, 3.84146, 5.99147],
  [0.025, 5.02389, 7.37776],
  [0.01, 6.6349, 9.21034],
  [0.005, 7.87944, 10.5966],
] as const;

test("critical values of chi-squared are those of Thompson's table, and of its series", () => {
  for (const [tail, one, two] of CHI_SQUARED) {
    near(chiSquaredTail(one, 1) / tail, 1, 3e-5);
    near(chiSquaredTail(two, 2) / tail, 1, 3e-5);
  }
  // 1 - sqrt(2 x / pi) e^(-x / 2) (1 + x / 3 + x^2 / 15 + x^3 / 105 + ...)
  for (const x of [1e-6, 0.3, 2.7, 6.6, 12]) {
    let [term, sum] = [1, 0];
    for (let k = 1; term > 1e-18; k++) {
      sum += term;
      term *= x / (2 * k + 1);
    }
    near(chiSquaredTail(x, 1), 1 - Math.sqrt((2 * x) / Math.PI) * Math.exp(-x / 2) * sum, 1e-14);
  }
  assert.equal([chiSquaredTail(0, 1), chiSquaredTail(0, 2)], [1, 1]);
});

test("57 hits in 1043 days, four of them after another, test as published", () => {
  // MathWorks, Risk Management Toolbox, examples of varbacktest.pof and varbacktest.cci
  const { statistic, probability } = kupiecTest({ hits: 57, days: 1043, confidence: 0.95 });
  near(statistic, 0.46147, 5e-6);
  near(probability, 0.49694, 5e-6);
  const runs = Array.from({ length: 53 }, (_, i) => [true, ...(i < 4 ? [true] : []), false]);
  const hits = [...new Array<boolean>(933).fill(false), ...runs.flat()];
  const { independence, transitions } = christoffersenTest({ hits, confidence: 0.95 });
  assert.equal(transitions, [
    [932, 53],
    [53, 4],
  ]);
  near(independence.statistic, 0.25866, 5e-6);
  near(independence.probability, 0.61104, 5e-6);
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

/** A history of so many days whose second statistic is `z`. */
function history(z: number, days = 250) {
  const flat = (value: number) => new Array<number>(days).fill(value);
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

test("over eight years its chances are those of a published table", () => {
  // MathWorks, Risk Management Toolbox, example of esbacktest.unconditionalT: tails of Student's t
  // with 3 degrees of freedom, the second statistic the critical value at 1 %
  for (const [z, published] of [
    [-0.38265, 0.018566],
    [-0.42986, 0.01],
  ] as const) {
    const { probability } = acerbiSzekelyTest({
      ...history(z, 1966),
      innovations: { type: "student-t", degreesOfFreedom: 3 },
      paths: 6000,
    }).unconditional;
    // the table is a simulation too
    within(probability!.value, published, Math.SQRT2 * probability!.standardError);
  }
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
