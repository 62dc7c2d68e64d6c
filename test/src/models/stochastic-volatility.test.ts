// Descriptions of the models of jumps and of stochastic volatility.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bates } from "../../../src/models/bates.ts";
import { fellerRatio } from "../../../src/models/feller-ratio.ts";
import { heston } from "../../../src/models/heston.ts";
import { kou } from "../../../src/models/kou.ts";
import { merton } from "../../../src/models/merton.ts";
import { svcj } from "../../../src/models/svcj.ts";
import { varianceGamma } from "../../../src/models/variance-gamma.ts";
import { frozen, refuses, roundTrips } from "../description.ts";

const test = suite("stochastic-volatility");
const variance = {
  ...{ variance: 0.3, meanReversion: 4, longVariance: 0.4 },
  ...{ volatilityOfVariance: 2, correlation: -0.3 },
};
const jumps = { jumpsPerYear: 5, jumpMean: -0.1, jumpDeviation: 0.1 };
const both = { varianceJumpMean: 0.2, jumpCorrelation: -0.5 };
const sides = { upProbability: 0.4, upMean: 0.1, downMean: 0.2 };

test("models are plain, frozen data that survives JSON; their drift is 0 unless given", () => {
  const models = [
    heston(variance),
    merton({ volatility: 0.5, ...jumps }),
    bates({ ...variance, ...jumps }),
    svcj({ ...variance, ...jumps, ...both }),
    kou({ volatility: 0.5, jumpsPerYear: 5, ...sides }),
    varianceGamma({ volatility: 0.5, skew: -0.2, varianceRate: 0.1 }),
  ];
  for (const model of models) {
    assert.is(model.drift, 0);
    frozen(model);
    roundTrips(model);
  }
  assert.equal(heston({ ...variance, drift: 0.2 }), { type: "heston", ...variance, drift: 0.2 });
});

test("Feller's ratio is 1 where 2 kappa theta is sigma squared", () => {
  assert.is(fellerRatio({ meanReversion: 2, longVariance: 0.25, volatilityOfVariance: 1 }), 1);
  assert.ok(Math.abs(fellerRatio(variance) - 0.8) < 1e-15);
  assert.is(fellerRatio({ ...variance, volatilityOfVariance: 0 }), Number.POSITIVE_INFINITY);
});

test("what is wrong with a model is said", () => {
  const bad = (change: object) => () => heston({ ...variance, ...change });
  refuses(
    bad({ correlation: -1.1 }),
    RangeError,
    "correlation must lie between -1 and 1, got -1.1",
  );
  refuses(bad({ variance: -1 }), RangeError, "variance must not be negative, got -1");
  refuses(bad({ meanReversion: undefined }), TypeError, "meanReversion is missing");
  refuses(bad({ kappa: 1 }), TypeError, "kappa is not an option here");
  refuses(
    () => merton({ volatility: 0.5, ...jumps, jumpDeviation: -0.1 }),
    RangeError,
    "jumpDeviation must not be negative, got -0.1",
  );
  refuses(
    () => bates({ ...variance, ...jumps, jumpMean: Number.NaN }),
    TypeError,
    "jumpMean must be a number, got NaN",
  );
  refuses(
    () => svcj({ ...variance, ...jumps, varianceJumpMean: 2, jumpCorrelation: 0.5 }),
    RangeError,
    "model varianceJumpMean x jumpCorrelation must be below 1, got 1",
  );
  refuses(
    () => kou({ volatility: 0.5, jumpsPerYear: 5, ...sides, upMean: 1 }),
    RangeError,
    "upMean must be below 1, got 1",
  );
  refuses(
    () => kou({ volatility: 0.5, jumpsPerYear: 5, ...sides, upProbability: 1.5 }),
    RangeError,
    "upProbability must lie between 0 and 1, got 1.5",
  );
  refuses(
    () => varianceGamma({ volatility: 1, skew: 1.5, varianceRate: 0.5 }),
    RangeError,
    "model (skew + volatility^2 / 2) x varianceRate must be below 1, got 1",
  );
});

test.run();
