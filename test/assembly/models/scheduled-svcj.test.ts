import { suite } from "uvu";
import * as assert from "uvu/assert";
import { fourierPrices } from "../../../src/core/fourier.ts";
import { simulateEnds, simulatePaths } from "../../../src/core/market.ts";
import { type SvcjStep, scheduledSvcjNumbers } from "../../../src/core/models.ts";
import { normals } from "../../../src/core/noise.ts";
import { correlation, moments, near, within } from "../../sample.ts";
import { HESTON, logReturns, market, payoffs, SCHEDULE } from "./markets.ts";

const test = suite("SVCJ on a schedule");
const DAY = 1 / 365;

function constant(row: Partial<SvcjStep>, steps: number): SvcjStep[] {
  return Array.from({ length: steps }, () => ({ ...SCHEDULE[0]!, ...row }));
}

test("without jumps a path is the Euler recursion on the normals of its two streams", () => {
  const rows = SCHEDULE.map((row) => ({ ...row, intensity: 0 })),
    steps = rows.length;
  const of = market(scheduledSvcjNumbers(HESTON.variance, rows), { steps, stepYears: DAY });
  const paths = 20,
    { spots, variances } = simulatePaths(of, 0, paths);
  const noise = (stream: number) => normals({ seed: of.seed, stream, paths, steps });
  const [w, own] = [noise(0), noise(1)];
  for (let path = 0; path < paths; path++) {
    let spot = 100,
      v = HESTON.variance;
    for (let i = 0; i < steps; i++) {
      const at = i * paths + path;
      near(spots[0]![at]!, spot, 1e-12);
      near(variances[0]![at]!, Math.max(v, 0), 1e-12);
      const { meanReversion, longVariance, volatilityOfVariance, correlation: rho } = rows[i]!;
      const p = Math.max(v, 0),
        root = Math.sqrt(p * DAY);
      const u = rho * w[at]! + Math.sqrt(1 - rho * rho) * own[at]!;
      spot *= Math.exp(0.04 * DAY) * (1 + root * w[at]!);
      v += meanReversion * (longVariance - p) * DAY + volatilityOfVariance * root * u;
    }
  }
});

test("daily steps of a constant schedule give the calls of SVCJ's characteristic function", () => {
  const row = constant({ mean: -0.2, deviation: 0, tilt: 0, intensity: 2, longVariance: 0.4 }, 91);
  const { meanReversion, longVariance, volatilityOfVariance, correlation: rho } = row[0]!;
  const { intensity, varianceMean } = row[0]!;
  const of = market(scheduledSvcjNumbers(0.3, row), { steps: 91, stepYears: DAY, rate: 0 });
  const driftless = { ...of, assets: [{ ...of.assets[0]!, drift: 0 }] };
  const heston = [0.3, meanReversion, longVariance, volatilityOfVariance, rho];
  const { price } = fourierPrices({
    model: "svcj",
    parameters: [...heston, intensity, Math.log(0.8), 0, varianceMean, 0],
    years: 91 / 365,
    forward: 100,
    strike: [80, 100, 120],
  });
  [80, 100, 120].forEach((strike, i) => {
    const { mean, standardError } = moments(payoffs(driftless, strike, 1 << 17));
    within(mean, price[i]!, standardError, `strike ${strike}`);
  });
});

test("a step jumps with the chance told, by the sizes told, in spot and variance together", () => {
  const row = constant({ intensity: 36.5, mean: -0.3, deviation: 0.02, tilt: 0.1 }, 1);
  const still = row.map((r) => ({ ...r, meanReversion: 0, volatilityOfVariance: 0 }));
  const of = market(scheduledSvcjNumbers(1e-12, still), { steps: 1, stepYears: DAY, rate: 0 });
  const paths = 1 << 16,
    { spots, variances } = simulateEnds(of, 0, paths);
  const { varianceMean } = row[0]!,
    jumped = variances[0]!.map((v) => (v > 1e-11 ? 1 : 0));
  within(moments(jumped).mean, 0.1, moments(jumped).standardError);
  const rest = 1 - 0.1 * (-0.3 + 0.1 * varianceMean);
  const growth = Math.exp(0.04 * DAY);
  const sizes = spots[0]!.map((s) => s / 100 / growth - rest).filter((_, i) => jumped[i] === 1);
  const jumps = variances[0]!.map((v) => v - 1e-12).filter((_, i) => jumped[i] === 1);
  within(moments(jumps).mean, varianceMean, moments(jumps).standardError);
  within(moments(jumps).deviation, varianceMean, moments(jumps).deviationError);
  const own = sizes.map((size, i) => size + 0.3 - 0.1 * jumps[i]!);
  within(moments(own).mean, 0, moments(own).standardError);
  within(moments(own).deviation, 0.02, moments(own).deviationError);
});

test("returns and changes of variance are correlated as each step tells", () => {
  for (const rho of [-0.9, 0, 0.7]) {
    const rows = constant({ intensity: 0, correlation: rho }, 1);
    const of = market(scheduledSvcjNumbers(0.3, rows), { steps: 1, stepYears: 1e-4 });
    const found = correlation(logReturns(of, 1 << 16), simulateEnds(of, 0, 1 << 16).variances[0]!);
    within(found, rho, (1 - rho * rho) / 256);
  }
});

test("a spot that would fall below a 1,024th of itself stops there", () => {
  const crash = constant({ intensity: 365, mean: -2, deviation: 0, tilt: 0 }, 1);
  const of = market(scheduledSvcjNumbers(1e-12, crash), { steps: 1, stepYears: DAY });
  const rest = simulateEnds(of, 0, 3).spots[0]!;
  // the compensator gives a certain jump back in full
  rest.forEach((spot) => {
    near(spot, 100 * Math.exp(0.04 * DAY), 1e-5);
  });
  const half = constant({ intensity: 182.5, mean: -2, deviation: 0, tilt: 0 }, 1);
  const [spots] = simulateEnds(
    market(scheduledSvcjNumbers(1e-12, half), { steps: 1, stepYears: DAY }),
    0,
    100,
  ).spots;
  const least = (100 * Math.exp(0.04 * DAY)) / 1024;
  near(Math.min(...spots!), least, 1e-9);
});

test("a schedule that is short, or jumps more than once a step, is refused", () => {
  const short = market(scheduledSvcjNumbers(0.3, constant({}, 15)));
  assert.throws(() => logReturns(short, 1), /^a schedule must have a row for every step/);
  const often = market(scheduledSvcjNumbers(0.3, constant({ intensity: 65 }, 16)));
  assert.throws(() => logReturns(often, 1), /chances of a jump up to 1$/);
  const bad = market(scheduledSvcjNumbers(0.3, constant({ correlation: 1.1 }, 16)));
  assert.throws(() => logReturns(bad, 1), /is not finite$/);
});

test.run();
