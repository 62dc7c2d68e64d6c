import { suite } from "uvu";
import * as assert from "uvu/assert";
import { chainsFromPrices } from "../../../src/adjustment/chains-from-prices.ts";
import { listedOption } from "../../../src/adjustment/listed-option.ts";
import { walkChains } from "../../../src/adjustment/walk-chains.ts";
import { normals } from "../../../src/core/noise.ts";
import { deltaHedge } from "../../../src/hedging/strategies.ts";
import { priceSeries } from "../../../src/market/price-series.ts";
import { venues } from "../../../src/market/venues.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { near } from "../../sample.ts";

const test = suite("chains-from-prices");
const DAY = 86_400_000;
const START = Date.UTC(2024, 4, 1);

/** Prices that move as a volatility of 60 % has it, with or without drift. */
function daily(rows: number, size = 0.6 / Math.sqrt(365), start = 65_432) {
  let price = start;
  const z = normals({ paths: rows - 1, steps: 1, seed: 12 });
  const moves = Array.from(z, (move) => (price *= Math.exp(size * move)));
  const times = Array.from({ length: rows }, (_, t) => START + t * DAY);
  return priceSeries({ name: "made up", times, prices: [start, ...moves] });
}

test("options are marked at Black's prices of the volatility of the day", () => {
  const prices = daily(5);
  const volatility = [0.5, 0.6, 0.7, 0.8, 0.9];
  const { chains, deliveries } = chainsFromPrices({ prices, volatility, days: [3, 30] });
  assert.equal(Object.keys(deliveries), ["BTC-4MAY24"]);
  assert.is(deliveries["BTC-4MAY24"], prices.prices[4]);
  chains.forEach(({ expiries, time }, t) => {
    assert.is(time, prices.times[t]);
    assert.is(expiries.length, t < 4 ? 2 : 1);
    const spot = prices.prices[t]!;
    for (const { years, quotes } of expiries) {
      for (const { kind, strike, mark, bid, impliedVolatility } of quotes) {
        const terms = { spot, strike, years, volatility: volatility[t]! };
        const { price, vega } = blackScholes({ kind, ...terms });
        near(mark! * spot, price, 1e-9 * spot);
        if (bid === null || vega < 1e-3 * spot) continue;
        near(impliedVolatility.mark!, volatility[t]!, 1e-9);
        near((mark! - bid) * spot, 0.01 * vega, 1e-9 * spot);
      }
    }
  });
});

test("a delta hedge through a history of prices removes what is left of none", () => {
  const { chains, deliveries } = chainsFromPrices({
    prices: daily(29),
    volatility: 0.6,
    days: [30],
  });
  const sold = listedOption(chains[0]!, { days: 30 });
  const walk = walkChains({
    ...{ chains, deliveries, venue: venues.deribitBtc },
    book: { [sold]: -10 },
    strategies: { daily: deltaHedge() },
  });
  const { unhedged, estimators } = walk.horizons[0];
  const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value ** 2, 0);
  const left = squares(estimators.daily!.hedged) / squares(unhedged);
  assert.ok(left < 0.1, `${left}`);
});

test("other prices and other names have options too", () => {
  const { chains } = chainsFromPrices({
    prices: daily(3, 0.01, 0.6123),
    currency: "XRP",
    volatility: 0.9,
    days: [7],
  });
  assert.is(listedOption(chains[0]!, { days: 7 }), "XRP-8MAY24-0d62-C");
});

test("bad input is named", () => {
  const prices = daily(5);
  assert.throws(
    () => chainsFromPrices({ prices, volatility: [0.5], days: [30] }),
    /^volatility has 1 values, expected 5, one a price$/,
  );
  assert.throws(
    () => chainsFromPrices({ prices, volatility: 0.5, days: [2] }),
    /^days must reach beyond the last price, got 2$/,
  );
  assert.throws(
    () => chainsFromPrices({ prices, volatility: -0.2, days: [30] }),
    /^volatility must be/,
  );
});

test.run();
