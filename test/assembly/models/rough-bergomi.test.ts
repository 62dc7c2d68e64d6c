import { suite } from "uvu";
import * as assert from "uvu/assert";
import { brownianNumbers, simulatePaths } from "../../../src/core/market.ts";
import { type RoughBergomiNumbers, roughBergomiNumbers } from "../../../src/core/models.ts";
import { normals } from "../../../src/core/noise.ts";
import { correlation, moments, near, within } from "../../sample.ts";
import { logReturns, market, ROUGH } from "./markets.ts";

const test = suite("rough bergomi");
const PATHS = 1 << 14;
const STEPS = 48;
const STEP_YEARS = 1 / 48;

function rough(changes: Partial<RoughBergomiNumbers> = {}) {
  return market(roughBergomiNumbers({ ...ROUGH, ...changes }), {
    ...{ steps: STEPS, stepYears: STEP_YEARS },
  });
}

const { spots, variances } = simulatePaths(rough(), 0, PATHS);
const row = (step: number) => variances[0]!.subarray(step * PATHS, (step + 1) * PATHS);

test("the mean of the variance is the forward variance at every step", () => {
  for (const step of [0, 1, 2, 7, 31, 32, 33, STEPS]) {
    const { mean, standardError } = moments(row(step));
    within(mean, ROUGH.forwardVariance, standardError + 1e-12, `step ${step}`);
  }
});

test("logarithms of the variance spread as a power of time, twice the Hurst exponent", () => {
  // the exact process has Var Y = t^(2 H); the hybrid scheme comes within a percent
  for (const step of [1, 4, 16, STEPS]) {
    const { variance, deviation, deviationError } = moments(row(step).map(Math.log));
    const expected = ROUGH.eta ** 2 * (step * STEP_YEARS) ** (2 * ROUGH.hurst);
    within(variance, expected, 2 * deviation * deviationError + expected * 0.0025, `step ${step}`);
  }
});

test("logarithms of the variance at two times have the covariance of the exact process", () => {
  // E[Y_s Y_t] = 2 H int_0^s (s - u)^(H - 1/2) (t - u)^(H - 1/2) du, by substitution of its singularity
  const power = ROUGH.hurst + 0.5;
  const covariance = (s: number, t: number) => {
    let sum = 0;
    const n = 20_000;
    for (let i = 0; i < n; i++) {
      const w = (((i + 0.5) / n) * s ** power) ** (1 / power);
      sum += (t - s + w) ** (power - 1);
    }
    return (2 * ROUGH.hurst * sum * s ** power) / n / power;
  };
  for (const [early, late] of [
    [8, 16],
    [16, 48],
    [40, 48],
  ] as const) {
    const [x, y] = [row(early).map(Math.log), row(late).map(Math.log)];
    const r = correlation(x, y),
      [s, t] = [early * STEP_YEARS, late * STEP_YEARS];
    const expected = covariance(s, t) / (s * t) ** ROUGH.hurst;
    within(r, expected, (1 - r * r) / Math.sqrt(PATHS) + 0.0025, `${early}, ${late}`);
  }
});

test("the variance follows the hybrid scheme of its normals, step by step", () => {
  const { forwardVariance, hurst, eta, correlation: rho } = ROUGH,
    power = hurst + 0.5;
  const streams = [0, 1, 6].map((stream) => normals({ paths: 20, steps: STEPS, seed: 11, stream }));
  const w = streams[0]!.map((a, i) => rho * a + Math.sqrt(1 - rho ** 2) * streams[1]![i]!);
  const own = Math.sqrt(1 / (2 * hurst) - 1 / power ** 2);
  const scale = eta * Math.sqrt(2 * hurst) * STEP_YEARS ** hurst;
  const weight = (k: number) => (k ** power - (k - 1) ** power) / power;
  for (let path = 0; path < 20; path++) {
    for (let step = 1; step <= STEPS; step++) {
      const last = (step - 1) * 20 + path;
      let sum = w[last]! / power + own * streams[2]![last]!,
        spread = 1 / (2 * hurst);
      for (let k = 2; k <= step; k++) {
        sum += weight(k) * w[(step - k) * 20 + path]!;
        spread += weight(k) ** 2;
      }
      const expected = forwardVariance * Math.exp(scale * sum - (scale ** 2 * spread) / 2);
      near(Math.log(row(step)[path]!), Math.log(expected), 1e-11, `step ${step}`);
    }
  }
});

test("returns have the variance before the step, and fall as it rises", () => {
  const z = normals({ paths: 20, steps: STEPS, seed: 11 });
  for (let step = 0; step < STEPS; step++) {
    for (let path = 0; path < 20; path++) {
      const v = row(step)[path]!;
      const expected =
        (0.04 - v / 2) * STEP_YEARS + Math.sqrt(v * STEP_YEARS) * z[step * 20 + path]!;
      const [before, after] = [0, 1].map((ahead) => spots[0]![(step + ahead) * PATHS + path]!);
      near(Math.log(after! / before!), expected, 1e-11);
    }
  }
  assert.ok(correlation(logReturns(rough(), PATHS), row(STEPS)) < -0.2);
});

test("without volatility of variance it is Brownian motion", () => {
  const brownian = brownianNumbers(Math.sqrt(ROUGH.forwardVariance));
  const plain = logReturns({ ...rough(), assets: market(brownian).assets }, 64);
  logReturns(rough({ eta: 0 }), 64).forEach((x, i) => {
    near(x, plain[i]!, 1e-12);
  });
});

test("extreme roughness and volatility stay finite", () => {
  for (const changes of [{ hurst: 1e-4 }, { hurst: 0.5 }, { hurst: 0.99 }, { eta: 20 }]) {
    const all = simulatePaths(rough(changes), 0, 64);
    assert.ok([...all.spots[0]!, ...all.variances[0]!].every((x) => x >= 0 && x < Infinity));
  }
});

test("a Hurst exponent outside 0 and 1, or no variance, is refused", () => {
  for (const changes of [{ hurst: 0 }, { hurst: 1 }, { forwardVariance: 0 }, { correlation: 2 }]) {
    assert.throws(() => logReturns(rough(changes), 1), /is not finite$/);
  }
});

test.run();
