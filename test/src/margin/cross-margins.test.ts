import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { MarginPositionInput } from "../../../src/margin/account.ts";
import { binanceUnified, uniMmr } from "../../../src/margin/binance-unified.ts";
import { drift, sizeDiscount, sizePremium } from "../../../src/margin/drift.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";
import { OKX_PORTFOLIO_SMALL } from "../../../src/margin/okx-parameters.ts";
import { okxPortfolio } from "../../../src/margin/okx-portfolio.ts";
import { near } from "../../sample.ts";

const test = suite("cross margins");

const market: MarginMarketInput = {
  underlyings: {
    BTC: {
      spot: { price: 40_000 },
      perpetual: { price: 40_000 },
      expiries: [
        {
          days: 15,
          forward: 42_000,
          volatilities: [36_000, 42_000, 48_000].map((strike) => ({ strike, volatility: 0.6 })),
        },
        { days: 120, forward: 43_000 },
      ],
    },
    ETH: { spot: { price: 2000 } },
  },
  currencies: { BTC: { price: 40_000 }, ETH: { price: 2000 } },
};
const on = (
  type: "future" | "perpetual" | "spot",
  quantity: number,
  more: object = {},
): MarginPositionInput =>
  ({ quantity, contract: { type, underlying: "BTC", ...more } }) as MarginPositionInput;

// positions and balances of the venue's own example; prices of ETH and rates are ours
const example = {
  cash: 1000 + 5000,
  collateral: [
    { currency: "BTC", quantity: 0.1 + 0.1 },
    { currency: "ETH", quantity: 20 },
  ],
  positions: [
    { ...on("perpetual", -0.05), entry: 52_000 },
    { ...on("future", 0.04, { days: 15 }), entry: 52_350 },
    { ...on("perpetual", 10_000 / 40_000, { settlement: "inverse" }), entry: 50_000 },
    on("spot", -0.04),
    on("spot", -15, { underlying: "ETH" }),
  ],
};
const rates = { BTC: 0.95, ETH: 0.9 };
const binance = binanceUnified({ collateralRates: rates });

test("Binance's example has the profits, the loans' margins and the ratio of its formulas", () => {
  const result = binance.margin(example, market);
  const usdt = 1000 + 5000 + 600 - 414,
    btc = 0.2 - 0.04 + 10_000 * (1 / 50_000 - 1 / 40_000),
    eth = 5;
  near(result.equity, usdt + btc * 40_000 + eth * 2000, 1e-12);
  const futures = 0.005 * (0.05 * 40_000 + 0.04 * 42_000 + 10_000),
    loans = 0.004 * 40_000 + 1.5 * 2000;
  near(result.charges.futures!.maintenance, 1.05 * futures, 1e-12);
  near(result.charges.loans!.maintenance, 1.05 * loans, 1e-12);
  const adjusted = usdt + 0.95 * btc * 40_000 + 0.9 * eth * 2000;
  near(uniMmr(result, binance), adjusted / (futures + loans), 1e-12);
  near(result.maintenanceExcess, adjusted - 1.05 * (futures + loans), 1e-12);
  near(result.initialExcess, adjusted - 1.2 * (futures + loans), 1e-12);
});

test("a negative balance counts in full, at no collateral rate", () => {
  const { charges, equity } = binance.margin({ positions: [on("spot", -1)], cash: 50_000 }, market);
  near(equity, 10_000);
  near(charges.haircuts!.maintenance, 0);
});

test("brackets take their deduction, of inverse contracts in coins", () => {
  const brackets = [
    { above: 0, rate: 0.004, deduction: 0 },
    { above: 50_000, rate: 0.005, deduction: 50 },
  ];
  const inverse = [
    { above: 0, rate: 0.004, deduction: 0 },
    { above: 5, rate: 0.005, deduction: 0.005 },
  ];
  const tiered = binanceUnified({ brackets, inverse: { BTC: inverse } });
  const futures = (position: MarginPositionInput) =>
    tiered.margin({ positions: [position] }, market).charges.futures!.maintenance / 1.05;
  near(futures(on("perpetual", 1)), 0.004 * 40_000);
  near(futures(on("perpetual", -2)), 0.005 * 80_000 - 50);
  near(futures(on("perpetual", 10, { settlement: "inverse" })), (0.05 - 0.005) * 40_000);
});

test("collateral without a rate is an error", () => {
  assert.throws(
    () => binanceUnified().margin({ collateral: [{ currency: "ETH", quantity: 1 }] }, market),
    /^collateralRates has no ETH, known are none$/,
  );
  assert.throws(
    () => binance.margin({ collateral: [{ currency: "DOGE", quantity: 1 }] }, market),
    /^currencies has no DOGE, known are BTC, ETH$/,
  );
});

const rules = drift({
  perpetuals: { BTC: { initial: 0.1, maintenance: 0.05, sizeFactor: 0.003 } },
  currencies: {
    BTC: {
      ...{ assetInitial: 0.8, assetMaintenance: 0.9 },
      ...{ liabilityInitial: 1.2, liabilityMaintenance: 1.1, sizeFactor: 0.001 },
    },
  },
});

test("weights of size are Drift's: 0.8 w + f sqrt(size), 1.1 / (1 + f sqrt(size))", () => {
  assert.is(sizePremium(0.1, 0, 1e9), 0.1);
  assert.is(sizePremium(0.1, 0.003, 1), 0.1);
  near(sizePremium(0.1, 0.003, 10_000), 0.08 + 0.3);
  assert.is(sizeDiscount(0.8, 0.001, 100), 0.8);
  near(sizeDiscount(0.8, 0.001, 1e6), 1.1 / 2);
  near(sizePremium(1.2, 0.001, 1e6), 0.96 + 1);
});

/** Weights in ten thousandths, rounded down, in drift-labs/protocol-v2's tests of margin.rs. */
const PUBLISHED = {
  // weight, factor, units
  assets: [
    [0.9, 1e-5, 1000, 9000],
    [0.9, 1e-5, 1e9, 8357],
    [0.9, 0.01, 1000, 8357],
    [0.9, 0.1, 1000, 2642],
    [0.15, 0.1, 100_000, 337],
    [0.75, 0.1, 100_000, 337],
  ],
  liabilities: [
    [1.1, 1e-5, 1000, 11_000],
    [1.1, 0.01, 1000, 11_962],
    [1.1, 0.1, 1000, 40_422],
    [0, 0.1, 1000, 31_622],
  ],
  // gains in dollars
  gains: [
    [1, 0.001, 22_699.050905, 9559],
    [1, 0.001, 24_282.786896, 9516],
    [1, 0.001, 242_827.86896, 7368],
    [1, 0.001, 2_428_278.6896, 4299],
    [1, 0.001, 24_282_786.896, 1855],
    [1, 0.001, 242_827_868.96, 663],
    [1, 0.001, 19_426_229_516.8, 78],
  ],
} as const;

test("weights of size are those of the venue's own tests", () => {
  const tenThousandths = (weight: number) => Math.floor(weight * 10_000 + 1e-9);
  for (const [weight, factor, size, expected] of [...PUBLISHED.assets, ...PUBLISHED.gains]) {
    assert.is(tenThousandths(sizeDiscount(weight, factor, size)), expected, `${size}`);
  }
  for (const [weight, factor, size, expected] of PUBLISHED.liabilities) {
    assert.is(tenThousandths(sizePremium(weight, factor, size)), expected, `${size}`);
  }
});

test("a short perpetual needs what the venue's own test says, and its gain counts less", () => {
  const perpetual = { initial: 0.1, maintenance: 0.05, sizeFactor: 0.001, gainSizeFactor: 0.001 };
  const { charges } = drift({ perpetuals: { BTC: perpetual } }).margin(
    {
      positions: [
        {
          ...{ quantity: -6.147540983, entry: 25_000 },
          contract: { type: "perpetual", underlying: "BTC" },
        },
      ],
    },
    { underlyings: { BTC: { spot: { price: 22_050 }, perpetual: { price: 22_050 } } } },
  );
  near(charges.perpetuals!.initial, 13_555.327867, 1e-9);
  const gain = 6.147540983 * 2950;
  near(charges.gains!.initial, gain * (1 - 1.1 / (1 + 0.001 * Math.sqrt(gain))), 1e-12);
  assert.is(charges.gains!.maintenance, 0);
});

test("a large deposit counts less for maintenance too", () => {
  const { maintenanceExcess } = rules.margin(
    { collateral: [{ currency: "BTC", quantity: 1e6 }] },
    market,
  );
  near(maintenanceExcess / (1e6 * 40_000), 0.55, 1e-12);
});

test("a large perpetual needs more than its parts: a counter-example to subadditivity", () => {
  const of = (quantity: number) =>
    rules.margin({ positions: [on("perpetual", quantity)] }, market).initial;
  near(of(10_000), 10_000 * 40_000 * 0.38, 1e-12);
  assert.ok(of(10_000) > 10_000 * of(1));
  near(of(-10_000), of(10_000));
});

test("assets count less and debts more than their value", () => {
  const owned = rules.margin({ collateral: [{ currency: "BTC", quantity: 1 }] }, market);
  near(owned.initialExcess, 0.8 * 40_000);
  near(owned.maintenanceExcess, 0.9 * 40_000);
  const owed = rules.margin({ positions: [on("spot", -1)], cash: 50_000 }, market);
  near(owed.initialExcess, 50_000 - 1.2 * 40_000);
  assert.throws(
    () => rules.margin({ collateral: [{ currency: "ETH", quantity: 1 }] }, market),
    /^currencies has no ETH, known are BTC$/,
  );
});

const okx = okxPortfolio();

test("OKX: a perpetual loses its greatest move, and half of the extreme one at most as much", () => {
  const { maintenance, initial, scenarios, worst } = okx.margin(
    { positions: [on("perpetual", 2)] },
    market,
  );
  assert.is(scenarios.length, 7 * 3 + 1 + 2);
  near(maintenance, 0.12 * 80_000);
  near(initial, 1.3 * maintenance);
  assert.is(worst, "MR1 -12%, volatility up");
  const small = okxPortfolio(OKX_PORTFOLIO_SMALL);
  near(small.margin({ positions: [on("perpetual", -2)] }, market).maintenance, 0.25 * 80_000);
});

test("OKX: contracts of all settlements are one risk unit", () => {
  const { maintenance } = okx.margin(
    { positions: [on("perpetual", 2), on("perpetual", -2, { settlement: "inverse" })] },
    market,
  );
  near(maintenance, 0, 1e-9);
});

test("OKX: expiries against each other are charged for their basis", () => {
  const { charges } = okx.margin(
    { positions: [on("future", 1, { days: 15 }), on("future", -1, { days: 120 })] },
    market,
  );
  const move = (days: number) => Math.expm1((0.05 * days) / 365);
  near(charges.basis!.maintenance, 40_000 * (move(15) + move(120)), 1e-12);
});

test("OKX: volatility shocks fade linearly with time, in points", () => {
  const option = on("future", 1, { days: 15 });
  const call = {
    ...option,
    contract: { type: "call", underlying: "BTC", strike: 42_000, days: 15 } as const,
  };
  const at = (volatility: number) => {
    const moved = structuredClone(market) as MarginMarketInput & {
      underlyings: { BTC: { expiries: { volatilities: { volatility: number }[] }[] } };
    };
    for (const row of moved.underlyings.BTC.expiries[0]!.volatilities) row.volatility = volatility;
    return okx.margin({ positions: [call] }, moved).equity;
  };
  const { scenarios } = okx.margin({ positions: [call] }, market);
  const up = scenarios.find(({ name }) => name === "MR1 0%, volatility up")!;
  near(up.profit, at(0.6 + 0.275) - at(0.6), 1e-9);
});

test("OKX: the minimum is tiered and replaces a smaller risk", () => {
  const minimum = okxPortfolio({ minimum: { linear: 0.01, shortOption: 0.02 } });
  const { charges, maintenance } = minimum.margin(
    { positions: [on("perpetual", 50), on("perpetual", -50, { settlement: "inverse" })] },
    market,
  );
  near(maintenance, 2 * 0.01 * 100 * 40_000, 1e-9);
  assert.ok(charges.minimum!.maintenance > 0);
});

test("cash changes no requirement, order neither, contributions add up", () => {
  const positions = fc.array(
    fc
      .tuple(
        fc.double({ min: -9, max: 9, noNaN: true }).filter((q) => Math.abs(q) > 1e-3),
        fc.constantFrom("future" as const, "perpetual" as const, "spot" as const),
      )
      .map(([q, type]) => on(type, q, type === "future" ? { days: 15 } : {})),
    { minLength: 1, maxLength: 6 },
  );
  for (const rulebook of [okx, binance]) {
    fc.assert(
      fc.property(positions, fc.double({ min: 0, max: 1e6, noNaN: true }), (book, cash) => {
        const asked = rulebook.margin({ positions: book }, market),
          richer = rulebook.margin({ positions: book, cash }, market);
        assert.ok(richer.initial <= asked.initial + 1e-9);
        near(
          rulebook.margin({ positions: [...book].reverse() }, market).initial,
          asked.initial,
          1e-10,
        );
        near(
          asked.contributions.reduce((sum, part) => sum + part.initial, 0),
          asked.initial,
          1e-9,
        );
      }),
      { numRuns: 25, seed: 8 },
    );
  }
});

test.run();
