import { suite } from "uvu";
import * as assert from "uvu/assert";
import { margin } from "../../../src/margin/margin.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";
import type { Rulebook } from "../../../src/margin/rulebook.ts";
import { rulebookOf, rulebooks } from "../../../src/margin/rulebooks.ts";
import { holding, option, perpetual, sampleMarket } from "./sample-book.ts";

const test = suite("rulebook");
const rulebook = rulebooks.deriveV2();
const account = holding([option("call", 100_000, 7, -1), perpetual(0.5)], 10_000);

test("a rulebook survives JSON: its type and parameters make it again", () => {
  for (const make of Object.values(rulebooks) as (() => Rulebook)[]) {
    const made = make(),
      description = JSON.parse(JSON.stringify(made)) as { type: string; parameters: object };
    assert.equal(rulebookOf(description).parameters, made.parameters);
    assert.ok(made.source.document.length > 10 && /^\d{4}-\d\d-\d\d$/.test(made.source.date));
    assert.ok(Object.isFrozen(made) && Object.isFrozen(made.parameters));
  }
});

test("a description is asked as the rulebook it describes", () => {
  const described = { type: "deriveV2", parameters: { loss: { initial: 2 } } };
  const a = margin({ rulebook: described, account, market: sampleMarket }),
    b = margin({ rulebook, account, market: sampleMarket });
  assert.is(a.charges.scenarios!.initial, 2 * b.charges.scenarios!.initial);
});

test("a rulebook of one's own is a plain object", () => {
  const flat: Rulebook<{ rate: number }> = {
    type: "flat",
    name: "A tenth of the spot for every contract",
    source: { document: "our own", date: "2026-11-22" },
    listed: { types: ["perpetual"] },
    parameters: { rate: 0.1 },
    open: [],
    margin({ positions = [], cash = 0 }, market) {
      const spot = market.underlyings.BTC!.spot.price;
      const initial = positions.reduce((sum, row) => sum + Math.abs(row.quantity) * spot * 0.1, 0);
      return {
        ...{ rulebook: "flat", currency: "USD", equity: cash, initial, maintenance: initial / 2 },
        ...{ initialExcess: cash - initial, maintenanceExcess: cash - initial / 2 },
        ...{ scenarios: [], worst: null, charges: {}, contributions: [] },
      };
    },
  };
  const result = margin({
    rulebook: flat,
    account: holding([perpetual(-2)]),
    market: sampleMarket,
  });
  assert.is(result.initial, 20_000);
});

test("asking changes nothing: the same question has the same answer", () => {
  const text = JSON.stringify({ account, sampleMarket });
  const [a, b] = [1, 2].map(() => margin({ rulebook, account, market: sampleMarket }));
  assert.equal(a, b);
  assert.is(JSON.stringify({ account, sampleMarket }), text);
});

function refuses(message: RegExp, run: () => unknown): void {
  assert.throws(run, message);
}

function ask(of: Parameters<typeof holding>[0], market = sampleMarket) {
  return () => margin({ rulebook, account: holding(of), market });
}

test("an unknown venue is named", () => {
  refuses(/^unknown rulebook: mtgox, known are deriveV1, deriveV2, /, () =>
    margin({ rulebook: { type: "mtgox" }, account, market: sampleMarket }),
  );
});

test("a contract that is not listed is named with the rulebook", () => {
  refuses(
    /^contract future is not listed under Derive portfolio margin 2, listed are call, put, perpetual$/,
    ask([{ quantity: 1, contract: { type: "future", underlying: "BTC", days: 7 } }]),
  );
  refuses(
    /^contract on ETH is not listed under Derive portfolio margin 2, listed are BTC$/,
    ask([{ quantity: 1, contract: { type: "perpetual", underlying: "ETH" } }]),
  );
  refuses(
    /^inverse contract is not listed under Derive portfolio margin 2, listed are linear ones$/,
    ask([
      { quantity: 1, contract: { type: "perpetual", underlying: "BTC", settlement: "inverse" } },
    ]),
  );
});

test("a missing strike, expiry and perpetual are errors, never zeros", () => {
  refuses(
    /^volatilities has no strike 99000 of BTC in 7 days$/,
    ask([option("call", 99_000, 7, 1)]),
  );
  refuses(
    /^expiries of BTC has none in 8 days, known are 7, 60$/,
    ask([option("call", 100_000, 8, 1)]),
  );
  const market = { underlyings: { BTC: { spot: { price: 1 } } } };
  refuses(/^perpetual of BTC is missing$/, ask([perpetual(1)], market));
});

test("a stale volatility is an error where the market says how old it may be", () => {
  const market = (age: number): MarginMarketInput => ({
    maximumAge: 60,
    underlyings: {
      BTC: {
        spot: { price: 100 },
        expiries: [
          { days: 7, forward: 100, volatilities: [{ strike: 100, volatility: 0.5, age }] },
        ],
      },
    },
  });
  ask([option("call", 100, 7, 1)], market(60))();
  refuses(
    /^volatility of strike 100 of BTC in 7 days must be at most 60 seconds old, got 61$/,
    ask([option("call", 100, 7, 1)], market(61)),
  );
});

test("negative collateral, no quantity and a confidence beyond 1 are refused", () => {
  refuses(/^collateral.0.quantity must not be negative, got -1$/, () =>
    margin({
      rulebook,
      account: { collateral: [{ currency: "USDT", quantity: -1 }] },
      market: sampleMarket,
    }),
  );
  refuses(/^positions.0.quantity must not be zero, got 0$/, ask([perpetual(0)]));
  refuses(
    /^underlyings.BTC.spot.confidence must be a fraction of at most 1, got 1.5$/,
    ask([], { underlyings: { BTC: { spot: { price: 1, confidence: 1.5 } } } }),
  );
  refuses(/^positions.0.quantity must be finite, got NaN$|must be/, ask([perpetual(Number.NaN)]));
});

test("a currency without a price is an error", () => {
  refuses(/^currencies has no XYZ, known are LBTC, USDT$/, () =>
    margin({
      rulebook,
      account: { collateral: [{ currency: "XYZ", quantity: 1 }] },
      market: sampleMarket,
    }),
  );
});

test.run();
