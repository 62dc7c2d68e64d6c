import { suite } from "uvu";
import * as assert from "uvu/assert";
import { capitalEfficiency } from "../../../src/margin/capital-efficiency.ts";
import { incrementalMargin } from "../../../src/margin/incremental-margin.ts";
import { liquidationPrices } from "../../../src/margin/liquidation-prices.ts";
import { margin } from "../../../src/margin/margin.ts";
import { marginalMargin } from "../../../src/margin/marginal-margin.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";
import { rulebooks } from "../../../src/margin/rulebooks.ts";
import { shiftMarket } from "../../../src/margin/shift-market.ts";
import { near } from "./reference.ts";
import { holding, option, perpetual, sampleMarket } from "./sample-book.ts";

const test = suite("questions about margin");
const rulebook = rulebooks.deriveV2(),
  market = sampleMarket;
const straddle = [option("call", 100_000, 60, -1), option("put", 100_000, 60, -1)];

test("a trade at marks keeps equity and changes margin by what it adds", () => {
  const account = holding(straddle, 60_000);
  const hedge = [option("call", 120_000, 60, 1)];
  const { before, after, initial, allowed } = incrementalMargin({
    ...{ rulebook, account, market },
    trade: { positions: hedge },
  });
  near(after.equity, before.equity, 1e-12);
  near(after.initial - before.initial, initial, 1e-12);
  near(
    after.initial,
    margin({ rulebook, account: holding([...straddle, ...hedge]), market }).initial,
    1e-12,
  );
  assert.ok(allowed);
});

test("a trade that an account cannot carry is not allowed, one that frees margin always is", () => {
  const poor = holding(straddle, 20_000);
  const trade = (quantity: number) =>
    incrementalMargin({
      ...{ rulebook, account: poor, market },
      trade: { positions: [option("call", 100_000, 60, quantity)] },
    });
  assert.not(trade(-1).allowed);
  assert.ok(trade(0.5).initial < 0);
  assert.ok(trade(0.5).allowed);
});

test("a position alone in its book is marginal, alone and contribution in one", () => {
  const [only] = marginalMargin({ rulebook, account: holding([perpetual(2)]), market });
  near(only!.marginal.initial, only!.standAlone.initial, 1e-12);
  near(only!.contribution.initial, only!.standAlone.initial, 1e-12);
});

test("a hedge has a negative marginal margin, and closing it costs margin", () => {
  const rows = marginalMargin({
    ...{ rulebook, account: holding([option("call", 80_000, 60, -1), perpetual(0.8)]), market },
  });
  assert.ok(rows[1]!.marginal.initial < 0);
  assert.ok(rows[1]!.standAlone.initial > 0);
});

test("contributions of all positions add up to the margin of the book", () => {
  const account = holding([...straddle, perpetual(0.1), option("put", 80_000, 7, 1)]);
  const whole = margin({ rulebook, account, market }).initial;
  const rows = marginalMargin({ rulebook, account, market });
  near(
    rows.reduce((sum, row) => sum + row.contribution.initial, 0),
    whole,
    1e-12,
  );
});

test("a perpetual's liquidation price is where its equity meets its charge", () => {
  const flat: MarginMarketInput = {
    underlyings: { BTC: { spot: { price: 100 }, perpetual: { price: 100 } } },
  };
  const rules = rulebooks.paradexCross();
  const at = (quantity: number) =>
    liquidationPrices({
      ...{ rulebook: rules, market: flat, underlying: "BTC" },
      account: {
        positions: [{ quantity, entry: 100, contract: { type: "perpetual", underlying: "BTC" } }],
        cash: 50,
      },
    }).crossings;
  // long: 50 + (x - 100) = 0.05 x; short: 50 - (x - 100) = 0.05 x
  assert.is(at(1).length, 1);
  near(at(1)[0]!.at, 50 / 0.95, 1e-9);
  assert.is(at(1)[0]!.liquidated, "below");
  near(at(-1)[0]!.at, 150 / 1.05, 1e-9);
  assert.is(at(-1)[0]!.liquidated, "above");
});

test("a straddle sold is liquidated on either side, and what is found is where margin is met", () => {
  const account = holding(straddle, 60_000);
  const { crossings } = liquidationPrices({ rulebook, account, market, underlying: "BTC" });
  assert.equal(
    crossings.map(({ liquidated }) => liquidated),
    ["below", "above"],
  );
  for (const { move } of crossings) {
    const there = margin({
      rulebook,
      account,
      market: shiftMarket(market, { underlying: "BTC", move }),
    });
    near(there.maintenanceExcess / 1e5, 0, 1e-7);
  }
});

test("a book that is liquidated only in between has two prices however narrow the dip", () => {
  // a straddle bought on borrowed money is worth least near its strike
  const account = holding([option("call", 100_000, 7, 1), option("put", 100_000, 7, 1)]);
  const wide = { rulebook, market, underlying: "BTC", from: -0.3, to: 0.4 } as const;
  const { moves, excess } = liquidationPrices({ ...wide, account, points: 400 });
  const lowest = Math.min(...excess),
    place = moves[excess.indexOf(lowest)]!;
  // just enough borrowed that the dip is a tenth of the distance of the places looked at
  const found = liquidationPrices({
    ...wide,
    account: { ...account, cash: -lowest - 1 },
    points: 20,
  });
  assert.ok(found.excess.every((value) => value > 5));
  assert.equal(
    found.crossings.map(({ liquidated }) => liquidated),
    ["above", "below"],
  );
  assert.ok(found.crossings.every(({ move }) => Math.abs(move - place) < 0.01));
});

test("along volatility a short straddle is liquidated above a level", () => {
  const { crossings } = liquidationPrices({
    ...{ rulebook, account: holding(straddle, 60_000), market, underlying: "BTC" },
    ...{ along: "volatility", from: -0.9, to: 5 },
  });
  assert.is(crossings.length, 1);
  assert.is(crossings[0]!.liquidated, "above");
  assert.ok(crossings[0]!.at > 1);
});

test("a hedged book is efficient, a single position is not, and rules ask for more", () => {
  const hedged = capitalEfficiency({
    ...{ rulebook, market, ruleBased: rulebooks.deriveStandard() },
    account: holding([
      option("call", 100_000, 60, -1),
      option("call", 120_000, 60, 1),
      perpetual(0.2),
    ]),
  });
  assert.ok(hedged.efficiency.initial > 0.3 && hedged.efficiency.initial < 1);
  assert.ok(hedged.againstRules!.initial > 0);
  const single = capitalEfficiency({ rulebook, market, account: holding([perpetual(1)]) });
  assert.is(single.efficiency.initial, 0);
  assert.is(single.ruleBased, null);
});

test("a shift moves what follows the underlying and nothing else", () => {
  const shifted = shiftMarket(market, { underlying: "BTC", move: 0.1, volatility: -0.2 });
  near(shifted.underlyings.BTC!.spot.price, 110_000, 1e-14);
  near(shifted.underlyings.BTC!.perpetual!.price, 110_110, 1e-14);
  near(shifted.currencies.LBTC!.price, 109_890, 1e-14);
  assert.is(shifted.currencies.USDT!.price, 0.999);
  near(shifted.underlyings.BTC!.expiries[0]!.volatilities[2]!.volatility, 0.4, 1e-14);
});

test("a range without a start and too few places are refused", () => {
  const options = { rulebook, account: holding(straddle), market, underlying: "BTC" };
  assert.throws(
    () => liquidationPrices({ ...options, from: 1, to: 0 }),
    /^from must be above -1 and below to, got 1 and 0$/,
  );
  assert.throws(
    () => liquidationPrices({ ...options, points: 2 }),
    /^points must be a whole number of at least 3, got 2$/,
  );
});

test.run();
