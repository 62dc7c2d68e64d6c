import { readFileSync } from "node:fs";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { MarginPositionInput } from "../../../src/margin/account.ts";
import { deribitPortfolio } from "../../../src/margin/deribit-portfolio.ts";
import type { DeribitPortfolioParameters } from "../../../src/margin/deribit-portfolio-parameters.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";
import type { Changes } from "../../../src/margin/parameters.ts";
import { near } from "../../sample.ts";

const test = suite("deribitPortfolio");

interface SimulateCase {
  readonly id: string;
  readonly params: Record<string, number> & {
    readonly currency: Record<string, Record<string, number>>;
  };
  readonly inputs: {
    readonly index: number;
    readonly positions: readonly {
      readonly instrument: string;
      readonly sizeBase: number;
      readonly mark: number;
    }[];
    readonly mmp_margin?: number;
    readonly open_orders_margin?: number;
  };
  readonly expected: Record<string, number> & Record<string, readonly number[]>;
}

const { cases } = JSON.parse(
  readFileSync(new URL("../../reference/margin/deribit-simulate.json", import.meta.url), "utf8"),
) as { cases: readonly SimulateCase[] };

/** Days from 17 June to the expiry of the one dated future, 08:00. */
const FUTURE_DAYS = 11.3;

function parametersOf({ params, inputs, id }: SimulateCase): Changes<DeribitPortfolioParameters> {
  const underlying = id.startsWith("eth") ? "ETH" : "BTC",
    own = params.currency[underlying.toLowerCase()]!;
  return {
    underlying,
    priceRange: params.price_range!,
    buckets: params.buckets_count!,
    volatility: {
      up: params.volatility_range_up!,
      down: params.volatility_range_down!,
      floor: params.min_volatility_for_shock_up!,
      shortTermPower: params.short_term_vega_power!,
      longTermPower: params.long_term_vega_power!,
    },
    extended: { factor: params.extended_table_factor!, dampener: own.extended_dampener! },
    offset: { fraction: own.pnl_offset!, maximum: own.max_offsetable_pnl! },
    roll: { minimum: own.min_annualised_move!, risk: own.annualised_move_risk! },
    delta: {
      perCoin: params.m_inc!,
      maximum: params.max_delta_shock!,
      threshold: params.delta_total_liq_shock_threshold!,
    },
    maintenanceFactor: params.mm_factor!,
    reserves: {
      openOrders: inputs.open_orders_margin ?? 0,
      marketMakerProtection: inputs.mmp_margin ?? 0,
    },
  };
}

function bookOf({ inputs, id }: SimulateCase) {
  const underlying = id.startsWith("eth") ? "ETH" : "BTC";
  const positions = inputs.positions.map(({ instrument, sizeBase }): MarginPositionInput => {
    const terms = { underlying, settlement: "inverse" } as const;
    const contract = instrument.endsWith("PERPETUAL")
      ? ({ type: "perpetual", ...terms } as const)
      : ({ type: "future", days: FUTURE_DAYS, ...terms } as const);
    return { quantity: sizeBase, contract };
  });
  const [perpetual, future] = inputs.positions;
  const market: MarginMarketInput = {
    underlyings: {
      [underlying]: {
        spot: { price: inputs.index },
        perpetual: { price: perpetual!.mark },
        expiries: future ? [{ days: FUTURE_DAYS, forward: future.mark }] : [],
      },
    },
  };
  return { positions, market };
}

for (const one of cases) {
  test(`the simulation of ${one.id} agrees with the venue's`, () => {
    const { positions, market } = bookOf(one),
      { expected } = one;
    const result = deribitPortfolio(parametersOf(one)).margin({ positions }, market);
    const standard = result.scenarios.filter(
      (row) => row.volatility === "none" && row.weight === 1,
    );
    const aggregated = expected.aggregatedStandardPer9Moves ?? expected.aggregatedStandard9!;
    assert.is(standard.length, 9);
    standard.forEach(({ profit }, i) => {
      near(profit, aggregated[i]!, 1e-15);
    });
    const extended = result.scenarios.slice(27);
    assert.equal(
      extended.map(({ profit }) => Math.abs(profit)),
      expected.aggregatedExtended8,
    );
    near(result.charges.scenarios!.initial, expected.worst_case!, 1e-15);
    near(result.charges.roll!.initial, expected.roll_shock!, 1e-15);
    assert.is(result.charges.delta!.initial, expected.delta_shock);
    // the venue rounds its sizes and sums to nine places
    near(result.initial, expected.initial_margin!, 1e-9);
    near(result.maintenance, expected.maintenance_margin!, 1e-9);
  });

  test(`every position of ${one.id} has the venue's own vector`, () => {
    const { positions, market } = bookOf(one),
      { expected } = one;
    const vectors = [
      expected.perpStandard9 ?? expected.initialVectorStandardPer9Moves,
      expected.futStandard9,
    ];
    // losses count in full, so a position and its mirror show both sides
    positions.forEach((position, i) => {
      const rulebook = deribitPortfolio({
        ...parametersOf(one),
        offset: { fraction: 1, maximum: 1e12 },
      });
      const { scenarios } = rulebook.margin({ positions: [position] }, market);
      const moves = scenarios.filter((row) => row.volatility === "none");
      vectors[i]!.forEach((value, k) => {
        near(moves[k]!.profit, value, 1e-15);
      });
      const undamped = deribitPortfolio({
        ...parametersOf(one),
        offset: { fraction: 1, maximum: 1e12 },
        extended: { dampener: 0 },
      }).margin({ positions: [position] }, market);
      expected.initialVectorExtended8?.forEach((value, k) => {
        near(undamped.scenarios[27 + k]!.profit, value, 1e-15);
      });
    });
  });
}

const market: MarginMarketInput = {
  underlyings: {
    BTC: {
      spot: { price: 60_000 },
      perpetual: { price: 60_050 },
      expiries: [
        {
          days: 7,
          forward: 60_200,
          volatilities: [50_000, 60_000, 70_000].map((strike) => ({ strike, volatility: 0.55 })),
        },
        {
          days: 30,
          forward: 60_900,
          volatilities: [50_000, 60_000, 70_000].map((strike) => ({ strike, volatility: 0.5 })),
        },
      ],
    },
  },
};

const terms = { underlying: "BTC", settlement: "inverse" } as const;
const option = fc.record({
  quantity: fc.double({ min: -20, max: 20, noNaN: true }).filter((q) => Math.abs(q) > 1e-3),
  contract: fc.record({
    type: fc.constantFrom("call" as const, "put" as const),
    strike: fc.constantFrom(50_000, 60_000, 70_000),
    days: fc.constantFrom(7, 30),
    underlying: fc.constant("BTC"),
    settlement: fc.constant("inverse" as const),
  }),
});
const perpetual = fc.record({
  quantity: fc.double({ min: -20, max: 20, noNaN: true }).filter((q) => Math.abs(q) > 1e-3),
  contract: fc.constant({ type: "perpetual" as const, ...terms }),
});
const positions = fc.array(fc.oneof(option, perpetual), { minLength: 1, maxLength: 8 });
const rulebook = deribitPortfolio();
const margin = (book: readonly MarginPositionInput[], cash = 0) =>
  rulebook.margin({ positions: book, cash }, market);
const holds = (property: Parameters<typeof fc.assert>[0]) => {
  fc.assert(property, { numRuns: 40, seed: 11 });
};

test("cash is worth itself and changes no requirement", () => {
  holds(
    fc.property(positions, fc.double({ min: -100, max: 100, noNaN: true }), (book, cash) => {
      const before = margin(book),
        after = margin(book, cash);
      near(after.equity, before.equity + cash, 1e-12);
      near(after.initialExcess, before.initialExcess + cash, 1e-12);
      assert.is(after.initial, before.initial);
    }),
  );
});

test("the order of positions changes nothing, nor does splitting one", () => {
  holds(
    fc.property(positions, (book) => {
      const { initial } = margin(book),
        halves = book.flatMap((one) => [
          { ...one, quantity: one.quantity / 2 },
          { ...one, quantity: one.quantity / 2 },
        ]);
      near(margin([...book].reverse()).initial, initial, 1e-10);
      near(margin(halves).initial, initial, 1e-10);
    }),
  );
});

test("both sides of one contract are no position, and keep their profit", () => {
  const both = [3, -3].map(
    (quantity, i): MarginPositionInput => ({
      ...{ quantity, entry: 50_000 + 1000 * i },
      contract: { type: "perpetual", ...terms },
    }),
  );
  const { initial, equity } = margin(both);
  assert.is(initial, 0);
  near(equity, 3 * 60_050 * (1 / 50_000 - 1 / 51_000));
});

test("below the size of the delta shock the requirement scales with the book", () => {
  holds(
    fc.property(positions, fc.double({ min: 0.1, max: 1, noNaN: true }), (book, factor) => {
      const undamped = deribitPortfolio({ extended: { dampener: 0 } });
      const of = (scale: number) =>
        undamped.margin(
          { positions: book.map((one) => ({ ...one, quantity: one.quantity * scale })) },
          market,
        );
      near(of(factor).initial, factor * of(1).initial, 1e-10);
    }),
  );
});

test("two books together need no more than apart, as neither damps nor nets deltas", () => {
  holds(
    fc.property(positions, positions, (a, b) => {
      const plain = deribitPortfolio({ extended: { dampener: 0 }, delta: { perCoin: 0 } });
      const of = (book: readonly MarginPositionInput[]) =>
        plain.margin({ positions: book }, market).initial;
      assert.ok(of([...a, ...b]) <= of(a) + of(b) + 1e-9);
    }),
  );
});

test("counter-example: the dampener makes two books together dearer than apart", () => {
  const far: MarginPositionInput = {
    quantity: -2,
    contract: { type: "call", strike: 70_000, days: 7, ...terms },
  };
  const dampened = deribitPortfolio({ extended: { factor: 5 }, priceRange: 0.02 });
  const of = (count: number) =>
    dampened.margin({ positions: Array.from({ length: count }, () => far) }, market).initial;
  assert.ok(of(40) > 40 * of(1));
});

test("contributions add up to the requirement", () => {
  holds(
    fc.property(positions, (book) => {
      const { initial, maintenance, contributions } = margin(book);
      near(
        contributions.reduce((sum, part) => sum + part.initial, 0),
        initial,
        1e-10,
      );
      near(
        contributions.reduce((sum, part) => sum + part.maintenance, 0),
        maintenance,
        1e-10,
      );
    }),
  );
});

test("a delta above the threshold is charged, up to the maximum", () => {
  const of = (quantity: number) =>
    margin([{ quantity, contract: { type: "perpetual", ...terms } }]).charges.delta!.initial;
  const above = (size: number) => size - 20_000_000 / 60_000;
  assert.is(of(300), 0);
  near(of(400), 400 * 5e-5 * above(400), 1e-12);
  near(of(-400), of(400), 1e-12);
  near(of(10_000), 10_000 * 0.1, 1e-12);
});

test("a linear account is margined in the quote currency", () => {
  const linear = deribitPortfolio({ settlement: "linear" });
  const { charges, currency } = linear.margin(
    { positions: [{ quantity: 2, contract: { type: "perpetual", underlying: "BTC" } }] },
    market,
  );
  assert.is(currency, "USD");
  near(charges.scenarios!.initial, 2 * 60_050 * 0.16, 1e-12);
  near(charges.roll!.initial, 2 * 60_000 * 0.01, 1e-12);
});

test("what cannot be priced is an error, never a zero", () => {
  const at = (strike: number, days: number, more = {}) =>
    rulebook.margin(
      {
        positions: [{ quantity: 1, contract: { type: "call", strike, days, ...terms } }],
      },
      { ...market, ...more },
    );
  assert.throws(() => at(65_000, 7), /^volatilities has no strike 65000 of BTC in 7 days$/);
  assert.throws(() => at(60_000, 8), /^expiries of BTC has none in 8 days, known are 7, 30$/);
  const stale = {
    underlyings: {
      BTC: {
        spot: { price: 60_000 },
        expiries: [
          { days: 7, forward: 6e4, volatilities: [{ strike: 6e4, volatility: 0.5, age: 90 }] },
        ],
      },
    },
    maximumAge: 60,
  };
  assert.throws(() => at(60_000, 7, stale), /must be at most 60 seconds old, got 90$/);
  assert.throws(
    () => margin([{ quantity: 1, contract: { type: "perpetual", underlying: "BTC" } }]),
    /^settlement of the perpetual must be inverse, got linear$/,
  );
  assert.throws(
    () => margin([{ quantity: 1, contract: { type: "spot", underlying: "BTC" } }]),
    /^contract spot is not listed under Deribit portfolio margin/,
  );
  assert.throws(
    () => rulebook.margin({ collateral: [{ currency: "USDC", quantity: 1 }] }, market),
    /^collateral USDC is not taken under Deribit portfolio margin, hold it as cash$/,
  );
});

test.run();
