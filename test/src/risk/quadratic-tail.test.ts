import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalDensity, normalDistribution } from "../../../src/core/functions.ts";
import { formQuantile } from "../../../src/risk/form-quantile.ts";
import { exceedance, tailMoments } from "../../../src/risk/quadratic-tail.ts";
import { near } from "../../sample.ts";

const test = suite("quadratic tail");

/** P(a + b z + l z^2 > q), by the roots of the quadratic. */
function oneFactor(a: number, b: number, l: number, q: number): number {
  const room = b * b - 4 * l * (a - q);
  if (room <= 0) return l > 0 ? 1 : 0;
  const [low, high] = [-1, 1]
    .map((sign) => (-b + sign * Math.sqrt(room)) / (2 * l))
    .sort((x, y) => x - y);
  const inside = normalDistribution(-low!) - normalDistribution(-high!);
  return l > 0 ? normalDistribution(low!) + normalDistribution(-high!) : inside;
}

test("a quadratic of one normal has the tail that its roots give, to 13 digits", () => {
  for (const [a, b, l] of [
    [0, 1, 0.1],
    [0, 1, -0.1],
    [1, 0, 1],
    [0, 0, -1],
    [0.5, 0.1, 1],
    [0, 1, 3],
    [2, -1, -3],
  ] as const) {
    for (const q of [-3, -1, 0.4, 1.5, 2.3, 5, 9]) {
      const expected = oneFactor(a, b, l, q);
      const actual = exceedance({ constant: a, linear: [b], square: [l] }, q);
      assert.ok(Math.abs(actual - expected) <= 1e-13 * expected, `${[a, b, l, q]}: ${actual}`);
    }
  }
});

test("sums of squares have the tails of gamma distributions", () => {
  for (const q of [0.5, 3, 20, 60]) {
    const two = exceedance({ constant: 0, linear: [0, 0], square: [1, 1] }, q);
    near(two / Math.exp(-q / 2), 1, 1e-12);
    const four = exceedance({ constant: 0, linear: [0, 0, 0, 0], square: [2, 2, 2, 2] }, q);
    near(four / (Math.exp(-q / 4) * (1 + q / 4)), 1, 1e-12);
  }
});

test("a difference of sums of two squares is Laplace distributed", () => {
  const form = { constant: 0, linear: [0, 0, 0, 0], square: [1, -1, 1, -1] };
  for (const q of [0, 0.1, 2, 30]) near(exceedance(form, q) / (Math.exp(-q / 2) / 2), 1, 1e-12);
  for (const q of [-0.1, -5]) near(exceedance(form, q), 1 - Math.exp(q / 2) / 2, 1e-13);
});

test("a linear form is normal, its quantile and its mean beyond it too", () => {
  const form = { constant: 1, linear: [3, -4], square: [0, 0] };
  const level = formQuantile(form, 0.01);
  near(level, 1 + 5 * 2.3263478740408408, 1e-12);
  const parts = [
    {
      constant: 1,
      linear: [3, 0],
      matrix: [
        [0, 0],
        [0, 0],
      ],
    },
    {
      constant: 0,
      linear: [0, -4],
      matrix: [
        [0, 0],
        [0, 0],
      ],
    },
  ];
  const { probability, density, above, at } = tailMoments(form, level, parts);
  near(probability, 0.01, 1e-13);
  near(density, normalDensity(2.3263478740408408) / 5, 1e-12);
  // a part of covariance c with the total moves with it by c / variance
  near(at[0]! / density, 1 + (9 / 25) * (level - 1), 1e-10);
  near(above[1]! / 0.01, (16 / 5) * (normalDensity(2.3263478740408408) / 0.01), 1e-10);
});

test("the mean beyond a level of an exponential lies its own mean above it", () => {
  const form = { constant: 0, linear: [0, 0], square: [1, 1] };
  const whole = {
    constant: 0,
    linear: [0, 0],
    matrix: [
      [1, 0],
      [0, 1],
    ],
  };
  const { probability, above } = tailMoments(form, 7, [whole]);
  near(above[0]! / probability, 9, 1e-12);
});

test("quantiles invert the tail at any probability, near the edge of the support too", () => {
  const form = { constant: 0, linear: [1, 0.3, 0], square: [-0.4, 0.1, 0.2] };
  for (const tail of [1e-8, 0.001, 0.3, 0.5, 0.9, 0.9999]) {
    near(exceedance(form, formQuantile(form, tail)) / tail, 1, 1e-11);
  }
  const bounded = { constant: 0, linear: [1], square: [-1] };
  near(exceedance(bounded, formQuantile(bounded, 1e-4)) / 1e-4, 1, 1e-8);
  assert.is(exceedance(bounded, 0.25), 0);
  // P(-(z - 1/2)^2 > -e) for the next number below the edge
  const least = exceedance(bounded, 0.25 - 2 ** -54);
  assert.ok(least >= 0 && least < 1e-7);
});

test.run();
