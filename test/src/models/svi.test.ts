import { suite } from "uvu";
import * as assert from "uvu/assert";
import { leastVariance, svi, sviButterfly, sviJet, wingSlopes } from "../../../src/models/svi.ts";
import { butterflyFunction, logDensity } from "../../../src/models/variance-jet.ts";
import { near } from "../../sample.ts";
import { fromJumpWings, REPAIRED, VOGT } from "./vogt.ts";

const test = suite("svi");

test("Vogt's slice has butterfly arbitrage", () => {
  const { free, least, at, wing } = sviButterfly(svi(VOGT));
  assert.not(free);
  assert.ok(least < -0.01, String(least));
  assert.ok(at > 0.5 && at < 1.3, String(at));
  assert.ok(wing < 2);
});

test("Vogt's slice has the jump-wings parameters that the paper prints", () => {
  const { variance, slope } = sviJet(VOGT, 0);
  const [left, right] = wingSlopes(VOGT);
  near(variance, 0.01742625, 5e-9);
  near(slope / 2 / Math.sqrt(variance), -0.1752111, 5e-8);
  near(left / Math.sqrt(variance), 0.6997381, 5e-8);
  near(right / Math.sqrt(variance), 1.316798, 5e-7);
  near(leastVariance(VOGT), 0.0116249, 5e-8);
});

test("the two slices that the paper puts in its place have none", () => {
  for (const wings of Object.values(REPAIRED)) {
    const { free, least } = sviButterfly(svi(fromJumpWings(wings)));
    assert.ok(free, `c ${wings.c}: g ${least}`);
  }
});

test("g is the density: the second derivative of Black's call by strike", () => {
  const call = (k: number) => blackCall(k, sviJet(VOGT, k).variance);
  const h = 1e-3;
  for (const k of [-1, -0.3, 0, 0.2, 0.8, 1.1]) {
    const byStrike = (strike: number) => call(Math.log(strike));
    const strike = Math.exp(k);
    const second = (byStrike(strike + h) - 2 * byStrike(strike) + byStrike(strike - h)) / (h * h);
    near(logDensity(k, sviJet(VOGT, k)), strike * second, 1e-4, `k ${k}`);
  }
});

test("a density without arbitrage has mass one, and the forward as mean", () => {
  const slice = svi({ a: 0.02, b: 0.2, rho: -0.4, m: 0.05, sigma: 0.2 });
  assert.ok(sviButterfly(slice).free);
  let [mass, mean] = [0, 0];
  const step = 1e-3;
  for (let k = -20; k <= 20; k += step) {
    const density = logDensity(k, sviJet(slice, k));
    mass += density * step;
    mean += Math.exp(k) * density * step;
  }
  near(mass, 1, 1e-6);
  near(mean, 1, 1e-6);
});

test("derivatives are those of the variance", () => {
  const h = 1e-5;
  for (const k of [-2, 0, 0.3586, 1]) {
    const [below, at, above] = [k - h, k, k + h].map((x) => sviJet(VOGT, x));
    near(at!.slope, (above!.variance - below!.variance) / (2 * h), 1e-8);
    near(at!.curvature, (above!.slope - below!.slope) / (2 * h), 1e-8);
  }
});

test("wings steeper than 2 are arbitrage however high the variance", () => {
  const steep = { a: 10, b: 1.5, rho: 0.5, m: 0, sigma: 1 };
  assert.not(sviButterfly(steep).free);
  assert.is(sviButterfly(steep).wing, 2.25);
});

test("a flat smile is Black's: g is one", () => {
  const jet = { variance: 0.09, slope: 0, curvature: 0 };
  assert.is(butterflyFunction(0.7, jet), 1);
  assert.ok(sviButterfly({ a: 0.09, b: 0, rho: 0, m: 0, sigma: 1 }).free);
});

test("parameters that are no slice are named in the error", () => {
  assert.throws(() => svi({ ...VOGT, b: -1 }), /^b must not be negative, got -1$/);
  assert.throws(() => svi({ ...VOGT, rho: 1 }), /^rho must lie between -1 and 1, got 1$/);
  assert.throws(() => svi({ ...VOGT, sigma: 0 }), /^sigma must be positive, got 0$/);
  assert.throws(() => svi({ ...VOGT, m: Number.NaN }), /^m must be /);
  assert.throws(
    () => svi({ ...VOGT, a: -1 }),
    /^least total variance must not be negative, got -0\.947/,
  );
});

/** Black's call over the forward, with a normal distribution by its series. */
function blackCall(k: number, variance: number): number {
  const deviation = Math.sqrt(variance);
  const d1 = -k / deviation + deviation / 2;
  return normal(d1) - Math.exp(k) * normal(d1 - deviation);
}

/** The normal distribution by the series of Marsaglia 2004, for |x| below 8. */
function normal(x: number): number {
  if (x < -7) return 0;
  if (x > 7) return 1;
  let [sum, term] = [x, x];
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum) && i < 400; i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

test.run();
