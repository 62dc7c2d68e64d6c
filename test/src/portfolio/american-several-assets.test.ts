import { suite } from "uvu";
import * as assert from "uvu/assert";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { heston } from "../../../src/models/heston.ts";
import { ornsteinUhlenbeck } from "../../../src/models/ornstein-uhlenbeck.ts";
import { americanPriceLongstaffSchwartz } from "../../../src/portfolio/american-price-longstaff-schwartz.ts";
import { basket, rainbow } from "../../../src/portfolio/assets-contracts.ts";
import { call, put } from "../../../src/portfolio/contracts.ts";
import type { LongstaffSchwartzContractOptions } from "../../../src/portfolio/exercise-options.ts";
import { asian } from "../../../src/portfolio/path-contracts.ts";
import { bestOfTwoPrice } from "../../../src/pricing/best-of-two-price.ts";
import { margrabe } from "../../../src/pricing/margrabe.ts";
import { MAX_CALLS } from "../../reference/pricing/max-call-bermudan.ts";
import { within } from "../../sample.ts";
import { number, table } from "../pricing/table.ts";
import { productLattice } from "./product-lattice.ts";

const test = suite("American options on several assets");
const HOW = { paths: 1 << 15, sampling: "sobol" } as const;

/** Standard error of a rounded number of a table, whose error is uniform. */
const rounding = (half: number) => half / Math.sqrt(3);

test("puts on the highest of three assets agree with Barraquand's, of ten dates", () => {
  const rows = table("basket-three-asset-barraquand");
  assert.is(rows.length, 7);
  for (const row of rows) {
    const rho = number(row.rho);
    const asset = (i: 1 | 2 | 3) => ({
      spot: number(row[`s${i}`]),
      model: geometricBrownian({ volatility: number(row[`v${i}`]) }),
    });
    const market = {
      rate: number(row.r),
      assets: { one: asset(1), two: asset(2), three: asset(3) },
      correlations: [0, 1, 2].map((i) => [0, 1, 2].map((k) => (i === k ? 1 : rho))),
    };
    // months of 30 days of a year of 360
    const days = (365 * 30 * number(row.t)) / 360;
    const contract = rainbow({ kind: "put", on: "highest", strike: number(row.strike), days });
    const given = { ...HOW, contract, market, exercises: 10 };
    const { value, standardError } = americanPriceLongstaffSchwartz(given).lowerBound;
    within(value, number(row.amValue), Math.hypot(standardError, rounding(0.005)), row.line);
  }
});

test("calls on the higher of two assets lie between their bounds, a hundredth apart", () => {
  for (const [spot, value] of MAX_CALLS) {
    const one = { spot, dividendYield: 0.1, model: geometricBrownian({ volatility: 0.2 }) };
    const { lowerBound, upperBound } = americanPriceLongstaffSchwartz({
      ...{ ...HOW, upperPaths: 128, exercises: 9 },
      contract: rainbow({ kind: "call", on: "highest", strike: 100, days: 3 * 365 }),
      market: { rate: 0.05, assets: { one, two: one } },
    });
    assert.ok(lowerBound.value < value + 0.005 + 4 * lowerBound.standardError);
    assert.ok(upperBound!.value > value - 0.005 - 4 * upperBound!.standardError);
    assert.ok(upperBound!.value - lowerBound.value < 0.01 * value);
    within(lowerBound.value, value, Math.hypot(lowerBound.standardError, rounding(0.02)));
  }
});

const unlike = {
  rate: 0.05,
  assets: {
    one: { spot: 40, model: geometricBrownian({ volatility: 0.2 }) },
    two: { spot: 44, model: geometricBrownian({ volatility: 0.5 }) },
  },
};
const LATTICES = {
  "a put on the lower of two": [
    rainbow({ kind: "put", on: "lowest", strike: 40, days: 365 }),
    ([one, two]: readonly number[]) => Math.max(0, 40 - Math.min(one!, two!)),
  ],
  "a put on a basket of two": [
    basket({ kind: "put", strike: 84, days: 365, weights: { one: 1, two: 1 } }),
    ([one, two]: readonly number[]) => Math.max(0, 84 - one! - two!),
  ],
  "a put on a spread": [
    basket({ kind: "put", strike: 2, days: 365, weights: { one: -2, two: 2 } }),
    ([one, two]: readonly number[]) => Math.max(0, 2 - 2 * (two! - one!)),
  ],
} as const;

for (const [name, [contract, pays]] of Object.entries(LATTICES)) {
  test(`${name} is worth what a product of binomial lattices says`, () => {
    const lattice = (steps: number) =>
      productLattice({
        ...{ spots: [40, 44], volatilities: [0.2, 0.5], rate: 0.05, years: 1, steps },
        ...{ every: steps / 10, pays },
      });
    const [coarse, fine] = [lattice(60), lattice(120)];
    const given = { ...HOW, contract, market: unlike, exercises: 10, upperPaths: 64 };
    const { lowerBound, upperBound } = americanPriceLongstaffSchwartz(given);
    const off = Math.abs(fine - coarse);
    assert.ok(lowerBound.value < fine + off + 4 * lowerBound.standardError);
    assert.ok(lowerBound.value > 0.995 * fine - off - 4 * lowerBound.standardError);
    assert.ok(upperBound!.value > fine - off - 4 * upperBound!.standardError);
    assert.ok(upperBound!.value < 1.02 * fine + off + 4 * upperBound!.standardError);
  });
}

test("without yields there is no premium for exercise of calls on the highest, and of exchanges", () => {
  const years = 60 / 365,
    terms = { spot1: 40, spot2: 44, volatility1: 0.2, volatility2: 0.5, rate: 0.05, years };
  const given = { ...HOW, market: unlike, exercises: 10 };
  const best = americanPriceLongstaffSchwartz({
    ...given,
    contract: rainbow({ kind: "call", on: "highest", strike: 42, days: 60 }),
  }).lowerBound;
  const european = bestOfTwoPrice({
    ...{ ...terms, kind: "call", on: "maximum", strike: 42, correlation: 0 },
  });
  within(best.value, european, best.standardError + 0.002 * european);
  const swap = americanPriceLongstaffSchwartz({
    ...given,
    contract: basket({ kind: "call", strike: 0, days: 60, weights: { one: 1, two: -1 } }),
  }).lowerBound;
  const exchange = margrabe({ ...terms, correlation: 0 }).price;
  within(swap.value, exchange, swap.standardError + 0.002 * exchange);
});

test("one asset among others, alone, or as bare terms has one price, to the bit", () => {
  const model = heston({
    ...{ variance: 0.09, meanReversion: 2, longVariance: 0.09 },
    ...{ volatilityOfVariance: 0.4, correlation: -0.5 },
  });
  const how = { exercises: 6, stepsBetween: 2, paths: 4096, seed: 3, upperPaths: 16, branches: 16 };
  const terms = { kind: "put", strike: 100, days: 90 } as const;
  const bare = americanPriceLongstaffSchwartz({ ...terms, spot: 95, rate: 0.03, model, ...how });
  const contract = put({ strike: 100, days: 90 });
  const market = { spot: 95, rate: 0.03 };
  assert.equal(americanPriceLongstaffSchwartz({ contract, market, model, ...how }), bare);
  const among = { rate: 0.03, assets: { btc: { spot: 95, model } } };
  const alone = basket({ ...terms, weights: { btc: 1 } });
  assert.equal(americanPriceLongstaffSchwartz({ contract: alone, market: among, ...how }), bare);
});

test("levels are exercised too: a cap on a funding rate is worth more than at expiry alone", () => {
  const level = ornsteinUhlenbeck({
    ...{ level: 0.1, meanReversion: 20, longLevel: 0.05, volatility: 0.8 },
  });
  const btc = { spot: 100, model: geometricBrownian({ volatility: 0.5 }) };
  const market = { rate: 0.04, assets: { btc }, levels: { funding: { of: "btc", level } } };
  const terms = { kind: "call", strike: 0.08, days: 30 } as const;
  const given = { ...HOW, market, exercises: 30 };
  const cap = basket({ ...terms, weights: { funding: 1 } });
  const { lowerBound } = americanPriceLongstaffSchwartz({ ...given, contract: cap });
  const end = americanPriceLongstaffSchwartz({ ...given, contract: cap, exercises: 1 }).lowerBound;
  assert.ok(lowerBound.value > end.value + 4 * end.standardError);
  const either = rainbow({ ...terms, on: "highest", weights: { funding: 1, btc: 1e-9 } });
  const both = americanPriceLongstaffSchwartz({ ...given, contract: either }).lowerBound;
  within(both.value, lowerBound.value, Math.hypot(both.standardError, lowerBound.standardError));
});

test("an upper bound comes down as branches become many", () => {
  const contract = rainbow({ kind: "put", on: "lowest", strike: 40, days: 365 });
  const given = { contract, market: unlike, exercises: 10, paths: 8192, upperPaths: 128 };
  const [few, many] = [8, 256].map(
    (branches) => americanPriceLongstaffSchwartz({ ...given, branches }).upperBound!,
  );
  assert.ok(few!.value > many!.value, `${few!.value} is below ${many!.value}`);
});

const good = { contract: call({ strike: 40, days: 30 }), market: { spot: 40 } } as const;
const BAD: readonly [string, Partial<LongstaffSchwartzContractOptions>, RegExp][] = [
  ["no model", {}, /^model is missing$/],
  [
    "a contract on paths",
    {
      contract: asian({ kind: "call", strike: 40, days: 30 }) as never,
      model: geometricBrownian({ volatility: 0.2 }),
    },
    /^contract must be of call, put, basket, rainbow, got "asian"$/,
  ],
  ["a contract of one asset", { market: unlike }, /^unknown contract on several assets: call,/],
  [
    "bounds where correlations move",
    {
      contract: basket({ kind: "call", strike: 0, days: 60, weights: { one: 1, two: -1 } }),
      market: {
        ...unlike,
        correlations: {
          ...{ a: 0.1, b: 0.8 },
          long: [
            [1, 0.5],
            [0.5, 1],
          ],
        },
      },
      upperPaths: 64,
    },
    /^upperPaths must be 0 for correlations that move$/,
  ],
];

for (const [name, options, message] of BAD) {
  test(`${name} is named in the error`, () => {
    assert.throws(() => americanPriceLongstaffSchwartz({ ...good, ...options }), message);
  });
}

test.run();
