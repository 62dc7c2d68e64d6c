import { test } from "uvu";
import * as assert from "uvu/assert";
import { leastSquares, standardErrors } from "../../../src/models/least-squares.ts";
import { near } from "../../sample.ts";

// Misra1a of the NIST Statistical Reference Datasets: y = b1 (1 - exp(-b2 x)).
const Y = [
  ...[10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02],
  ...[44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78],
];
const X = [
  ...[77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8],
  ...[378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0],
];

const misra = (start: readonly number[]) =>
  leastSquares({
    residuals: ([b1, b2]) => X.map((x, i) => b1! * (1 - Math.exp(-b2! * x)) - Y[i]!),
    start,
    lower: [0, 0],
    upper: [1e4, 1],
    scale: [250, 5e-4],
  });

test("NIST's certified parameters, errors and sum of squares come from both certified starts", async () => {
  for (const start of [
    [500, 0.0001],
    [250, 0.0005],
  ]) {
    const fit = await misra(start);
    assert.ok(fit.converged);
    near(fit.parameters[0]! / 2.3894212918e2, 1, 1e-6);
    near(fit.parameters[1]! / 5.5015643181e-4, 1, 1e-6);
    near(fit.cost / 1.2455138894e-1, 1, 1e-9);
    const errors = await standardErrors({ fit, count: Y.length, map: (p) => p });
    near(errors[0]! / 2.7070075241, 1, 1e-4);
    near(errors[1]! / 7.2668688436e-6, 1, 1e-4);
  }
});

test("errors of a function of the parameters are those of the delta method", async () => {
  const fit = await misra([250, 0.0005]);
  const map = ([b1]: readonly number[]) => [Math.log(b1!), 2 * b1!];
  const [log, twice] = await standardErrors({ fit, count: Y.length, map });
  near(log! / (2.7070075241 / 2.3894212918e2), 1, 1e-4);
  near(twice! / (2 * 2.7070075241), 1, 1e-4);
});

test("Rosenbrock's valley is followed to its end", async () => {
  const fit = await leastSquares({
    residuals: ([x, y]) => [10 * (y! - x! * x!), 1 - x!],
    start: [-1.2, 1],
    lower: [-10, -10],
    upper: [10, 10],
    scale: [1, 1],
  });
  assert.ok(fit.converged);
  near(fit.parameters[0]!, 1, 1e-7);
  near(fit.parameters[1]!, 1, 1e-7);
});

test("a parameter beyond its bound stops there, has no error, and the others are best for it", async () => {
  const fit = await leastSquares({
    residuals: ([x, y]) => [x! - 3, x! + y! - 5, y! - 1],
    start: [0.5, 0.5],
    lower: [0, 0],
    upper: [2, 9],
    scale: [1, 1],
  });
  assert.ok(fit.converged);
  assert.is(fit.parameters[0], 2);
  // The search ends where a step lowers the sum, 3 here, by less than a millionth: 2 (y - 2)^2.
  near(fit.parameters[1]!, 2, Math.sqrt(1.5e-6));
  assert.equal(fit.bound, [true, false]);
  const errors = await standardErrors({ fit, count: 3, map: (p) => p });
  assert.is(errors[0], 0);
  assert.ok(errors[1]! > 0);
});

test("a search cut short says that it has not converged", async () => {
  const fit = await leastSquares({
    residuals: ([x]) => [Math.exp(x!) - 5],
    start: [-5],
    lower: [-9],
    upper: [9],
    scale: [1],
    iterations: 2,
  });
  assert.not(fit.converged);
  assert.is(fit.iterations, 2);
});

test("residuals that are no numbers never count as converged", async () => {
  const fit = await leastSquares({
    residuals: () => [Number.NaN],
    start: [1],
    lower: [0],
    upper: [2],
    scale: [1],
  });
  assert.not(fit.converged);
});

test.run();
