import { suite } from "uvu";
import * as assert from "uvu/assert";
import { americanPriceBaroneAdesiWhaley } from "../../../src/pricing/american-price-barone-adesi-whaley.ts";
import { americanPriceBjerksundStensland } from "../../../src/pricing/american-price-bjerksund-stensland.ts";
import { americanPriceGrid } from "../../../src/pricing/american-price-grid.ts";
import { americanPriceJu } from "../../../src/pricing/american-price-ju.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { close, number, optionOf, table } from "./table.ts";

const test = suite("American options");
const KINDS = ["call", "put"] as const;
const APPROXIMATIONS = [
  americanPriceBaroneAdesiWhaley,
  americanPriceBjerksundStensland,
  americanPriceJu,
] as const;
/** How far from the exact price of a one-year option on 100 each has been seen, rounded up. */
const ALLOWED = [0.15, 0.2, 0.05];
const ALL = [...APPROXIMATIONS, americanPriceGrid];
const plain = {
  spot: 100,
  strike: 100,
  years: 1,
  volatility: 0.3,
  rate: 0.05,
  dividendYield: 0.03,
};

test("Barone-Adesi and Whaley's prices agree with Haug, page 24", () => {
  const rows = table("american-baw-haug");
  assert.is(rows.length, 19);
  for (const row of rows) {
    close(americanPriceBaroneAdesiWhaley(optionOf(row)), number(row.result), 3e-3, row.line);
  }
});

test("Bjerksund and Stensland's prices agree with Haug, page 27, and at tiny volatilities", () => {
  const rows = table("american-bjerksund-stensland");
  assert.is(rows.length, 4);
  for (const row of rows) {
    close(americanPriceBjerksundStensland(optionOf(row)), number(row.result), 5e-5, row.line);
  }
});

test("the put of QuantLib 1.29's example program EquityOption has its prices", () => {
  const put = { spot: 36, strike: 40, years: 1, rate: 0.06, volatility: 0.2, kind: "put" } as const;
  close(blackScholes(put).price, 3.844308, 5e-7, "European");
  close(americanPriceBaroneAdesiWhaley(put), 4.459628, 2e-5, "Barone-Adesi, Whaley");
  close(americanPriceBjerksundStensland(put), 4.453064, 5e-7, "Bjerksund, Stensland");
  close(americanPriceGrid(put), 4.486674, 2e-5, "high precision");
});

test("Ju's prices agree with his exhibits 3 to 5", () => {
  const rows = table("american-ju-1999-values");
  assert.is(rows.length, 24);
  for (const row of rows) {
    close(americanPriceJu(optionOf(row)), number(row.result), 1e-3, row.line);
    close(americanPriceGrid(optionOf(row)), number(row.result), 0.08, row.line);
  }
});

/** Ju (1998), table 1: puts at 40 with r = 0.0488 by trees of 10,000 steps; volatility, strike. */
const TREES: readonly (readonly [number, number, ...number[]])[] = [
  [0.2, 40, 0.8522, 1.5798, 1.9904],
  [0.2, 45, 5, 5.0883, 5.267],
  [0.3, 35, 0.0774, 0.6975, 1.2198],
  [0.3, 40, 1.3099, 2.4825, 3.1696],
  [0.3, 45, 5.0597, 5.7056, 6.2436],
  [0.4, 35, 0.2466, 1.346, 2.1549],
  [0.4, 40, 1.7681, 3.3874, 4.3526],
  [0.4, 45, 5.2868, 6.5099, 7.383],
];

test("the grid's price has the digits of trees of 10,000 steps", () => {
  for (const [volatility, strike, ...prices] of TREES) {
    prices.forEach((price, i) => {
      const years = [0.0833, 0.3333, 0.5833][i]!;
      const put = { kind: "put" as const, spot: 40, strike, volatility, years, rate: 0.0488 };
      close(americanPriceGrid(put), price, 2e-4, JSON.stringify(put));
    });
  }
});

test("puts are calls with spot and strike, rate and yield exchanged", () => {
  for (const strike of [80, 100, 125]) {
    const put = americanPriceGrid({ ...plain, kind: "put", strike });
    const mirror = { ...plain, spot: strike, strike: 100, rate: 0.03, dividendYield: 0.05 };
    close(americanPriceGrid({ ...mirror, kind: "call" }), put, 5e-5);
  }
});

test("early exercise adds, within what exercise pays, and approximations are near the grid", () => {
  for (const kind of KINDS) {
    for (const strike of [60, 90, 100, 110, 160]) {
      for (const [rate, dividendYield] of [
        [0.05, 0.03],
        [0, 0.04],
        [0.08, 0],
        [-0.02, 0.03],
        [0.04, -0.02],
      ] as const) {
        const option = { ...plain, kind, strike, rate, dividendYield };
        const european = blackScholes(option).price,
          exact = americanPriceGrid(option);
        const paid = Math.max(0, kind === "call" ? 100 - strike : strike - 100);
        assert.ok(exact >= Math.max(paid, european - 1e-5), JSON.stringify(option));
        APPROXIMATIONS.forEach((price, i) => {
          const value = price(option);
          assert.ok(value >= Math.max(paid, european) - 1e-9, price.name);
          close(value, exact, ALLOWED[i]!, `${price.name} ${JSON.stringify(option)}`);
        });
        assert.ok(americanPriceBjerksundStensland(option) <= exact + 2e-5);
      }
    }
  }
});

test("an option that is never exercised early is European", () => {
  for (const [kind, rate, dividendYield] of [
    ["call", 0.05, 0],
    ["call", 0.02, -0.01],
    ["put", 0, 0.02],
    ["put", -0.02, 0],
  ] as const) {
    const option = { ...plain, kind, rate, dividendYield };
    for (const price of ALL) close(price(option), blackScholes(option).price, 1e-12);
  }
});

test("prices go through a rate of 0 without a jump", () => {
  for (const price of ALL) {
    const at = (rate: number) => price({ ...plain, kind: "call", rate });
    close(at(1e-10), at(0), 1e-7, price.name);
    close(at(-1e-10), at(0), 1e-7, price.name);
  }
});

test("two exercise boundaries are left to the grid", () => {
  const option = { ...plain, kind: "put" as const, rate: -0.005, dividendYield: -0.02, years: 10 };
  for (const price of APPROXIMATIONS) {
    assert.throws(() => price(option), /^rate and dividendYield must leave one exercise boundary/);
  }
  assert.ok(americanPriceGrid(option) > blackScholes(option).price + 0.05);
});

test("without volatility or time exercise is at the best moment", () => {
  for (const price of ALL) {
    const still = { ...plain, volatility: 0, kind: "call" as const };
    // spot 100, strike 99, yield 3 %, rate 5 %: the longer, the better, up to 25 years
    close(price({ ...still, strike: 99 }), 100 * Math.exp(-0.03) - 99 * Math.exp(-0.05), 1e-12);
    const best = (50 / 1) * Math.log((0.05 * 99) / (0.03 * 100));
    close(
      price({ ...still, strike: 99, years: 40 }),
      100 * Math.exp(-0.03 * best) - 99 * Math.exp(-0.05 * best),
      1e-12,
    );
    assert.is(price({ ...plain, years: 0, kind: "put", strike: 130 }), 30);
  }
});

test("extreme terms give numbers between exercise and the most an option can be worth", () => {
  for (const kind of KINDS) {
    for (const strike of [1, 99, 1e4]) {
      for (const volatility of [0.001, 0.05, 3]) {
        for (const years of [1e-4, 0.5, 30]) {
          const option = { ...plain, kind, strike, volatility, years };
          const paid = Math.max(0, kind === "call" ? 100 - strike : strike - 100);
          for (const price of APPROXIMATIONS) {
            const value = price(option),
              most = kind === "call" ? 100 : strike;
            assert.ok(
              value >= paid - 1e-9 && value <= most * 1.0001,
              `${price.name} ${JSON.stringify(option)}: ${value}`,
            );
          }
        }
      }
    }
  }
});

test.run();
