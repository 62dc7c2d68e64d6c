import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalDistribution } from "../../../src/core/functions.ts";
import { priceSeries } from "../../../src/market/price-series.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { merton } from "../../../src/models/merton.ts";
import { bivariateNormal } from "../../../src/pricing/bivariate-normal.ts";
import { historicalWindows } from "../../../src/risk/historical-windows.ts";
import { portfolio } from "../../../src/risk/portfolio.ts";
import { replayScenario } from "../../../src/risk/replay-scenario.ts";
import { runStress } from "../../../src/risk/run-stress.ts";
import { scenarioLikelihood } from "../../../src/risk/scenario-likelihood.ts";
import { scenarios } from "../../../src/risk/scenarios.ts";
import { near, within } from "../../sample.ts";

const test = suite("scenario likelihood and replay");
const market = { BTC: { spot: 100, volatility: 0.6 }, ETH: { spot: 10, volatility: 0.6 } };
const model = geometricBrownian({ volatility: 0.6, drift: 0 });
const day = { name: "day", hours: 24, stepHours: 24 };
const deviation = 0.6 / Math.sqrt(365);

test("a fall within one step has the probability of the normal distribution", () => {
  const { probability, extremes, years } = scenarioLikelihood({
    scenario: { ...day, shocks: [{ type: "gap", move: -0.05 }] },
    models: { BTC: model },
    market,
  });
  near(extremes.BTC!, -0.05, 1e-12);
  const expected = normalDistribution((Math.log(0.95) + deviation ** 2 / 2) / deviation);
  within(probability!.value, expected, probability!.standardError);
  near(years!, 1 / 365 / probability!.value, 1e-12);
});

test("two coins that must both fall do so as often as the bivariate normal says", () => {
  const correlations = [
    [1, 0.7],
    [0.7, 1],
  ];
  const { probability } = scenarioLikelihood({
    scenario: { ...day, shocks: [{ type: "gap", move: -0.04 }] },
    models: { BTC: model, ETH: model },
    market,
    correlations,
  });
  const x = (Math.log(0.96) + deviation ** 2 / 2) / deviation;
  within(probability!.value, bivariateNormal(x, x, 0.7), probability!.standardError);
});

test("a level touched on the way counts: almost twice as often as at the end", () => {
  const shocks = [{ type: "gap", move: -0.05 } as const];
  const ask = (stepHours: number) =>
    scenarioLikelihood({
      scenario: { ...day, stepHours, shocks },
      models: { BTC: model },
      market,
      paths: 40_000,
    });
  const ratio = ask(1).probability!.value / ask(24).probability!.value;
  assert.ok(ratio > 1.4 && ratio < 2);
});

test("what was never seen has a standard error all the same, and jumps make it likelier", () => {
  const ask = { scenario: scenarios.gapDown, market, paths: 20_000 };
  const calm = scenarioLikelihood({ ...ask, models: { BTC: model } });
  assert.equal([calm.probability!.value, calm.years], [0, null]);
  assert.ok(calm.probability!.standardError > 0 && calm.probability!.standardError < 1e-4);
  const jumps = merton({ volatility: 0.4, jumpsPerYear: 40, jumpMean: -0.2, jumpDeviation: 0.2 });
  assert.ok(scenarioLikelihood({ ...ask, models: { BTC: jumps } }).probability!.value > 0.01);
});

test("a scenario that moves no spot has no likelihood under models of spots", () => {
  const { probability } = scenarioLikelihood({
    scenario: scenarios.venueOutage,
    models: { BTC: model },
    market,
  });
  assert.is(probability, null);
});

const HOUR = 3_600_000;
const from = Date.parse(historicalWindows.march2020.from);
const times = Array.from({ length: 60 }, (_, i) => from + (i - 5) * HOUR);
const series = (price: (i: number) => number) =>
  priceSeries({ name: "BTC", times, prices: times.map((_, i) => price(i)) });

test("the past is played again as multiples of its first price", () => {
  const prices = series((i) => 8000 * (i > 20 ? 0.5 : 1 - i / 100));
  const replayed = replayScenario({
    window: historicalWindows.march2020,
    prices: { BTC: prices },
    volatilities: { BTC: series((i) => (i > 20 ? 180 : 60)) },
  });
  assert.equal([replayed.hours, replayed.stepHours, replayed.name], [48, 1, "12 March 2020"]);
  const path = runStress({
    portfolio: portfolio({ BTC: [{ quantity: 1, contract: { type: "perpetual" } }] }),
    market: { BTC: { spot: 100, volatility: 0.6 } },
    scenario: replayed,
  });
  for (const hour of [1, 15, 40]) {
    near(path.steps[hour]!.spot.BTC!, (100 * prices.prices[hour + 5]!) / prices.prices[5]!, 1e-10);
  }
  near(path.steps.at(-1)!.volatility.BTC!, 1.8, 1e-10);
  near(path.worst.profit, path.steps[40]!.profit, 1e-10);
});

test("a series that does not cover the window is an error", () => {
  assert.throws(
    () => replayScenario({ window: historicalWindows.ftx2022, prices: { BTC: series(() => 1) } }),
    /^BTC must cover 2022-11-06/,
  );
});

// Real prices are not kept here: HEDGELAB_DATA names a folder that has them.
const data = process.env.HEDGELAB_DATA;
if (data === undefined)
  console.log("skipped: real hourly prices, set HEDGELAB_DATA to test on them");
else
  test("the days that the windows name were bad ones on real prices", async () => {
    const { readPrices } = await import("../../../src/market/read-prices.ts");
    const hours = readPrices(`${data}/btc-hourly/btc-hourly-2019-11_2025-05.csv.gz`);
    const days = readPrices(`${data}/btc-daily/btc_price_volume.csv`);
    const worst = (name: keyof typeof historicalWindows, prices = hours) => {
      const replayed = replayScenario({ window: historicalWindows[name], prices: { BTC: prices } });
      return runStress({
        portfolio: portfolio({ BTC: [{ quantity: 1, contract: { type: "spot" } }] }),
        market: { BTC: { spot: 1, volatility: 0.6 } },
        scenario: replayed,
      }).worst.profit;
    };
    assert.ok(worst("march2020") < -0.4);
    assert.ok(worst("may2021") < -0.15);
    assert.ok(worst("luna2022") < -0.2);
    assert.ok(worst("ftx2022") < -0.2);
    // closes of 121,706 and 110,808 two days later: the hourly file ends before
    near(worst("october2025", days), 110807.8828125 / 121705.5859375 - 1, 1e-12);
  });

test.run();
