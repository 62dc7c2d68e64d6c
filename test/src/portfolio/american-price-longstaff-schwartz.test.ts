import { suite } from "uvu";
import * as assert from "uvu/assert";
import { exercised } from "../../../src/core/early-exercise.ts";
import { optionGreeks } from "../../../src/core/options.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { americanPriceLongstaffSchwartz } from "../../../src/portfolio/american-price-longstaff-schwartz.ts";
import {
  EIGHT_PATHS,
  EIGHT_PATHS_VALUES,
  TABLE_1,
} from "../../reference/pricing/longstaff-schwartz.ts";
import { near } from "../../sample.ts";

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

/** Spots by date, one a path in each row. */
const eight = Float64Array.from([0, 1, 2, 3].flatMap((date) => EIGHT_PATHS.map((p) => p[date]!)));
const terms = { kind: 2, strike: 1.1, dates: 3, ratePerDate: 0.06, withVariance: false } as const;

test("the eight paths of the paper give its values", () => {
  const { cash } = exercised({ ...terms, degree: 2 }, { spots: [eight], variances: [] });
  const value = cash.reduce((sum, x) => sum + x) / 8;
  near(value, EIGHT_PATHS_VALUES.american, 5e-5);
});

test("the eight paths of the paper give its regressions", () => {
  const { weights } = exercised({ ...terms, degree: 2 }, { spots: [eight], variances: [] });
  const printed = [EIGHT_PATHS_VALUES.firstDate, EIGHT_PATHS_VALUES.secondDate];
  printed.forEach((row, date) => {
    // ours are in powers of X / 1.1 - 1
    const [a, b, c] = weights.subarray(3 * date, 3 * date + 3);
    const powers = [a! - b! + c!, (b! - 2 * c!) / 1.1, c! / 1.1 ** 2];
    powers.forEach((power, i) => {
      near(power, row[i]!, 6e-4);
    });
  });
});

for (const [spot, volatility, years, exact, printed, error] of TABLE_1) {
  test(`table 1 at spot ${spot}, volatility ${volatility}, ${years} years is met`, () => {
    const { price, lowerBound } = put(spot!, volatility!, years!);
    const both = Math.hypot(price.standardError, error!);
    assert.ok(Math.abs(price.value - printed!) < 4 * both, `${price.value} is not ${printed}`);
    // 50 dates a year are worth a little less than all, the fit a little more than it should be
    assert.ok(Math.abs(price.value - exact!) < 4 * price.standardError + 0.006 * exact!);
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
});

test.run();
