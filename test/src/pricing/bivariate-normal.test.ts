import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalDensity, normalDistribution } from "../../../src/core/functions.ts";
import { bivariateNormal } from "../../../src/pricing/bivariate-normal.ts";
import { integrate } from "../../../src/pricing/integrate.ts";
import { close } from "./table.ts";

const test = suite("bivariate normal distribution");
const CORRELATIONS = [0, 0.3, 0.74, 0.9249, 0.9251, 0.99, 0.9999].flatMap((r) => [r, -r]);
const PLACES = [-5, -1.7, -0.01, 0, 0.4, 2.2, 6];

const DIGITS: readonly [x: number, y: number, correlation: number, value: number][] = [
  [-2.925, -2.925, 0, 2.966252242074235e-6],
  [3.752, -3.752, 0.1, 8.771340130224643e-5],
  [2.77, 2.77, -0.3, 0.99439453186344],
  [-0.764, -0.754, 0.5, 0.10256245621841306],
  [1.083, -1.083, 0.74, 0.13928901436500743],
  [-0.028, -0.018000000000000002, -0.76, 0.10365112151520499],
  [-3.53, 3.53, 0.9, 0.00020777983348062144],
  [-0.061, 3.504, 0.924, 0.47567960452857133],
  [1.804, -1.804, 0.926, 0.03561565347598711],
  [-3.387, -3.387, -0.926, 9.40768155286588e-72],
  [3.286, 3.296, 0.95, 0.9992857622464637],
  [-1.541, -1.541, 0.99, 0.05480066309435148],
  [-1.673, 2.337, -0.99, 0.0374440579477695],
  [-3.612, 3.612, 0.999, 0.00015192228313118966],
  [0.513, 0.513, 0.99999, 0.6954003333544124],
  [-2.724, 2.724, -0.99999, 1.7420557932699118e-5],
];

test("probabilities are integrals of the conditional distribution", () => {
  for (const correlation of CORRELATIONS) {
    const rest = Math.sqrt((1 - correlation) * (1 + correlation));
    for (const x of PLACES) {
      for (const y of PLACES) {
        const given = (z: number) =>
          normalDensity(z) * normalDistribution((y - correlation * z) / rest);
        // panels finer than the step that a strong correlation makes
        const integral = integrate(given, -9, x, rest < 0.1 ? 1500 : 60);
        close(bivariateNormal(x, y, correlation), integral, 1e-14, `${[x, y, correlation]}`);
      }
    }
  }
});

test("digits computed at 30 places come out to the last", () => {
  // quadrature by mpmath of the density times the conditional distribution
  for (const [x, y, correlation, value] of DIGITS) {
    close(bivariateNormal(x, y, correlation), value, 4e-16, `${[x, y, correlation]}`);
  }
});

test("a quarter and the arcsine are at the centre", () => {
  for (const correlation of CORRELATIONS) {
    const centre = 0.25 + Math.asin(correlation) / (2 * Math.PI);
    close(bivariateNormal(0, 0, correlation), centre, 1e-15);
  }
});

test("the four quadrants make one, whichever way they are cut", () => {
  for (const correlation of [...CORRELATIONS, 1, -1]) {
    for (const x of PLACES) {
      for (const y of PLACES) {
        const all = [
          bivariateNormal(x, y, correlation),
          bivariateNormal(x, -y, -correlation),
          bivariateNormal(-x, y, -correlation),
          bivariateNormal(-x, -y, correlation),
        ];
        close(
          all.reduce((a, b) => a + b),
          1,
          2e-15,
        );
        assert.ok(all.every((part) => part >= 0 && part <= 1));
        close(all[0]!, bivariateNormal(y, x, correlation), 3e-16);
      }
    }
  }
});

test("far out and at perfect correlation one of the two decides", () => {
  assert.is(bivariateNormal(Infinity, 0.3, 0.5), normalDistribution(0.3));
  assert.is(bivariateNormal(0.3, Infinity, -1), normalDistribution(0.3));
  assert.is(bivariateNormal(-Infinity, Infinity, 0.2), 0);
  assert.is(bivariateNormal(0.3, 1, 1), normalDistribution(0.3));
  close(bivariateNormal(0.3, 1, -1), normalDistribution(0.3) - normalDistribution(-1), 1e-16);
  assert.is(bivariateNormal(-0.3, -1, -1), 0);
  assert.is(bivariateNormal(500, -500, 0.99), 0);
  assert.is(bivariateNormal(500, 400, 0.99), 1);
});

test("NaN is answered with NaN, and an impossible correlation with an error", () => {
  assert.ok(Number.isNaN(bivariateNormal(Number.NaN, 0, 0.5)));
  assert.ok(Number.isNaN(bivariateNormal(0, Number.NaN, 0.5)));
  assert.ok(Number.isNaN(bivariateNormal(0, 0, Number.NaN)));
  assert.throws(
    () => bivariateNormal(0, 0, 1.1),
    /^correlation must be between -1 and 1, got 1.1$/,
  );
});

test.run();
