import { suite } from "uvu";
import * as assert from "uvu/assert";
import { simulateEnds, simulatePaths } from "../../../src/core/market.ts";
import {
  levelNumbers,
  levelWeights,
  stochasticVolatilityNumbers,
} from "../../../src/core/models.ts";
import { correlation, moments, near, within } from "../../sample.ts";
import { HESTON, joint, market } from "./markets.ts";

const test = suite("ornstein-uhlenbeck");
const PATHS = 1 << 16;
const FUNDING = { meanReversion: 40, longLevel: 0.1, volatility: 1.2 };

/** A funding rate of 35 % that reverts to 10 %, over an eighth of a year. */
function funding(steps: number, changes: Partial<typeof FUNDING> = {}) {
  const of = market(levelNumbers({ ...FUNDING, ...changes }), { steps, stepYears: 1 / 8 / steps });
  return { ...of, assets: [{ ...of.assets[0]!, spot: 0.35 }] };
}

for (const steps of [1, 7, 40]) {
  test(`mean and variance are exact in ${steps} steps of any length`, () => {
    const { meanReversion: k, longLevel, volatility } = FUNDING,
      decay = Math.exp(-k / 8);
    const found = moments(simulateEnds(funding(steps), 0, PATHS).spots[0]!);
    within(found.mean, longLevel + (0.35 - longLevel) * decay, found.standardError, "mean");
    const deviation = volatility * Math.sqrt((1 - decay ** 2) / (2 * k));
    within(found.deviation, deviation, found.deviationError, "deviation");
  });
}

test("levels a step apart are correlated by what is left of the reversion", () => {
  const of = funding(40),
    { spots } = simulatePaths(of, 0, 8192);
  const [x, y] = [20, 21].map((step) => spots[0]!.subarray(step * 8192, (step + 1) * 8192));
  const k = FUNDING.meanReversion,
    time = 20 * of.stepYears;
  const spread = (t: number) => 1 - Math.exp(-2 * k * t);
  const expected =
    Math.exp(-k * of.stepYears) * Math.sqrt(spread(time) / spread(time + of.stepYears));
  within(correlation(x!, y!), expected, (1 - expected ** 2) / Math.sqrt(8192));
});

test("without reversion it is Brownian motion, and may be negative", () => {
  const found = moments(simulateEnds(funding(4, { meanReversion: 0 }), 0, PATHS).spots[0]!);
  within(found.mean, 0.35, found.standardError);
  within(found.deviation, 1.2 * Math.sqrt(1 / 8), found.deviationError);
  assert.ok(simulateEnds(funding(4), 0, 1000).spots[0]!.some((level) => level < 0));
});

test("a level has the correlations wanted with an asset's returns and with its variance", () => {
  const rho = HESTON.correlation,
    wanted = { returns: 0.4, variance: -0.7, correlation: rho };
  const { entry, weight } = levelWeights(wanted);
  const heston = { ...HESTON, volatilityOfVariance: 0.3 };
  for (const scheme of ["quadraticExponential", "fullTruncation"] as const) {
    const models = [
      stochasticVolatilityNumbers(heston, undefined, scheme),
      levelNumbers({ ...FUNDING, varianceOf: { asset: 0, weight } }),
    ];
    const factor = [1, 0, entry, Math.sqrt(1 - entry ** 2)];
    const of = joint(models, { steps: 1, stepYears: 1e-5, factor });
    const { spots, variances } = simulateEnds(of, 0, PATHS);
    const level = spots[1]!;
    within(correlation(spots[0]!, level), 0.4, 0.84 / 256, "returns");
    within(correlation(variances[0]!, level), -0.7, 0.51 / 256, "variance");
  }
});

test("correlations that exclude each other are refused", () => {
  assert.throws(
    () => levelWeights({ returns: 0.9, variance: 0.9, correlation: -0.9 }),
    /^variance must be a correlation possible beside the others, got 0.9$/,
  );
});

test("rates and drifts of the market do not move a level", () => {
  const plain = simulatePaths(funding(5), 0, 10),
    other = funding(5);
  const moved = { ...other, rate: 0.3, assets: [{ ...other.assets[0]!, drift: -2 }] };
  simulatePaths(moved, 0, 10).spots[0]!.forEach((level, i) => {
    near(level, plain.spots[0]![i]!, 1e-15);
  });
});

test.run();
