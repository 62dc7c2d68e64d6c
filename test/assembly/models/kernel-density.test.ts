import { suite } from "uvu";
import * as assert from "uvu/assert";
import { simulatePaths } from "../../../src/core/market.ts";
import { kernelDensityNumbers } from "../../../src/core/models.ts";
import { moments, near, within } from "../../sample.ts";
import { logReturns, market, STEP } from "./markets.ts";

const test = suite("kernel density");
const RESIDUALS = [-2.5, -0.5, 0.1, 0.4, 3.5];
const PATHS = 1 << 16;

function density(bandwidth: number, deviations: readonly number[] = [0.02]) {
  const model = kernelDensityNumbers({ deviations, residuals: RESIDUALS, bandwidth });
  return market(model, { steps: deviations.length });
}

test("without a bandwidth returns are the residuals alone, each as often as any other", () => {
  const returns = logReturns(density(0), PATHS);
  for (const residual of RESIDUALS) {
    const size = 0.04 * STEP + 0.02 * residual;
    const hits = returns.map((r) => (Math.abs(r - size) < 1e-12 ? 1 : 0));
    within(moments(hits).mean, 0.2, moments(hits).standardError);
  }
});

test("returns have the mean of the residuals, and their variance with the kernel's", () => {
  const returns = moments(logReturns(density(0.7), PATHS));
  const mean = RESIDUALS.reduce((sum, z) => sum + z / 5, 0);
  const variance = RESIDUALS.reduce((sum, z) => sum + (z - mean) ** 2 / 5, 0.7 ** 2);
  within(returns.mean, 0.04 * STEP + 0.02 * mean, returns.standardError);
  within(returns.deviation, 0.02 * Math.sqrt(variance), returns.deviationError);
});

test("every step has the deviation that it is given", () => {
  const deviations = [0.01, 0.05, 0, 0.02];
  const [spots] = simulatePaths(density(0.3, deviations), 0, PATHS).spots;
  const unit = moments(logReturns(density(0.3, [1]), PATHS)).deviation;
  deviations.forEach((deviation, i) => {
    const step = (path: number) => {
      return Math.log(spots![(i + 1) * PATHS + path]! / spots![i * PATHS + path]!);
    };
    const found = moments(Float64Array.from({ length: PATHS }, (_, path) => step(path)));
    if (deviation === 0) near(found.deviation, 0, 1e-12);
    else within(found.deviation, deviation * unit, 2 * found.deviationError);
  });
});

test("too few deviations, no residuals, or one that is not finite, are refused", () => {
  const { assets, ...of } = density(0.1);
  assert.throws(() => logReturns({ ...of, assets, steps: 2 }, 1), /^a schedule must have a row/);
  const broken = (residuals: number[]) => {
    return market(kernelDensityNumbers({ deviations: [1], residuals, bandwidth: 0 }), { steps: 1 });
  };
  assert.throws(() => logReturns(broken([]), 1), /^residuals must be finite, at least one/);
  assert.throws(() => logReturns(broken([Number.NaN]), 1), /is not finite$/);
});

test.run();
