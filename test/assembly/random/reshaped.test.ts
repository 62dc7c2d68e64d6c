import { suite } from "uvu";
import * as assert from "uvu/assert";
import { antitheticNormals, matchMoments } from "../../../src/core/low-discrepancy.ts";
import { normals } from "../../../src/core/noise.ts";
import { moments, near, same, within } from "../../sample.ts";
import { run } from "../math/bare.ts";

const test = suite("antithetic and matched normals");

test("the complement of a word gives exactly the reflected normal", () => {
  const words = Int32Array.from({ length: 1 << 16 }, (_, i) => Math.imul(i, 0x9e3779b9));
  words.set([0, 1, -1, 2 ** 31 - 1, -(2 ** 31)]);
  const z = run("normalInverses", words);
  const reflected = run(
    "normalInverses",
    words.map((word) => ~word),
  );
  same(
    reflected,
    z.map((value) => -value),
  );
});

test("path 2k is path k of the noise, path 2k + 1 its reflection", () => {
  const paths = 100,
    steps = 6;
  const plain = normals({ paths: paths / 2, steps, seed: 9, stream: 2 });
  const pairs = antitheticNormals({ paths, steps, seed: 9, stream: 2 });
  const expected = Float64Array.from({ length: paths * steps }, (_, i) => {
    const step = Math.floor(i / paths),
      path = i % paths;
    const z = plain[step * (paths / 2) + (path >> 1)]!;
    return path % 2 ? -z : z;
  });
  same(pairs, expected);
});

test("antithetic paths are the same for any split", () => {
  const whole = antitheticNormals({ paths: 1000, steps: 6, seed: 3 });
  let first = 0;
  for (const paths of [1, 7, 15, 16, 17, 33, 400, 511]) {
    const part = antitheticNormals({ firstPath: first, paths, steps: 6, seed: 3 });
    for (let step = 0; step < 6; step++) {
      const start = step * 1000 + first;
      same(part.subarray(step * paths, (step + 1) * paths), whole.subarray(start, start + paths));
    }
    first += paths;
  }
});

test("antithetic pairs have no error in odd moments, and less for a monotone payoff", () => {
  const paths = 20_000;
  const draws = antitheticNormals({ paths, steps: 1, seed: 4 });
  assert.is(moments(draws).mean, 0);
  const pairs = Float64Array.from(
    { length: paths / 2 },
    (_, k) => (Math.exp(draws[2 * k]!) + Math.exp(draws[2 * k + 1]!)) / 2,
  );
  const { mean, standardError } = moments(pairs);
  within(mean, Math.exp(0.5), standardError);
  const plain = moments(draws.map(Math.exp));
  assert.ok(standardError < plain.standardError);
});

test("matched rows have mean 0 and mean square 1, whatever their length", () => {
  for (const paths of [2, 3, 16, 17, 1000, 1001]) {
    const steps = 5;
    const rows = matchMoments(normals({ paths, steps, seed: 6 }), { paths, steps });
    for (let step = 0; step < steps; step++) {
      const row = rows.subarray(step * paths, (step + 1) * paths);
      near(row.reduce((a, b) => a + b) / paths, 0, 1e-14);
      near(row.reduce((a, b) => a + b * b, 0) / paths, 1, 1e-14);
    }
  }
});

test("matching keeps the order of paths, and rows that do not vary are only shifted", () => {
  const row = normals({ paths: 100, steps: 1, seed: 8 });
  const matched = matchMoments(row, { paths: 100, steps: 1 });
  for (let i = 1; i < 100; i++) assert.is(matched[i]! > matched[0]!, row[i]! > row[0]!);
  assert.equal(matchMoments([4, 4, 4], { paths: 3, steps: 1 }), new Float64Array(3));
  assert.equal(matchMoments([4], { paths: 1, steps: 1 }), new Float64Array(1));
});

test.run();
