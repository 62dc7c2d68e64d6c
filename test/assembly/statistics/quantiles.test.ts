import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normals } from "../../../src/core/noise.ts";
import { lowerTails } from "../../../src/core/tail.ts";
import { moments, near, within } from "../../sample.ts";

const test = suite("quantiles");
const TAILS = [0.001, 0.01, 0.05, 0.5, 0.95, 0.999];

/** Columns that selection may stumble over. */
const COLUMNS: Record<string, Float64Array> = {
  random: normals({ paths: 10_007, steps: 1 }),
  rising: Float64Array.from({ length: 5000 }, (_, i) => i),
  falling: Float64Array.from({ length: 5000 }, (_, i) => -i),
  equal: new Float64Array(1000).fill(3),
  "with many ties": normals({ paths: 4096, steps: 1 }).map((z) => Math.round(2 * z)),
  "like an organ pipe": Float64Array.from({ length: 4001 }, (_, i) => Math.min(i, 4000 - i)),
  "of two": Float64Array.of(2, 1),
};

for (const [name, column] of Object.entries(COLUMNS)) {
  test(`a ${name} column has the tails that sorting finds`, () => {
    const sorted = column.slice().sort(),
      n = column.length;
    lowerTails(column, TAILS).forEach(({ quantile, mean }, i) => {
      const size = Math.max(1, Math.ceil(n * TAILS[i]!));
      assert.is(quantile, sorted[size - 1]);
      near(mean, moments(sorted.subarray(0, size)).mean, 1e-12);
    });
  });
}

test("a normal sample has the tails of the normal distribution", () => {
  const column = normals({ paths: 200_000, steps: 1, seed: 8 });
  // quantiles of Abramowitz and Stegun 1964, table 26.5; mean below: -density / tail
  const expected: Record<number, number> = { 0.01: -2.326347874, 0.05: -1.644853627 };
  for (const [tail, z] of Object.entries(expected)) {
    const [found] = lowerTails(column, [Number(tail)]);
    within(found!.quantile, z, found!.quantileError, "quantile");
    const mean = -Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI) / Number(tail);
    within(found!.mean, mean, found!.meanError, "mean");
  }
});

test("standard errors of tails are the spread over independent seeds", () => {
  const seeds = Array.from({ length: 100 }, (_, seed) => seed);
  const samples = seeds.map((seed) =>
    lowerTails(normals({ paths: 10_000, steps: 1, seed }), [0.01, 0.05, 0.5]),
  );
  const spreadError = 1 / Math.sqrt(2 * (seeds.length - 1));
  for (const i of [0, 1, 2]) {
    const of = (field: "quantile" | "quantileError" | "mean" | "meanError") =>
      moments(samples.map((tails) => tails[i]![field]));
    within(of("quantile").deviation / of("quantileError").mean, 1, spreadError, `quantile ${i}`);
    within(of("mean").deviation / of("meanError").mean, 1, spreadError, `mean ${i}`);
  }
});

test("standard errors of tails fall as the square root of the number of paths", () => {
  const error = (paths: number) => {
    const all = Array.from(
      { length: 30 },
      (_, seed) => lowerTails(normals({ paths, steps: 1, seed }), [0.05])[0]!,
    );
    return [moments(all.map((t) => t.quantileError)), moments(all.map((t) => t.meanError))];
  };
  const few = error(2000),
    many = error(32_000);
  few.forEach((start, i) => {
    const ratio = start.mean / many[i]!.mean;
    const relative = Math.hypot(
      start.standardError / start.mean,
      many[i]!.standardError / many[i]!.mean,
    );
    within(ratio, 4, 4 * relative);
  });
});

test.run();
