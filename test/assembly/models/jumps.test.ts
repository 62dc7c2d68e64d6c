import { suite } from "uvu";
import * as assert from "uvu/assert";
import { brownianNumbers, simulateEnds, simulatePaths } from "../../../src/core/market.ts";
import { jumpDiffusionNumbers, stochasticVolatilityNumbers } from "../../../src/core/models.ts";
import { optionGreeks } from "../../../src/core/options.ts";
import { moments, near, within } from "../../sample.ts";
import {
  EXPONENTIAL_JUMPS,
  HESTON,
  JOINT_JUMPS,
  logReturns,
  market,
  NORMAL_JUMPS,
  payoffs,
  years,
} from "./markets.ts";

const test = suite("jumps");
const PATHS = 1 << 17;
const NO_JUMPS = { intensity: 0, mean: 0, deviation: 0 };

/** Raw moments 1 to 4 of jump sizes. */
const NORMAL_MOMENTS = (() => {
  const { mean: m, deviation: d } = NORMAL_JUMPS;
  return [m, m ** 2 + d ** 2, m ** 3 + 3 * m * d ** 2, m ** 4 + 6 * m ** 2 * d ** 2 + 3 * d ** 4];
})();
const EXPONENTIAL_MOMENTS = [1, 2, 6, 24].map((factorial, i) => {
  const { upward, meanUp, meanDown } = EXPONENTIAL_JUMPS;
  return factorial * (upward * meanUp ** (i + 1) + (1 - upward) * (-meanDown) ** (i + 1));
});
/** E[e^J] - 1. */
const NORMAL_GROWTH = Math.exp(NORMAL_JUMPS.mean + NORMAL_JUMPS.deviation ** 2 / 2) - 1;
const EXPONENTIAL_GROWTH =
  EXPONENTIAL_JUMPS.upward / (1 - EXPONENTIAL_JUMPS.meanUp) +
  (1 - EXPONENTIAL_JUMPS.upward) / (1 + EXPONENTIAL_JUMPS.meanDown) -
  1;

for (const [name, jumps, raw, growth] of [
  ["Merton", NORMAL_JUMPS, NORMAL_MOMENTS, NORMAL_GROWTH],
  ["Kou", EXPONENTIAL_JUMPS, EXPONENTIAL_MOMENTS, EXPONENTIAL_GROWTH],
] as const) {
  test(`the first four cumulants of log returns are ${name}'s`, () => {
    const volatility = 0.2,
      of = market(jumpDiffusionNumbers(volatility, jumps), { steps: 4, stepYears: 1 / 16 });
    const time = years(of),
      arrivals = jumps.intensity * time;
    const drift = (0.04 - volatility ** 2 / 2 - jumps.intensity * growth) * time;
    const first = drift + arrivals * raw[0]!,
      second = volatility ** 2 * time + arrivals * raw[1]!;
    // k-statistics as means of batches, which bring their own errors
    const returns = logReturns(of, PATHS);
    const batches = Array.from({ length: 128 }, (_, i) =>
      cumulants(returns.subarray(i * 1024, (i + 1) * 1024), first),
    );
    [first, second, arrivals * raw[2]!, arrivals * raw[3]!].forEach((expected, i) => {
      const { mean, standardError } = moments(batches.map((batch) => batch[i]!));
      within(mean, expected, standardError, `cumulant ${i + 1}`);
    });
  });
}

/** Mean and cumulants 2 to 4 about a known mean: unbiased but for the square in the fourth. */
function cumulants(values: Float64Array, mean: number): number[] {
  const power = (n: number) => values.reduce((sum, x) => sum + (x - mean) ** n, 0) / values.length;
  const second = power(2),
    n = values.length;
  const square = (n * second ** 2 - power(4)) / (n - 1); // unbiased for the variance squared
  return [mean + power(1), second, power(3), power(4) - 3 * square];
}

test("jumps a step are Poisson, by a chi-square test at five means", () => {
  for (const mean of [0.01, 0.5, 3, 12, 30]) {
    // every jump is 1, so steps count them
    const jumps = { intensity: mean * 64, mean: 1, deviation: 0 };
    const of = market(jumpDiffusionNumbers(0, jumps), { steps: 4, rate: 0 });
    const { spots } = simulatePaths({ ...of, assets: [{ ...of.assets[0]!, drift: 0 }] }, 0, 25_000);
    const drift = -mean * (Math.E - 1),
      counts = new Map<number, number>();
    for (let i = 25_000; i < spots[0]!.length; i++) {
      const count = Math.log(spots[0]![i]! / spots[0]![i - 25_000]!) - drift;
      near(count, Math.round(count), 1e-9);
      counts.set(Math.round(count), (counts.get(Math.round(count)) ?? 0) + 1);
    }
    const { statistic, degrees } = chiSquare(counts, mean, 100_000);
    // Wilson and Hilferty: the cube root is normal
    const z = (statistic / degrees) ** (1 / 3) - (1 - 2 / (9 * degrees));
    within(z, 0, Math.sqrt(2 / (9 * degrees)), `mean ${mean}`);
  }
});

/** Cells of at least ten expected. */
function chiSquare(counts: ReadonlyMap<number, number>, mean: number, total: number) {
  let statistic = 0,
    cells = 0,
    expected = 0,
    observed = 0,
    left = total,
    seen = 0,
    term = Math.exp(-mean);
  for (let n = 0; n < 128; n++, term *= mean / n) {
    expected += total * term;
    observed += counts.get(n) ?? 0;
    if (expected < 10 || left - expected < 10) continue;
    statistic += (observed - expected) ** 2 / expected;
    left -= expected;
    seen += observed;
    cells++;
    expected = 0;
    observed = 0;
  }
  statistic += (total - seen - left) ** 2 / left;
  return { statistic, degrees: cells };
}

test("sizes of single jumps have the distributions of Merton and Kou, by Kolmogorov's test", () => {
  const { mean, deviation } = NORMAL_JUMPS,
    { upward, meanUp, meanDown } = EXPONENTIAL_JUMPS;
  const normal = (x: number) => normalDistribution((x - mean) / deviation);
  const exponential = (x: number) =>
    x < 0 ? (1 - upward) * Math.exp(x / meanDown) : 1 - upward * Math.exp(-x / meanUp);
  for (const [jumps, growth, distribution] of [
    [NORMAL_JUMPS, NORMAL_GROWTH, normal],
    [EXPONENTIAL_JUMPS, EXPONENTIAL_GROWTH, exponential],
  ] as const) {
    const rare = { ...jumps, intensity: 0.1 };
    const of = market(jumpDiffusionNumbers(0, rare), { steps: 1, stepYears: 0.1 });
    const drift = (0.04 - 0.1 * growth) * 0.1;
    const sizes = logReturns(of, 1 << 20).map((x) => x - drift);
    const jumped = sizes.filter((x) => Math.abs(x) > 1e-12).sort();
    const n = jumped.length;
    within(n / sizes.length, 1 - Math.exp(-0.01), Math.sqrt(0.01 / sizes.length), "frequency");
    const distance = jumped.reduce(
      (most, x, i) => Math.max(most, Math.abs((i + 0.5) / n - distribution(x))),
      0,
    );
    // half a percent of the steps that jump do so twice; beyond 2.2 / sqrt(n) comes once in 8,000
    assert.ok(distance < 2.2 / Math.sqrt(n) + 0.005, `distance ${distance}, ${n} jumps`);
  }
});

function normalDistribution(x: number): number {
  // Simpson over the density from -8, plain and exact enough here
  const steps = 400,
    h = (x + 8) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 ? 4 : 2;
    sum += weight * Math.exp(-((-8 + i * h) ** 2) / 2);
  }
  return (sum * h) / 3 / Math.sqrt(2 * Math.PI);
}

test("calls and puts cost what Merton's series says", () => {
  const volatility = 0.3,
    of = market(jumpDiffusionNumbers(volatility, NORMAL_JUMPS));
  for (const strike of [80, 100, 125, -80, -100]) {
    const { mean, standardError } = moments(payoffs(of, strike, PATHS));
    within(mean, mertonPrice(volatility, strike, years(of)), standardError, `strike ${strike}`);
  }
});

/** Merton (1976), equation 19; puts at negative strikes. */
function mertonPrice(volatility: number, strike: number, time: number): number {
  const { intensity, mean, deviation } = NORMAL_JUMPS,
    arrivals = intensity * (1 + NORMAL_GROWTH) * time;
  let price = 0,
    weight = Math.exp(-arrivals);
  for (let n = 0; n < 60; n++, weight *= arrivals / n) {
    const rate = 0.04 - intensity * NORMAL_GROWTH + (n * (mean + deviation ** 2 / 2)) / time;
    const option = {
      kind: strike > 0 ? 1 : 2,
      spot: 100,
      strike: Math.abs(strike),
      years: time,
      volatility: Math.sqrt(volatility ** 2 + (n * deviation ** 2) / time),
      rate,
    };
    price += weight * optionGreeks(option, ["price"]).price[0]!;
  }
  return price;
}

test("without jumps a diffusion with jumps is Brownian motion", () => {
  const plain = simulatePaths(market(brownianNumbers(0.5)), 0, 100).spots[0]!;
  const none = simulatePaths(market(jumpDiffusionNumbers(0.5, NO_JUMPS)), 0, 100).spots[0]!;
  none.forEach((spot, i) => {
    near(spot, plain[i]!, 1e-13);
  });
});

test("jumps of the variance raise its mean by what they bring", () => {
  const model = stochasticVolatilityNumbers(HESTON, JOINT_JUMPS);
  const of = market(model, { steps: 64 }),
    time = years(of);
  const { meanReversion: kappa, longVariance: theta, variance } = HESTON;
  const long = theta + (JOINT_JUMPS.intensity * JOINT_JUMPS.varianceMean) / kappa;
  // jumps come at the ends of steps: a step's worth of decay is missed
  const h = of.stepYears,
    decay = Math.exp(-kappa * h),
    news = theta * (1 - decay) + JOINT_JUMPS.intensity * h * JOINT_JUMPS.varianceMean;
  const expected = variance * decay ** 64 + (news * (1 - decay ** 64)) / (1 - decay);
  const { mean, standardError } = moments(simulateEnds(of, 0, PATHS).variances[0]!);
  within(mean, expected, standardError);
  near(expected, long + (variance - long) * Math.exp(-kappa * time), 0.02);
});

test("more than 30 jumps a step are refused, and so are means of sizes that do not exist", () => {
  const many = { ...NORMAL_JUMPS, intensity: 31 * 64 };
  assert.throws(() => logReturns(market(jumpDiffusionNumbers(0.2, many)), 1), /^jumps must number/);
  for (const jumps of [
    { ...EXPONENTIAL_JUMPS, meanUp: 1 },
    { ...NORMAL_JUMPS, deviation: Number.NaN },
    { ...JOINT_JUMPS, tilt: 10 },
  ]) {
    assert.throws(() => logReturns(market(jumpDiffusionNumbers(0.2, jumps)), 1), /is not finite$/);
  }
});

test.run();
