import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { MarginPositionInput } from "../../../src/margin/account.ts";
import { bestMatching } from "../../../src/margin/best-matching.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";
import { strategyMargin } from "../../../src/margin/strategy-margin.ts";
import { near } from "../../sample.ts";

const test = suite("strategyMargin");

const row = (strike: number, callMark: number, putMark: number) => ({
  ...{ strike, callMark, putMark },
  volatility: 0.2,
});
/** Prices of Cboe's table "Margin requirement examples for sample options-based positions". */
const market: MarginMarketInput = {
  underlyings: {
    IBM: {
      spot: { price: 97.73 },
      expiries: [
        {
          days: 30,
          forward: 97.73,
          volatilities: [row(95, 4.53, 1.02), row(100, 1.68, 3.18), row(105, 0.4, 7.3)],
        },
        { days: 60, forward: 97.73, volatilities: [row(95, 5.5, 2), row(100, 2.6, 4.2)] },
      ],
    },
    SPX: {
      spot: { price: 1453 },
      expiries: [{ days: 30, forward: 1453, volatilities: [row(1450, 27.56, 18.72)] }],
    },
  },
};
const option = (
  type: "call" | "put",
  quantity: number,
  strike: number,
  days = 30,
): MarginPositionInput => ({
  quantity,
  contract: { type, strike, days, underlying: strike > 1000 ? "SPX" : "IBM", multiplier: 100 },
});
const stock = (quantity: number): MarginPositionInput => ({
  quantity,
  contract: { type: "spot", underlying: "IBM" },
});
const rules = strategyMargin();
const initial = (...positions: MarginPositionInput[]) =>
  rules.margin({ positions }, market).initial;

test("requirements agree with Cboe's table of examples", () => {
  const table: [number, ...MarginPositionInput[]][] = [
    [172_760, option("call", -100, 100)],
    [195_460, option("put", -100, 100)],
    [471_850, stock(10_000), option("call", -100, 100)],
    [498_850, stock(10_000), option("put", 100, 95)],
    [212_260, option("call", 100, 100), option("put", -100, 100)],
    [132_960, option("put", 100, 95), option("call", -100, 105)],
    [494_850, stock(10_000), option("put", 100, 95), option("call", -100, 105)],
    [41_300, option("call", 100, 95), option("call", -100, 105)],
  ];
  for (const [asked, ...positions] of table) near(initial(...positions), asked, 1e-12);
});

test("a credit spread needs the difference of strikes less what it brought", () => {
  near(initial(option("call", -1, 95), option("call", 1, 100)), 100 * (5 - 4.53 + 1.68));
  near(initial(option("put", -1, 100), option("put", 1, 95)), 100 * (5 - 3.18 + 1.02));
});

test("a long option covers none that expires after it", () => {
  const calendar = initial(option("call", -1, 100), option("call", 1, 100, 60));
  near(calendar, 100 * (2.6 - 1.68));
  near(
    initial(option("call", 1, 100), option("call", -1, 100, 60)),
    initial(option("call", 1, 100)) + initial(option("call", -1, 100, 60)),
  );
});

test("a short straddle needs its greater side, and the price of the other", () => {
  // the put's 20 % is not lessened, the call is 2.27 out of the money
  near(initial(option("call", -1, 100), option("put", -1, 100)), 100 * 0.2 * 97.73);
});

test("butterflies, boxes and condors need no more than they can lose", () => {
  near(
    initial(option("call", 1, 95), option("call", -2, 100), option("call", 1, 105)),
    100 * (4.53 - 2 * 1.68 + 0.4),
  );
  const box = [
    option("call", 1, 95),
    option("put", -1, 95),
    option("call", -1, 100),
    option("put", 1, 100),
  ];
  near(initial(...box), 100 * (4.53 - 1.02 - 1.68 + 3.18));
  const condor = [
    option("put", 1, 95),
    option("put", -1, 100),
    option("call", -1, 100),
    option("call", 1, 105),
  ];
  near(initial(...condor), 100 * (5 + 1.02 - 3.18 - 1.68 + 0.4));
});

test("maintenance of stock is less where a put limits its loss", () => {
  const maintenance = (...positions: MarginPositionInput[]) =>
    rules.margin({ positions }, market).charges.stock!.maintenance;
  near(maintenance(stock(100)), 0.25 * 9773);
  near(maintenance(stock(100), option("put", 1, 95)), 100 * (9.5 + 2.73));
  near(maintenance(stock(-100)), 0.3 * 9773);
  near(maintenance(stock(-100), option("call", 1, 100)), 100 * (10 + 2.27));
});

test("an index may have a rule of its own", () => {
  const index = strategyMargin({ nakedOf: { SPX: { rate: 0.15, minimum: 0.1 } } });
  const { initial } = index.margin({ positions: [option("put", -1, 1450)] }, market);
  near(initial, 100 * (0.15 * 1453 - 3));
});

const positions = fc.array(
  fc.oneof(
    fc
      .integer({ min: -9, max: 9 })
      .filter(Boolean)
      .map((q) => stock(100 * q)),
    fc
      .tuple(
        fc.integer({ min: -9, max: 9 }).filter(Boolean),
        fc.constantFrom("call" as const, "put" as const),
        fc.constantFrom(95, 100),
        fc.constantFrom(30, 60),
      )
      .map(([q, type, strike, days]) => option(type, q, strike, days)),
  ),
  { minLength: 1, maxLength: 6 },
);

test("it scales, takes any order and any splitting, and contributions add up", () => {
  fc.assert(
    fc.property(positions, fc.double({ min: 0.1, max: 9, noNaN: true }), (book, k) => {
      const asked = initial(...book);
      near(
        initial(...book.map((one) => ({ ...one, quantity: k * one.quantity }))),
        k * asked,
        1e-9,
      );
      near(initial(...[...book].reverse()), asked, 1e-9);
      const halves = book.map((one) => ({ ...one, quantity: one.quantity / 2 }));
      near(initial(...halves, ...halves), asked, 1e-9);
      const { contributions, charges } = rules.margin({ positions: book }, market);
      near(
        contributions.reduce((sum, part) => sum + part.initial, 0),
        asked,
        1e-9,
      );
      // the value of options has a sign, shorts never ask for less than nothing
      assert.ok(charges.shortOptions!.initial >= -1e-9);
    }),
    { numRuns: 40, seed: 2 },
  );
});

test("counter-example: a vertical and a calendar pair better than any greedy order finds", () => {
  // the later long could cover either short; only one way covers both
  const book = [
    option("call", -1, 95),
    option("call", -1, 95, 60),
    option("call", 1, 100),
    option("call", 1, 95, 60),
  ];
  near(initial(...book), 100 * (5 - 4.53 + 1.68));
});

test("a matching is the best of all", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }),
      (gains) => {
        const edges = gains.map((gain, i) => ({ left: Math.floor(i / 3), right: i % 3, gain }));
        const flow = bestMatching(
          [1, 1, 1],
          [1, 1, 1],
          edges.filter(({ gain }) => gain > 0),
        );
        const found = edges
          .filter(({ gain }) => gain > 0)
          .reduce((sum, { gain }, i) => sum + gain * flow[i]!, 0);
        const orders = [
          [0, 1, 2],
          [0, 2, 1],
          [1, 0, 2],
          [1, 2, 0],
          [2, 0, 1],
          [2, 1, 0],
        ];
        const best = Math.max(
          ...orders.map((order) => order.reduce((sum, r, l) => sum + gains[3 * l + r]!, 0)),
        );
        near(found, best);
      },
    ),
    { numRuns: 200, seed: 4 },
  );
});

test("what is not of the rule is not listed", () => {
  assert.throws(
    () =>
      rules.margin(
        { positions: [{ quantity: 1, contract: { type: "perpetual", underlying: "IBM" } }] },
        market,
      ),
    /^contract perpetual is not listed under strategy margin, listed are call, put, spot$/,
  );
});

test.run();
