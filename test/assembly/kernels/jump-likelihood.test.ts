import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type DoubleExponential, kouTerms, mixtureTerms } from "../../../src/core/return-models.ts";
import { type KouJumps, kouWeights } from "../../../src/models/kou-weights.ts";
import { near } from "../../sample.ts";

const test = suite("jump-likelihood");
const VALUES = [-0.31, -0.05, -0.011, 0, 0.004, 0.02, 0.09, 0.28, 0.4];

test("a mixture of normals is the sum of its densities, for any number of values", () => {
  const parts = [
    { weight: 0.9, mean: 0.001, deviation: 0.03 },
    { weight: 0.08, mean: -0.02, deviation: 0.08 },
    { weight: 0.02, mean: -0.05, deviation: 0.2 },
  ];
  const density = (x: number) =>
    parts.reduce((sum, { weight, mean, deviation: d }) => {
      return sum + (weight * Math.exp(-0.5 * ((x - mean) / d) ** 2)) / (d * Math.sqrt(2 * Math.PI));
    }, 0);
  for (let count = 1; count <= VALUES.length; count++) {
    const logs = VALUES.slice(0, count).map((x) => Math.log(density(x)));
    const { total, terms } = mixtureTerms(VALUES.slice(0, count), parts);
    logs.forEach((log, i) => {
      near(terms[i]!, log, 1e-14);
    });
    near(
      total,
      logs.reduce((a, b) => a + b, 0),
      1e-13,
    );
  }
});

interface Case extends KouJumps {
  readonly mean: number;
  readonly deviation: number;
}

const CASES: Readonly<Record<string, Case>> = {
  daily: { mean: 0.001, deviation: 0.02, rate: 0.15, upProbability: 0.4, up: 30, down: 20 },
  busy: { mean: 0, deviation: 0.03, rate: 2.5, upProbability: 0.5, up: 25, down: 40 },
  "large jumps": { mean: 0.002, deviation: 0.01, rate: 0.05, upProbability: 0.7, up: 6, down: 4 },
  "small jumps": { mean: 0, deviation: 0.05, rate: 0.3, upProbability: 0.2, up: 90, down: 160 },
};

/** The density by Fourier inversion of the characteristic function, trapezoids on the line. */
function byInversion({ mean, deviation, rate, upProbability, up, down }: Case, x: number): number {
  const step = 0.02;
  let sum = 0.5;
  for (let u = step; u < 9 / deviation; u += step) {
    // phi_J(u) = p up / (up - i u) + q down / (down + i u)
    const [a, b] = [up * up + u * u, down * down + u * u];
    const real = (upProbability * up * up) / a + ((1 - upProbability) * down * down) / b;
    const imaginary = (upProbability * up * u) / a - ((1 - upProbability) * down * u) / b;
    const size = Math.exp(-0.5 * (deviation * u) ** 2 + rate * (real - 1));
    sum += size * Math.cos(u * (mean - x) + rate * imaginary);
  }
  return (sum * step) / Math.PI;
}

function modelOf(at: Case): DoubleExponential {
  return { ...at, ...kouWeights(at, 1) };
}

for (const [name, at] of Object.entries(CASES)) {
  test(`Kou's density of ${name} returns is the Fourier inversion of its characteristic`, () => {
    const model = modelOf(at);
    for (const x of VALUES) {
      const density = Math.exp(kouTerms([x], model).total);
      const off = Math.abs(density - byInversion(at, x));
      assert.ok(off < 1e-11 * Math.max(1, density), `at ${x}: ${density} is off by ${off}`);
    }
  });

  test(`Kou's density of ${name} returns is positive far out and adds up to 1`, () => {
    const model = modelOf(at);
    const grid = Float64Array.from({ length: 40_001 }, (_, i) => (i - 20_000) * 3e-4);
    const { terms } = kouTerms(grid, model);
    const mass = terms.reduce((sum, log) => sum + Math.exp(log), 0) * 3e-4;
    near(mass, 1, 1e-9);
    assert.ok(terms.subarray(15_000, 25_001).every(Number.isFinite));
  });
}

test("the tail of Kou's density falls like its exponential, to the last digits", () => {
  const at = CASES.daily!;
  const model = modelOf(at);
  const slope = (x: number) => kouTerms([x + 1], model).total - kouTerms([x], model).total;
  assert.ok(slope(1) > slope(2) && slope(2) > slope(6) && slope(6) > -at.up && slope(1) < 0);
  // one exponential alone: a normal and an Erlang of order 1 in closed form
  const single = { ...model, still: 0, upWeights: [1], downWeights: [0] };
  for (const x of [0.5, 2, 5]) {
    const { mean, deviation, up } = at;
    const log = Math.log(up) + (up * deviation) ** 2 / 2 - up * (x - mean);
    near(kouTerms([x], single).total, log, 1e-13);
  }
});

test.run();
