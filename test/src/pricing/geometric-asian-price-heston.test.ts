import { suite } from "uvu";
import * as assert from "uvu/assert";
import { heston } from "../../../src/models/heston.ts";
import { geometricAsianPrice } from "../../../src/pricing/geometric-asian-price.ts";
import {
  type GeometricAsianHestonOptions,
  geometricAsianPriceHeston,
} from "../../../src/pricing/geometric-asian-price-heston.ts";
import { refuses } from "../description.ts";

const test = suite("geometric-asian-price-heston");
const market = { spot: 100, rate: 0.05, kind: "call" } as const;
const plain = {
  variance: 0.09,
  meanReversion: 1.15,
  volatilityOfVariance: 0.39,
  correlation: -0.64,
};
const high = heston({ ...plain, longVariance: 0.348 });
const low = heston({ ...plain, longVariance: 0.0348 });
const wild = heston({
  ...{ variance: 0.09, meanReversion: 2, longVariance: 0.09 },
  ...{ volatilityOfVariance: 1, correlation: -0.3 },
});

// Kim and Wee (2011), tables 1 and 4: years, strike, price of a call on the continuous average.
for (const [model, rows] of [
  [
    high,
    [
      [0.2, 90, 10.6571],
      [0.2, 100, 3.4478],
      [0.2, 110, 0.4724],
      [1.5, 95, 13.7625],
      [1.5, 105, 9.2245],
      [3, 90, 20.5102],
      [3, 100, 16.2895],
      [3, 110, 12.7882],
    ],
  ],
  [
    wild,
    [
      [0.2, 95, 6.4362],
      [0.2, 105, 1.1936],
      [1.5, 90, 14.9955],
      [1.5, 100, 8.7767],
      [1.5, 110, 4.5118],
      [3, 95, 15.2009],
      [3, 105, 10.2539],
    ],
  ],
] as const) {
  test(`calls of Kim and Wee at volatility of variance ${model.volatilityOfVariance}`, () => {
    for (const [years, strike, value] of rows) {
      const price = geometricAsianPriceHeston({ model, ...market, years, strike });
      assert.ok(Math.abs(price - value) <= 5.1e-5, `${years} ${strike} ${price}`);
    }
  });
}

// Kim, Kim, Kim and Wee (2016), as in QuantLib's test suite, asianoptions.cpp, within 0.02 there.
test("calls on continuous averages of Kim, Kim, Kim and Wee", () => {
  const rows = [
    [91, 90, 10.8175],
    [365, 90, 13.5931],
    [1095, 90, 17.9475],
    [91, 100, 3.5735],
    [365, 100, 7.1132],
    [1095, 100, 11.9959],
    [91, 110, 0.4869],
    [365, 110, 2.8569],
    [1095, 110, 7.2682],
  ] as const;
  for (const [days, strike, value] of rows) {
    const price = geometricAsianPriceHeston({ model: low, ...market, years: days / 365, strike });
    assert.ok(Math.abs(price - value) <= 5e-3, `${days} ${strike} ${price}`);
  }
});

// Kim, Kim, Kim and Wee (2016): calls on the average of one fixing a week.
test("calls on weekly averages of Kim, Kim, Kim and Wee", () => {
  const rows = [
    [0.25, 90, 10.9554],
    [0.25, 100, 3.7881],
    [0.25, 110, 0.5949],
    [1, 90, 13.695],
    [1, 100, 7.2243],
    [1, 110, 2.9479],
    [3, 90, 18.0146],
    [3, 100, 12.0639],
    [3, 110, 7.3315],
  ] as const;
  for (const [years, strike, value] of rows) {
    const fixings = Array.from({ length: 52 * years }, (_, i) => (i + 1) / 52);
    const price = geometricAsianPriceHeston({ model: low, ...market, years, strike, fixings });
    assert.ok(Math.abs(price - value) <= 5.1e-5, `${years} ${strike} ${price}`);
  }
});

test("without volatility of variance it is the closed form", () => {
  const still = { variance: 0.16, longVariance: 0.16, meanReversion: 1 };
  const model = heston({ ...still, volatilityOfVariance: 0, correlation: 0 });
  const fixings = [0.1, 0.2, 0.35, 0.6];
  for (const strike of [70, 100, 140]) {
    for (const kind of ["call", "put"] as const) {
      const terms = { ...market, kind, strike, years: 0.7, dividendYield: 0.03 };
      for (const each of [terms, { ...terms, fixings }]) {
        const expected = geometricAsianPrice({ ...each, volatility: 0.4 });
        const price = geometricAsianPriceHeston({ model, ...each });
        assert.ok(Math.abs(price - expected) < 1e-8, `${price} ${expected}`);
      }
    }
  }
});

test("of many fixings it tends to the continuous average, and error halves with their distance", () => {
  const terms = { model: wild, ...market, strike: 100, years: 0.5 };
  const continuous = geometricAsianPriceHeston(terms);
  const error = (count: number) => {
    const fixings = Array.from({ length: count }, (_, i) => (0.5 * (i + 1)) / count);
    return geometricAsianPriceHeston({ ...terms, fixings }) - continuous;
  };
  const ratio = error(32) / error(64);
  assert.ok(ratio > 1.9 && ratio < 2.1, `${ratio}`);
});

test("what is wrong is said", () => {
  const of = (change: object) => () =>
    geometricAsianPriceHeston({
      ...{ model: low, ...market, strike: 100, years: 1 },
      ...change,
    } as GeometricAsianHestonOptions);
  refuses(of({ fixings: [] }), RangeError, "fixings must not be empty");
  refuses(of({ fixings: [0.5, 0.4] }), RangeError, "fixings must be in order, got 0.4");
  refuses(of({ fixings: [2] }), RangeError, "fixings must not be after expiry, got 2");
  refuses(of({ volatility: 1 }), TypeError, "volatility is not an option here");
});

test.run();
