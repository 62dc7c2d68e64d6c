import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bates } from "../../../src/models/bates.ts";
import { heston } from "../../../src/models/heston.ts";
import { kou } from "../../../src/models/kou.ts";
import { merton } from "../../../src/models/merton.ts";
import { svcj } from "../../../src/models/svcj.ts";
import { call, put } from "../../../src/portfolio/contracts.ts";
import { monteCarloPrice } from "../../../src/portfolio/monte-carlo-price.ts";
import { asian } from "../../../src/portfolio/path-contracts.ts";
import { fourierPrice } from "../../../src/pricing/fourier-price.ts";
import { ZENG_KWOK } from "../../reference/pricing/zeng-kwok.ts";
import { within } from "../../sample.ts";
import { number, table } from "../pricing/table.ts";

const test = suite("monte carlo models");
const variance = {
  ...{ variance: 0.3, meanReversion: 4, longVariance: 0.35, volatilityOfVariance: 0.9 },
  correlation: -0.4,
};
const jumps = { jumpsPerYear: 10, jumpMean: -0.03, jumpDeviation: 0.06 };
const MODELS = [
  merton({ volatility: 0.5, ...jumps }),
  kou({ volatility: 0.5, jumpsPerYear: 10, upProbability: 0.4, upMean: 0.04, downMean: 0.05 }),
  heston(variance),
  bates({ ...variance, ...jumps }),
  svcj({ ...variance, ...jumps, varianceJumpMean: 0.05, jumpCorrelation: -0.2 }),
];

for (const model of MODELS) {
  test(`simulated prices under ${model.type} are those of its characteristic function`, async () => {
    const strikes = [80, 100, 125];
    const contracts = Object.fromEntries(
      strikes.flatMap((strike) => [
        [`call ${strike}`, call({ strike, days: 73 })],
        [`put ${strike}`, put({ strike, days: 73 })],
      ]),
    );
    const { prices } = await monteCarloPrice({
      ...{ contracts, model, market: { spot: 100, rate: 0.04, dividendYield: 0.01 } },
      ...{ paths: 60_000, steps: 73, sampling: "antithetic", controls: ["asset"], seed: 4 },
    });
    for (const strike of strikes) {
      for (const kind of ["call", "put"] as const) {
        const market = { spot: 100, rate: 0.04, dividendYield: 0.01 };
        const exact = fourierPrice({ model, ...market, strike, days: 73, kind });
        const { value, standardError } = prices[`${kind} ${strike}`]!;
        within(value, exact.price, standardError, `${kind} ${strike}`);
      }
    }
  });
}

test("puts under Bates at the parameters of QuantLib's test are those of its characteristic function", async () => {
  const sets = table("bates-parameter-sets");
  assert.is(sets.length, 4);
  for (const row of sets) {
    const model = bates({
      ...{ variance: number(row.v0), meanReversion: number(row.kappa) },
      ...{ longVariance: number(row.theta), volatilityOfVariance: number(row.sigma) },
      ...{ correlation: number(row.rho), jumpsPerYear: 2, jumpMean: -0.2, jumpDeviation: 0.1 },
    });
    const market = { spot: 100, rate: number(row.r), dividendYield: number(row.q) };
    const days = 5 * 365;
    const { prices } = await monteCarloPrice({
      ...{ market, model, contracts: { put: put({ strike: 100, days }) } },
      ...{ steps: 5 * 24, paths: 20_000, sampling: "antithetic", controls: ["asset"] },
    });
    const exact = fourierPrice({ model, ...market, strike: 100, days, kind: "put" }).price;
    within(prices.put!.value, exact, prices.put!.standardError, row.line);
  }
});

test("arithmetic Asian calls under Heston's model are those of Zeng and Kwok", async () => {
  const { spot, rate, fixings, calls, ...parameters } = ZENG_KWOK;
  const contracts = Object.fromEntries(
    calls.map(([strike]) => [
      strike,
      asian({ kind: "call", strike, days: 365 * (fixings / 12), includesFirst: false }),
    ]),
  );
  const { prices } = await monteCarloPrice({
    ...{ contracts, market: { spot, rate }, model: heston(parameters), steps: fixings },
    ...{ paths: 30_000, sampling: "antithetic", controls: ["asset"] },
  });
  for (const [strike, published] of calls) {
    const { value, standardError } = prices[strike]!;
    within(value, published, standardError, `strike ${strike}`);
  }
});

test.run();
