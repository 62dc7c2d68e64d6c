import { test } from "uvu";
import * as assert from "uvu/assert";
import { kernel } from "./bare.js";

const logGamma = kernel<(x: number) => number>("logGamma");

function within(x: number, expected: number): void {
  const off = Math.abs(logGamma(x) - expected);
  assert.ok(off <= 1e-14 * Math.max(1, Math.abs(expected)), `${x} is off by ${off}`);
}

test("ln Gamma of whole and half numbers is that of factorials", () => {
  let [whole, half] = [0, Math.log(Math.PI) / 2];
  for (let n = 1; n < 170; n++) {
    within(n, whole);
    within(n - 0.5, half);
    whole += Math.log(n);
    half += Math.log(n - 0.5);
  }
});

test("ln Gamma has the values of tables", () => {
  // Abramowitz and Stegun, table 6.1 (Gamma to 10 digits), and mpmath at 30 digits
  assert.ok(Math.abs(Math.exp(logGamma(1.25)) - 0.9064024771) < 5e-11);
  assert.ok(Math.abs(Math.exp(logGamma(1.755)) - 0.9202092224) < 5e-11);
  within(1e-3, 6.907178885383854);
  within(1e-300, 690.7755278982137);
  within(1e10, 220258509288.81058);
});

test("edges have their exact values", () => {
  assert.is(logGamma(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY);
  assert.is(logGamma(0), Number.POSITIVE_INFINITY);
  for (const x of [-1, -0.5, Number.NaN]) assert.ok(Number.isNaN(logGamma(x)));
});

test.run();
