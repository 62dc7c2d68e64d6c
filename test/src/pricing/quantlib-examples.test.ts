// Output of QuantLib's example programs EquityOption and Replication: binaries of Debian's
// quantlib-examples 1.29-1, six decimals.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { americanPriceBaroneAdesiWhaley } from "../../../src/pricing/american-price-barone-adesi-whaley.ts";
import { americanPriceBjerksundStensland } from "../../../src/pricing/american-price-bjerksund-stensland.ts";
import { americanPriceGrid } from "../../../src/pricing/american-price-grid.ts";
import { barrierPrice } from "../../../src/pricing/barrier-price.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { digitalPrice } from "../../../src/pricing/digital-price.ts";

const test = suite("quantlib-examples");
const equity = {
  kind: "put",
  spot: 36,
  strike: 40,
  years: 1,
  volatility: 0.2,
  rate: 0.06,
} as const;

function off(value: number, printed: number): number {
  return Math.abs(value - printed);
}

test("the American put of EquityOption is worth what is printed", () => {
  assert.ok(off(americanPriceBjerksundStensland(equity), 4.453064) < 6e-7);
  // solves for the critical price to 1e-6 only
  assert.ok(off(americanPriceBaroneAdesiWhaley(equity), 4.459628) < 3e-5);
  // the high-precision scheme of Andersen, Lake and Offengenden
  assert.ok(off(americanPriceGrid(equity), 4.486674) < 3e-5);
});

/** The example's first day, and the barrier option that it replicates with vanilla ones. */
const TODAY = Date.UTC(2006, 4, 29);
const world = { volatility: 0.2, rate: 0.04 };
const [STRIKE, BARRIER] = [100, 70];
const PRINTED = [
  { spot: 100, barrier: 4.260726, replicated: [4.322358, 4.295464, 4.280909] },
  { spot: 110, barrier: 2.513058, replicated: [2.539365, 2.528362, 2.522105] },
  { spot: 90, barrier: 5.739125, replicated: [5.851239, 5.799867, 5.773678] },
];

/** Years from the first day to so many months or weeks after it; months end where they must. */
function yearsTo(count: number, unit: "months" | "weeks"): number {
  const days = (time: number) => Math.round((time - TODAY) / 86_400_000) / 365;
  if (unit === "weeks") return days(TODAY + count * 7 * 86_400_000);
  const last = new Date(Date.UTC(2006, 5 + count, 0)).getUTCDate();
  return days(Date.UTC(2006, 4 + count, Math.min(29, last)));
}

interface Held {
  readonly quantity: number;
  readonly price: (spot: number, now: number) => number;
}

function put(quantity: number, strike: number, expiry: number): Held {
  const price = (spot: number, now: number) =>
    blackScholes({ kind: "put", spot, strike, years: expiry - now, ...world }).price;
  return { quantity, price };
}

/** Puts at the barrier, sold so that the portfolio is worth nothing there on every date. */
function replica(dates: readonly number[]): (spot: number) => number {
  const end = yearsTo(12, "months");
  const digital = (spot: number, now: number) =>
    digitalPrice({ kind: "put", spot, strike: BARRIER, years: end - now, ...world });
  const held = [
    put(1, STRIKE, end),
    put(-1, BARRIER, end),
    { quantity: BARRIER - STRIKE, price: digital },
  ];
  const worth = (spot: number, now: number) =>
    held.reduce((sum, { quantity, price }) => sum + quantity * price(spot, now), 0);
  for (let i = dates.length - 1; i > 0; i--) {
    const inner = put(1, BARRIER, dates[i]!),
      kill = dates[i - 1]!;
    const quantity = -worth(BARRIER, kill) / inner.price(BARRIER, kill);
    held.push(put(quantity, BARRIER, dates[i]!));
  }
  return (spot) => worth(spot, 0);
}

for (const { spot, barrier } of PRINTED) {
  test(`the barrier option of Replication at ${spot} is worth what is printed`, () => {
    const value = barrierPrice({
      ...{ kind: "put", barrierType: "downOut", spot, strike: STRIKE, barrier: BARRIER },
      ...{ years: 1, ...world },
    });
    assert.ok(off(value, barrier) < 6e-7, `${value}`);
  });
}

const GRIDS = [
  { count: 12, every: 1, unit: "months" },
  { count: 26, every: 2, unit: "weeks" },
  { count: 52, every: 1, unit: "weeks" },
] as const;
GRIDS.forEach(({ count, every, unit }, place) => {
  test(`its static replication with ${count} puts is worth what is printed`, () => {
    const value = replica(Array.from({ length: count + 1 }, (_, i) => yearsTo(i * every, unit)));
    for (const { spot, replicated } of PRINTED) {
      assert.ok(off(value(spot), replicated[place]!) < 6e-7, `${spot}: ${value(spot)}`);
    }
  });
});

test.run();
