import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalDistribution } from "../../../src/core/functions.ts";
import { egarch } from "../../../src/models/egarch.ts";
import { garch } from "../../../src/models/garch.ts";
import { gjrGarch } from "../../../src/models/gjr-garch.ts";
import type { Model } from "../../../src/models/model.ts";
import { basket } from "../../../src/portfolio/assets-contracts.ts";
import { call, put } from "../../../src/portfolio/contracts.ts";
import { monteCarloPrice } from "../../../src/portfolio/monte-carlo-price.ts";
import { within } from "../../sample.ts";
import { number, table } from "../pricing/table.ts";

const test = suite("garch prices");

/** The standard error of the table's own simulation. */
const THEIR_ERROR = 0.003;

test("calls under Duan's locally risk-neutral GJR cost what he and others published, all 18", async () => {
  const rows = table("gjr-garch-option-prices");
  assert.is(rows.length, 18);
  for (const row of rows) {
    const [omega, alpha, beta, gamma] = [row.omega, row.alpha, row.beta, row.gamma].map(number);
    const riskPremium = number(row.lambda),
      square = riskPremium ** 2;
    // variances begin at their mean in the pricing world, where residuals are z - lambda
    const density = Math.exp(-square / 2) / Math.sqrt(2 * Math.PI),
      fell = normalDistribution(riskPremium);
    const news = alpha! * (1 + square) + gamma! * (fell * (1 + square) + riskPremium * density);
    const variance = omega! / (1 - beta! - news);
    const recursion = { omega: omega!, alpha: alpha!, beta: beta!, gamma: gamma! };
    const { prices } = await monteCarloPrice({
      market: { spot: number(row.S), rate: number(row.r), dividendYield: number(row.q) },
      model: gjrGarch({ ...recursion, riskPremium, nextVariance: variance }),
      contracts: { call: call({ strike: number(row.K), days: number(row.days) }) },
      ...{ paths: 1 << 14, controls: ["asset"] },
    });
    const { value, standardError } = prices.call!;
    within(value, number(row.monte_carlo), Math.hypot(standardError, THEIR_ERROR), row.line);
  }
});

/** Residuals as markets leave them: skewed, with fat tails, of mean 0 and variance 1. */
const residuals = (() => {
  const raw = Array.from({ length: 301 }, (_, i) => {
    const u = (i + 0.5) / 301;
    return Math.log(u / (1 - u)) - 1.4 * (u < 0.02 ? 2 : 0);
  });
  const mean = raw.reduce((sum, x) => sum + x, 0) / raw.length;
  const deviation = Math.sqrt(raw.reduce((sum, x) => sum + (x - mean) ** 2, 0) / raw.length);
  return raw.map((x) => (x - mean) / deviation);
})();
const historical = { type: "filtered-historical", residuals } as const;
const recursion = { omega: 8e-5, alpha: 0.1, beta: 0.85 };
const MODELS: Readonly<Record<string, Model>> = {
  garch: garch({ ...recursion, innovations: historical, nextVariance: 4e-3 }),
  gjr: gjrGarch({ ...recursion, gamma: 0.05, innovations: historical }),
  egarch: egarch({ omega: -0.3, alpha: 0.2, beta: 0.95, gamma: -0.1, innovations: historical }),
};
const market = { spot: 100, rate: 0.05, dividendYield: 0.02 };

for (const [name, model] of Object.entries(MODELS)) {
  test(`with residuals of history a forward under ${name} costs what its delivery does`, async () => {
    const contracts = {
      call: call({ strike: 100, days: 30 }),
      put: put({ strike: 100, days: 30 }),
    };
    const how = { paths: 1 << 16, sampling: "antithetic" } as const;
    const { prices } = await monteCarloPrice({ market, model, contracts, ...how });
    const years = 30 / 365,
      forward = 100 * Math.exp(-0.02 * years) - 100 * Math.exp(-0.05 * years);
    const error = Math.hypot(prices.call!.standardError, prices.put!.standardError);
    within(prices.call!.value - prices.put!.value, forward, error);
  });
}

/** E (e^(s z - k) - strike)^+ over all residuals and two steps of the recursion, k of each step. */
function twoSteps(strike: number, variance: number): number {
  const cumulant = (s: number) =>
    Math.log(residuals.reduce((sum, z) => sum + Math.exp(s * z), 0) / residuals.length);
  const drift = 0.03 / 365,
    first = Math.sqrt(variance);
  let sum = 0;
  for (const z of residuals) {
    const log = drift + first * z - cumulant(first);
    const second = Math.sqrt(
      recursion.omega + (recursion.alpha * z ** 2 + recursion.beta) * variance,
    );
    const given = cumulant(second);
    for (const y of residuals) {
      sum += Math.max(0, 100 * Math.exp(log + drift + second * y - given) - strike);
    }
  }
  return (Math.exp((-0.05 * 2) / 365) * sum) / residuals.length ** 2;
}

for (const variance of [4e-4, 0.01, 2]) {
  test(`an option of two steps from a variance of ${variance} is worth the sum over all residuals`, async () => {
    const model = garch({ ...recursion, innovations: historical, nextVariance: variance });
    const contracts = { call: call({ strike: 101, days: 2 }) };
    const how = { paths: 1 << 16, controls: ["asset"] } as const;
    const { prices } = await monteCarloPrice({ market, model, contracts, ...how });
    const { value, standardError } = prices.call!;
    within(value, twoSteps(101, variance), standardError);
  });
}

test("residuals of history have their place among several assets", async () => {
  const assets = { a: { spot: 100, model: MODELS.garch! }, b: { spot: 50, model: MODELS.egarch! } };
  const of = {
    rate: 0.05,
    assets,
    correlations: [
      [1, 0.6],
      [0.6, 1],
    ],
  };
  const forward = basket({ kind: "call", strike: -1000, days: 10, weights: { a: 1, b: 1 } });
  const { prices } = await monteCarloPrice({ market: of, contracts: { forward } });
  const exact = 150 + 1000 * Math.exp((-0.05 * 10) / 365);
  within(prices.forward!.value, exact, prices.forward!.standardError);
});

test("what has no pricing world is said", async () => {
  const fails = async (model: Model, message: RegExp) =>
    monteCarloPrice({ market, model, contracts: { call: call({ strike: 100, days: 2 }) } }).then(
      () => assert.unreachable(),
      (error) => assert.match(error.message, message),
    );
  const student = { type: "student-t", degreesOfFreedom: 5 } as const;
  await fails(
    garch({ ...recursion, innovations: student }),
    /^innovations must be normal or filtered-historical to price, got student-t: it has no expected/,
  );
  await fails(
    garch({ ...recursion, innovations: historical, riskPremium: 0.1 }),
    /^riskPremium must be 0 for filtered-historical, got 0.1$/,
  );
});

test.run();
