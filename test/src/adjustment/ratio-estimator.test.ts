import { suite } from "uvu";
import * as assert from "uvu/assert";
import { conditionalCorrelation } from "../../../src/adjustment/conditional-correlation.ts";
import { errorCorrection } from "../../../src/adjustment/error-correction.ts";
import { exponentialWeights } from "../../../src/adjustment/exponential-weights.ts";
import { kalmanRatio } from "../../../src/adjustment/kalman.ts";
import { leastSquares } from "../../../src/adjustment/least-squares.ts";
import { tailLosses } from "../../../src/adjustment/lower-tail.ts";
import { minimumVariance } from "../../../src/adjustment/minimum-variance.ts";
import { naiveRatio } from "../../../src/adjustment/naive.ts";
import { quantileRatio, shortfallRatio } from "../../../src/adjustment/quantile.ts";
import {
  partialAdjustment,
  type RatioDescription,
} from "../../../src/adjustment/ratio-description.ts";
import { ratioEstimator } from "../../../src/adjustment/ratio-estimator.ts";
import { regimeRatio } from "../../../src/adjustment/regime-ratio.ts";
import { rollingLeastSquares } from "../../../src/adjustment/rolling-least-squares.ts";
import { semivarianceRatio } from "../../../src/adjustment/semivariance.ts";
import { near } from "../../sample.ts";
import { logColumns, part, rowOf, simulated } from "./prices.ts";

const test = suite("ratio-estimator");
const ALL: Readonly<Record<string, RatioDescription>> = {
  naive: naiveRatio(),
  "least squares": leastSquares(),
  "rolling least squares": rollingLeastSquares({ window: 70 }),
  "exponential weights": exponentialWeights({ decay: 0.95 }),
  "error correction": errorCorrection({ lags: 2 }),
  kalman: kalmanRatio(),
  "regime switching": regimeRatio(),
  semivariance: semivarianceRatio(),
  quantile: quantileRatio({ tail: 0.1 }),
  shortfall: shortfallRatio({ tail: 0.1 }),
  "conditional correlation": conditionalCorrelation({ correlations: "asymmetric" }),
  "partial adjustment": partialAdjustment({ aim: exponentialWeights(), reversion: 0.1 }),
};
const two = simulated({ rows: 400, hedges: 2 });
const one = simulated({ rows: 400 });

for (const [name, description] of Object.entries(ALL)) {
  for (const [count, window] of [
    ["one hedge", one],
    ["two hedges", two],
  ] as const) {
    test(`${name}, ${count}: a state that went through JSON goes on to the same bits`, () => {
      const { fit, update } = ratioEstimator(description);
      let { state } = fit(part(window, 0, 300));
      let copy = JSON.parse(JSON.stringify(state)) as typeof state;
      for (let row = 300; row < 400; row++) {
        const next = update(state, rowOf(window, row));
        const other = update(copy, rowOf(window, row));
        assert.equal(other.ratios, next.ratios);
        assert.is(next.state.rows, row + 1);
        assert.ok(next.ratios.every(Number.isFinite));
        state = next.state;
        copy = JSON.parse(JSON.stringify(other.state)) as typeof state;
      }
    });

    test(`${name}, ${count}: an update leaves the state that it is given as it was`, () => {
      const { fit, update } = ratioEstimator(description);
      const { state } = fit(part(window, 0, 300));
      const before = JSON.stringify(state);
      update(state, rowOf(window, 300));
      assert.is(JSON.stringify(state), before);
    });
  }

  test(`${name}: a multiple of all prices moves no ratio`, () => {
    const { fit } = ratioEstimator(description);
    const doubled = { asset: Array.from(one.asset, (p) => 4 * p), hedges: one.hedges };
    near(fit(doubled).ratios[0]!, fit(one).ratios[0]!, 2e-5);
  });
}

for (const name of ["least squares", "rolling least squares", "exponential weights"]) {
  test(`${name}: updates give what a fit of all rows gives`, () => {
    const { fit, update } = ratioEstimator(ALL[name]!);
    let { state } = fit(part(two, 0, 100));
    for (let row = 100; row < 400; row++) {
      const next = update(state, rowOf(two, row));
      fit(part(two, 0, row + 1)).ratios.forEach((ratio, i) => {
        near(next.ratios[i]!, ratio, name === "exponential weights" ? 2e-3 : 1e-11);
      });
      state = next.state;
    }
  });
}

test("least squares has the ratios of the regression", () => {
  const [asset, ...hedges] = logColumns(two);
  const { ratios } = ratioEstimator(leastSquares()).fit(two);
  minimumVariance({ asset: asset!, hedges }).ratios.forEach(({ value }, i) => {
    near(ratios[i]!, value, 1e-12);
  });
});

test("error correction without memory in the data has the ratio of least squares, nearly", () => {
  const [fitted] = ratioEstimator(errorCorrection()).fit(one).ratios;
  near(fitted!, ratioEstimator(leastSquares()).fit(one).ratios[0]!, 0.02);
});

test("error correction finds the ratio of innovations that a mean-reverting basis hides", () => {
  // the asset follows the hedge with a ratio of 1 at once, and the basis halves every row
  const { hedges } = simulated({ rows: 3000, seed: 4 });
  const noise = logColumns(simulated({ rows: 3000, seed: 9, ratio: () => 0 }))[0]!;
  let basis = 0;
  const asset = hedges[0]!.length;
  const prices = Array.from({ length: asset }, (_, t) => {
    basis = 0.5 * basis + (noise[t - 1] ?? 0);
    return hedges[0]![t]! * Math.exp(basis);
  });
  const window = { asset: prices, hedges };
  const returns = logColumns(window);
  const error = minimumVariance({ asset: returns[0]!, hedges: [returns[1]!] }).ratios[0]!;
  const corrected = ratioEstimator(errorCorrection()).fit(window).ratios[0]!;
  assert.ok(Math.abs(corrected - 1) < 4 * error.standardError);
});

test("a Kalman filter without signal is least squares through the origin", () => {
  const [asset, hedge] = logColumns(one);
  const xy = asset!.reduce((sum, value, t) => sum + value * hedge![t]!, 0);
  const xx = hedge!.reduce((sum, value) => sum + value * value, 0);
  near(ratioEstimator(kalmanRatio({ signal: 0 })).fit(one).ratios[0]!, xy / xx, 1e-6);
});

test("a Kalman filter finds the signal of a ratio that walks, and follows it closer than least squares", () => {
  const steps = logColumns(
    simulated({ rows: 3001, seed: 21, ratio: () => 0, noise: () => 0.02 }),
  )[0]!;
  const walk = [0.8];
  for (const step of steps) walk.push(walk.at(-1)! + step);
  const window = simulated({ rows: 3000, ratio: (_, t) => walk[t]!, seed: 5 });
  const kalman = ratioEstimator(kalmanRatio());
  // variance of a step x variance of the hedge / variance of the noise
  const signal = (0.02 ** 2 * 0.01 ** 2) / 0.004 ** 2;
  const found = (kalman.fit(window).state.inner as { signal: number }).signal;
  assert.ok(found > signal / 2 && found < signal * 2, `${found} is not ${signal}`);
  const miss = (path: readonly (readonly number[])[]) =>
    path.slice(100).reduce((sum, [ratio], t) => sum + (ratio! - walk[t + 101]!) ** 2, 0);
  const fixed = ratioEstimator(leastSquares());
  assert.ok(miss(kalman.inSample(window)) < 0.1 * miss(fixed.inSample(window)));
});

test("regime switching finds two ratios, their noise and how long they last", () => {
  const regime = (t: number) => (Math.floor(t / 50) % 4 === 3 ? 1 : 0);
  const window = simulated({
    rows: 4000,
    ratio: (_, t) => (regime(t) === 0 ? 0.95 : 0.5),
    noise: (t) => (regime(t) === 0 ? 0.002 : 0.008),
  });
  const { state } = ratioEstimator(regimeRatio()).fit(window);
  const { regressions, stay } = state.inner as {
    regressions: { slopes: number[]; variance: number }[];
    stay: number[];
  };
  const [calm, wild] = regressions;
  near(calm!.slopes[0]!, 0.95, 0.01);
  near(wild!.slopes[0]!, 0.5, 0.12);
  near(Math.sqrt(calm!.variance) / 0.002, 1, 0.05);
  near(Math.sqrt(wild!.variance) / 0.008, 1, 0.1);
  near(stay[0]!, 1 - 1 / 150, 0.01);
  near(stay[1]!, 1 - 1 / 50, 0.02);
});

test("expectation and maximisation never lower the likelihood", () => {
  const window = simulated({ rows: 500, ratio: (_, t) => (t % 200 < 150 ? 1 : 0.6), seed: 8 });
  const estimator = ratioEstimator(regimeRatio());
  const first = estimator.fit(window);
  const again = estimator.fit(window, first.state);
  const likelihood = (state: unknown) => (state as { logLikelihood: number }).logLikelihood;
  assert.ok(likelihood(again.state.inner) >= likelihood(first.state.inner) - 1e-6);
});

/** Hedged log returns at a ratio. */
function hedged(ratio: number): Float64Array {
  const [asset, hedge] = logColumns(one);
  return Float64Array.from(asset!, (value, t) => value - ratio * hedge![t]!);
}

test("no ratio nearby has less semivariance", () => {
  const { ratios } = ratioEstimator(semivarianceRatio()).fit(one);
  const semivariance = (ratio: number) =>
    hedged(ratio).reduce((sum, left) => sum + Math.min(left, 0) ** 2, 0);
  for (const step of [1e-5, 1e-3, 0.1]) {
    assert.ok(semivariance(ratios[0]! + step) > semivariance(ratios[0]!));
    assert.ok(semivariance(ratios[0]! - step) > semivariance(ratios[0]!));
  }
});

test("no ratio on a fine grid has a smaller quantile of losses or expected shortfall", () => {
  for (const [maker, measure] of [
    [quantileRatio, "quantile"],
    [shortfallRatio, "shortfall"],
  ] as const) {
    const [ratio] = ratioEstimator(maker({ tail: 0.1 })).fit(one).ratios;
    const loss = (at: number) => tailLosses(hedged(at), 0.1)[measure];
    const grid = Array.from({ length: 4000 }, (_, i) => loss(0.3 + i / 4000));
    const slack = measure === "quantile" ? 0.02 : 1e-6;
    assert.ok(loss(ratio!) <= Math.min(...grid) * (1 + slack), measure);
  }
});

test("symmetric noise has one ratio for variance, semivariance and the tail", () => {
  const long = simulated({ rows: 20_000, seed: 12 });
  for (const maker of [semivarianceRatio, shortfallRatio, quantileRatio]) {
    near(ratioEstimator(maker()).fit(long).ratios[0]!, 0.8, 0.05);
  }
});

test("partial adjustment without costs is its aim, and with costs it lags behind", () => {
  const aim = exponentialWeights();
  const [free, slow] = [0, 50].map((costAversion) =>
    ratioEstimator(partialAdjustment({ aim, costAversion })),
  );
  const plain = ratioEstimator(aim);
  let states = [free!, slow!, plain].map((each) => each.fit(part(one, 0, 100)).state);
  let [moved, followed] = [0, 0];
  let before = states.map(() => 0.8);
  for (let row = 100; row < 400; row++) {
    const next = [free!, slow!, plain].map((each, i) => each.update(states[i]!, rowOf(one, row)));
    near(next[0]!.ratios[0]!, next[2]!.ratios[0]!, 1e-14);
    if (row > 100) {
      moved += Math.abs(next[0]!.ratios[0]! - before[0]!);
      followed += Math.abs(next[1]!.ratios[0]! - before[1]!);
    }
    before = next.map(({ ratios }) => ratios[0]!);
    states = next.map(({ state }) => state);
  }
  assert.ok(followed < 0.4 * moved, `${followed} of ${moved}`);
});

test("a JSON copy of a description is the same estimator", () => {
  for (const description of Object.values(ALL)) {
    const copy = JSON.parse(JSON.stringify(description)) as RatioDescription;
    assert.equal(ratioEstimator(copy).fit(one), ratioEstimator(description).fit(one));
  }
});

test("bad input is named by row", () => {
  const { fit, update } = ratioEstimator(leastSquares());
  const broken = part(one, 0, 50);
  const asset = Array.from(broken.asset).map((price, t) => (t === 16 ? Number.NaN : price));
  assert.throws(
    () => fit({ asset, hedges: broken.hedges }),
    /^row 17: asset must be a positive price, got NaN$/,
  );
  assert.throws(
    () => fit({ asset: broken.asset, hedges: [broken.hedges[0]!, new Array<number>(50).fill(7)] }),
    /^rows 1 to 50: hedge 2 must vary, and not only with the hedges before it$/,
  );
  assert.throws(
    () => fit({ asset: [1], hedges: [[1]] }),
    /^leastSquares needs at least 4 rows, got 1$/,
  );
  assert.throws(() => fit({ asset: [1, 2], hedges: [[1]] }), /^hedge 1 has 1 rows, expected 2$/);
  assert.throws(
    () => fit({ asset: [1, 2], hedges: [] }),
    /^hedges must be at least one, got none$/,
  );
  const { state } = fit(broken);
  assert.throws(
    () => update(state, { asset: 100, hedges: [-1] }),
    /^row 51: hedge 1 must be a positive price, got -1$/,
  );
  assert.throws(
    () => update(state, { asset: 1, hedges: [1, 2] }),
    /^row 51 has 2 hedges, expected 1$/,
  );
  assert.throws(
    () => ratioEstimator({ type: "gamma" } as never),
    /^unknown estimator: gamma, known are naive, leastSquares,/,
  );
  assert.throws(() => exponentialWeights({ decay: 1 }), /^decay must be below 1, got 1$/);
  assert.throws(() => rollingLeastSquares({ window: 1 }), /^window must be at least 2, got 1$/);
  assert.throws(
    () => partialAdjustment({ aim: leastSquares(), returns: "change" }),
    /^returns must be those of the aim, log, got change$/,
  );
  assert.throws(
    () => leastSquares({ returns: "x" as never }),
    /^returns must be one of log, simple/,
  );
});

test.run();
