import { suite } from "uvu";
import * as assert from "uvu/assert";
import { agree } from "../../bench/harness/gate.ts";
import { median } from "../../bench/harness/median.ts";

const test = suite("bench gate");

test("four standard errors of both sides are allowed", () => {
  agree("numpy", "W2", { price: [7.2, 0.03] }, { price: [7, 0.04] });
});

test("a wrong contender is named with its workload and both values", () => {
  assert.throws(
    () => agree("numpy", "W2", { price: [7.21, 0.03] }, { price: [7, 0.04] }),
    /^numpy is wrong in W2: price is 7\.21 \+- 0\.03, expected 7 \+- 0\.04$/,
  );
});

test("NaN is wrong", () => {
  const found = { price: [Number.NaN, 0.1] as const };
  assert.throws(() => agree("numba", "W1", found, { price: [12, 0] }), /numba is wrong in W1/);
});

test("a contender that estimates nothing is not trusted", () => {
  assert.throws(
    () => agree("numba", "W1", {}, { price: [12, 0] }),
    /numba estimates nothing in W1/,
  );
});

test("the median of an even number of values is the mean of the two in the middle", () => {
  assert.is(median([4, 1, 3, 2]), 2.5);
  assert.is(median([3, 1, 2]), 2);
});

test.run();
