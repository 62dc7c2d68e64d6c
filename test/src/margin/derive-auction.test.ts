import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  auctionDiscount,
  DERIVE_AUCTION,
  deriveAuction,
} from "../../../src/margin/derive-auction.ts";
import { near, reference } from "./reference.ts";

const test = suite("derive-auction");

interface Discounts {
  readonly discount: readonly Readonly<
    Record<"start" | "cut" | "fast" | "slow" | "t" | "expected", number>
  >[];
}

test("the discount is that of the venue's own tests", () => {
  for (const { t, expected, ...parameters } of reference<Discounts>("derive-auction.json")
    .discount) {
    near(auctionDiscount({ seconds: t, parameters }), expected, 1e-15);
  }
});

test("a healthy account is not for sale", () => {
  const auction = deriveAuction({ result: { equity: 10, maintenanceExcess: 0 }, seconds: 60 });
  assert.is(auction.state, "healthy");
  assert.is(auction.maximumFraction, 0);
});

test("the largest sale brings the buffer margin to nothing", () => {
  const result = { equity: 1000, maintenanceExcess: -100 };
  for (const seconds of [0, 600, 20_000]) {
    const { maximumFraction: f, paid } = deriveAuction({ result, seconds });
    // margins scale with the account; cash from the bidder counts in full
    const maintenance = (1 - f) * result.maintenanceExcess + paid,
      equity = (1 - f) * result.equity + paid;
    near(maintenance + DERIVE_AUCTION.buffer * (maintenance - equity), 0, 1e-12);
  }
});

test("a later bid is cheaper for the bidder and dearer for the owner", () => {
  const bid = (seconds: number) =>
    deriveAuction({ result: { equity: 1000, maintenanceExcess: -100 }, seconds, fraction: 0.1 });
  assert.ok(bid(3600).paid < bid(60).paid);
  assert.ok(bid(3600).ownerLoss > bid(60).ownerLoss);
  near(bid(0).paid, 95, 1e-12);
});

test("an insolvent account pays its taker up to its maintenance shortfall, then all pay", () => {
  const result = { equity: -1000, maintenanceExcess: -2000 };
  const take = (seconds: number) => deriveAuction({ result, seconds, securityModule: 1200 });
  assert.is(take(0).received, 1000);
  assert.is(take(0).socialised, 0);
  assert.is(take(1800).received, 1500);
  assert.is(take(1800).socialised, 300);
  assert.is(take(7200).received, 2000);
});

test("an account that finds no bidder in time is sold as insolvent", () => {
  const seconds = DERIVE_AUCTION.fast + DERIVE_AUCTION.slow;
  const { state, received } = deriveAuction({
    result: { equity: 500, maintenanceExcess: -100 },
    seconds: seconds + DERIVE_AUCTION.insolvent,
  });
  assert.is(state, "insolvent");
  assert.is(received, 100);
});

test("time before the start and no fraction are refused", () => {
  const result = { equity: 1, maintenanceExcess: -1 };
  assert.throws(
    () => deriveAuction({ result, seconds: -1 }),
    /^seconds must not be negative, got -1$/,
  );
  assert.throws(
    () => deriveAuction({ result, seconds: 1, fraction: 0 }),
    /^fraction must be above 0 and at most 1, got 0$/,
  );
});

test.run();
