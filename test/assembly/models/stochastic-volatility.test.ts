import { suite } from "uvu";
import * as assert from "uvu/assert";
import { brownianNumbers, simulateEnds, simulatePaths } from "../../../src/core/market.ts";
import {
  stochasticVolatilityNumbers,
  type VarianceNumbers,
  type VarianceScheme,
} from "../../../src/core/models.ts";
import { correlation, moments, near, within } from "../../sample.ts";
import { HESTON, JOINT_JUMPS, joint, logReturns, market, years } from "./markets.ts";

const test = suite("stochastic volatility");
const SCHEMES: readonly VarianceScheme[] = ["quadraticExponential", "fullTruncation"];

function heston(changes: Partial<VarianceNumbers>, scheme: VarianceScheme) {
  return stochasticVolatilityNumbers({ ...HESTON, ...changes }, undefined, scheme);
}

// Alan Lewis, forum of wilmott.com (2003), as in QuantLib's test suite, hestonmodel.cpp: puts
const LEWIS = {
  variance: 0.04,
  meanReversion: 4,
  longVariance: 0.25,
  volatilityOfVariance: 1,
  correlation: -0.5,
};
const LEWIS_PUTS = new Map([
  [80, 7.958878113256768],
  [90, 12.017966707346305],
  [100, 17.05527096127011],
  [110, 23.0178258984428],
  [120, 29.811026202682473],
]);

/** What a put of Lewis costs more in so many steps; the spot, whose mean is known, takes noise off. */
function bias(scheme: VarianceScheme, steps: number, strike: number, paths: number) {
  const model = stochasticVolatilityNumbers(LEWIS, undefined, scheme);
  const of = market(model, { steps, stepYears: 1 / steps, rate: 0.01, seed: 5 });
  const [asset] = of.assets,
    discount = Math.exp(-0.01);
  const [spots] = simulateEnds({ ...of, assets: [{ ...asset!, drift: -0.01 }] }, 0, paths).spots;
  const paid = spots!.map((spot) => discount * Math.max(strike - spot, 0));
  const [x, y] = [moments(spots!), moments(paid)];
  const slope = (correlation(spots!, paid) * y.deviation) / x.deviation;
  const { mean, standardError } = moments(
    paid.map((value, i) => value - slope * (spots![i]! - 100 * discount)),
  );
  return { value: mean - LEWIS_PUTS.get(strike)!, standardError };
}

for (const scheme of SCHEMES) {
  test(`32 steps of ${scheme} give Lewis' prices`, () => {
    for (const strike of LEWIS_PUTS.keys()) {
      const { value, standardError } = bias(scheme, 32, strike, 1 << 16);
      within(value, 0, standardError, `strike ${strike}`);
    }
  });

  test(`the bias of ${scheme} at least halves when its steps do`, () => {
    const [two, four, eight] = [2, 4, 8].map((steps) => bias(scheme, steps, 120, 1 << 18));
    assert.ok(Math.abs(four!.value) > 4 * four!.standardError, "there is a bias to see");
    for (const [coarse, fine] of [
      [two, four],
      [four, eight],
    ]) {
      const error = Math.hypot(coarse!.standardError / 2, fine!.standardError);
      assert.ok(Math.abs(fine!.value) <= Math.abs(coarse!.value) / 2 + 4 * error);
    }
  });

  test(`the variance has Cox, Ingersoll and Ross' mean under ${scheme}`, () => {
    // long steps for the one scheme, whose mean is exact at any length
    const steps = scheme === "quadraticExponential" ? 2 : 64;
    const of = market(heston({}, scheme), { steps, stepYears: 0.5 / steps });
    const { variance, meanReversion: kappa, longVariance: theta } = HESTON;
    const left =
      scheme === "quadraticExponential"
        ? Math.exp(-kappa * 0.5)
        : (1 - kappa * of.stepYears) ** steps;
    const { mean, standardError } = moments(simulateEnds(of, 0, 1 << 16).variances[0]!);
    within(mean, theta + (variance - theta) * left, standardError);
  });

  test(`returns and changes of variance are correlated as told under ${scheme}`, () => {
    const of = market(heston({ volatilityOfVariance: 0.3 }, scheme), { steps: 1, stepYears: 1e-4 });
    const returns = logReturns(of, 1 << 16),
      { variances } = simulateEnds(of, 0, 1 << 16);
    within(correlation(returns, variances[0]!), -0.6, 0.64 / 256, scheme);
  });

  test(`returns of assets are correlated by the factor alone under ${scheme}`, () => {
    const of = joint([heston({}, scheme), heston({ correlation: 0.8 }, scheme)], {
      ...{ steps: 1, stepYears: 1e-4, factor: [1, 0, 0.7, Math.sqrt(0.51)] },
    });
    const [first, second] = [logReturns(of, 1 << 16, 0), logReturns(of, 1 << 16, 1)];
    within(correlation(first, second), 0.7, 0.51 / 256);
  });

  test(`where the variance stands still ${scheme} is Brownian motion`, () => {
    const still = heston({ volatilityOfVariance: 0, meanReversion: 0 }, scheme);
    const brownian = market(brownianNumbers(Math.sqrt(HESTON.variance)));
    const plain = simulatePaths(brownian, 0, 100).spots[0]!;
    simulatePaths(market(still), 0, 100).spots[0]!.forEach((spot, i) => {
      near(spot, plain[i]!, 2e-7);
    });
  });

  test(`extreme parameters give finite spots and variances from zero up under ${scheme}`, () => {
    const extremes: Partial<VarianceNumbers>[] = [
      { variance: 0 },
      { variance: 0, longVariance: 0 },
      { meanReversion: 0 },
      { meanReversion: 0, longVariance: 0, variance: 1e-12 },
      { volatilityOfVariance: 20 },
      { volatilityOfVariance: 20, correlation: 1 },
      { volatilityOfVariance: 20, correlation: -1, meanReversion: 100 },
      { variance: 50, longVariance: 50 },
      { meanReversion: 1000, volatilityOfVariance: 5 },
      { correlation: 1, volatilityOfVariance: 1e-12 },
    ];
    for (const changes of extremes) {
      for (const stepYears of [1 / 365 / 24, 0.25]) {
        const model = stochasticVolatilityNumbers({ ...HESTON, ...changes }, JOINT_JUMPS, scheme);
        const of = market(model, { steps: 40, stepYears });
        const { spots, variances } = simulatePaths(of, 0, 64);
        const told = `${JSON.stringify(changes)}, ${stepYears}`;
        assert.ok(
          spots[0]!.every((spot) => spot > 0 && spot < Infinity),
          told,
        );
        assert.ok(
          variances[0]!.every((v) => v >= 0 && v < Infinity),
          told,
        );
      }
    }
  });

  test(`parameters that are not numbers, or no correlation, are refused under ${scheme}`, () => {
    for (const changes of [
      { variance: Number.NaN },
      { correlation: 1.1 },
      { meanReversion: 1 / 0 },
    ]) {
      assert.throws(() => logReturns(market(heston(changes, scheme)), 1), /is not finite$/);
    }
  });
}

test("the quadratic-exponential variance has Cox, Ingersoll and Ross' second moment", () => {
  for (const changes of [{}, { volatilityOfVariance: 3 }]) {
    const {
      variance: v,
      meanReversion: k,
      longVariance: m,
      volatilityOfVariance: xi,
    } = {
      ...HESTON,
      ...changes,
    };
    const of = market(heston(changes, "quadraticExponential"), { steps: 2, stepYears: 0.25 });
    const e = Math.exp(-k * years(of));
    const expected = ((v * xi ** 2 * e) / k) * (1 - e) + ((m * xi ** 2) / (2 * k)) * (1 - e) ** 2;
    const mean = m + (v - m) * e;
    const squares = simulateEnds(of, 0, 1 << 17).variances[0]!.map((x) => (x - mean) ** 2);
    const { mean: found, standardError } = moments(squares);
    within(found, expected, standardError, JSON.stringify(changes));
  }
});

test.run();
