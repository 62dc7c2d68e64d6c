import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type ExerciseNumbers,
  type ExerciseStates,
  fitExercise,
  tiledPaths,
} from "../../../src/core/early-exercise.ts";
import { optionGreeks } from "../../../src/core/options.ts";
import { garch } from "../../../src/models/garch.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { heston } from "../../../src/models/heston.ts";
import { roughBergomi } from "../../../src/models/rough-bergomi.ts";
import { americanPriceLongstaffSchwartz } from "../../../src/portfolio/american-price-longstaff-schwartz.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { CLARKE_PARROTT } from "../../reference/pricing/clarke-parrott.ts";
import {
  EIGHT_PATHS,
  EIGHT_PATHS_VALUES,
  TABLE_1,
} from "../../reference/pricing/longstaff-schwartz.ts";
import { near, within } from "../../sample.ts";

const test = suite("american price");

/** The paper's put: 50 dates of exercise a year. */
function put(spot: number, volatility: number, years: number) {
  const terms = { kind: "put", strike: 40, days: 365 * years, spot, rate: 0.06 } as const;
  const model = geometricBrownian({ volatility });
  return americanPriceLongstaffSchwartz({
    ...terms,
    model,
    exercises: 50 * years,
    paths: 40_000,
    seed: 5,
  });
}

/** The paper's eight paths, exercise counted in strikes. */
const eight: ExerciseStates = {
  paths: 8,
  rows: Float64Array.from(
    [1, 2, 3].flatMap((date) =>
      Array.from(
        { length: tiledPaths(8) },
        (_, path) => 1 - (EIGHT_PATHS[path]?.[date] ?? 2) / 1.1,
      ),
    ),
  ),
};
const terms: ExerciseNumbers = {
  ...{ payoff: "basket", kind: 2, strike: 1.1, weights: [1], unit: 1.1, features: [], ranked: 0 },
  ...{ dates: 3, stepsBetween: 1, discount: Math.exp(-0.06), degree: 2 },
};

test("the eight paths of the paper give its values", () => {
  const { cash } = fitExercise(terms, [eight]);
  const value = (1.1 * cash.reduce((sum, x) => sum + x)) / 8;
  near(value, EIGHT_PATHS_VALUES.american, 5e-5);
});

test("the eight paths of the paper give its regressions", () => {
  const { weights } = fitExercise(terms, [eight]);
  const printed = [EIGHT_PATHS_VALUES.firstDate, EIGHT_PATHS_VALUES.secondDate];
  printed.forEach((row, date) => {
    // ours are in strikes, and in powers of (1 - X / 1.1 - centre) x scale
    const [centre, scale, ...own] = weights.subarray(5 * date, 5 * date + 5);
    const [a, b, c] = own.map((weight, i) => 1.1 * weight * scale! ** i);
    const shift = 1 - centre!;
    const powers = [a! + b! * shift + c! * shift ** 2, -(b! + 2 * c! * shift) / 1.1, c! / 1.1 ** 2];
    powers.forEach((power, i) => {
      near(power, row[i]!, 6e-4);
    });
  });
});

for (const [spot, volatility, years, exact, printed, error, european] of TABLE_1) {
  test(`table 1 at spot ${spot}, volatility ${volatility}, ${years} years is met`, () => {
    const { price, lowerBound } = put(spot!, volatility!, years!);
    const both = Math.hypot(price.standardError, error!);
    assert.ok(Math.abs(price.value - printed!) < 4 * both, `${price.value} is not ${printed}`);
    // 50 dates a year are worth a little less than all, the fit a little more than it should be
    assert.ok(Math.abs(price.value - exact!) < 4 * price.standardError + 0.006 * exact!);
    const same = { spot: spot!, volatility: volatility!, years: years!, rate: 0.06 };
    const { price: closed } = blackScholes({ ...same, kind: "put", strike: 40 });
    assert.ok(Math.abs(closed - european!) < 5.1e-4, `${closed} is not ${european}`);
    const least = exact! - 4 * lowerBound.standardError - 0.006 * exact!;
    assert.ok(lowerBound.value > least, `${lowerBound.value}`);
    assert.ok(lowerBound.value < exact! + 4 * lowerBound.standardError);
  });
}

test("an American call without dividends is worth a European one", () => {
  const model = geometricBrownian({ volatility: 0.4 });
  const terms = { kind: "call", strike: 100, days: 365, spot: 100, rate: 0.05 } as const;
  const { lowerBound } = americanPriceLongstaffSchwartz({ ...terms, model, paths: 40_000 });
  const same = { spot: 100, strike: 100, years: 1, volatility: 0.4, rate: 0.05 };
  const european = optionGreeks(same, ["price"]).price[0]!;
  assert.ok(Math.abs(lowerBound.value - european) < 4 * lowerBound.standardError + 0.01);
});

test("a put far in the money is exercised at once", () => {
  const { price } = put(5, 0.1, 1);
  assert.equal(price, { value: 35, standardError: 0 });
});

test("what few dates lose falls as their number grows, by its inverse", () => {
  const terms = { kind: "put", strike: 40, days: 365, spot: 36, rate: 0.06 } as const;
  const model = geometricBrownian({ volatility: 0.2 });
  const how = { paths: 1 << 16, sampling: "sobol" } as const;
  const [few, more, most] = [5, 10, 20].map(
    (exercises) => americanPriceLongstaffSchwartz({ ...terms, model, ...how, exercises }).price,
  );
  assert.ok(few!.value + 4 * few!.standardError < more!.value, `${few!.value}, ${more!.value}`);
  // Richardson's extrapolation takes a loss of first order away, which is some 0.01 here
  const limit = 2 * most!.value - more!.value;
  within(limit, 4.478, Math.hypot(2 * most!.standardError, more!.standardError));
  assert.ok(4.478 - more!.value > 4 * more!.standardError);
});

for (const [spot, value] of CLARKE_PARROTT) {
  test(`the American put under Heston at spot ${spot} is that of Clarke and Parrott`, () => {
    const { lowerBound, upperBound } = americanPriceLongstaffSchwartz({
      ...{ kind: "put", strike: 10, days: 365 / 4, spot, rate: 0.1 },
      model: heston({
        ...{ variance: 0.0625, meanReversion: 5, longVariance: 0.16 },
        ...{ volatilityOfVariance: 0.9, correlation: 0.1 },
      }),
      ...{ exercises: 25, stepsBetween: 2, paths: 16_384, sampling: "sobol", upperPaths: 64 },
    });
    // 25 dates lose less than a thousandth of the strike
    assert.ok(lowerBound.value <= value + 4 * lowerBound.standardError);
    assert.ok(lowerBound.value >= value - 4 * lowerBound.standardError - 0.01);
    assert.ok(upperBound!.value >= value - 4 * upperBound!.standardError - 0.01);
  });
}

test("a model of steps of its own is exercised on them", () => {
  const terms = { kind: "put", strike: 40, days: 30, spot: 40, rate: 0.06, paths: 4096 } as const;
  const model = garch({ omega: 2e-6, alpha: 0.1, beta: 0.85 });
  const [daily, often, once] = [undefined, 10, 1].map((exercises) =>
    americanPriceLongstaffSchwartz({ ...terms, model, exercises }),
  );
  assert.equal([daily!.exercises, often!.exercises], [30, 10]);
  for (const { lowerBound } of [daily!, often!]) {
    assert.ok(lowerBound.value > once!.lowerBound.value, `${lowerBound.value}`);
  }
  assert.throws(
    () => americanPriceLongstaffSchwartz({ ...terms, model, exercises: 7 }),
    /^exercises must divide the 30 steps of the model, got 7$/,
  );
});

test("any way to draw paths gives the same price within its error", () => {
  const terms = { kind: "put", strike: 40, days: 365, spot: 40, rate: 0.06 } as const;
  const model = geometricBrownian({ volatility: 0.4 });
  for (const sampling of ["independent", "antithetic", "sobol", "stratified", "matched"] as const) {
    const { lowerBound } = americanPriceLongstaffSchwartz({
      ...{ ...terms, model, sampling, exercises: 50, paths: 16_384 },
    });
    // 5.312 with every date, 0.01 less with 50 and a fitted rule
    within(lowerBound.value, 5.302, Math.hypot(lowerBound.standardError, 0.005), sampling);
  }
});

test("bad terms are named", () => {
  const good = { kind: "put", strike: 40, days: 30, spot: 40 } as const;
  const model = geometricBrownian({ volatility: 0.3 });
  assert.throws(
    () => americanPriceLongstaffSchwartz({ ...good, model, days: 0 }),
    /^days must be positive, got 0$/,
  );
  assert.throws(
    () => americanPriceLongstaffSchwartz({ ...good, model, degree: 9 }),
    /^degree must be at most 7, got 9$/,
  );
  assert.throws(
    () => americanPriceLongstaffSchwartz({ ...good, model, sampling: "importance" as "sobol" }),
    /^sampling must be one of independent, antithetic, sobol, stratified, matched, got "importance"$/,
  );
  const rough = roughBergomi({ forwardVariance: 0.04, hurst: 0.1, eta: 1.5, correlation: -0.7 });
  assert.throws(
    () => americanPriceLongstaffSchwartz({ ...good, model: rough, upperPaths: 64 }),
    /^upperPaths must be 0 for models that remember more than spot and variance$/,
  );
});

test.run();
