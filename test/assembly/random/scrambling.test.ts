import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sobolPoints, sobolWords } from "../../../src/core/low-discrepancy.ts";
import { moments, within } from "../../sample.ts";

const test = suite("scrambling");

/** One estimate of the integral of `f` over the unit cube from scrambled points. */
function estimate(
  f: (x: readonly number[]) => number,
  dimensions: number,
  points: number,
  scramble: number,
): number {
  const rows = sobolPoints({ points, dimensions, scramble, seed: 11 });
  const x = new Array<number>(dimensions);
  let sum = 0;
  for (let i = 0; i < points; i++) {
    for (let d = 0; d < dimensions; d++) x[d] = rows[d * points + i]!;
    sum += f(x);
  }
  return sum / points;
}

function replicates(
  f: (x: readonly number[]) => number,
  dimensions: number,
  points: number,
  count: number,
): Float64Array {
  return Float64Array.from({ length: count }, (_, r) => estimate(f, dimensions, points, r + 1));
}

/** Smooth, of mean 1 in any dimension. */
function smooth(x: readonly number[]): number {
  return x.reduce((product, u) => (product * Math.exp(u)) / (Math.E - 1), 1);
}

/** Discontinuous across no axis: a corner cut off, of volume 1/6 in three dimensions. */
function corner(x: readonly number[]): number {
  return x.reduce((sum, u) => sum + u, 0) < 1 ? 1 : 0;
}

for (const { name, f, dimensions, mean } of [
  { name: "a smooth function", f: smooth, dimensions: 3, mean: 1 },
  { name: "an indicator", f: corner, dimensions: 3, mean: 1 / 6 },
  { name: "a smooth function of 20 variables", f: smooth, dimensions: 20, mean: 1 },
]) {
  for (const points of [1, 7, 64, 500]) {
    test(`${name} on ${points} points is unbiased over replicates`, () => {
      const { mean: found, standardError } = moments(replicates(f, dimensions, points, 1000));
      within(found, mean, standardError);
    });
  }
}

test("a word of one point is uniform over replicates, in each of its bits", () => {
  const REPLICATES = 4000;
  const ones = new Int32Array(32);
  for (let scramble = 1; scramble <= REPLICATES; scramble++) {
    const [word] = sobolWords({ firstPoint: 21, points: 1, dimensions: 1, scramble });
    for (let bit = 0; bit < 32; bit++) ones[bit]! += (word! >>> bit) & 1;
  }
  const error = Math.sqrt(REPLICATES / 4);
  ones.forEach((count, bit) => {
    within(count, REPLICATES / 2, error, `bit ${bit}`);
  });
});

test("replicates, seeds and dimensions are scrambled apart", () => {
  const size = { points: 4, dimensions: 2 };
  const first = sobolWords({ ...size, scramble: 1, seed: 1 });
  assert.not.equal(sobolWords({ ...size, scramble: 2, seed: 1 }), first);
  assert.not.equal(sobolWords({ ...size, scramble: 1, seed: 2 }), first);
  assert.not.equal(first.slice(0, 4), first.slice(4));
  assert.equal(sobolWords({ ...size, scramble: 1, seed: 1 }), first);
});

test("in one dimension errors have the variance and kurtosis of a point drawn in each cell", () => {
  const REPLICATES = 2000;
  for (const points of [16, 256, 1024]) {
    const errors = replicates(smooth, 1, points, REPLICATES);
    const { mean, variance, standardError, kurtosis } = moments(errors);
    within(mean, 1, standardError);
    within(variance / cellVariance(points), 1, Math.sqrt(2 / REPLICATES), `${points} points`);
    within(kurtosis, 3 - 1.2 / points, Math.sqrt(24 / REPLICATES), `${points} points, kurtosis`);
  }
});

/** Variance of the mean of `smooth` at one uniform point in each of `points` equal cells. */
function cellVariance(points: number): number {
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const first = (Math.exp((i + 1) / points) - Math.exp(i / points)) * points;
    const second = ((Math.exp((2 * (i + 1)) / points) - Math.exp((2 * i) / points)) * points) / 2;
    sum += second - first ** 2;
  }
  return sum / points ** 2 / (Math.E - 1) ** 2;
}

/** Slope of log y on log x, by least squares. */
function slope(x: readonly number[], y: readonly number[]): number {
  const u = x.map(Math.log),
    v = y.map(Math.log);
  const meanU = u.reduce((a, b) => a + b) / u.length,
    meanV = v.reduce((a, b) => a + b) / v.length;
  const uv = u.reduce((sum, a, i) => sum + (a - meanU) * (v[i]! - meanV), 0);
  return uv / u.reduce((sum, a) => sum + (a - meanU) ** 2, 0);
}

// Owen 1997: the variance of smooth integrands falls as N^-3 log(N)^(s - 1). A logarithm of an
// error over R replicates has a standard error of about 1 / sqrt(2 R).
for (const { dimensions, least, most } of [
  { dimensions: 1, least: -1.5, most: -1.5 },
  { dimensions: 2, least: -1.5, most: -1.35 },
  { dimensions: 3, least: -1.5, most: -1.25 },
]) {
  test(`the error of a smooth integral in ${dimensions} dimensions falls about as N^-1.5`, () => {
    const REPLICATES = 200;
    const sizes = Array.from({ length: 8 }, (_, k) => 2 ** (k + 4));
    const errors = sizes.map((points) => {
      const values = replicates(smooth, dimensions, points, REPLICATES);
      return Math.sqrt(values.reduce((sum, v) => sum + (v - 1) ** 2, 0) / REPLICATES);
    });
    const rate = slope(sizes, errors);
    const spread = Math.LN2 * Math.sqrt((8 * (8 ** 2 - 1)) / 12); // of the logarithms of sizes
    const allowed = 4 / Math.sqrt(2 * REPLICATES) / spread;
    assert.ok(rate < most + allowed && rate > least - allowed, `${rate} +- ${allowed / 4}`);
  });
}

test.run();
