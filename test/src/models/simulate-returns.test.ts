import { suite } from "uvu";
import * as assert from "uvu/assert";
import { garch, geometricBrownian, merton, simulateReturns } from "../../../src/index.ts";
import { moments } from "../../sample.ts";

const test = suite("simulateReturns");

test("returns have the deviation and the drift that the model says", () => {
  const model = geometricBrownian({ volatility: 0.6, drift: 0.3 });
  const returns = simulateReturns({ model, steps: 365, paths: 200 }).flat();
  assert.is(returns.length, 73_000);
  const { mean, standardError, deviation, deviationError } = moments(returns);
  assert.ok(Math.abs(mean - (0.3 - 0.18) / 365) < 4 * standardError);
  assert.ok(Math.abs(deviation - 0.6 / Math.sqrt(365)) < 4 * deviationError);
});

test("jumps make tails fatter than a normal's", () => {
  const model = merton({ volatility: 0.3, jumpsPerYear: 50, jumpMean: 0, jumpDeviation: 0.06 });
  assert.ok(moments(simulateReturns({ model, steps: 20_000 }).flat()).kurtosis > 6);
});

test("the same seed gives the same bits and another seed others", () => {
  const options = { model: geometricBrownian({ volatility: 0.6 }), steps: 10, paths: 3 };
  assert.equal(simulateReturns(options), simulateReturns({ ...options, seed: 1 }));
  assert.not.equal(simulateReturns(options), simulateReturns({ ...options, seed: 2 }));
});

test("a model of its own steps takes no others", () => {
  const model = garch({ omega: 1e-5, alpha: 0.1, beta: 0.85 });
  assert.is(simulateReturns({ model, steps: 5 })[0]!.length, 5);
  assert.throws(
    () => simulateReturns({ model, steps: 5, stepDays: 2 }),
    /^stepDays must be the model's own 1, got 2$/,
  );
});

test.run();
