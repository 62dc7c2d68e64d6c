import { suite } from "uvu";
import * as assert from "uvu/assert";
import { black76 } from "../../../src/pricing/black-76.ts";
import { type BlackScholes, blackScholes } from "../../../src/pricing/black-scholes.ts";
import type { OptionTerms } from "../../../src/pricing/terms.ts";
import { close, number, optionOf, slope, table } from "./table.ts";

const test = suite("Black-Scholes");
const plain = { spot: 100, strike: 110, years: 0.7, volatility: 0.4, rate: 0.03 };
const OPTIONS = (["call", "put"] as const).flatMap((kind) =>
  [80, 100, 130].map((strike): OptionTerms => ({ ...plain, kind, strike, dividendYield: 0.02 })),
);

test("prices agree with Haug, pages 2 to 27", () => {
  const rows = table("haug-values");
  assert.is(rows.length, 22);
  for (const row of rows) {
    const { price } = blackScholes(optionOf(row));
    close(price, number(row.result), number(row.tol), row.line);
  }
});

test("Greeks agree with Haug, pages 11 to 16", () => {
  const rows = table("haug-greeks");
  assert.is(rows.length, 6);
  for (const row of rows) {
    const greeks = blackScholes(optionOf(row));
    const named: Record<string, number> = {
      ...greeks,
      theta_per_day: greeks.theta / 365,
      dividend_rho: greeks.dividendRho,
    };
    close(named[row.greek!]!, number(row.result), 1e-4, row.line);
  }
});

test("prices and gammas by log-moneyness are those of PFHedge's documentation", () => {
  // pfhedge/nn/functional.py, commit 1fc08c73: strike 1, one year, volatility 20 %
  const printed = [
    [-0.1, 0.0375, 2.035],
    [0, 0.0797, 1.9848],
    [0.1, 0.1467, 1.5076],
  ] as const;
  for (const [moneyness, value, curvature] of printed) {
    const terms = { kind: "call", spot: Math.exp(moneyness), strike: 1, years: 1 } as const;
    const { price, gamma } = blackScholes({ ...terms, volatility: 0.2 });
    close(price, value, 5.1e-5, `${moneyness}`);
    close(gamma, curvature, 5.1e-5, `${moneyness}`);
  }
});

/** Each Greek as the slope of another by a term of the option; time passes backward. */
const SLOPES: readonly [keyof BlackScholes, keyof BlackScholes, keyof OptionTerms, 1 | -1][] = [
  ["delta", "price", "spot", 1],
  ["gamma", "delta", "spot", 1],
  ["speed", "gamma", "spot", 1],
  ["vega", "price", "volatility", 1],
  ["volga", "vega", "volatility", 1],
  ["ultima", "volga", "volatility", 1],
  ["vanna", "delta", "volatility", 1],
  ["zomma", "gamma", "volatility", 1],
  ["theta", "price", "years", -1],
  ["charm", "delta", "years", -1],
  ["veta", "vega", "years", -1],
  ["color", "gamma", "years", -1],
  ["rho", "price", "rate", 1],
  ["dividendRho", "price", "dividendYield", 1],
  ["strikeDelta", "price", "strike", 1],
  ["strikeGamma", "strikeDelta", "strike", 1],
];

for (const [greek, of, by, sign] of SLOPES) {
  test(`${greek} is the slope of ${of} by ${by}`, () => {
    for (const option of OPTIONS) {
      const x = option[by] as number,
        step = 1e-4 * Math.max(x, 0.1);
      const difference = slope((value) => blackScholes({ ...option, [by]: value })[of], x, step);
      const value = blackScholes(option)[greek];
      close(value, sign * difference, 1e-6 * Math.max(Math.abs(value), 1), JSON.stringify(option));
    }
  });
}

test("a call and a put together are a forward", () => {
  for (const strike of [20, 100, 400]) {
    const [call, put] = (["call", "put"] as const).map((kind) =>
      blackScholes({ ...plain, kind, strike, dividendYield: 0.05 }),
    ) as [BlackScholes, BlackScholes];
    const forward = 100 * Math.exp(-0.05 * 0.7) - strike * Math.exp(-0.03 * 0.7);
    close(call.price - put.price, forward, 1e-12);
    close(call.exerciseProbability + put.exerciseProbability, 1, 1e-15);
    for (const name of ["gamma", "vega", "speed", "zomma", "ultima", "strikeGamma"] as const) {
      close(call[name], put[name], 1e-12 * Math.abs(call[name]), name);
    }
  }
});

test("without volatility or time the price is intrinsic and all curvature is gone", () => {
  for (const limit of [{ volatility: 0 }, { years: 0 }]) {
    for (const strike of [90, 100, 110]) {
      const option = { ...plain, ...limit, kind: "call" as const, strike };
      const greeks = blackScholes(option);
      const inside = 100 - strike * Math.exp(-option.rate * option.years);
      close(greeks.price, Math.max(0, inside), 1e-13);
      for (const name of ["gamma", "speed", "zomma", "color", "ultima", "veta"] as const) {
        assert.is(greeks[name], 0, name);
      }
      const numbers = Object.entries(greeks).filter(([name]) => name !== "elasticity");
      assert.ok(numbers.every(([, value]) => Number.isFinite(value)));
    }
  }
});

test("an option on a forward is one on a spot without carry", () => {
  const option = { kind: "put" as const, forward: 100, strike: 105, years: 0.5, volatility: 0.6 };
  const { forward, ...rest } = option;
  const black = black76({ ...option, rate: 0.04 });
  const same = blackScholes({ ...rest, spot: forward, rate: 0.04, dividendYield: 0.04 });
  for (const name of ["price", "delta", "gamma", "vega", "theta"] as const) {
    assert.is(black[name], same[name], name);
  }
  const rho = slope((rate) => black76({ ...option, rate }).price, 0.04, 1e-4);
  close(black.rho, rho, 1e-7);
});

test("errors name the argument, the rule and the value", () => {
  const option = { ...plain, kind: "call" as const };
  assert.throws(
    () => blackScholes({ ...option, volatility: -0.2 }),
    /^volatility must not be negative, got -0.2$/,
  );
  assert.throws(
    () => blackScholes({ ...option, spot: Number.NaN }),
    /^spot must be a number, got NaN$/,
  );
  assert.throws(
    () => blackScholes({ ...option, kind: "straddle" as "call" }),
    /^kind must be "call" or "put", got "straddle"$/,
  );
  assert.throws(() => blackScholes({ ...option, strike: 0 }), /^strike must be positive, got 0$/);
});

test.run();
