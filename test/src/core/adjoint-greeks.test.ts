import { suite } from "uvu";
import * as assert from "uvu/assert";
import { adjointGreeks } from "../../../src/core/adjoint-greeks.ts";
import { type BookOption, bookGreeks } from "../../../src/core/book-greeks.ts";
import type { MarketNumbers, ModelNumbers } from "../../../src/core/market.ts";
import { optionGreeks } from "../../../src/core/options.ts";
import { near, within } from "../../sample.ts";

const test = suite("adjoint greeks");
const STEPS = 70;
const YEARS = 0.4;
/** Expiries within and at the ends of tiles, two of them in one, and none at the last step. */
const OPTIONS: readonly BookOption[] = [
  { kind: 1, quantity: 2, strike: 100, expiry: 64 },
  { kind: 2, quantity: -1, strike: 90, expiry: 64 },
  { kind: 1, quantity: 3, strike: 110, expiry: 33 },
  { kind: 2, quantity: 1, strike: 105, expiry: 32 },
  { kind: 2, quantity: 1, strike: 100, expiry: 5 },
];
const NO_JUMPS = [0, 0, 0, 0, 0, 0];
const HESTON = [0.36, 2, 0.3, 0.9, -0.6, 1];
const MODELS: Readonly<Record<string, ModelNumbers>> = {
  brownian: { kind: 0, parameters: [0.6] },
  merton: { kind: 2, parameters: [0.5, 10, 0, -0.02, 0.08, 0, 0] },
  heston: { kind: 3, parameters: [...HESTON, ...NO_JUMPS] },
  svcj: { kind: 3, parameters: [...HESTON, 8, 2, -0.02, 0.06, 0.1, -0.2] },
  wild: { kind: 3, parameters: [0.1, 0.5, 0.1, 2, 0.3, 1, ...NO_JUMPS] },
};

function market(model: ModelNumbers, rate = 0.03): MarketNumbers {
  const time = { steps: STEPS, stepYears: YEARS / STEPS };
  return { seed: 5, rate, ...time, assets: [{ spot: 100, drift: rate, model }] };
}

for (const [name, model] of Object.entries(MODELS)) {
  test(`under ${name} they are those of tangents, but for rounding, with their errors`, () => {
    const adjoints = adjointGreeks(market(model), OPTIONS, 5001, 3);
    const { book } = bookGreeks(market(model), OPTIONS, 5001);
    for (const greek of ["price", "delta"] as const) {
      near(adjoints[greek].value, book[greek].value, 1e-11, greek);
      near(adjoints[greek].standardError, book[greek].standardError, 1e-9, greek);
    }
    assert.is(adjoints.parameters.length, book.parameters.length);
    adjoints.parameters.forEach(({ value, standardError }, k) => {
      near(value, book.parameters[k]!.value, 1e-10, `parameter ${k}`);
      near(standardError, book.parameters[k]!.standardError, 1e-9, `parameter ${k}`);
    });
  });

  test(`under ${name} the Greeks of periods add up, for any number of them`, () => {
    for (const periods of [1, 2, 7, STEPS]) {
      const greeks = adjointGreeks(market(model), OPTIONS, 500, periods);
      assert.is(greeks.periods.length, periods);
      const acting = greeks.parameters.slice(greeks.parameters.length - greeks.periods[0]!.length);
      acting.forEach(({ value }, k) => {
        const sum = greeks.periods.reduce((total, row) => total + row[k]!.value, 0);
        near(sum, value, 1e-10, `${periods} periods, parameter ${k}`);
      });
    }
  });
}

test("slopes by interest are those of small bumps on the same paths", () => {
  for (const model of [MODELS.brownian!, MODELS.heston!]) {
    const h = 1e-6;
    const of = (rate: number) => bookGreeks(market(model, rate), OPTIONS, 3000, false).book.price;
    const bumped = (of(0.03 + h).value - of(0.03 - h).value) / (2 * h);
    near(adjointGreeks(market(model), OPTIONS, 3000).rho.value, bumped, 1e-6);
  }
});

test("vegas of periods under Brownian motion are shares of Black and Scholes' vega", () => {
  const one = [{ kind: 1, quantity: 1, strike: 105, expiry: STEPS }] as const;
  const { periods, rho } = adjointGreeks(market(MODELS.brownian!), one, 200_000, 7);
  const terms = {
    spot: 100,
    strike: 105,
    kind: 1,
    years: YEARS,
    volatility: 0.6,
    rate: 0.03,
  } as const;
  const exact = optionGreeks(terms, ["vega", "rho"]);
  // variance adds up over time, so each seventh has a seventh of the vega
  for (const [vega] of periods) within(vega!.value, exact.vega[0]! / 7, vega!.standardError);
  within(rho.value, exact.rho[0]!, rho.standardError);
});

test("nothing is owed to a parameter that changes after the last expiry", () => {
  const early = OPTIONS.slice(4);
  const { periods } = adjointGreeks(market(MODELS.heston!), early, 500, STEPS);
  // a step moves the variance of the next one, and the fifth is the last that counts
  periods.slice(4).forEach((row, step) => {
    for (const { value } of row) assert.is(value, 0, `${step}`);
  });
  assert.ok(periods[0]!.every(({ value }) => value !== 0));
});

test("periods must fit the steps, and the model must have tangents", () => {
  const of = market(MODELS.heston!);
  assert.throws(() => adjointGreeks(of, OPTIONS, 100, STEPS + 1), /^steps must be a positive/);
  const quadratic = { kind: 3, parameters: [0.36, 2, 0.36, 0.9, -0.6, 0, ...NO_JUMPS] };
  assert.throws(
    () => adjointGreeks(market(quadratic), OPTIONS, 100),
    /^the model has no pathwise Greeks$/,
  );
});

test.run();
