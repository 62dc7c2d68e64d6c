import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalDistribution, normalQuantile } from "../../../src/core/functions.ts";
import { deltaGamma, type Quadratic } from "../../../src/risk/delta-gamma.ts";
import { deltaGammaRisk } from "../../../src/risk/delta-gamma-risk.ts";
import { portfolio } from "../../../src/risk/portfolio.ts";
import { riskFactors } from "../../../src/risk/risk-factors.ts";
import { riskMarket } from "../../../src/risk/risk-market.ts";
import { near } from "../../sample.ts";
import { BOOK, FACTORS, MARKET } from "./book.ts";

const test = suite("delta-gamma risk");
const z = -normalQuantile(0.01);
const coin = portfolio({ BTC: [{ quantity: 2, contract: { type: "spot" } }] });
const one = { factors: [{ underlying: "BTC", of: "spot" as const, deviation: 0.6 }] };
const deviation = 0.6 / Math.sqrt(365);

test("a coin's loss is the quadratic of its log return, at the normal quantile", () => {
  const risk = deltaGammaRisk({ portfolio: coin, market: MARKET, factors: one });
  const x = z * deviation;
  near(risk.valueAtRisk.value, 200 * (x - (x * x) / 2), 1e-12);
  // means of z and z^2 beyond the quantile, which the lower root of the quadratic does not reach
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / 0.01;
  const mean = deviation * density - (deviation ** 2 * (1 + z * density)) / 2;
  near(risk.expectedShortfall.value, 200 * mean, 1e-10);
});

test("the standard error is that of an estimated deviation", () => {
  const factors = { ...one, observations: 250 };
  const { valueAtRisk } = deltaGammaRisk({ portfolio: coin, market: MARKET, factors });
  const slope = 200 * (z - z * z * deviation);
  near(valueAtRisk.standardError, (slope * deviation) / Math.sqrt(500), 1e-6);
});

for (const method of ["inversion", "cornishFisher"] as const) {
  const ask = (book = BOOK) =>
    deltaGammaRisk({ portfolio: book, market: MARKET, factors: FACTORS, method });

  test(`contributions by ${method} add up to the risk`, () => {
    const { contributions, valueAtRisk, expectedShortfall } = ask();
    const sum = (of: "valueAtRisk" | "expectedShortfall") =>
      contributions.reduce((total, each) => total + each[of].value, 0);
    near(sum("valueAtRisk"), valueAtRisk.value, 1e-12);
    near(sum("expectedShortfall"), expectedShortfall.value, 1e-12);
  });

  test(`marginal contributions by ${method} are derivatives by the quantity`, () => {
    const { contributions } = ask();
    BOOK.holdings.forEach((_, i) => {
      const moved = (step: number) =>
        ask({
          holdings: BOOK.holdings.map((each, j) =>
            i === j ? { ...each, quantity: each.quantity + step } : each,
          ),
        });
      const [up, down] = [moved(1e-4), moved(-1e-4)];
      for (const [of, marginal] of [
        ["valueAtRisk", "marginalValueAtRisk"],
        ["expectedShortfall", "marginalExpectedShortfall"],
      ] as const) {
        near(contributions[i]![marginal].value, (up[of].value - down[of].value) / 2e-4, 1e-6, of);
      }
    });
  });
}

test("where correlations are one, two coins are one", () => {
  const both = portfolio({
    BTC: [{ quantity: 1, contract: { type: "spot" } }],
    ETH: [{ quantity: 10, contract: { type: "perpetual" } }],
  });
  const risk = deltaGammaRisk({
    portfolio: both,
    market: MARKET,
    factors: {
      factors: ["BTC", "ETH"].map((underlying) => ({ underlying, of: "spot", deviation: 0.6 })),
      correlations: [
        [1, 1],
        [1, 1],
      ],
    },
  });
  const alone = deltaGammaRisk({ portfolio: coin, market: MARKET, factors: one });
  near(risk.valueAtRisk.value, alone.valueAtRisk.value, 1e-9);
});

test("the curve falls from likely losses to rare ones", () => {
  const { curve } = deltaGammaRisk({ portfolio: BOOK, market: MARKET, factors: FACTORS });
  assert.is(curve[0]!.probability, 0.25);
  near(curve.at(-1)!.probability, 0.001, 1e-12);
  for (let i = 1; i < curve.length; i++) {
    assert.ok(curve[i]!.loss.value > curve[i - 1]!.loss.value);
  }
});

test("a straddle held loses more than its quantile between two roots, in one case of a hundred", () => {
  const expiry = { strike: 100, days: 30 };
  const straddle = portfolio({
    BTC: [
      { quantity: 1, contract: { type: "call", ...expiry } },
      { quantity: 1, contract: { type: "put", ...expiry } },
    ],
  });
  const ask = { portfolio: straddle, market: MARKET, factors: one, confidence: 0.95 };
  const level = deltaGammaRisk(ask).valueAtRisk.value;
  const parts = deltaGamma(straddle, riskMarket(MARKET, straddle), riskFactors(one), 1);
  const sum = (value: (part: Quadratic) => number) =>
    parts.reduce((all, each) => all + value(each), 0);
  const [a, b, c] = [
    sum(({ constant }) => constant) - level,
    sum(({ linear }) => linear[0]!) * deviation,
    sum(({ matrix }) => matrix[0]![0]!) * deviation ** 2,
  ];
  const root = Math.sqrt(b * b - 4 * a * c);
  const [low, high] = [(-b + root) / (2 * c), (-b - root) / (2 * c)];
  near(normalDistribution(high) - normalDistribution(low), 0.05, 1e-12);
});

test("bad options are named in the errors", () => {
  const ask = (changes: object) => () =>
    deltaGammaRisk({ portfolio: BOOK, market: MARKET, factors: FACTORS, ...changes });
  assert.throws(ask({ confidence: 1 }), /^confidence must be between 0 and 1, got 1$/);
  assert.throws(ask({ horizonDays: Number.NaN }), /^horizonDays must be/);
  assert.throws(ask({ market: { BTC: MARKET.BTC } }), /^market has no ETH, known are BTC$/);
  const contradiction = [
    [1, 0.9, 0.9],
    [0.9, 1, -0.9],
    [0.9, -0.9, 1],
  ];
  assert.throws(
    ask({ factors: { ...FACTORS, correlations: contradiction } }),
    /^correlations must be positive semidefinite, got eigenvalue -0\.8/,
  );
  assert.throws(
    ask({ factors: { factors: [...one.factors, ...one.factors] } }),
    /^factors must be unique, got spot of BTC twice$/,
  );
});

test.run();
