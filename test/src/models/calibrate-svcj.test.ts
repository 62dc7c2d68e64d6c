// Bates' model and that of correlated jumps, fitted to chains.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bates } from "../../../src/models/bates.ts";
import { calibrateBates } from "../../../src/models/calibrate-bates.ts";
import { calibrateHeston } from "../../../src/models/calibrate-heston.ts";
import { calibrateSvcj } from "../../../src/models/calibrate-svcj.ts";
import { svcj } from "../../../src/models/svcj.ts";
import { madeBy, readTable } from "./chain.ts";

const test = suite("calibrate-svcj");
const variance = {
  ...{ variance: 0.2, meanReversion: 5, longVariance: 0.3 },
  ...{ volatilityOfVariance: 1.5, correlation: -0.3 },
};
const jumps = { jumpsPerYear: 8, jumpMean: -0.04, jumpDeviation: 0.08 };

test("the parameters of Bates' model that made a chain are found again", async () => {
  const truth = bates({ ...variance, ...jumps });
  const fit = await calibrateBates({ quotes: madeBy(truth) });
  for (const [name, { value }] of Object.entries(fit.parameters)) {
    const expected = truth[name as keyof typeof fit.parameters];
    assert.ok(Math.abs(value - expected) < 0.01 * Math.abs(expected), `${name} ${value}`);
  }
  assert.ok(fit.converged && fit.error.rootMeanSquare < 0.01);
});

test("a chain of correlated jumps is fitted to a hundredth of a point, and better than without", async () => {
  const truth = svcj({ ...variance, ...jumps, varianceJumpMean: 0.3, jumpCorrelation: -0.2 });
  const quotes = madeBy(truth);
  const fit = await calibrateSvcj({ quotes });
  const without = await calibrateHeston({ quotes });
  assert.ok(fit.error.rootMeanSquare < 0.01, `${fit.error.rootMeanSquare}`);
  assert.ok(without.error.rootMeanSquare > 5 * fit.error.rootMeanSquare);
  assert.ok(Object.values(fit.parameters).every(({ standardError }) => standardError >= 0));
});

const data = process.env.HEDGELAB_DATA;
const real = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real chains, set HEDGELAB_DATA to test on them");

real("on a calm chain jumps bring a better fit than Heston's", async () => {
  const day = "deribit-chains-2026/snapshots/deribit_options_snapshot_20251230T173115Z";
  const quotes = readTable(`${data}/${day}.csv.gz`, "BTC");
  const [plain, jumping, both] = await Promise.all([
    calibrateHeston({ quotes }),
    calibrateBates({ quotes }),
    calibrateSvcj({ quotes }),
  ]);
  assert.ok(jumping.error.medianAbsolute < 0.75 * plain.error.medianAbsolute);
  const best = (fit: { starts: readonly { rootMeanSquare: number }[] }) =>
    Math.min(...fit.starts.map(({ rootMeanSquare }) => rootMeanSquare));
  assert.ok(best(both) <= best(jumping) * 1.0001 && best(jumping) < best(plain));
});

test.run();
