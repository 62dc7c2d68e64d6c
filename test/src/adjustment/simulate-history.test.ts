import { suite } from "uvu";
import * as assert from "uvu/assert";
import { simulateChains } from "../../../src/adjustment/simulate-chains.ts";
import { simulateHistory, simulatePair } from "../../../src/adjustment/simulate-history.ts";
import { walkChains } from "../../../src/adjustment/walk-chains.ts";
import { deltaGammaHedge } from "../../../src/hedging/option-hedges.ts";
import { deltaHedge } from "../../../src/hedging/strategies.ts";
import { quoteCount } from "../../../src/market/option-chain.ts";
import { venues } from "../../../src/market/venues.ts";
import { calibrateDcc } from "../../../src/models/calibrate-dcc.ts";
import { markets } from "../../../src/models/presets/markets.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { fourierPrice } from "../../../src/pricing/fourier-price.ts";
import { correlation, near, within } from "../../sample.ts";

const test = suite("simulate-history");

function logs(prices: readonly number[]): number[] {
  return prices.slice(1).map((price, t) => Math.log(price / prices[t]!));
}

test("a perpetual's basis and funding are as spread and as reverting as the preset says", () => {
  const { series, funding } = simulateHistory({ market: markets.btc, rows: 20_000 });
  const basis = series.prices.spot!.map((spot, t) => Math.log(series.prices.perpetual![t]! / spot));
  const deviation = (values: readonly number[]) => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
  };
  for (const [values, { model }, scale] of [
    [basis, markets.btc.basis, 1],
    [funding.rates, markets.btc.funding, 8 / 8760],
  ] as const) {
    const { meanReversion, volatility, longLevel } = model;
    const mean = values.reduce((a, b) => a + b, 0) / values.length / scale;
    const spread = volatility / Math.sqrt(2 * meanReversion);
    // 20,000 rows of 8 hours are 18 years, so many half lives that errors are small
    const years = (20_000 * 8) / 8760;
    near(mean, longLevel, (4 * volatility) / meanReversion / Math.sqrt(years));
    near(deviation(values) / scale / spread, 1, 4 / Math.sqrt(meanReversion * years));
    const next = Math.exp((-meanReversion * 8) / 8760);
    near(correlation(values.slice(1), values.slice(0, -1)), next, 0.03);
  }
});

test("the same seed gives the same history, another one another", () => {
  const of = (seed: number) => simulateHistory({ market: markets.eth, rows: 5, seed });
  assert.equal(of(3), of(3));
  assert.is.not(of(3).series.prices.spot![4], of(4).series.prices.spot![4]);
});

test("two coins have the dynamics of correlation that their pair was found to have", async () => {
  const series = simulatePair({
    markets: [markets.btc, markets.eth],
    pair: markets.btcEth,
    rows: 4000,
  });
  assert.equal([...series.names], ["btc", "eth"]);
  const returns = [logs(series.prices.btc!), logs(series.prices.eth!)];
  const { parameters } = await calibrateDcc({ series: returns });
  const { a, b } = markets.btcEth.dcc.parameters;
  within(parameters.a!.value, a!.value, parameters.a!.standardError, "a");
  within(parameters.b!.value, b!.value, parameters.b!.standardError, "b");
});

test("the first chain has the prices of the preset's model, quoted around", () => {
  const [chain] = simulateChains({ market: markets.btc, chains: 1 });
  assert.is(quoteCount(chain!), 4 * 33 * 2);
  const { spot, models } = markets.btc;
  for (const { years, quotes, forward } of chain!.expiries) {
    near(forward, spot, 1e-9);
    for (const { strike, kind, mark, bid, ask, delta } of quotes.filter((q) => q.strike > spot)) {
      if (kind === "put" || delta! < 0.05) continue;
      const { price } = fourierPrice({ model: models.bates, forward: spot, strike, years });
      near(mark! * spot, price, 1e-6);
      assert.ok(bid! < mark! && ask! > mark!);
    }
  }
});

test("a book is walked through made-up chains, and a second option helps", () => {
  const chains = simulateChains({
    market: markets.btc,
    chains: 14,
    hours: 36,
    weeks: [4, 8, 12],
    seed: 2,
  });
  const strike = chains[0]!.expiries[1]!.quotes[32]!.strike;
  const walk = walkChains({
    chains,
    book: { [`BTC-30JAN26-${strike}-C`]: -10, [`BTC-30JAN26-${strike}-P`]: -10 },
    strategies: {
      delta: deltaHedge(),
      gamma: deltaGammaHedge({ using: call({ strike, days: 56 }) }),
    },
    venue: venues.deribitBtc,
  });
  const { unhedged, estimators } = walk.horizons[0];
  const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value ** 2, 0);
  const left = (name: string) => squares(estimators[name]!.hedged) / squares(unhedged);
  assert.ok(left("gamma") < 0.7 * left("delta"), `${left("gamma")} ${left("delta")}`);
  assert.ok(left("delta") < 1);
});

test("bad input is named", () => {
  assert.throws(
    () => simulateHistory({ market: markets.btc, rows: 2 }),
    /^rows must be at least 3, got 2$/,
  );
  assert.throws(
    () => simulateChains({ market: markets.btc, chains: 0 }),
    /^chains must be a positive whole number, got 0$/,
  );
});

test.run();
