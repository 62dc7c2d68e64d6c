import { suite } from "uvu";
import * as assert from "uvu/assert";
import { calibrateDcc } from "../../../src/models/calibrate-dcc.ts";
import { near, within } from "../../sample.ts";
import { frozen } from "../description.ts";
import { normals, uniforms } from "./random-returns.ts";

const test = suite("calibrate-dcc");

/** Two series of constant variance whose correlation follows DCC by its definition. */
function simulate(a: number, b: number, level: number, count: number, seed: number): number[][] {
  const normal = normals(uniforms(seed));
  let [q11, q12, q22] = [1, level, 1];
  const series: number[][] = [[], []];
  for (let t = 0; t < count; t++) {
    const rho = q12 / Math.sqrt(q11 * q22);
    const x = normal();
    const y = rho * x + Math.sqrt(1 - rho * rho) * normal();
    series[0]!.push(0.02 * x);
    series[1]!.push(0.03 * y);
    q11 = 1 - a - b + a * x * x + b * q11;
    q22 = 1 - a - b + a * y * y + b * q22;
    q12 = (1 - a - b) * level + a * x * y + b * q12;
  }
  return series;
}

test("dynamic correlations are found again within four standard errors", async () => {
  const fit = await calibrateDcc({ series: simulate(0.05, 0.9, 0.6, 6000, 14) });
  assert.ok(fit.gradientNorm < 1e-4);
  within(fit.parameters.a.value, 0.05, fit.parameters.a.standardError);
  within(fit.parameters.b.value, 0.9, fit.parameters.b.standardError);
  const mean = fit.unconditional[1]![0]!;
  within(mean.value, 0.6, mean.standardError * 3);
  assert.is(fit.correlations.length, 1);
  assert.is(fit.correlations[0]!.values.length, 6001);
  frozen(fit);
});

test("a richer model is no less likely, and constant correlations do not move", async () => {
  const series = simulate(0.05, 0.9, 0.5, 2000, 6);
  const [constant, dcc, asymmetric] = [
    await calibrateDcc({ series, kind: "constant" }),
    await calibrateDcc({ series }),
    await calibrateDcc({ series, kind: "asymmetric" }),
  ];
  assert.ok(dcc.logLikelihood > constant.logLikelihood);
  assert.ok(asymmetric.logLikelihood >= dcc.logLikelihood - 1e-6);
  const { values } = constant.correlations[0]!;
  values.forEach((value) => {
    near(value, constant.unconditional[1]![0]!.value, 1e-12);
  });
});

test("the likelihood is that of the bivariate normal written out", async () => {
  const series = simulate(0.05, 0.9, 0.5, 500, 2);
  const fit = await calibrateDcc({ series });
  const [first, second] = fit.margins;
  const rho = fit.correlations[0]!.values;
  const total = first!.fit.values.reduce((sum, x, t) => {
    const y = second!.fit.values[t]!;
    const [r, rest] = [rho[t]!, 1 - rho[t]! ** 2];
    const joint = -0.5 * (Math.log(rest) + (x * x - 2 * r * x * y + y * y) / rest);
    return sum + joint + 0.5 * (x * x + y * y);
  }, 0);
  near(fit.logLikelihood, first!.logLikelihood + second!.logLikelihood + total, 1e-11);
});

test("what is wrong with the series is said", async () => {
  const [one, two] = simulate(0.05, 0.9, 0.5, 300, 1) as [number[], number[]];
  const fails = async (series: number[][], message: string) => {
    const error = await calibrateDcc({ series }).catch((e: Error) => e.message);
    assert.is(error, message);
  };
  await fails([one], "series must be 2 or more, got 1");
  await fails([one, two.slice(1)], "series[1] has 299 returns, expected 300");
});

test.run();
