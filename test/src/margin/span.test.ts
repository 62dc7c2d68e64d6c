import { readFileSync } from "node:fs";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { MarginPositionInput } from "../../../src/margin/account.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";
import { span } from "../../../src/margin/span.ts";
import { SPAN_SCENARIOS, spanScan } from "../../../src/margin/span-scan.ts";
import { near } from "../../sample.ts";

const test = suite("span");
const published = JSON.parse(
  readFileSync(new URL("../../reference/margin/span-arrays.json", import.meta.url), "utf8"),
) as {
  readonly scenarioOrder: readonly string[];
  readonly long1Future: readonly number[];
  readonly long1Call410: readonly number[];
  readonly coveredWrite_longFut_shortCall: readonly number[];
  readonly expected: Record<string, number>;
};
const { long1Future, long1Call410, expected } = published;

test("scans of McMillan's arrays have his requirements, pages 668 to 670", () => {
  const risk = (quantities: readonly number[]) =>
    spanScan({ quantities, arrays: [long1Future, long1Call410] });
  assert.is(risk([1, 0]).risk, expected.requirement_long1Future);
  assert.is(risk([0, 1]).risk, expected.requirement_long1Call);
  assert.is(risk([1, -1]).risk, expected.requirement_coveredWrite);
  assert.equal(risk([1, -1]).profits, published.coveredWrite_longFut_shortCall);
  assert.is(published.scenarioOrder.length, SPAN_SCENARIOS.length);
});

const market: MarginMarketInput = {
  underlyings: {
    SPX: {
      spot: { price: 400 },
      expiries: [
        { days: 30, forward: 401, volatilities: [380, 400, 410, 420].map(row) },
        { days: 120, forward: 404, volatilities: [380, 400, 410, 420].map(row) },
      ],
    },
    NDX: { spot: { price: 800 }, expiries: [{ days: 30, forward: 802 }] },
  },
};
function row(strike: number) {
  return { strike, volatility: 0.2 };
}
const product = { priceScan: 20, volatilityScan: { unit: "points", size: 0.04 } } as const;
const rules = span({ products: { SPX: product, NDX: { ...product, priceScan: 40 } } });
const future = (quantity: number, days = 30, underlying = "SPX"): MarginPositionInput => ({
  quantity,
  contract: { type: "future", days, underlying, multiplier: 500 },
});
const option = (
  type: "call" | "put",
  quantity: number,
  strike: number,
  days = 30,
): MarginPositionInput => ({
  quantity,
  contract: { type, strike, days, underlying: "SPX", multiplier: 500 },
});
const initial = (...positions: MarginPositionInput[]) =>
  rules.margin({ positions }, market).initial;

test("a future has McMillan's array to its rounding, extremes at 35 % of twice the range", () => {
  const { scenarios } = rules.margin({ positions: [future(1)] }, market);
  scenarios.slice(0, 16).forEach(({ profit }, s) => {
    assert.ok(Math.abs(profit - long1Future[s]!) <= 5, `${s}: ${profit}`);
  });
  near(initial(future(1)), 10_000);
  near(initial(future(-3, 120)), 30_000);
});

test("a long option cannot lose more than it costs", () => {
  const { initial: asked, equity } = rules.margin({ positions: [option("call", 1, 410)] }, market);
  assert.ok(asked > 0 && asked < equity);
});

test("a covered write needs less than its parts", () => {
  assert.ok(
    initial(future(1), option("call", -1, 410)) <
      initial(future(1)) + initial(option("call", -1, 410)),
  );
});

test("futures of two expiries offset each other but for the charge between months", () => {
  near(initial(future(1), future(-1, 120)), 0, 1e-9);
  const charged = span({ products: { SPX: { ...product, intermonth: 0.5 } } });
  const { charges } = charged.margin({ positions: [future(2), future(-3, 120)] }, market);
  near(charges.scenarios!.initial, 10_000);
  near(charges.intermonth!.initial, 2 * 500 * 0.5);
});

test("short options need the minimum where the scan finds less", () => {
  const least = span({ products: { SPX: { ...product, shortOptionMinimum: 20 } } });
  const book = [option("call", -3, 420), option("call", 3, 410)];
  const { initial: asked } = least.margin({ positions: book }, market);
  near(asked, 3 * 500 * 20);
});

test("a spread between underlyings takes off its rate of both price risks", () => {
  const credits = [
    {
      legs: [
        { underlying: "SPX", delta: 2 },
        { underlying: "NDX", delta: -1 },
      ],
      rate: 0.8,
    },
  ];
  const rules = span({
    products: { SPX: product, NDX: { ...product, priceScan: 40 } },
    credits,
  });
  const asked = (...positions: MarginPositionInput[]) =>
    rules.margin({ positions }, market).initial;
  near(asked(future(2), future(-1, 30, "NDX")), 0.2 * (20_000 + 20_000));
  near(asked(future(-2), future(1, 30, "NDX")), 0.2 * (20_000 + 20_000));
  near(asked(future(2), future(1, 30, "NDX")), 40_000);
  // what is not spread keeps its risk
  near(asked(future(3), future(-1, 30, "NDX")), 10_000 + 0.2 * 40_000);
});

const positions = fc.array(
  fc
    .tuple(
      fc.integer({ min: -9, max: 9 }).filter((q) => q !== 0),
      fc.constantFrom("call" as const, "put" as const, "future" as const),
      fc.constantFrom(380, 400, 410, 420),
      fc.constantFrom(30, 120),
    )
    .map(([q, type, strike, days]) =>
      type === "future" ? future(q, days) : option(type, q, strike, days),
    ),
  { minLength: 1, maxLength: 6 },
);

test("the scan is monotone in cash, scales, and two books need no more than apart", () => {
  fc.assert(
    fc.property(positions, positions, fc.double({ min: 0.1, max: 9, noNaN: true }), (a, b, k) => {
      near(initial(...a.map((one) => ({ ...one, quantity: k * one.quantity }))), k * initial(...a));
      assert.ok(initial(...a, ...b) <= initial(...a) + initial(...b) + 1e-6);
      near(initial(...[...a].reverse()), initial(...a));
      const { contributions, initial: asked } = rules.margin({ positions: a }, market);
      near(
        contributions.reduce((sum, part) => sum + part.initial, 0),
        asked,
        1e-9,
      );
    }),
    { numRuns: 30, seed: 5 },
  );
});

test("counter-example: the charge between months breaks the credit of a merger", () => {
  const charged = span({ products: { SPX: { ...product, priceScan: 1, intermonth: 5 } } });
  const of = (...book: MarginPositionInput[]) =>
    charged.margin({ positions: book }, market).initial;
  assert.ok(of(future(1), future(-1, 120)) > of(future(1)) + of(future(-1, 120)));
});

test("bad input is named", () => {
  assert.throws(
    () => span({ products: { SPX: { ...product, priceScan: 0 } } }),
    /^products.SPX.priceScan must be positive, got 0$/,
  );
  assert.throws(
    () => rules.margin({ positions: [future(1, 30, "DAX")] }, market),
    /^contract on DAX is not listed under SPAN, listed are SPX, NDX$/,
  );
  assert.throws(
    () => spanScan({ quantities: [1], arrays: [[1, 2]] }),
    /^arrays.0 has 2 values, expected 16$/,
  );
});

test.run();
