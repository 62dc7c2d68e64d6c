import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  deribitFee,
  deribitLegacyContingency,
  deribitNetDelta,
  deribitSettlement,
} from "../../../src/margin/deribit-contracts.ts";
import { DERIBIT_STANDARD_SOL, deribitStandard } from "../../../src/margin/deribit-standard.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";
import { near } from "../../sample.ts";

const test = suite("Deribit contracts");
const published = JSON.parse(
  readFileSync(new URL("../../reference/margin/deribit-contracts.json", import.meta.url), "utf8"),
) as Record<string, unknown>;

test("inverse options pay what the venue's examples say", () => {
  const rows = published.optionSettlement as readonly Record<string, never>[];
  assert.ok(rows.length >= 7);
  for (const row of rows) {
    const { type, K: strike, delivery, premiumBTC: premium, side, payoffBTC, pnlBTC } = row;
    const quantity = side === "short" ? -1 : 1;
    const { payoff, profit } = deribitSettlement({
      ...{ type: type!, strike: strike!, delivery: delivery!, premium: premium!, quantity },
    });
    if (payoffBTC !== undefined) near(payoff, payoffBTC);
    if (pnlBTC !== undefined) assert.ok(Math.abs(profit - pnlBTC) < (quantity < 0 ? 1e-4 : 1e-12));
  }
});

test("a linear option pays in the quote currency", () => {
  const { K, premiumUSDC, multiplier, delivery, payoffUSDC, pnlUSDC } =
    published.linearOption as Record<string, number>;
  assert.equal(
    deribitSettlement({
      ...{ type: "call", strike: K!, premium: premiumUSDC!, delivery: delivery! },
      ...{ multiplier: multiplier!, settlement: "linear" },
    }),
    { payoff: payoffUSDC, profit: pnlUSDC },
  );
});

test("fees are the published ones", () => {
  near(deribitFee({ product: "weeklyFuture", notional: 10_000 / 100_000 }), 5e-5);
  near(deribitFee({ product: "weeklyFuture", side: "maker", notional: 0.1 }), -1e-5);
  near(deribitFee({ product: "weeklyFuture", notional: 2 }), 0.001);
  near(deribitFee({ product: "weeklyFuture", side: "maker", notional: 2 }), -0.0002);
  near(deribitFee({ product: "perpetual", notional: 0.5 }), 0.00025);
  assert.is(deribitFee({ product: "perpetual", side: "maker", notional: 0.5 }), 0);
  near(deribitFee({ product: "future", notional: 5 }), 0.0025);
  near(deribitFee({ product: "option", notional: 1, price: 0.0001 }), 1.25e-5);
  near(deribitFee({ product: "option", notional: 1, price: 0.1 }), 0.0003);
});

test("net transaction deltas are the published ones, in the settlement average too", () => {
  for (const { bs, mark, minutesIntoSettlement, net } of published.delta as readonly Record<
    string,
    number
  >[]) {
    near(deribitNetDelta({ delta: bs!, mark: mark!, minutes: minutesIntoSettlement ?? 0 }), net!);
  }
});

test("the contingencies of 2019 are the published ones", () => {
  const contingency = deribitLegacyContingency({
    strikes: [{ call: 10, put: -20 }],
    futures: { long: 100, short: 100 },
  });
  near(contingency.options, 0.1);
  near(contingency.futures, 1);
});

const perpetual = (underlying: string, price: number): MarginMarketInput => ({
  underlyings: { [underlying]: { spot: { price }, perpetual: { price } } },
});

test("linear perpetuals have the published margins", () => {
  const { BTC_USDC, SOL_USDC } = published.linearPerpStandardMargin as unknown as Record<
    string,
    { price: number; cases: readonly Record<string, number>[] }
  >;
  const books = { BTC: BTC_USDC!, SOL: SOL_USDC! };
  for (const [underlying, { price, cases }] of Object.entries(books)) {
    const changes =
      underlying === "SOL" ? DERIBIT_STANDARD_SOL : ({ settlement: "linear" } as const);
    for (const { size, imUSDC, mmUSDC } of cases) {
      for (const quantity of [size!, -size!]) {
        const contract = { type: "perpetual", underlying } as const;
        const { initial, maintenance } = deribitStandard(changes).margin(
          { positions: [{ quantity, contract }] },
          perpetual(underlying, price),
        );
        near(initial, imUSDC!, 1e-12);
        if (mmUSDC !== undefined) near(maintenance, mmUSDC, 1e-12);
      }
    }
  }
});

const market: MarginMarketInput = {
  underlyings: {
    BTC: {
      spot: { price: 50_000 },
      perpetual: { price: 50_000 },
      expiries: [
        {
          days: 10,
          forward: 50_000,
          volatilities: [45_000, 50_000, 55_000, 100_000].map((strike) => ({
            ...{ strike, volatility: 0.5, callMark: 1000, putMark: 45_000 },
          })),
        },
      ],
    },
  },
};
const option = (type: "call" | "put", strike: number, quantity = -1) => ({
  quantity,
  contract: { type, strike, days: 10, underlying: "BTC", settlement: "inverse" } as const,
});
const standard = deribitStandard();

test("a short call needs max(0.15 - out of the money, 0.1) and its mark", () => {
  const of = (strike: number) => standard.margin({ positions: [option("call", strike)] }, market);
  near(of(50_000).initial, 0.15 + 0.02);
  near(of(51_000 - 1000).maintenance, 0.075 + 0.02);
  near(of(55_000).initial, 0.1 + 0.02);
  near(of(45_000).initial, 0.15 + 0.02);
});

test("a short put needs no less at the start than to maintain it", () => {
  const { initial, maintenance } = standard.margin({ positions: [option("put", 100_000)] }, market);
  near(maintenance, Math.max(0.075, 0.075 * 0.9) + 0.9);
  near(initial, 0.15 + 0.9);
});

test("a long option needs nothing and counts for nothing until it is sold", () => {
  const result = standard.margin({ positions: [option("call", 50_000, 3)], cash: 1 }, market);
  assert.equal([result.initial, result.maintenance, result.equity], [0, 0, 1]);
});

test("only the same contract nets", () => {
  const of = (...positions: ReturnType<typeof option>[]) =>
    standard.margin({ positions }, market).initial;
  assert.is(of(option("call", 50_000), option("call", 50_000, 1)), 0);
  assert.is(of(option("call", 50_000), option("call", 45_000, 1)), of(option("call", 50_000)));
});

test("a book of standard margins is no cheaper together than apart", () => {
  const calls = option("call", 50_000, -2),
    puts = option("put", 45_000, -3);
  const of = (...positions: ReturnType<typeof option>[]) =>
    standard.margin({ positions }, market).initial;
  near(of(calls, puts), of(calls) + of(puts));
});

test("unrealised profit of an inverse perpetual is in coin", () => {
  const contract = { type: "perpetual", underlying: "BTC", settlement: "inverse" } as const;
  const { equity } = standard.margin(
    { positions: [{ quantity: 2, contract, entry: 40_000 }], cash: 1 },
    market,
  );
  // 100,000 dollars of contracts
  near(equity, 1 + 100_000 * (1 / 40_000 - 1 / 50_000));
});

test("bad contracts are named", () => {
  assert.throws(
    () => deribitSettlement({ type: "call", strike: 0, delivery: 1 }),
    /^strike must be positive, got 0$/,
  );
  assert.throws(
    () => deribitNetDelta({ delta: 0.5, mark: 0.1, minutes: 31 }),
    /^minutes must be at most 30, got 31$/,
  );
  assert.throws(
    () => deribitFee({ product: "option", notional: 1 }),
    /^price is missing: an option's fee is capped by it$/,
  );
});

test.run();
