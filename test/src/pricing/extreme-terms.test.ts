// Terms that break formulas: every price is a number within its bounds, or an error that says why.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as pricing from "../../../src/pricing/index.ts";

const test = suite("extreme terms");

const MARKETS = [0, 1e-8, 1e-3, 0.3, 5].flatMap((volatility) =>
  [0, 1e-8, 0.25, 50].flatMap((years) =>
    [-0.3, 0, 1e-12, 0.5].flatMap((rate) =>
      [-0.3, 0, 0.05].map((dividendYield) => ({
        spot: 100,
        volatility,
        years,
        rate,
        dividendYield,
      })),
    ),
  ),
);
const OPTIONS = MARKETS.flatMap((market) =>
  (["call", "put"] as const).flatMap((kind) =>
    [1, 100, 1e4].map((strike) => ({ ...market, kind, strike })),
  ),
);
type Option = (typeof OPTIONS)[number];

/** Errors that say that a term is beyond what a method can do. */
const REFUSALS = /^(volatility and years must leave a price|rate and dividendYield must leave one)/;

function bounded(price: (option: Option) => number, most: (option: Option) => number): void {
  let priced = 0;
  for (const option of OPTIONS) {
    let value: number;
    try {
      value = price(option);
    } catch (error) {
      assert.match((error as Error).message, REFUSALS);
      continue;
    }
    priced += 1;
    const bound = most(option);
    assert.ok(
      value >= -1e-11 * bound && value <= bound * (1 + 1e-9) + 1e-9,
      `${JSON.stringify(option)}: ${value} of at most ${bound}`,
    );
  }
  assert.ok(priced > 0.8 * OPTIONS.length, `${priced} priced`);
}

/** What a European option is worth at most, and what one that may be exercised at any time is. */
const european = ({ kind, spot, strike, years, rate, dividendYield }: Option) =>
  kind === "call" ? spot * Math.exp(-dividendYield * years) : strike * Math.exp(-rate * years);
const american = ({ kind, spot, strike, years, rate, dividendYield }: Option) =>
  kind === "call"
    ? spot * Math.exp(Math.max(0, -dividendYield * years))
    : strike * Math.exp(Math.max(0, -rate * years));

test("barrier options are worth no more than the option", () => {
  for (const [barrierType, barrier] of [
    ["downOut", 90],
    ["downIn", 99.99],
    ["upOut", 100.01],
    ["upIn", 150],
  ] as const) {
    bounded((option) => pricing.barrierPrice({ ...option, barrierType, barrier }), european);
  }
  for (const barrierType of ["knockOut", "knockIn"] as const) {
    const terms = { barrierType, lowerBarrier: 95, upperBarrier: 106 };
    bounded((option) => pricing.doubleBarrierPrice({ ...option, ...terms }), european);
  }
});

test("American approximations are worth no more than spot or strike", () => {
  bounded(pricing.americanPriceBaroneAdesiWhaley, american);
  bounded(pricing.americanPriceBjerksundStensland, american);
  bounded(pricing.americanPriceJu, american);
});

test("digitals are worth no more than what they pay", () => {
  const money = ({ rate, years }: Option) => Math.exp(-rate * years);
  const anytime = ({ rate, years }: Option) => Math.exp(Math.max(0, -rate * years));
  bounded(pricing.digitalPrice, money);
  bounded(pricing.americanDigitalPrice, anytime);
  for (const knock of ["in", "out"] as const) {
    bounded((o) => pricing.americanDigitalPrice({ ...o, knock, paid: "atExpiry" }), money);
  }
});

test("averages and extremes are numbers, or overflow with an error", () => {
  const any = () => Number.MAX_VALUE;
  for (const strike of ["given", "average"] as const) {
    const struck = (option: Option) => (strike === "average" ? strike : option.strike);
    for (const average of [{}, { observed: [70, 130] }]) {
      const fixings = ({ years }: Option) => [0.3 * years, years];
      bounded(
        (o) => pricing.asianPriceLevy({ ...o, ...average, strike: struck(o), fixings: fixings(o) }),
        any,
      );
    }
    bounded((o) => pricing.geometricAsianPrice({ ...o, strike: struck(o) }), any);
    bounded((o) => pricing.asianPriceLevy({ ...o, strike: struck(o) }), any);
  }
  bounded((o) => pricing.lookbackPrice(o), any);
  bounded((o) => pricing.lookbackPrice({ ...o, strike: "floating" }), any);
});

test("Black-Scholes Greeks are numbers", () => {
  for (const option of OPTIONS) {
    const { elasticity, ...greeks } = pricing.blackScholes(option);
    assert.not.ok(Number.isNaN(elasticity));
    for (const [name, value] of Object.entries(greeks)) {
      assert.ok(Number.isFinite(value), `${name} of ${JSON.stringify(option)}`);
    }
  }
});

test.run();
