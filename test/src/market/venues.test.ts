import { suite } from "uvu";
import * as assert from "uvu/assert";
import { tradingFee } from "../../../src/market/trading-fee.ts";
import { tradingTerms } from "../../../src/market/trading-terms.ts";
import { venue } from "../../../src/market/venue.ts";
import { venues } from "../../../src/market/venues.ts";
import { near } from "../../sample.ts";

const test = suite("venues");
const { deribitBtc, deribitEth, cmeLike, frictionless } = venues;

// Examples of support.deribit.com, Fees, in coin; here times the price
test("fees of Deribit are those of its published examples", () => {
  const perpetual = { venue: deribitBtc, instrument: "perpetual", price: 100_000 } as const;
  near(tradingFee({ ...perpetual, quantity: 0.5 }), 0.00025 * 100_000);
  assert.is(tradingFee({ ...perpetual, side: "maker", quantity: 0.5 }), 0);
  const ether = { venue: deribitEth, instrument: "future", price: 4000, quantity: -5 } as const;
  near(tradingFee(ether), 0.0025 * 4000);
  const option = { venue: deribitBtc, instrument: "option", spot: 100_000, quantity: 1 } as const;
  near(tradingFee({ ...option, price: 0.0001 * 100_000 }), 0.0000125 * 100_000);
  near(tradingFee({ ...option, price: 0.05 * 100_000 }), 0.0003 * 100_000);
});

test("a fee is at most its cap and meets it where both rules agree", () => {
  const terms = { venue: deribitBtc, instrument: "option", spot: 80_000, quantity: -3 } as const;
  for (const price of [0, 1, 10, 100, 192, 1000, 50_000]) {
    near(tradingFee({ ...terms, price }), 3 * Math.min(24, 0.125 * price));
  }
});

test("a contract of CME has its fee whatever its price", () => {
  for (const price of [20_000, 90_000]) {
    const trade = { venue: cmeLike, instrument: "future", price, quantity: 10 } as const;
    near(tradingFee(trade), 12);
  }
});

test("lots in money are units at the spot", () => {
  const terms = tradingTerms({ venue: deribitBtc, instrument: "perpetual", spot: 80_000 });
  assert.is(terms.lot, 10 / 80_000);
  assert.is(terms.halfSpread, 0.25);
  const option = { venue: deribitBtc, instrument: "option", spot: 80_000 } as const;
  assert.is(tradingTerms({ ...option, price: 2000 }).lot, 0.1);
  near(tradingTerms({ ...option, price: 2000 }).halfSpread, 0.00015 * 80_000 + 20);
  assert.is(tradingTerms({ ...option, price: 5 }).halfSpread, 5);
});

test("a frictionless venue charges nothing", () => {
  for (const instrument of ["spot", "perpetual", "future", "option"] as const) {
    const trade = { venue: frictionless, instrument, spot: 100, price: 7, quantity: 11 };
    assert.is(tradingFee(trade), 0);
    const nothing = { lot: 0, minimum: 0, halfSpread: 0, makerFee: 0, takerFee: 0 };
    assert.equal(tradingTerms({ venue: frictionless, instrument, spot: 100 }), nothing);
  }
});

test("a venue survives JSON and cannot be changed", () => {
  for (const each of Object.values(venues)) {
    assert.equal(venue(JSON.parse(JSON.stringify(each))), each);
    assert.ok(Object.isFrozen(each) && Object.isFrozen(each.instruments));
  }
});

test("errors name the argument, the rule and the value", () => {
  const trade = { venue: cmeLike, instrument: "perpetual", price: 1, quantity: 1 } as const;
  assert.throws(
    () => tradingFee(trade),
    /^instrument must be one that CME-like BTC trades, got "perpetual"$/,
  );
  const option = { venue: deribitBtc, instrument: "option", price: 1, quantity: 1 } as const;
  assert.throws(() => tradingFee(option), /^spot is missing$/);
  assert.throws(
    () => tradingFee({ ...option, spot: 1, quantity: Number.NaN }),
    /^quantity must be a number, got NaN$|^quantity must be finite, got NaN$/,
  );
  const wrong = { ...option, spot: 1, side: "buy" as "maker" };
  assert.throws(() => tradingFee(wrong), /^side must be "maker" or "taker", got "buy"$/);
  assert.throws(
    () =>
      venue({ name: "a", source: "b", instruments: { spot: { maker: { rate: 2 }, taker: {} } } }),
    /^instruments.spot.maker.rate must be a fraction below 1, got 2$/,
  );
});

test.run();
