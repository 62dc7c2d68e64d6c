import { suite } from "uvu";
import * as assert from "uvu/assert";
import { accountGreeks } from "../../../src/margin/account-greeks.ts";
import { compareMargins } from "../../../src/margin/compare-margins.ts";
import { listedMarket } from "../../../src/margin/listed-market.ts";
import { listedOptions } from "../../../src/margin/listed-option.ts";
import { listedPositions } from "../../../src/margin/listed-positions.ts";
import { margin } from "../../../src/margin/margin.ts";
import { marginGrid } from "../../../src/margin/margin-grid.ts";
import { modelOptions } from "../../../src/margin/model-options.ts";
import { rulebooks } from "../../../src/margin/rulebooks.ts";
import { shiftMarket } from "../../../src/margin/shift-market.ts";
import { tradeCandidates } from "../../../src/margin/trade-candidates.ts";
import type { OptionChain } from "../../../src/market/option-chain.ts";
import { readChain } from "../../../src/market/read-chain.ts";
import { venues } from "../../../src/market/venues.ts";
import { heston } from "../../../src/models/heston.ts";
import { markets } from "../../../src/models/presets/markets.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { near } from "./reference.ts";
import { holding, option, perpetual, sampleMarket } from "./sample-book.ts";

const test = suite("listed options");
const now = Date.UTC(2026, 1, 5, 8);

/** A chain as Deribit answers it: coin prices of two options on a future of 71,000. */
const rows = [
  ["BTC-27FEB26-60000-P", 0.0125, 0.013, 0.01275],
  ["BTC-27FEB26-80000-C", 0.0125, 0.0135, 0.013],
].map(([name, bid, ask, mark]) => ({
  ...{ instrument_name: name, bid_price: bid, ask_price: ask, mark_price: mark },
  ...{ underlying_price: 71_000, underlying_index: "BTC-27FEB26", creation_timestamp: now },
}));
const chain = () => readChain({ name: "chain", text: JSON.stringify({ result: rows }) });
const flat = {
  model: heston({
    ...{ variance: 0.36, meanReversion: 1, longVariance: 0.36 },
    ...{ volatilityOfVariance: 1e-4, correlation: 0 },
  }),
  ...{ spot: 70_000, days: [8, 22], strikes: [60_000, 70_000, 80_000] },
  spreads: markets.btc.spreads.crash,
};

test("options of a chain are priced in money at their own forward", () => {
  const [put, call] = listedOptions(chain());
  assert.equal([put!.type, put!.strike, call!.type], ["put", 60_000, "call"]);
  near(put!.days, 22, 1e-12);
  near(put!.price.bid, 0.0125 * 71_000, 1e-12);
  const { volatility, price } = call!;
  for (const side of ["bid", "mark", "ask"] as const) {
    const model = { kind: "call", spot: 71_000, strike: 80_000, years: 22 / 365 } as const;
    near(blackScholes({ ...model, volatility: volatility[side] }).price, price[side], 1e-9);
  }
});

test("a quote without a side is an error that names the remedy", () => {
  const { expiries, ...rest } = chain();
  const [expiry] = expiries;
  const quotes = expiry!.quotes.map((quote) => ({ ...quote, bid: null }));
  assert.throws(
    () => listedOptions({ ...rest, expiries: [{ ...expiry!, quotes }] } as OptionChain),
    /^BTC-27FEB26-60000-P must have a bid, a mark and an ask; filterQuotes removes quotes without$/,
  );
});

test("a model without a smile lists options at its volatility, less and plus the half-spread", () => {
  const options = modelOptions(flat);
  assert.is(options.length, 6);
  for (const { type, strike, days, volatility, price, forward } of options) {
    assert.is(type, strike >= 70_000 ? "call" : "put");
    assert.is(forward, 70_000);
    near(volatility.mark, 0.6, 1e-4);
    const black = blackScholes({
      ...{ kind: type, spot: 70_000, strike, years: days / 365, volatility: 0.6 },
    });
    near(price.mark / black.price, 1, 2e-3);
    assert.ok(price.bid < price.mark && price.mark < price.ask);
    near(volatility.ask - volatility.mark, volatility.mark - volatility.bid, 1e-12);
  }
  // at the money in 22 days: the bucket of deltas from 0.45 to 0.55 and of 9 to 35 days
  const { volatility } = options[4]!;
  near((volatility.ask - volatility.bid) / 2, 0.0061608973, 1e-9);
});

test("a model of jumps has its own price in the volatility that it lists", () => {
  const model = markets.btc.chains.crash.models.svcj;
  const [put] = modelOptions({ ...flat, model, strikes: [60_000] });
  const black = blackScholes({
    ...{ kind: "put", spot: 70_000, strike: 60_000, years: 8 / 365 },
    volatility: put!.volatility.mark,
  });
  near(black.price, put!.price.mark, 1e-8);
});

test("the market of listed options has the volatility of a side, and expiries by the second", () => {
  const options = modelOptions(flat);
  const ask = listedMarket({ underlying: "BTC", spot: 70_000, options, side: "ask" });
  const { expiries, spot, perpetual: future } = ask.underlyings.BTC!;
  assert.equal([spot.price, future!.price, expiries.length], [70_000, 70_000, 2]);
  assert.is(expiries[1]!.volatilities[2]!.volatility, options[5]!.volatility.ask);
  assert.throws(
    () => listedMarket({ underlying: "BTC", spot: 1, options: [options[0]!, options[0]!] }),
    /^strike 60000 in 8 days is listed twice$/,
  );
});

test("wanted options are held in the nearest expiry, or not at all", () => {
  const options = modelOptions(flat),
    wanted = { type: "call", strike: 80_000, days: 19, quantity: -3 } as const;
  assert.equal(listedPositions({ underlying: "BTC", options, wanted: [wanted] }), [
    { quantity: -3, contract: { type: "call", underlying: "BTC", strike: 80_000, days: 22 } },
  ]);
  assert.throws(
    () => listedPositions({ underlying: "BTC", options, wanted: [{ ...wanted, strike: 1 }] }),
    /^options has no call 1$/,
  );
});

test("candidates trade at bid and ask, in lots, with the venue's fee", () => {
  const options = modelOptions(flat);
  const [first] = tradeCandidates({
    ...{ venue: "here", underlying: "BTC", spot: 70_000, options, most: 7 },
    terms: venues.deribitBtc,
  });
  const { bid, mark, ask } = options[0]!.price;
  assert.equal(
    [first!.bid, first!.mark, first!.ask, first!.bidSize, first!.askSize, first!.lot],
    [bid, mark, ask, 7, 7, 0.1],
  );
  near(first!.fee!, Math.min(0.0003 * 70_000, 0.125 * mark), 1e-12);
});

const book = holding(
  [option("call", 120_000, 60, -2), option("put", 80_000, 60, -2), perpetual(0.3)],
  90_000,
);

test("rulebooks are compared in the quote currency, the cheapest first", () => {
  const compared = compareMargins({
    rulebooks: {
      rules: { type: "deriveStandard" },
      scenarios: rulebooks.deriveV2(),
    },
    ...{ account: book, market: sampleMarket },
  });
  assert.equal(
    compared.map(({ name }) => name),
    ["scenarios", "rules"],
  );
  const [cheap, dear] = compared;
  assert.ok(cheap!.worst !== null && dear!.worst === null);
  near(cheap!.efficiency, 1 - cheap!.initial / cheap!.standAlone, 1e-12);
  const coin = (settlement: "inverse" | "linear") => {
    const { positions, ...rest } = holding([perpetual(1)], settlement === "inverse" ? 1 : 1e5);
    const own = positions!.map((row) => ({
      ...row,
      contract: { ...row.contract, settlement },
    })) as NonNullable<typeof positions>;
    return compareMargins({
      rulebooks: { one: rulebooks.deribitStandard({ settlement }) },
      ...{ account: { positions: own, ...rest }, market: sampleMarket },
    })[0]!;
  };
  // 2.005 % of a coin, in money at the index and at the mark
  near(coin("inverse").initial, 0.02005 * 100_000, 1e-12);
  near(coin("linear").initial, 0.02005 * 100_100, 1e-12);
  assert.throws(
    () => compareMargins({ rulebooks: {}, account: book, market: sampleMarket }),
    /^rulebooks must have at least one, got none$/,
  );
});

test("a grid of margins has the margin of every shifted market", () => {
  const rulebook = rulebooks.deriveV2();
  const grid = marginGrid({
    ...{ rulebook, account: book, market: sampleMarket, underlying: "BTC" },
    ...{ moves: [-0.2, 0], volatilities: [1, 1.5] },
  });
  const now_ = margin({ rulebook, account: book, market: sampleMarket });
  near(grid.initial[0]![1]!, now_.initial, 1e-12);
  near(grid.excess[0]![1]!, now_.maintenanceExcess, 1e-12);
  const then = shiftMarket(sampleMarket, { underlying: "BTC", move: -0.2, volatility: 0.5 });
  near(grid.maintenance[1]![0]!, rulebook.margin(book, then).maintenance, 1e-12);
  assert.throws(
    () =>
      marginGrid({
        ...{ rulebook, account: book, market: sampleMarket, underlying: "BTC", moves: [-1] },
      }),
    /^moves\.0 must be above -1, got -1$/,
  );
});

test("Greeks of an account are Black's, added up", () => {
  const { delta, vega, theta } = accountGreeks({
    ...{ account: book, market: sampleMarket, underlying: "BTC" },
  });
  const forward = 100_000 * Math.exp((0.06 * 60) / 365);
  const of = (kind: "call" | "put", strike: number) =>
    blackScholes({
      ...{ kind, strike, spot: forward, years: 60 / 365 },
      volatility: 0.5 + 0.3 * Math.log(strike / 100_000) ** 2,
    });
  const [call, put] = [of("call", 120_000), of("put", 80_000)];
  near(delta, 0.3 - 2 * (call.delta + put.delta), 1e-10);
  near(vega / 1e4, (-2 * (call.vega + put.vega)) / 1e4, 1e-10);
  near(theta / 1e5, (-2 * (call.theta + put.theta)) / 1e5, 1e-9);
  assert.throws(
    () => accountGreeks({ account: book, market: sampleMarket, underlying: "SOL" }),
    /^underlyings has no SOL, known are BTC$/,
  );
});

test.run();
