import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { MarginPositionInput } from "../../../src/margin/account.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";
import { TIMS_BROAD_INDEX, tims } from "../../../src/margin/tims.ts";
import { near } from "../../sample.ts";

const test = suite("tims");

/** IBM and the index as in Cboe's table of examples. */
const market: MarginMarketInput = {
  underlyings: {
    IBM: {
      spot: { price: 97.73 },
      expiries: [
        { days: 30, forward: 97.73, volatilities: [95, 100, 105].map(row) },
        { days: 60, forward: 97.73, volatilities: [95, 100, 105].map(row) },
      ],
    },
    SPX: {
      spot: { price: 1453 },
      expiries: [{ days: 30, forward: 1453, volatilities: [1450, 1500].map(row) }],
    },
    MSFT: { spot: { price: 200 } },
  },
};
function row(strike: number) {
  return { strike, volatility: 0.25 };
}
const stock = (quantity: number, underlying = "IBM"): MarginPositionInput => ({
  quantity,
  contract: { type: "spot", underlying },
});
const option = (
  type: "call" | "put",
  quantity: number,
  strike: number,
  days = 30,
): MarginPositionInput => ({
  quantity,
  contract: {
    ...{ type, strike, days, multiplier: 100 },
    underlying: strike > 1000 ? "SPX" : "IBM",
  },
});
const rules = tims({ ranges: { SPX: TIMS_BROAD_INDEX } });
const initial = (...positions: MarginPositionInput[]) =>
  rules.margin({ positions }, market).initial;

test("a long straddle of 100 needs 7,500 as in Cboe's examples: 37.50 a contract, at the least", () => {
  const { charges } = rules.margin(
    { positions: [option("put", 100, 1450), option("call", 100, 1450)] },
    market,
  );
  // a straddle gains at the ends; what it loses near the middle is less than the minimum at 30 days
  const flat = tims({ ranges: { SPX: TIMS_BROAD_INDEX }, points: 1 }).margin(
    { positions: [option("put", 100, 1450), option("call", 100, 1450)] },
    market,
  );
  near(flat.initial, 7500);
  assert.ok(charges.scenarios!.initial >= 0);
});

test("stock is moved by 15 % up and down in five steps, an index by 6 % and 8 %", () => {
  near(initial(stock(1000)), 0.15 * 97_730);
  near(initial(stock(-1000)), 0.15 * 97_730);
  const { scenarios } = rules.margin({ positions: [stock(1)] }, market);
  const moves = [-0.15, -0.12, -0.09, -0.06, -0.03, 0.03, 0.06, 0.09, 0.12, 0.15];
  scenarios.forEach(({ move }, i) => {
    near(move, moves[i]!);
  });
  const index = rules.margin({ positions: [option("call", 1, 1450)] }, market).scenarios;
  near(index[0]!.move, -0.08);
  near(index.at(-1)!.move, 0.06);
});

test("a protective put caps the loss at the strike", () => {
  const { initial: asked, scenarios } = rules.margin(
    { positions: [stock(100), option("put", 1, 95, 30)] },
    market,
  );
  assert.ok(asked < 0.15 * 9773);
  assert.is(scenarios.length, 10);
});

test("a group offsets part of the gains of one underlying against the losses of another", () => {
  const grouped = tims({ groups: { technology: { underlyings: ["IBM", "MSFT"], offset: 0.9 } } });
  const of = (...positions: MarginPositionInput[]) => grouped.margin({ positions }, market).initial;
  const long = stock(200 * 100),
    short = stock(-97.73 * 100, "MSFT");
  const loss = 0.15 * 200 * 97.73 * 100;
  near(of(long, short), 0.1 * loss, 1e-10);
  near(initial(long, short), 2 * loss, 1e-10);
});

const positions = fc.array(
  fc.oneof(
    fc
      .integer({ min: -900, max: 900 })
      .filter(Boolean)
      .map((q) => stock(q)),
    fc
      .tuple(
        fc.integer({ min: -9, max: 9 }).filter(Boolean),
        fc.constantFrom("call" as const, "put" as const),
        fc.constantFrom(95, 100, 105),
        fc.constantFrom(30, 60),
      )
      .map(([q, type, strike, days]) => option(type, q, strike, days)),
  ),
  { minLength: 1, maxLength: 6 },
);

test("it scales, takes any order, and two books need no more than apart", () => {
  fc.assert(
    fc.property(positions, positions, fc.double({ min: 0.1, max: 9, noNaN: true }), (a, b, k) => {
      near(
        initial(...a.map((one) => ({ ...one, quantity: k * one.quantity }))),
        k * initial(...a),
        1e-10,
      );
      near(initial(...[...a].reverse()), initial(...a), 1e-10);
      assert.ok(initial(...a, ...b) <= initial(...a) + initial(...b) + 1e-6);
      const { contributions, initial: asked } = rules.margin({ positions: a }, market);
      near(
        contributions.reduce((sum, part) => sum + part.initial, 0),
        asked,
        1e-9,
      );
    }),
    { numRuns: 30, seed: 3 },
  );
});

test("counter-example: the minimum asks for margin where no scenario loses", () => {
  const book = [option("call", -10, 100), option("call", 10, 95)];
  const { charges, initial: asked } = rules.margin({ positions: book }, market);
  const box = [
    option("call", 1, 95),
    option("put", -1, 95),
    option("call", -1, 105),
    option("put", 1, 105),
  ];
  near(initial(...box), 4 * 37.5, 1e-9);
  assert.ok(asked >= 20 * 37.5 && charges.minimum !== undefined);
});

test("bad parameters are named", () => {
  assert.throws(() => tims({ points: 0 }), /^points must be a positive whole number, got 0$/);
  assert.throws(() => tims({ range: { down: 1 } }), /^down must be between 0 and 1, got 1$/);
  assert.throws(
    () => tims({ groups: { a: { underlyings: [], offset: 2 } } }),
    /^offset must be a fraction of at most 1, got 2$/,
  );
});

test.run();
