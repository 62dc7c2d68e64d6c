import { suite } from "uvu";
import * as assert from "uvu/assert";
import { walkCostsSchema } from "../../../src/adjustment/walk-costs.ts";
import { check } from "../../../src/check.ts";
import { venueCosts } from "../../../src/hedging/costs.ts";
import { costsAt } from "../../../src/hedging/costs-at.ts";
import { tradingFee } from "../../../src/market/trading-fee.ts";
import { tradingTerms } from "../../../src/market/trading-terms.ts";
import { venues } from "../../../src/market/venues.ts";
import { near } from "../../sample.ts";

const test = suite("costs at a venue");
const venue = venues.deribitBtc;

test("a study pays what the venue charges", () => {
  const { fee, halfSpread, lot } = costsAt({ venue, spot: 80_000 });
  const charged = tradingFee({ venue, instrument: "perpetual", price: 80_000, quantity: 1 });
  near(fee * 80_000, charged);
  near(halfSpread * 80_000, 0.25);
  near(lot * 80_000, 10);
});

test("a maker crosses no spread", () => {
  const costs = costsAt({ venue, spot: 80_000, side: "maker" });
  assert.equal(
    { ...costs, option: undefined },
    { ...venueCosts({ lot: 10 / 80_000 }), option: undefined },
  );
});

test("options of a hedge pay the venue's fee, capped by the price, and its spread", () => {
  const { fee, cap, halfSpread, spreadOfSpot } = costsAt({ venue, spot: 80_000 }).option!;
  for (const price of [0.5, 40, 2000]) {
    const trade = { venue, instrument: "option", price, spot: 80_000 } as const;
    near(Math.min(fee * 80_000, cap * price), tradingFee({ ...trade, quantity: 1 }));
    const half = Math.min(halfSpread * price + spreadOfSpot * 80_000, price);
    near(half, tradingTerms(trade).halfSpread);
  }
});

test("a walk over history takes a venue's costs, and refuses orders that miss", () => {
  const costs = costsAt({ venue, spot: 80_000 });
  near(check(walkCostsSchema, costs, "costs").fee, costs.fee);
  assert.throws(
    () => check(walkCostsSchema, venueCosts({ missed: 0.1 }), "costs"),
    /^missed is not an option here$/,
  );
});

test("a frictionless venue costs nothing", () => {
  const costs = costsAt({ venue: venues.frictionless, instrument: "spot", spot: 100 });
  assert.equal(costs, venueCosts({ option: {} }));
});

test.run();
