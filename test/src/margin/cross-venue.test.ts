import { suite } from "uvu";
import * as assert from "uvu/assert";
import { crossVenueMargin, type VenueBook } from "../../../src/margin/cross-venue.ts";
import { rulebooks } from "../../../src/margin/rulebooks.ts";
import { venueStress } from "../../../src/margin/venue-stress.ts";
import { near } from "./reference.ts";
import { sampleMarket as market, option, perpetual } from "./sample-book.ts";

const test = suite("margin across venues");
const collateral = {
  USDT: { maintenanceHaircut: 0.02, initialHaircut: 0.03, cancelsRisk: false },
};
const unified = rulebooks.deriveV2({ collateral });
/** Calls sold at one venue, hedged with perpetuals at another. */
const venues: readonly VenueBook[] = [
  {
    name: "options",
    rulebook: unified,
    account: {
      positions: [option("call", 100_000, 60, -1), option("call", 120_000, 60, 0.5)],
      collateral: [{ currency: "USDT", quantity: 30_000 }],
      cash: 10_000,
    },
  },
  {
    name: "perpetuals",
    rulebook: rulebooks.paradexPortfolio(),
    account: { positions: [{ ...perpetual(0.4), entry: 100_100 }], cash: 13_000 },
  },
];

test("netting inside venues asks for less than silos, netting across for less again", () => {
  const { siloed, nettedInside, nettedAcross, saved } = crossVenueMargin({
    venues,
    market,
    unified,
  });
  assert.ok(nettedInside.initial < siloed.initial);
  assert.ok(nettedAcross.initial < nettedInside.initial);
  near(saved.initial, nettedInside.initial - nettedAcross.initial, 1e-12);
});

test("a haircut takes its part of the relief, a cap what is above it", () => {
  const all = crossVenueMargin({ venues, market, unified }).saved;
  const cut = crossVenueMargin({ venues, market, unified, offset: { haircut: 0.4 } });
  near(cut.saved.initial, all.initial * 0.6, 1e-12);
  near(cut.unified.initial, cut.nettedInside.initial - cut.saved.initial, 1e-12);
  const capped = crossVenueMargin({ venues, market, unified, offset: { cap: 100 } });
  assert.is(capped.saved.initial, 100);
});

test("one venue alone has nothing to save", () => {
  const { saved, nettedInside, nettedAcross } = crossVenueMargin({
    ...{ market, unified, venues: venues.slice(0, 1) },
  });
  near(nettedInside.initial, nettedAcross.initial, 1e-12);
  assert.is(saved.initial, 0);
});

test("without an event nothing is short and nothing moves", () => {
  const { shortfall, uncovered, equity, venues: rows } = venueStress({ venues, market });
  assert.is(shortfall, 0);
  assert.is(uncovered, 0);
  assert.is(equity.before, equity.after);
  assert.ok(rows.every(({ liquidated }) => !liquidated));
});

const fall = [{ underlying: "BTC", move: -0.3 }];

test("a fall that profits of the options could cover is fatal when their venue halts", () => {
  const open = venueStress({ venues, market, shifts: fall }),
    halted = venueStress({ venues, market, shifts: fall, halted: ["options"] });
  assert.ok(open.shortfall > 0);
  assert.is(open.uncovered, 0);
  assert.not(open.venues[1]!.liquidated);
  near(halted.uncovered, open.shortfall, 1e-12);
  assert.ok(halted.venues[1]!.liquidated);
});

test("equity after a fall is the sum of both books, and transfers change none of it", () => {
  const { equity, venues: rows } = venueStress({ venues, market, shifts: fall });
  near(equity.after, rows[0]!.after!.equity + rows[1]!.after!.equity, 1e-12);
});

test("a venue that prices collateral at two thirds liquidates what is sound elsewhere", () => {
  const mispriced = [{ venue: "options", currency: "USDT", factor: 0.2 }];
  const { venues: rows } = venueStress({ venues, market, mispriced });
  near(rows[0]!.before.equity - rows[0]!.after!.equity, 30_000 * 0.999 * 0.8, 1e-9);
  assert.ok(rows[0]!.shortfall > 0);
  assert.is(rows[1]!.shortfall, 0);
  const both = venueStress({
    ...{ venues, market },
    mispriced: [{ ...mispriced[0]!, factor: 0.65 }],
  });
  assert.is(both.venues[1]!.after!.equity, both.venues[1]!.before.equity);
});

test("a lost venue takes its equity but for what is recovered", () => {
  const lost = (recovery: number) =>
    venueStress({ venues, market, lost: [{ venue: "perpetuals", recovery }] });
  near(lost(0).equity.before - lost(0).equity.after, 13_000, 1e-12);
  near(lost(0.4).equity.before - lost(0.4).equity.after, 7800, 1e-12);
  assert.is(lost(0).venues[1]!.after, null);
  assert.is(lost(0).venues[1]!.free, 0);
});

test("an unknown venue, names used twice and strange haircuts are refused", () => {
  assert.throws(
    () => venueStress({ venues, market, halted: ["ftx"] }),
    /^unknown venue: ftx, known are options, perpetuals$/,
  );
  assert.throws(
    () => crossVenueMargin({ market, unified, venues: [venues[0]!, venues[0]!] }),
    /^venues must have different names, got options twice$/,
  );
  assert.throws(
    () => crossVenueMargin({ venues, market, unified, offset: { haircut: 2 } }),
    /^haircut must be a fraction, got 2$/,
  );
});

test.run();
