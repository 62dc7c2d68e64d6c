import { suite } from "uvu";
import * as assert from "uvu/assert";
import { blockBootstrap } from "../../../src/models/block-bootstrap.ts";
import { ornsteinUhlenbeck } from "../../../src/models/ornstein-uhlenbeck.ts";
import { roughBergomi } from "../../../src/models/rough-bergomi.ts";

const test = suite("makers of models");
const rough = { forwardVariance: 0.2, hurst: 0.1, eta: 1.9, correlation: -0.7 };
const level = { level: 0.1, meanReversion: 30, longLevel: 0.08, volatility: 0.5 };

test("descriptions are plain, frozen, and come back from JSON", () => {
  for (const model of [
    roughBergomi(rough),
    blockBootstrap({ returns: Float64Array.of(0.1, -0.1), meanLength: 5 }),
    ornsteinUhlenbeck(level),
  ]) {
    assert.equal(JSON.parse(JSON.stringify(model)), { ...model });
    assert.ok(Object.isFrozen(model));
  }
});

test("what is not given is told in full", () => {
  assert.is(roughBergomi(rough).drift, 0);
  assert.equal({ ...ornsteinUhlenbeck(level).correlations }, { returns: 0, variance: 0 });
  const { blocks, stepDays, drift } = blockBootstrap({ returns: [0, 1], meanLength: 5 });
  assert.equal([blocks, stepDays, drift], ["stationary", 1, 0]);
});

for (const [make, message] of [
  [() => roughBergomi({ ...rough, hurst: 1 }), "hurst must be below 1, got 1"],
  [() => roughBergomi({ ...rough, hurst: 0 }), "hurst must be positive, got 0"],
  [() => roughBergomi({ ...rough, correlation: -2 }), "correlation must be from -1 to 1, got -2"],
  [() => roughBergomi({ ...rough, eta: Number.NaN }), "eta must be a number, got NaN"],
  [
    () => blockBootstrap({ returns: [0.1], meanLength: 5 }),
    "returns must have 2 or more values, got an array of 1",
  ],
  [
    () => blockBootstrap({ returns: [0, 1], meanLength: 0.5 }),
    "meanLength must be at least 1, got 0.5",
  ],
  [
    () => blockBootstrap({ returns: [0, 1], meanLength: 2.5, blocks: "circular" }),
    "meanLength must be a whole number for circular blocks, got 2.5",
  ],
  [
    () => ornsteinUhlenbeck({ ...level, meanReversion: -1 }),
    "meanReversion must not be negative, got -1",
  ],
  [
    () => ornsteinUhlenbeck({ ...level, correlations: { returns: 1.5 } }),
    "correlations.returns must be from -1 to 1, got 1.5",
  ],
] as const) {
  test(`an error says: ${message}`, () => {
    assert.throws(make, (error: Error) => error.message === message);
  });
}

test.run();
