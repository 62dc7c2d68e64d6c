import { suite } from "uvu";
import * as assert from "uvu/assert";
import { calibrateKou, type KouParameter } from "../../../src/models/calibrate-kou.ts";
import { calibrateMerton, type MertonParameter } from "../../../src/models/calibrate-merton.ts";
import { near, within } from "../../sample.ts";
import { frozen } from "../description.ts";
import { normals, poisson, uniforms } from "./random-returns.ts";

const test = suite("calibrate-jumps");
const DAY = 1 / 365;
const COUNT = 3000;

/** Daily log returns of a jump diffusion whose expected price grows by `drift`. */
function simulate(
  { volatility, jumpsPerYear, drift }: Record<"volatility" | "jumpsPerYear" | "drift", number>,
  expected: number,
  jump: (uniform: () => number, normal: () => number) => number,
): number[] {
  const uniform = uniforms(31);
  const normal = normals(uniform);
  const mean = (drift - volatility ** 2 / 2 - jumpsPerYear * expected) * DAY;
  return Array.from({ length: COUNT }, () => {
    let value = mean + volatility * Math.sqrt(DAY) * normal();
    for (let n = poisson(uniform, jumpsPerYear * DAY); n > 0; n--) value += jump(uniform, normal);
    return value;
  });
}

const MERTON = {
  volatility: 0.45,
  jumpsPerYear: 30,
  jumpMean: -0.02,
  jumpDeviation: 0.07,
  drift: 0.2,
};
const KOU = {
  volatility: 0.45,
  jumpsPerYear: 50,
  upProbability: 0.4,
  upMean: 0.03,
  downMean: 0.05,
  drift: 0.1,
};

const mertonReturns = simulate(
  MERTON,
  Math.expm1(MERTON.jumpMean + MERTON.jumpDeviation ** 2 / 2),
  (_, normal) => MERTON.jumpMean + MERTON.jumpDeviation * normal(),
);
const kouReturns = simulate(
  KOU,
  KOU.upProbability / (1 - KOU.upMean) + (1 - KOU.upProbability) / (1 + KOU.downMean) - 1,
  (uniform) =>
    uniform() < KOU.upProbability
      ? -KOU.upMean * Math.log(uniform())
      : KOU.downMean * Math.log(uniform()),
);

test("Merton's jump diffusion is found again within four standard errors", async () => {
  const fit = await calibrateMerton({ returns: mertonReturns });
  assert.ok(fit.converged);
  for (const [name, value] of Object.entries(MERTON)) {
    const key = name as MertonParameter;
    within(fit.parameters[key].value, value, fit.parameters[key].standardError, name);
    within(fit.parameters[key].value, value, fit.robustErrors[key], name);
  }
  frozen(fit);
});

test("the likelihood of Merton's model is that of a mixture written out", async () => {
  const returns = mertonReturns.slice(0, 600);
  const { parameters, logLikelihood } = await calibrateMerton({ returns });
  const at = (name: MertonParameter) => parameters[name].value;
  const growth = Math.expm1(at("jumpMean") + at("jumpDeviation") ** 2 / 2);
  const mean = (at("drift") - at("volatility") ** 2 / 2 - at("jumpsPerYear") * growth) * DAY;
  const total = returns.reduce((sum, x) => {
    let weight = Math.exp(-at("jumpsPerYear") * DAY);
    let density = 0;
    for (let n = 0; n < 60; n++) {
      const variance = at("volatility") ** 2 * DAY + n * at("jumpDeviation") ** 2;
      const z2 = (x - mean - n * at("jumpMean")) ** 2 / variance;
      density += (weight * Math.exp(-z2 / 2)) / Math.sqrt(2 * Math.PI * variance);
      weight *= (at("jumpsPerYear") * DAY) / (n + 1);
    }
    return sum + Math.log(density);
  }, 0);
  near(logLikelihood, total, 1e-10);
});

test("Kou's jump diffusion is found again, and is likelier than Merton's on its returns", async () => {
  const fit = await calibrateKou({ returns: kouReturns });
  const merton = await calibrateMerton({ returns: kouReturns });
  assert.ok(fit.logLikelihood > merton.logLikelihood);
  assert.ok(fit.converged);
  for (const [name, value] of Object.entries(KOU)) {
    const key = name as KouParameter;
    within(fit.parameters[key].value, value, fit.parameters[key].standardError, name);
  }
});

test("a day counted as a week has the same fit by a year of 52 weeks", async () => {
  const day = await calibrateMerton({ returns: mertonReturns.slice(0, 1000) });
  const week = await calibrateMerton({ returns: mertonReturns.slice(0, 1000), stepDays: 7 });
  near(week.parameters.volatility.value, day.parameters.volatility.value / Math.sqrt(7), 1e-9);
  near(week.parameters.jumpsPerYear.value, day.parameters.jumpsPerYear.value / 7, 1e-9);
  near(week.logLikelihood, day.logLikelihood, 1e-12);
});

test("the models of the fits are their parameters", async () => {
  const returns = simulate({ volatility: 0.4, jumpsPerYear: 40, drift: 0.2 }, 0, (_, normal) => {
    return 0.06 * normal();
  });
  for (const fit of [await calibrateMerton({ returns }), await calibrateKou({ returns })]) {
    const { type: _, ...parameters } = fit.model!;
    for (const [name, value] of Object.entries(parameters))
      assert.is((fit.parameters as Record<string, { value: number }>)[name]!.value, value, name);
  }
});

test.run();
