import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalQuantile } from "../../../../src/core/functions.ts";
import { orderEstimate } from "../../../../src/margin/along-paths/order-estimate.ts";

const test = suite("orderEstimate");

test("on the quantiles of a normal its error is that of the density, and falls with the root of n", () => {
  for (const n of [400, 6400]) {
    const sample = Array.from({ length: n }, (_, i) => normalQuantile((i + 0.5) / n));
    for (const probability of [0.05, 0.5, 0.9]) {
      const at = normalQuantile(probability),
        density = Math.exp(-0.5 * at * at) / Math.sqrt(2 * Math.PI);
      const expected = Math.sqrt((probability * (1 - probability)) / n) / density,
        { value, standardError } = orderEstimate(sample, probability)!;
      assert.ok(Math.abs(value - at) < expected, `${n} ${probability}: ${value}`);
      const off = standardError / expected - 1;
      assert.ok(Math.abs(off) < 0.1, `${n} ${probability}: ${off}`);
    }
  }
});

test("a decimal probability takes the rank that it means", () => {
  const sample = Array.from({ length: 200 }, (_, i) => i + 1);
  assert.is(orderEstimate(sample, 1 - 0.05)!.value, 190);
  assert.is(orderEstimate(sample, 0.07)!.value, 14);
});

test("what lies beyond the sample, or is not seen, is null", () => {
  const sample = Array.from({ length: 64 }, (_, i) => i);
  assert.is(orderEstimate(sample, 0.99), null);
  assert.is(
    orderEstimate([...sample.slice(0, 32), ...new Array<number>(32).fill(Infinity)], 0.5),
    null,
  );
});

test.run();
