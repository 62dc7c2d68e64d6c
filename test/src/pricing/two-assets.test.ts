import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bestOfTwoPrice } from "../../../src/pricing/best-of-two-price.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { type Margrabe, margrabe } from "../../../src/pricing/margrabe.ts";
import { spreadPrice } from "../../../src/pricing/spread-price.ts";
import { spreadPriceKirk } from "../../../src/pricing/spread-price-kirk.ts";
import { close, number, type Row, slope, table, wholeDays } from "./table.ts";

const test = suite("two assets");
const KINDS = ["call", "put"] as const;
const plain = {
  ...{ spot1: 100, spot2: 95, years: 0.7, volatility1: 0.3, volatility2: 0.5, correlation: 0.4 },
  ...{ rate: 0.05, dividendYield1: 0.02, dividendYield2: 0.01 },
};

function pairOf(row: Row) {
  return {
    spot1: number(row.s1),
    spot2: number(row.s2),
    dividendYield1: number(row.q1),
    dividendYield2: number(row.q2),
    rate: number(row.r),
    years: wholeDays(number(row.t)),
    volatility1: number(row.v1),
    volatility2: number(row.v2),
    correlation: number(row.rho),
  };
}

test("exchange options agree with Haug, page 52", () => {
  const rows = table("margrabe-exchange-haug");
  assert.is(rows.length, 11);
  for (const row of rows) {
    const [quantity1, quantity2] = [number(row.Q1), number(row.Q2)];
    const greeks = margrabe({ ...pairOf(row), quantity1, quantity2 });
    const agrees = (name: keyof Margrabe, expected: string | undefined) =>
      close(greeks[name], number(expected), number(row.tol), `${name} ${row.line}`);
    agrees("price", row.result);
    agrees("delta1", row.delta1);
    agrees("delta2", row.delta2);
    // the table's gammas and theta are slopes for single units alone
    if (quantity1 * quantity2 > 1) continue;
    agrees("gamma1", row.gamma1);
    agrees("gamma2", row.gamma2);
    agrees("theta", row.theta);
    agrees("rho", row.rho_greek);
  }
});

test("Greeks of an exchange are slopes, for any quantities", () => {
  const option = { ...plain, quantity1: 2, quantity2: 3 };
  const at = (change: object) => margrabe({ ...option, ...change }),
    greeks = at({});
  close(
    greeks.delta1,
    slope((spot1) => at({ spot1 }).price, 100, 1e-3),
    1e-7,
  );
  close(
    greeks.delta2,
    slope((spot2) => at({ spot2 }).price, 95, 1e-3),
    1e-7,
  );
  close(
    greeks.gamma1,
    slope((spot1) => at({ spot1 }).delta1, 100, 1e-3),
    1e-8,
  );
  close(
    greeks.gamma2,
    slope((spot2) => at({ spot2 }).delta2, 95, 1e-3),
    1e-8,
  );
  close(
    greeks.crossGamma,
    slope((spot2) => at({ spot2 }).delta1, 95, 1e-3),
    1e-8,
  );
  close(greeks.theta, -slope((years) => at({ years }).price, 0.7, 1e-4), 1e-6);
  close(
    slope((rate) => at({ rate }).price, 0.05, 1e-3),
    0,
    1e-9,
  );
});

test("options on the better and the worse of two agree with Stulz, Haug and DerivaGem", () => {
  const rows = table("basket-two-asset-stulz").filter((row) => row.basketType !== "SpreadBasket");
  assert.is(rows.length, 20);
  for (const row of rows) {
    const price = bestOfTwoPrice({
      ...pairOf(row),
      kind: row.type!.toLowerCase() as "call" | "put",
      strike: number(row.strike),
      on: row.basketType === "MinBasket" ? "minimum" : "maximum",
    });
    close(price, number(row.result), number(row.tol), row.line);
  }
});

test("spreads of forwards by Kirk agree with Haug, page 60, and nearly with the integral", () => {
  const rows = table("basket-two-asset-stulz").filter((row) => row.basketType === "SpreadBasket");
  assert.is(rows.length, 9);
  for (const row of rows) {
    const pair = pairOf(row);
    const forwards = { ...pair, dividendYield1: pair.rate, dividendYield2: pair.rate };
    const option = { ...forwards, kind: "call" as const, strike: number(row.strike) };
    close(spreadPriceKirk(option), number(row.result), 1e-4, row.line);
    close(spreadPrice(option), number(row.result), 2e-3, row.line);
  }
});

/** Pairs of every sort, perfect correlation and still assets among them. */
const PAIRS = [-1, -0.99, -0.3, 0, 0.6, 0.95, 1].flatMap((correlation) =>
  [0, 0.3].flatMap((volatility1) =>
    [0.3, 0.8].map((volatility2) => ({ ...plain, correlation, volatility1, volatility2 })),
  ),
);

test("a better and a worse of two are the two", () => {
  for (const pair of PAIRS) {
    for (const kind of KINDS) {
      for (const strike of [0, 50, 98, 200]) {
        const one = (on: "maximum" | "minimum") => bestOfTwoPrice({ ...pair, kind, strike, on });
        const single = (spot: number, volatility: number, dividendYield: number) =>
          strike === 0
            ? kind === "call"
              ? spot * Math.exp(-dividendYield * pair.years)
              : 0
            : blackScholes({ ...pairless(pair), kind, strike, spot, volatility, dividendYield })
                .price;
        const both = single(100, pair.volatility1, 0.02) + single(95, pair.volatility2, 0.01);
        close(one("maximum") + one("minimum"), both, 1e-11, JSON.stringify({ pair, kind, strike }));
      }
    }
  }
});

function pairless({ years, rate }: typeof plain) {
  return { years, rate };
}

test("without a strike the better of two is one of them and an exchange", () => {
  for (const pair of PAIRS) {
    const better = bestOfTwoPrice({ ...pair, kind: "call", strike: 0, on: "maximum" });
    const exchange = margrabe(pair).price + 95 * Math.exp(-0.01 * 0.7);
    close(better, exchange, 1e-11, JSON.stringify(pair));
    const spread = spreadPrice({ ...pair, kind: "call", strike: 0 });
    // a kink is left where the correlation is perfect or the first asset still
    close(
      spread,
      margrabe(pair).price,
      Math.abs(pair.correlation) < 1 && pair.volatility1 > 0 ? 1e-10 : 2e-3,
      JSON.stringify(pair),
    );
    close(spreadPriceKirk({ ...pair, kind: "call", strike: 0 }), margrabe(pair).price, 1e-11);
  }
});

test("the order of the assets does not matter", () => {
  for (const pair of PAIRS) {
    const turned = {
      ...pair,
      ...{ spot1: 95, spot2: 100, volatility1: pair.volatility2, volatility2: pair.volatility1 },
      ...{ dividendYield1: 0.01, dividendYield2: 0.02 },
    };
    for (const on of ["maximum", "minimum"] as const) {
      const option = { kind: "put" as const, strike: 105, on };
      close(
        bestOfTwoPrice({ ...turned, ...option }),
        bestOfTwoPrice({ ...pair, ...option }),
        1e-11,
      );
    }
  }
});

test("calls and puts on a spread make its forward, for strikes below 0 too", () => {
  for (const strike of [-30, 0, 12]) {
    const [call, put] = KINDS.map((kind) => spreadPrice({ ...plain, kind, strike })) as [
      number,
      number,
    ];
    const forward = 100 * Math.exp(-0.014) - 95 * Math.exp(-0.007) - strike * Math.exp(-0.035);
    close(call - put, forward, 1e-10);
  }
});

test("errors name the argument, the rule and the value", () => {
  const option = { ...plain, kind: "call" as const, strike: 100 };
  assert.throws(
    () => bestOfTwoPrice({ ...option, on: "minimum", correlation: 1.2 }),
    /^correlation must be between -1 and 1, got 1.2$/,
  );
  assert.throws(
    () => spreadPriceKirk({ ...option, strike: -200 }),
    /^strike must be above less the second forward, got -200$/,
  );
});

test.run();
