import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalDensity, normalQuantile } from "../../../src/core/functions.ts";
import { cornishFisher } from "../../../src/risk/cornish-fisher.ts";
import { diagonalLosses } from "../../../src/risk/diagonal-form.ts";
import { type Cumulants, formMoments } from "../../../src/risk/form-moments.ts";
import { near } from "../../sample.ts";

const test = suite("cornish fisher");
const SKEWED: Cumulants = [0.3, 4, 2.4, 6.4];

test("without skewness and kurtosis it is the normal distribution", () => {
  const { valueAtRisk, expectedShortfall } = cornishFisher([1, 9, 0, 0], 0.01);
  near(valueAtRisk, 1 - 3 * normalQuantile(0.01));
  near(expectedShortfall, 1 + (3 * normalDensity(normalQuantile(0.01))) / 0.01);
});

test("expected shortfall is the mean of the quantiles beyond", () => {
  const tail = 0.025,
    nodes = 20_000;
  let mean = 0;
  for (let i = 0; i < nodes; i++) {
    mean += cornishFisher(SKEWED, (tail * (i + 0.5)) / nodes).valueAtRisk / nodes;
  }
  near(cornishFisher(SKEWED, tail).expectedShortfall, mean, 1e-4);
});

test("slopes by the cumulants are those of differences", () => {
  for (const [value, slopes] of [
    ["valueAtRisk", "valueAtRiskSlopes"],
    ["expectedShortfall", "expectedShortfallSlopes"],
  ] as const) {
    SKEWED.forEach((_, k) => {
      const at = (step: number) =>
        cornishFisher(SKEWED.map((x, i) => x + (i === k ? step : 0)) as unknown as Cumulants, 0.01)[
          value
        ];
      near(cornishFisher(SKEWED, 0.01)[slopes][k]!, (at(1e-5) - at(-1e-5)) / 2e-5, 1e-8);
    });
  }
});

test("an expansion that falls somewhere in the tail says so", () => {
  assert.is(cornishFisher(SKEWED, 0.01).monotone, true);
  assert.is(cornishFisher([0, 1, 0, -3], 0.01).monotone, false);
  assert.is(cornishFisher([0, 1, 5, 0], 0.01).monotone, false);
});

test("cumulants are those of a shifted chi-squared, and parts add up to them by Euler's rule", () => {
  const part = {
    constant: 1,
    linear: [2, 0.5],
    matrix: [
      [1.5, 0.2],
      [0.2, -0.5],
    ],
  };
  const other = {
    constant: -0.5,
    linear: [0.1, -1],
    matrix: [
      [0, 0.1],
      [0.1, 0.3],
    ],
  };
  const still = {
    means: [0, 0],
    covariances: [
      [1, 0],
      [0, 1],
    ],
  };
  const one = diagonalLosses([{ constant: 0, linear: [0], matrix: [[1]] }], {
    means: [0],
    covariances: [[1]],
  });
  assert.equal(formMoments(one).cumulants, [1, 2, 8, 48]);
  const { cumulants, slopes } = formMoments(diagonalLosses([part, other], still));
  // the k-th cumulant is homogeneous of degree k
  for (const [k, value] of cumulants.entries())
    near(slopes[0]![k]! + slopes[1]![k]!, (k + 1) * value, 1e-12);
  const trace = part.matrix[0]![0]! + part.matrix[1]![1]! + 0.3;
  near(cumulants[0], 0.5 + trace, 1e-12);
});

test.run();
