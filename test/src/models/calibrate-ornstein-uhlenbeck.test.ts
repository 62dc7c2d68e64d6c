import { suite } from "uvu";
import * as assert from "uvu/assert";
import { calibrateOrnsteinUhlenbeck } from "../../../src/index.ts";
import { normals, uniforms } from "./random-returns.ts";

const test = suite("calibrateOrnsteinUhlenbeck");
const TRUE = { meanReversion: 60, longLevel: 0.1, volatility: 0.8, correlation: 0.4 };

/** An exact path of the process and the returns beside it. */
function simulated(count: number, seed: number) {
  const { meanReversion, longLevel, volatility, correlation } = TRUE;
  const normal = normals(uniforms(seed));
  const slope = Math.exp(-meanReversion / 365);
  const deviation = volatility * Math.sqrt((1 - slope ** 2) / (2 * meanReversion));
  const levels = [longLevel];
  const returns: number[] = [];
  for (let t = 0; t < count; t++) {
    const [own, other] = [normal(), normal()];
    levels.push(longLevel + slope * (levels[t]! - longLevel) + deviation * own);
    returns.push(0.02 * (correlation * own + Math.sqrt(1 - correlation ** 2) * other));
  }
  return { levels, returns };
}

test("the parameters of an exact path come back within four standard errors", () => {
  for (const seed of [1, 2, 3]) {
    const { parameters, correlation } = calibrateOrnsteinUhlenbeck(simulated(20_000, seed));
    const all = { ...parameters, correlation: correlation! };
    for (const [name, { value, standardError }] of Object.entries(all))
      assert.ok(
        Math.abs(value - TRUE[name as keyof typeof TRUE]) < 4 * standardError,
        `${name}: ${value} \u00b1 ${standardError}`,
      );
  }
});

test("standard errors are as large as estimates of many paths spread", () => {
  const fits = Array.from({ length: 200 }, (_, i) =>
    calibrateOrnsteinUhlenbeck(simulated(2000, 100 + i)),
  );
  const spread = (values: readonly number[]) => {
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1));
  };
  const columns = fits.map(({ parameters, correlation }) => ({
    ...parameters,
    correlation: correlation!,
  }));
  for (const name of ["meanReversion", "longLevel", "volatility", "correlation"] as const) {
    const told = columns.reduce((sum, c) => sum + c[name].standardError, 0) / columns.length;
    const ratio = told / spread(columns.map((c) => c[name].value));
    // The spread of 200 estimates is known to a twentieth.
    assert.ok(Math.abs(ratio - 1) < 0.2, `${name}: ${ratio}`);
  }
});

test("the model starts at the last level, and half of a gap is gone after the half-life", () => {
  const { levels, returns } = simulated(1000, 7);
  const { model, halfLife, parameters } = calibrateOrnsteinUhlenbeck({ levels, returns });
  assert.is(model.level, levels.at(-1));
  assert.is(model.longLevel, parameters.longLevel.value);
  assert.ok(Math.abs(Math.exp(-model.meanReversion * halfLife) - 0.5) < 1e-12);
});

test("steps of another length scale the rates and leave the level alone", () => {
  const { levels } = simulated(1000, 7);
  const [day, third] = [1, 1 / 3].map((stepDays) =>
    calibrateOrnsteinUhlenbeck({ levels, stepDays }),
  );
  const ratio = (name: "meanReversion" | "volatility" | "longLevel") =>
    third!.parameters[name].value / day!.parameters[name].value;
  assert.ok(Math.abs(ratio("meanReversion") - 3) < 1e-9);
  assert.ok(Math.abs(ratio("volatility") - Math.sqrt(3)) < 1e-9);
  assert.is(ratio("longLevel"), 1);
  assert.is(day!.correlation, null);
});

test("a level that does not revert and returns of another length are told", () => {
  const rising = Array.from({ length: 50 }, (_, t) => 1.1 ** t);
  assert.throws(
    () => calibrateOrnsteinUhlenbeck({ levels: rising }),
    /^levels must revert to a mean, got a slope of 1\.1/,
  );
  const { levels, returns } = simulated(100, 1);
  assert.throws(
    () => calibrateOrnsteinUhlenbeck({ levels, returns: returns.slice(1) }),
    /^returns has 99 values, expected 100$/,
  );
  assert.throws(
    () => calibrateOrnsteinUhlenbeck({ levels: [...levels, Number.NaN] }),
    /^levels\.101 must be a number, got NaN$/,
  );
});

test.run();
