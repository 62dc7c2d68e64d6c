import { suite } from "uvu";
import * as assert from "uvu/assert";
import { brownianNumbers, type MarketNumbers, simulatePaths } from "../../../src/core/market.ts";
import { jumpDiffusionNumbers } from "../../../src/core/models.ts";
import { normals } from "../../../src/core/noise.ts";
import { correlation, moments, near, within } from "../../sample.ts";
import { BROWNIAN, joint, logReturns, MARTINGALES, STEP } from "../models/markets.ts";

const test = suite("dependence");
const PATHS = 1 << 16;
const CORRELATIONS = [1, 0.6, -0.3, 0.6, 1, 0.2, -0.3, 0.2, 1];

/** Cholesky's factor of a correlation matrix, the plain way. */
function factorOf(matrix: readonly number[], n: number): number[] {
  const factor = new Array<number>(n * n).fill(0);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k <= i; k++) {
      let sum = matrix[i * n + k]!;
      for (let m = 0; m < k; m++) sum -= factor[i * n + m]! * factor[k * n + m]!;
      factor[i * n + k] = i === k ? Math.sqrt(sum) : sum / factor[k * n + k]!;
    }
  }
  return factor;
}

const three = joint([BROWNIAN, brownianNumbers(0.2), brownianNumbers(1)], {
  steps: 1,
  factor: factorOf(CORRELATIONS, 3),
});
/** The normals that one step of an asset was made from. */
function shocks(of: MarketNumbers, asset: number, paths = PATHS): Float64Array {
  const volatility = of.assets[asset]!.model.parameters[0]!;
  const drift = (0.04 - volatility ** 2 / 2) * STEP;
  return logReturns(of, paths, asset).map((x) => (x - drift) / volatility / Math.sqrt(STEP));
}

test("returns of assets have the correlations of the factor", () => {
  const z = [0, 1, 2].map((i) => shocks(three, i));
  for (let i = 0; i < 3; i++) {
    for (let k = 0; k < i; k++) {
      const r = CORRELATIONS[i * 3 + k]!;
      within(correlation(z[i]!, z[k]!), r, (1 - r * r) / Math.sqrt(PATHS), `${i}, ${k}`);
    }
  }
});

test("an asset alone moves as it does first among others", () => {
  const alone = logReturns(joint([BROWNIAN], { steps: 1 }), 64);
  assert.equal(logReturns(three, 64, 0), alone);
});

test("under a Student copula every asset keeps its own distribution", () => {
  for (const degrees of [1, 3, 12, 1000]) {
    const z = shocks({ ...three, degrees }, 2);
    const { mean, standardError, variance, skewness, kurtosis } = moments(z);
    within(mean, 0, standardError, "mean");
    within(variance, 1, Math.sqrt(2 / PATHS), "variance");
    within(skewness, 0, Math.sqrt(6 / PATHS), "skewness");
    within(kurtosis, 3, Math.sqrt(24 / PATHS), "kurtosis");
    for (const [edge, p] of [
      [1, 0.1586552539],
      [3, 0.001349898],
    ] as const) {
      const share = z.filter((x) => x < -edge).length / PATHS;
      within(share, p, Math.sqrt((p * (1 - p)) / PATHS), `${degrees}, ${edge}`);
    }
  }
});

test("a Student copula has the rank correlation of an elliptical one, whatever its degrees", () => {
  // Kendall's tau is 2 asin(r) / pi for every elliptical copula (Lindskog, McNeil, Schmock 2003)
  for (const degrees of [1, 4, 1000]) {
    const of = { ...three, degrees },
      [x, y] = [shocks(of, 0), shocks(of, 1)];
    // pairs of neighbours are independent of each other
    let agree = 0;
    for (let i = 0; i < PATHS; i += 2) {
      agree += Number((x![i]! - x![i + 1]!) * (y![i]! - y![i + 1]!) > 0);
    }
    const p = 0.5 + Math.asin(0.6) / Math.PI,
      n = PATHS / 2;
    within(agree / n, p, Math.sqrt((p * (1 - p)) / n), `${degrees}`);
  }
});

test("both assets lie far out together as often as a bivariate t does", () => {
  // P(both below their quantile at u) by the mixture: mean over the chi-square of a normal quadrant
  const degrees = 4,
    r = 0.6,
    u = 0.01;
  const edge = -3.746947; // t with 4 degrees at 1 %
  const expected = mixedQuadrant(edge, r, degrees);
  const of = { ...three, degrees },
    paths = 1 << 18;
  const [x, y] = [shocks(of, 0, paths), shocks(of, 1, paths)];
  const normalEdge = -2.3263479; // of the normal at 1 %
  const share = x.filter((z, i) => z < normalEdge && y[i]! < normalEdge).length / paths;
  within(share, expected, Math.sqrt((expected * (1 - expected)) / paths));
  assert.ok(expected / u > 0.3, "tails depend on each other");
});

/** P(T1 < edge, T2 < edge) of a bivariate t by quadrature over the chi-square and a normal. */
function mixedQuadrant(edge: number, r: number, degrees: number): number {
  const n = 600,
    across = Math.sqrt(1 - r * r);
  let total = 0,
    weights = 0;
  for (let i = 0; i < n; i++) {
    const w = ((i + 0.5) / n) * 40; // chi-square with 4 degrees has density w e^(-w / 2) / 4
    const weight = w ** (degrees / 2 - 1) * Math.exp(-w / 2),
      bound = edge * Math.sqrt(w / degrees);
    let quadrant = 0;
    for (let k = 0; k < 200; k++) {
      const z = bound - (k + 0.5) * 0.04;
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      quadrant += 0.04 * density * normalDistribution((bound - r * z) / across);
    }
    total += weight * quadrant;
    weights += weight;
  }
  return total / weights;
}

/** Abramowitz and Stegun 26.2.17, within 7.5e-8. */
function normalDistribution(x: number): number {
  if (x < 0) return 1 - normalDistribution(-x);
  const t = 1 / (1 + 0.2316419 * x);
  const polynomial =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}

const MOVING = { a: 0.08, b: 0.85, long: CORRELATIONS };
const moving: MarketNumbers = {
  ...joint([BROWNIAN, BROWNIAN, BROWNIAN], { steps: 40 }),
  moving: MOVING,
};

test("moving correlations follow Engle's recursion, path by path and step by step", () => {
  const paths = 20,
    { spots } = simulatePaths(moving, 0, paths);
  const drivers = [0, 8, 16].map((stream) => normals({ paths, steps: 40, seed: 11, stream }));
  const drift = (0.04 - 0.125) * STEP;
  for (let path = 0; path < paths; path++) {
    let q = [...CORRELATIONS];
    for (let step = 0; step < 40; step++) {
      const r = q.map((x, i) => x / Math.sqrt(q[Math.floor(i / 3) * 4]! * q[(i % 3) * 4]!));
      const factor = factorOf(r, 3),
        place = step * paths + path;
      const e = [0, 1, 2].map((i) =>
        [0, 1, 2].reduce((sum, k) => sum + factor[i * 3 + k]! * drivers[k]![place]!, 0),
      );
      e.forEach((z, i) => {
        const x = Math.log(spots[i]![place + paths]! / spots[i]![place]!);
        near((x - drift) / 0.5 / Math.sqrt(STEP), z, 1e-9, `step ${step}`);
      });
      const { a, b } = MOVING;
      q = q.map(
        (x, i) => (1 - a - b) * CORRELATIONS[i]! + a * e[Math.floor(i / 3)]! * e[i % 3]! + b * x,
      );
    }
  }
});

test("the first step has the correlations of the start", () => {
  const start = [1, -0.5, 0, -0.5, 1, 0, 0, 0, 1];
  const of = { ...moving, steps: 1, moving: { ...MOVING, start } };
  const r = correlation(logReturns(of, PATHS, 0), logReturns(of, PATHS, 1));
  within(r, -0.5, 0.75 / Math.sqrt(PATHS));
});

test("moving correlations that do not move are the factor's", () => {
  const still = { ...moving, moving: { a: 0, b: 0, long: CORRELATIONS } };
  const fixed = { ...moving, moving: undefined, factor: factorOf(CORRELATIONS, 3) };
  const expected = logReturns(fixed, 64, 2);
  logReturns(still, 64, 2).forEach((x, i) => {
    near(x, expected[i]!, 1e-12);
  });
});

test("every asset keeps its own law under moving correlations and a copula", () => {
  const mixed = { ...joint(Object.values(MARTINGALES).slice(0, 3)), degrees: 5 };
  const of = { ...mixed, moving: MOVING };
  for (const asset of [0, 1, 2]) {
    const spots = logReturns(of, PATHS, asset).map(Math.exp);
    const { mean, standardError } = moments(spots);
    within(mean, Math.exp(0.04 / 4), standardError, `asset ${asset}`);
  }
});

test("dependence that makes no sense is refused", () => {
  for (const changes of [
    { degrees: 0.5 },
    { degrees: Number.NaN },
    { moving: { ...MOVING, a: 0.2 } },
    { moving: { ...MOVING, a: -0.1 } },
    { moving: MOVING, factor: three.factor },
    { moving: { ...MOVING, long: CORRELATIONS.map(() => Number.NaN) } },
  ]) {
    assert.throws(
      () => logReturns({ ...moving, moving: undefined, ...changes }, 1),
      /^joint tails/,
    );
  }
  const factor = [1, 0, 0, Number.NaN, 1, 0, 0, 0, 1];
  assert.throws(() => logReturns({ ...three, factor }, 1), /is not finite$/);
});

test("an asset that is recorded cannot be correlated, nor moved with", () => {
  const recorded = { kind: 1, parameters: [1, 1, 100, 100] };
  const two = joint(
    [recorded, jumpDiffusionNumbers(0.2, { intensity: 1, mean: 0, deviation: 0.1 })],
    {
      steps: 1,
    },
  );
  const refused = /^assets whose returns are recorded or resampled cannot be correlated/;
  assert.throws(() => logReturns({ ...two, factor: [1, 0, 0.6, 0.8] }, 1), refused);
  const long = [1, 0, 0, 1];
  assert.throws(() => logReturns({ ...two, moving: { a: 0, b: 0, long } }, 1), refused);
});

test.run();
