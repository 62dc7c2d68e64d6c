import { suite } from "uvu";
import * as assert from "uvu/assert";
import { whalleyWilmott } from "../../../src/hedging/bands.ts";
import { venueCosts } from "../../../src/hedging/costs.ts";
import { deltaHedge, holdUnits, stopLoss } from "../../../src/hedging/strategies.ts";
import { study } from "../../../src/hedging/study.ts";
import { garch } from "../../../src/models/garch.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { merton } from "../../../src/models/merton.ts";
import { book, short } from "../../../src/portfolio/book.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { within } from "../../sample.ts";

const test = suite("tournament");
const market = { spot: 100, volatility: 0.5 };
const base = { book: book(short(10, call({ strike: 100, days: 30 }))), market, paths: 20_000 };
const costs = venueCosts({
  ...{ fee: 0.0005, halfSpread: 0.0002, impact: 0.001, perTrade: 0.05 },
  ...{ funding: 0.1, capital: 0.03 },
});

test("the cost of every strategy is the sum of its causes", async () => {
  const strategies = {
    daily: deltaHedge(),
    band: deltaHedge({ every: "4h", band: whalleyWilmott({ riskAversion: 0.1 }) }),
    stop: stopLoss(),
    hold: holdUnits({ units: 5 }),
  };
  const result = await study({ ...base, market: { ...market, rate: 0.05 }, strategies, costs });
  for (const [name, { cost, costs: split }] of Object.entries(result.strategies)) {
    const sum = Object.values(split).reduce((total, { value }) => total + value, 0);
    assert.ok(Math.abs(sum - cost.value) < 1e-12 * cost.value, name);
    for (const { value, standardError } of Object.values(split)) {
      assert.ok(value >= 0 && standardError >= 0, name);
    }
  }
});

test("a stop-loss leaves more risk than a delta hedge, and holding half the delta's something", async () => {
  const strategies = { delta: deltaHedge(), stop: stopLoss(), hold: holdUnits({ units: 5 }) };
  const { delta, stop, hold } = (await study({ ...base, strategies })).strategies;
  assert.ok(stop!.standardDeviation.value > 2 * delta!.standardDeviation.value);
  assert.ok(hold!.efficiency.value > 0.3 && hold!.efficiency.value < delta!.efficiency.value);
});

test("Leland's volatility sells the option for what its hedge costs", async () => {
  // an option sold at the adjusted volatility and hedged by it earns its costs back in the mean
  const rate = 0.002,
    every = "12h",
    years = 0.5 / 365;
  const number = (Math.sqrt(2 / Math.PI) * 2 * rate) / (0.5 * Math.sqrt(years));
  const sold = call({ strike: 100, days: 30, volatility: 0.5 * Math.sqrt(1 + number) });
  const { hedged } = (
    await study({
      ...{ book: book(short(1, sold)), market, paths: 100_000 },
      model: geometricBrownian({ volatility: 0.5 }),
      strategies: { hedged: deltaHedge({ every }) },
      costs: venueCosts({ fee: rate }),
    })
  ).strategies;
  // Leland's argument is to first order in the cost, and leaves opening and closing trades out
  const ends = 2 * 0.5 * rate * 100;
  within(hedged!.mean.value, -ends, hedged!.mean.standardError + 0.15 * ends);
});

test("the model's volatility hedges no worse than a wrong one", async () => {
  const model = merton({ volatility: 0.3, jumpsPerYear: 20, jumpMean: 0, jumpDeviation: 0.05 });
  const strategies = {
    model: deltaHedge({ volatility: "model" }),
    wrong: deltaHedge({ volatility: 2 }),
  };
  const { model: right, wrong } = (await study({ ...base, model, strategies })).strategies;
  assert.ok(right!.efficiency.value > wrong!.efficiency.value);
});

test("a GARCH market is studied in its own steps, and no others", async () => {
  const model = garch({ omega: 2e-5, alpha: 0.08, beta: 0.9 });
  const daily = await study({ ...base, model, strategies: { daily: deltaHedge() } });
  assert.is(daily.steps, 30);
  await study({ ...base, model, strategies: { often: deltaHedge({ every: "4h" }) } }).then(
    () => assert.unreachable(),
    (error) => assert.match(error.message, /^model must be of steps that divide every interval/),
  );
});

test("bad strategies and costs are named", () => {
  assert.throws(() => venueCosts({ fee: 2 }), /^fee must be a fraction below 1, got 2$/);
  assert.throws(
    () => whalleyWilmott({ riskAversion: 0 }),
    /^riskAversion must be positive, got 0$/,
  );
  assert.throws(
    () => deltaHedge({ band: { type: "wide" } as never }),
    /^unknown band: wide, known are relativeBand, recentre, whalleyWilmott, zakamouline, afterMove$/,
  );
  assert.throws(
    () => deltaHedge({ volatility: "historical" as never }),
    /^volatility must be a number, "implied", "model", "garch" or ewma, got "historical"$/,
  );
});

test.run();
