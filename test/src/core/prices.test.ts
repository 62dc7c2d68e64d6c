import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  hedgeColumns,
  optionGreeks,
  simulateAsianCall,
  simulateEuropeanCall,
} from "../../../src/core/index.ts";
import { option, plan } from "../../assembly/kernels/plan.ts";

const market = { spot: 100, strike: 105, rate: 0.02, volatility: 0.6, years: 0.25, seed: 11 };

for (const uniformBits of [32, 53] as const) {
  test(`simulated prices and Greeks from ${uniformBits} bits are those of Black-Scholes`, () => {
    const { price, delta, vega } = simulateEuropeanCall({ ...market, paths: 400_001, uniformBits });
    const exact = optionGreeks(market, ["price", "delta", "vega"]);
    assert.ok(Math.abs(price.value - exact.price[0]!) < 4 * price.standardError);
    assert.ok(Math.abs(delta.value - exact.delta[0]!) < 4 * delta.standardError);
    assert.ok(Math.abs(vega.value - exact.vega[0]!) < 4 * vega.standardError);
    assert.ok(delta.standardError > 0 && delta.standardError < 0.002);
  });

  test(`an Asian call over one step from ${uniformBits} bits is a European one`, () => {
    const asian = simulateAsianCall({ ...market, steps: 1, paths: 200_003, uniformBits });
    const { price } = optionGreeks(market, ["price"]);
    assert.ok(Math.abs(asian.value - price[0]!) < 4 * asian.standardError);
  });

  test(`an Asian call over 252 steps from ${uniformBits} bits has its known price`, () => {
    // 4,000,000 paths in numpy with the geometric Asian call as control variate
    const known = { value: 7.018226, standardError: 0.000229 };
    const call = { ...market, strike: 100, steps: 252, paths: 60_000, uniformBits };
    const { value, standardError } = simulateAsianCall(call);
    const error = Math.hypot(standardError, known.standardError);
    assert.ok(Math.abs(value - known.value) < 4 * error);
  });
}

test("standard errors fall as one over the root of the paths", () => {
  const errors = [10_000, 1_000_000].map(
    (paths) => simulateEuropeanCall({ ...market, paths }).price.standardError,
  );
  // relative error of a deviation: the root of (kurtosis - 1) / 4 n; this payoff's kurtosis is 12
  assert.ok(Math.abs(errors[0]! / errors[1]! / 10 - 1) < 4 * Math.sqrt(11 / 4 / 10_000));
});

test("few paths, odd ones and a single block are exact", () => {
  const one = simulateEuropeanCall({ ...market, paths: 3 }).price;
  const columns = [1, 2, 3].map((paths) => simulateEuropeanCall({ ...market, paths }).price.value);
  const third = 3 * columns[2]! - 2 * columns[1]!;
  const payoffs = [columns[0]!, 2 * columns[1]! - columns[0]!, third];
  const mean = payoffs.reduce((a, b) => a + b) / 3;
  const squares = payoffs.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  assert.ok(Math.abs(one.value - mean) < 1e-9);
  assert.ok(Math.abs(one.standardError - Math.sqrt(squares / 2 / 3)) < 1e-6);
});

test("a hedge from 53-bit uniforms does not depend on how it is split, and balances", () => {
  const fine = { ...plan({ options: [option()] }), uniformBits: 53 as const };
  const paths = 5000;
  const all = hedgeColumns(fine, 0, paths);
  const tail = hedgeColumns(fine, 17, 33);
  for (let path = 0; path < 33; path++) assert.is(tail[path], all[17 + path]);
  const coarse = hedgeColumns(plan({ options: [option()] }), 0, paths);
  assert.is.not(coarse[0], all[0]);
  const sd = (values: Float64Array) => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  };
  const ratio = sd(all.subarray(0, paths)) / sd(coarse.subarray(0, paths));
  // deviations of a kurtosis near 5 have a relative error of sqrt(4 / 4 n), two of them
  assert.ok(Math.abs(ratio - 1) < 4 * Math.sqrt(2 / paths), `${ratio}`);
});

test.run();
