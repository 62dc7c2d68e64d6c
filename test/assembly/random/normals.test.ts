import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normals, philoxWords, seedWords } from "../../../src/core/noise.ts";
import { correlation, moments, same, within } from "../../sample.ts";

const test = suite("normals");
const PATHS = 1 << 14;
const STEPS = 16;
const COUNT = PATHS * STEPS;
const draws = normals({ paths: PATHS, steps: STEPS, seed: 20_240_607 });

/** The normals of one step, all paths. */
function row(all: Float64Array, step: number): Float64Array {
  return all.subarray(step * PATHS, (step + 1) * PATHS);
}

test("mean, variance, skewness and kurtosis are those of a standard normal", () => {
  const { mean, variance, skewness, kurtosis } = moments(draws);
  within(mean, 0, 1 / Math.sqrt(COUNT), "mean");
  within(variance, 1, Math.sqrt(2 / COUNT), "variance");
  within(skewness, 0, Math.sqrt(6 / COUNT), "skewness");
  within(kurtosis, 3, Math.sqrt(24 / COUNT), "kurtosis");
});

// P(Z > k), Abramowitz and Stegun 1964, table 26.1
const TAILS = { 1: 0.1586552539, 2: 0.0227501319, 3: 0.001349898, 4: 0.0000316712 };

for (const [k, p] of Object.entries(TAILS)) {
  test(`the fractions beyond ${k} standard deviations are right on both sides`, () => {
    const error = Math.sqrt((p * (1 - p)) / COUNT);
    within(draws.filter((z) => z > Number(k)).length / COUNT, p, error, "above");
    within(draws.filter((z) => z < -Number(k)).length / COUNT, p, error, "below");
  });
}

test("steps of a path are uncorrelated at every lag", () => {
  for (let lag = 1; lag < STEPS; lag++) {
    const count = (STEPS - lag) * PATHS;
    const r = correlation(draws.subarray(0, count), draws.subarray(lag * PATHS));
    within(r, 0, 1 / Math.sqrt(count), `lag ${lag}`);
  }
});

test("squares of steps are uncorrelated too", () => {
  const squares = draws.map((z) => z * z);
  for (const lag of [1, 2, 3, 4]) {
    const count = (STEPS - lag) * PATHS;
    const r = correlation(squares.subarray(0, count), squares.subarray(lag * PATHS));
    within(r, 0, 1 / Math.sqrt(count), `lag ${lag}`);
  }
});

test("neighbouring paths are uncorrelated", () => {
  for (const lag of [1, 2, 4, 15, 16, 17, 512]) {
    const r = correlation(draws.subarray(0, COUNT - lag), draws.subarray(lag));
    within(r, 0, 1 / Math.sqrt(COUNT - lag), `lag ${lag}`);
  }
});

test("streams and seeds are uncorrelated with each other", () => {
  const size = { paths: PATHS, steps: STEPS };
  for (const seed of [20_240_608, 20_240_607 + 2 ** 32]) {
    within(correlation(draws, normals({ ...size, seed })), 0, 1 / Math.sqrt(COUNT), `seed ${seed}`);
  }
  for (const stream of [1, 2]) {
    const other = normals({ ...size, seed: 20_240_607, stream });
    within(correlation(draws, other), 0, 1 / Math.sqrt(COUNT), `stream ${stream}`);
  }
});

test("normals increase with the words they are made from, read as signed", () => {
  const key = seedWords(20_240_607);
  const pairs = Array.from({ length: 2048 }, (_, path) => {
    const words = philoxWords([path, 0, 0, 0], key);
    return words.map((word, j) => ({ word: word | 0, z: row(draws, j)[path]! }));
  }).flat();
  pairs.sort((a, b) => a.word - b.word);
  for (let i = 1; i < pairs.length; i++) {
    assert.ok(pairs[i]!.z > pairs[i - 1]!.z, `word ${pairs[i]!.word} does not increase`);
  }
  const median = pairs.findIndex(({ word }) => word >= 0);
  assert.ok(pairs[median]!.z > 0 && pairs[median - 1]!.z < 0);
});

test("the same numbers come for any split of the paths", () => {
  const whole = normals({ paths: 1000, steps: 6, seed: 3 });
  let first = 0;
  for (const paths of [1, 7, 15, 16, 17, 33, 400, 511]) {
    const part = normals({ firstPath: first, paths, steps: 6, seed: 3 });
    for (let step = 0; step < 6; step++) {
      const start = step * 1000 + first;
      same(part.subarray(step * paths, (step + 1) * paths), whole.subarray(start, start + paths));
    }
    first += paths;
  }
  assert.is(first, 1000);
});

test("the same numbers come for any number of steps", () => {
  const whole = normals({ paths: 20, steps: 37, seed: 3 });
  for (const steps of [1, 3, 4, 5, 31, 32, 33]) {
    same(normals({ paths: 20, steps, seed: 3 }), whole.subarray(0, steps * 20));
  }
});

test.run();
