import { suite } from "uvu";
import * as assert from "uvu/assert";
import { equalAccuracy } from "../../../src/adjustment/equal-accuracy.ts";
import { modelConfidenceSet } from "../../../src/adjustment/model-confidence-set.ts";
import { studentTail } from "../../../src/adjustment/student-tail.ts";
import { normals } from "../../../src/core/noise.ts";
import { near, within } from "../../sample.ts";

const test = suite("comparison");

/** Squared normals, `scale` times as large. */
function losses(seed: number, count: number, scale = 1): Float64Array {
  return normals({ paths: count, steps: 1, seed }).map((z) => scale * z * z);
}

test("tails of Student's t are those of closed forms and tables", () => {
  for (const t of [0, 0.1, 1, 3, 40]) {
    near(studentTail(t, 1), 1 - (2 / Math.PI) * Math.atan(t), 1e-13);
    near(studentTail(-t, 2), 1 - t / Math.sqrt(2 + t * t), 1e-13);
  }
  // Abramowitz, Stegun 1964, table 26.10
  for (const [freedom, quantile] of [
    [5, 2.5705818],
    [10, 2.2281389],
    [30, 2.0422725],
    [120, 1.9799304],
  ] as const) {
    near(studentTail(quantile, freedom), 0.05, 1e-8);
  }
  near(studentTail(1.959963984540054, 1e7), 0.05, 1e-6);
});

test("the statistic is mean over error, with Bartlett's weights and the small sample's factor", () => {
  const first = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8];
  const second = [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5];
  const d = first.map((loss, t) => loss - second[t]!);
  const mean = d.reduce((a, b) => a + b, 0) / 12;
  const at = (lag: number) =>
    d.slice(lag).reduce((sum, value, t) => sum + (value - mean) * (d[t]! - mean), 0) / 12;
  const longRun = at(0) + 2 * (2 / 3) * at(1) + 2 * (1 / 3) * at(2);
  const factor = (12 + 1 - 4 + 2 / 12) / 12;
  const found = equalAccuracy({ first, second, horizon: 2, lags: 2 });
  near(found.statistic, mean / Math.sqrt(longRun / 12 / factor), 1e-12);
  near(found.pValue, studentTail(found.statistic, 11), 1e-15);
  near(found.difference.value, mean, 1e-15);
});

test("equal rivals are told apart at the level, unequal ones are found out", () => {
  let rejected = 0;
  const runs = 400;
  for (let run = 0; run < runs; run++) {
    const pair = { first: losses(2 * run + 1, 200), second: losses(2 * run + 2, 200) };
    if (equalAccuracy(pair).pValue < 0.05) rejected++;
  }
  // estimated weights at four lags make the test a little liberal
  within(rejected / runs, 0.06, Math.sqrt((0.06 * 0.94) / runs));
  const unequal = equalAccuracy({ first: losses(1, 400), second: losses(2, 400, 2) });
  assert.ok(unequal.statistic < -3 && unequal.pValue < 0.01);
});

test("rivals without a difference have a statistic of 0", () => {
  const same = losses(3, 50);
  const { statistic, pValue, difference } = equalAccuracy({ first: same, second: same });
  assert.is(statistic, 0);
  assert.is(pValue, 1);
  assert.equal(difference, { value: 0, standardError: 0 });
});

test("the confidence set keeps the best, drops the bad, and grows where data are few", () => {
  const set = (count: number) =>
    modelConfidenceSet({
      losses: {
        best: losses(1, count),
        near: losses(2, count, 1.05),
        bad: losses(3, count, 1.6),
        worst: losses(4, count, 3),
      },
      seed: 5,
    });
  const long = set(3000);
  assert.equal(long.order.slice(0, 2), ["worst", "bad"]);
  assert.ok(long.included.includes("best"));
  assert.not(long.included.includes("bad"));
  assert.is(long.pValues[long.order[3]!], 1);
  assert.ok(set(40).included.length > long.included.length);
});

test("values of p rise along the order in which rivals leave", () => {
  const all = Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => [`m${i}`, losses(i + 20, 300, 1 + i / 20)]),
  );
  const { order, pValues } = modelConfidenceSet({ losses: all });
  const along = order.map((name) => pValues[name]!);
  assert.equal(
    along,
    [...along].sort((a, b) => a - b),
  );
});

test("the best of equals is left out no more often than the level says", () => {
  let missed = 0;
  const runs = 200;
  for (let run = 0; run < runs; run++) {
    const rivals = {
      a: losses(3 * run + 1, 150),
      b: losses(3 * run + 2, 150),
      c: losses(3 * run + 3, 150),
    };
    const { included } = modelConfidenceSet({
      losses: rivals,
      replicates: 200,
      meanBlock: 1,
      level: 0.1,
    });
    if (included.length < 3) missed++;
  }
  assert.ok(missed / runs < 0.1 + 4 * Math.sqrt(0.09 / runs), `${missed} of ${runs}`);
});

test("one model alone, and one twice, are in the set", () => {
  const loss = losses(1, 100);
  assert.equal(modelConfidenceSet({ losses: { only: loss } }).included, ["only"]);
  assert.equal(modelConfidenceSet({ losses: { one: loss, two: loss } }).included, ["one", "two"]);
});

test("bad input is named", () => {
  assert.throws(
    () => equalAccuracy({ first: [1], second: [] }),
    /^second has 0 losses, expected 1$/,
  );
  assert.throws(
    () => equalAccuracy({ first: [1, 2, Number.NaN, 4, 5], second: [1, 1, 1, 1, 1] }),
    /^losses of period 3 must be finite$/,
  );
  assert.throws(
    () => equalAccuracy({ first: [1], second: [2] }),
    /^losses must be more than 2, got 1$/,
  );
  assert.throws(() => modelConfidenceSet({ losses: {} }), /^losses must be of at least one model/);
  assert.throws(
    () => modelConfidenceSet({ losses: { a: [1, 2], b: [1] } }),
    /^losses.b has 1 values, expected 2$/,
  );
  assert.throws(
    () => modelConfidenceSet({ losses: { a: [1, 2] }, level: 1 }),
    /^level must be below 1/,
  );
});

test.run();
