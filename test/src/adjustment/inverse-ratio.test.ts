import { suite } from "uvu";
import * as assert from "uvu/assert";
import { inverseRatio } from "../../../src/adjustment/inverse-ratio.ts";
import { leastSquares } from "../../../src/adjustment/least-squares.ts";
import { minimumVariance } from "../../../src/adjustment/minimum-variance.ts";
import { ratioEstimator } from "../../../src/adjustment/ratio-estimator.ts";
import { returnRow } from "../../../src/adjustment/returns.ts";
import { normals } from "../../../src/core/noise.ts";
import { near, within } from "../../sample.ts";

const test = suite("inverse-ratio");
const wild = { spotVolatility: 0.9, futuresVolatility: 1.1, correlation: 0.93, years: 0.25 };

test("a contract that moves with the coin hedges it one for one, over any time", () => {
  for (const years of [1 / 1095, 1, 5]) {
    const found = inverseRatio({
      spotVolatility: 0.6,
      futuresVolatility: 0.6,
      correlation: 1,
      years,
    });
    near(found.ratio, 1, 1e-12);
    near(found.effectiveness, 1, 1e-12);
  }
});

test("over a moment it is the linear ratio, over a year it is not", () => {
  const linear = (0.93 * 0.9) / 1.1;
  near(inverseRatio({ ...wild, years: 1e-7 }).ratio, linear, 1e-6);
  assert.ok(Math.abs(inverseRatio({ ...wild, years: 1 }).ratio - linear) > 0.015);
});

test("it is the regression of the coin on what the contract pays, where prices are lognormal", () => {
  const count = 200_000;
  const z = normals({ paths: count, steps: 2, seed: 3 });
  const root = Math.sqrt(wild.years),
    rest = Math.sqrt(1 - wild.correlation ** 2);
  const rows = Array.from({ length: count }, (_, i) => {
    const [a, b] = [z[i]!, wild.correlation * z[i]! + rest * z[count + i]!];
    const price = (volatility: number, noise: number) =>
      100 * Math.exp(-0.5 * volatility ** 2 * wild.years + volatility * root * noise);
    const after = [price(wild.spotVolatility, a), price(wild.futuresVolatility, b)];
    return returnRow("inverse", [100, 100], after);
  });
  const found = minimumVariance({
    asset: rows.map((r) => r[0]!),
    hedges: [rows.map((r) => r[1]!)],
  });
  const { ratio, effectiveness } = inverseRatio(wild);
  within(found.ratios[0]!.value, ratio, found.ratios[0]!.standardError);
  near(found.effectiveness, effectiveness, 0.01);
});

test("an estimator of inverse returns finds it too", () => {
  const asset = [100, 105, 97, 110, 90, 93];
  const { ratios } = ratioEstimator(leastSquares({ returns: "inverse" })).fit({
    asset,
    hedges: [asset],
  });
  near(ratios[0]!, 1, 1e-12);
});

test("bad input is named", () => {
  assert.throws(
    () => inverseRatio({ ...wild, correlation: 1.2 }),
    /^correlation must be from -1 to 1/,
  );
  assert.throws(() => inverseRatio({ ...wild, years: 0 }), /^years must be positive, got 0$/);
});

test.run();
