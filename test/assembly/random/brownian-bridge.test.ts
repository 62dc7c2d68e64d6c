import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bridgeNormals } from "../../../src/core/low-discrepancy.ts";
import { normals } from "../../../src/core/noise.ts";
import { moments, near, same, within } from "../../sample.ts";

const test = suite("brownian bridge");
const LENGTHS = [1, 2, 3, 4, 5, 7, 8, 16, 31, 32, 33, 84, 100, 365];

/** Column d of the bridge's matrix is the increments that unit vector d makes: a path each. */
function matrix(steps: number): Float64Array {
  const units = new Float64Array(steps * steps);
  for (let d = 0; d < steps; d++) units[d * steps + d] = 1;
  return bridgeNormals(units, { paths: steps, steps });
}

/** Rows summed from the first on: increments to path. */
function cumulated(rows: Float64Array, paths: number): Float64Array {
  const sums = rows.slice();
  for (let i = paths; i < sums.length; i++) sums[i]! += sums[i - paths]!;
  return sums;
}

for (const steps of LENGTHS) {
  test(`over ${steps} steps the covariance of times s and t is the smaller of both`, () => {
    const bridge = cumulated(matrix(steps), steps);
    for (let s = 0; s < steps; s++) {
      for (let t = 0; t <= s; t++) {
        let covariance = 0;
        for (let d = 0; d < steps; d++)
          covariance += bridge[s * steps + d]! * bridge[t * steps + d]!;
        near(covariance, t + 1, 1e-12, `times ${s + 1} and ${t + 1}`);
      }
    }
  });
}

test("the first normal is the end of the path, the second its middle", () => {
  const steps = 8;
  const bridge = cumulated(matrix(steps), steps);
  const at = (t: number, d: number) => bridge[(t - 1) * steps + d]!;
  near(at(8, 0), Math.sqrt(8));
  near(at(4, 0), Math.sqrt(8) / 2);
  near(at(4, 1), Math.sqrt(2));
  for (let d = 1; d < steps; d++) near(at(8, d), 0);
  for (let d = 2; d < steps; d++) near(at(4, d), 0);
});

test("the first normals explain most of the variance of the average", () => {
  const steps = 64;
  const bridge = cumulated(matrix(steps), steps);
  const weights = Float64Array.from({ length: steps }, (_, d) => {
    let sum = 0;
    for (let t = 0; t < steps; t++) sum += bridge[t * steps + d]!;
    return sum ** 2;
  });
  const total = weights.reduce((a, b) => a + b);
  assert.ok(
    weights[0]! / total > 0.7 && weights.slice(0, 4).reduce((a, b) => a + b) / total > 0.95,
  );
});

test("bridged normals have the law of increments", () => {
  const paths = 1 << 14,
    steps = 12;
  const rows = bridgeNormals(normals({ paths, steps, seed: 5 }), { paths, steps });
  for (let t = 0; t < steps; t++) {
    const row = rows.subarray(t * paths, (t + 1) * paths);
    const { mean, variance, skewness, kurtosis } = moments(row);
    within(mean, 0, 1 / Math.sqrt(paths), "mean");
    within(variance, 1, Math.sqrt(2 / paths), "variance");
    within(skewness, 0, Math.sqrt(6 / paths), "skewness");
    within(kurtosis, 3, Math.sqrt(24 / paths), "kurtosis");
    for (let s = 0; s < t; s++) {
      let product = 0;
      for (let p = 0; p < paths; p++) product += row[p]! * rows[s * paths + p]!;
      within(product / paths, 0, 1 / Math.sqrt(paths), `steps ${s} and ${t}`);
    }
  }
});

test("paths are bridged alone: any number of them gives the same bits", () => {
  const steps = 84;
  const rows = normals({ paths: 50, steps, seed: 5 });
  const whole = bridgeNormals(rows, { paths: 50, steps });
  for (const [first, paths] of [
    [0, 1],
    [3, 15],
    [7, 16],
    [16, 17],
    [1, 33],
  ] as const) {
    const pick = (all: Float64Array) =>
      Float64Array.from(
        { length: paths * steps },
        (_, i) => all[Math.floor(i / paths) * 50 + first + (i % paths)]!,
      );
    same(bridgeNormals(pick(rows), { paths, steps }), pick(whole));
  }
});

test("normals of another shape are refused", () => {
  assert.throws(
    () => bridgeNormals(new Float64Array(7), { paths: 2, steps: 4 }),
    "normals has 7 values, expected 8",
  );
});

test.run();
