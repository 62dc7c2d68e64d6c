import { suite } from "uvu";
import * as assert from "uvu/assert";
import { venueCosts } from "../../../src/hedging/costs.ts";
import { costsAt } from "../../../src/hedging/costs-at.ts";
import { tradingFee } from "../../../src/market/trading-fee.ts";
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
  assert.equal(costs, venueCosts({ lot: 10 / 80_000 }));
});

test("a frictionless venue costs nothing", () => {
  const costs = costsAt({ venue: venues.frictionless, instrument: "spot", spot: 100 });
  assert.equal(costs, venueCosts({}));
});

test.run();
