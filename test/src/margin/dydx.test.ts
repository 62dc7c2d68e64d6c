import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  dydx,
  dydxInitialMargin,
  dydxInitialPpm,
  dydxMaintenanceMargin,
  dydxMaintenancePpm,
  dydxMaximumFundingPpm,
} from "../../../src/margin/dydx.ts";
import { reference } from "./reference.ts";

const test = suite("dydx");

interface Tiers {
  readonly adjustedImf: readonly Readonly<Record<string, number>>[];
  readonly initialMargin: readonly Readonly<Record<string, number>>[];
  readonly maintenance: readonly Readonly<Record<string, number>>[];
  readonly fundingClamp: readonly Readonly<Record<string, number>>[];
}
const tiers = reference<Tiers>("dydx-liquiditytier.json");

function capped({ base, lower = 0, upper = 0, oi = 0 }: Readonly<Record<string, number>>) {
  return { initialPpm: base!, lowerCap: lower, upperCap: upper, openInterest: oi };
}

test("fractions and margins are those of the chain's own tests, to the quantum", () => {
  for (const row of tiers.adjustedImf) assert.is(dydxInitialPpm(capped(row)), row.expected);
  for (const row of tiers.initialMargin) {
    assert.is(dydxInitialMargin({ ...capped(row), notional: row.notional! }), row.expected);
  }
  for (const { im, frac, expected } of tiers.maintenance) {
    assert.is(dydxMaintenancePpm({ initialPpm: im!, maintenancePpm: frac! }), expected);
  }
  for (const { im, frac, factor, expected } of tiers.fundingClamp) {
    const of = { initialPpm: im!, maintenancePpm: frac!, factorPpm: factor! };
    assert.is(dydxMaximumFundingPpm(of), expected);
  }
});

const tier = {
  initialPpm: 100_000,
  maintenancePpm: 500_000,
  lowerCap: 20_000_000_000_000,
  upperCap: 50_000_000_000_000,
};

test("open interest raises the initial margin up to the notional, and not the maintenance", () => {
  const at = (openInterest: number) =>
    dydx({ tier }).margin(
      { positions: [{ quantity: -2, contract: { type: "perpetual", underlying: "ETH" } }] },
      {
        underlyings: { ETH: { spot: { price: 1000 }, perpetual: { price: 1000 }, openInterest } },
      },
    );
  assert.is(at(10e6).initial, 200);
  assert.is(at(35e6).initial, 2000 * 0.55);
  assert.is(at(90e6).initial, 2000);
  for (const openInterest of [10e6, 35e6, 90e6]) assert.is(at(openInterest).maintenance, 100);
});

test("margins round up", () => {
  assert.is(
    dydxMaintenanceMargin({ initialPpm: 100_000, maintenancePpm: 500_000, notional: 1 }),
    1,
  );
});

test("a part of a quantum and caps in the wrong order are refused", () => {
  assert.throws(
    () => dydxInitialMargin({ initialPpm: 1.5, notional: 1 }),
    /^base must be a whole number, got 1.5$/,
  );
  assert.throws(
    () => dydxInitialPpm({ initialPpm: 1, lowerCap: 2, upperCap: 1, openInterest: 0 }),
    /^upperCap must not be below lowerCap, got 1$/,
  );
});

test.run();
