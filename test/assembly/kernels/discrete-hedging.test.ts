import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bookValue, type HedgePlan, hedgeRange } from "../../../src/core/hedging.ts";
import { brownianNumbers } from "../../../src/core/market.ts";
import { estimate, sample } from "../../../src/hedging/statistics.ts";
import { DERMAN_KAMAL } from "../../reference/hedging/derman-kamal.ts";
import { moments, near, within } from "../../sample.ts";
import { option, plan, range, run, TRACKED } from "./plan.ts";

const test = suite("discrete-hedging");
const { spot, strike, rate, volatility, maturity, paths, optionValue, cases } = DERMAN_KAMAL;

/** The published hedge, with `trades` of it; rounded, its standard deviation is 0.43 or 0.22. */
function published(trades: number, seed = 1998): HedgePlan {
  const options = [option({ strike, expiry: trades, volatility })];
  const market = { spot, rate, drift: rate, model: brownianNumbers(volatility) };
  const time = { steps: trades, stepYears: maturity / trades };
  return plan({ seed, ...time, ...market, costRate: 0, options, strategies: [TRACKED] });
}

test("the option is worth what was published", () => {
  near(-bookValue(published(21)), optionValue, 2e-6);
});

for (const { trades, standardDeviation, skewness, excessKurtosis, formula } of cases) {
  test(`${trades} trades leave the published moments of profit`, () => {
    const { records } = hedgeRange(published(trades), range(paths));
    const all = sample(records, 1);
    const mean = estimate(all, ([m]) => m!.mean);
    within(mean.value, 0, mean.standardError, "mean");
    const deviation = estimate(all, ([m]) => m!.standardDeviation);
    for (const printed of standardDeviation) {
      const room = 0.005 + 4 * Math.SQRT2 * deviation.standardError;
      assert.ok(
        Math.abs(deviation.value - printed) <= room,
        `${deviation.value} is not ${printed}`,
      );
    }
    const skew = estimate(all, ([m]) => m!.skewness);
    for (const printed of skewness) {
      within(skew.value, printed, Math.SQRT2 * skew.standardError, "skewness");
    }
    const kurtosis = estimate(all, ([m]) => m!.kurtosis - 3);
    for (const printed of excessKurtosis) {
      within(kurtosis.value, printed, Math.SQRT2 * kurtosis.standardError, "excess kurtosis");
    }
  });

  test(`Derman and Kamal's formula is a little high at ${trades} trades`, () => {
    const { deviation } = moments(run(published(trades), paths)[0]!.profit);
    assert.ok(deviation < formula + 0.005 && deviation > 0.95 * (formula - 0.005));
  });
}

// At expiry the kink of the payoff adds terms in N^(-1/2) to the standard deviation, so the rate of
// the hedge itself shows on options that live twice as long as the study.
test("the standard deviation of profit falls as the square root of the number of trades", () => {
  const points = [8, 16, 32, 64, 128].map((trades) => {
    const options = [option({ strike, expiry: 2 * trades, volatility })];
    const [hedged] = run({ ...published(trades, trades), options }, 20_000);
    const { deviation, deviationError } = moments(hedged!.profit);
    return { x: Math.log(trades), y: Math.log(deviation), error: deviationError / deviation };
  });
  const middle = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const squares = points.reduce((sum, { x }) => sum + (x - middle) ** 2, 0);
  const weights = points.map(({ x }) => (x - middle) / squares);
  const slope = points.reduce((sum, { y }, i) => sum + weights[i]! * y, 0);
  const error = Math.hypot(...points.map(({ error }, i) => weights[i]! * error));
  within(slope, -0.5, error, "slope");
});

test.run();
