import * as fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bookValue } from "../../../../src/core/hedging.ts";
import { attribution } from "../../../../src/hedging/attribution/attribution.ts";
import { CAUSES } from "../../../../src/hedging/attribution/causes.ts";
import { whalleyWilmott } from "../../../../src/hedging/bands.ts";
import { venueCosts } from "../../../../src/hedging/costs.ts";
import type { StudyOptions } from "../../../../src/hedging/description.ts";
import { studyDescription } from "../../../../src/hedging/description.ts";
import {
  deltaGammaHedge,
  deltaGammaVegaHedge,
  deltaVegaHedge,
} from "../../../../src/hedging/option-hedges.ts";
import { grid, lower } from "../../../../src/hedging/plan.ts";
import { deltaHedge, holdUnits, stopLoss, unhedged } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import { bates } from "../../../../src/models/bates.ts";
import { geometricBrownian } from "../../../../src/models/geometric-brownian.ts";
import { gjrGarch } from "../../../../src/models/gjr-garch.ts";
import { heston } from "../../../../src/models/heston.ts";
import { merton } from "../../../../src/models/merton.ts";
import type { Model } from "../../../../src/models/model.ts";
import { book, long, short } from "../../../../src/portfolio/book.ts";
import { call, put } from "../../../../src/portfolio/contracts.ts";
import { near, within } from "../../../sample.ts";
import { options } from "../options.ts";

const test = suite("attribution");
const variance = { variance: 0.25, meanReversion: 4, longVariance: 0.2 };
const stochastic = { ...variance, volatilityOfVariance: 1, correlation: -0.5 };
const jumps = { jumpsPerYear: 20, jumpMean: -0.05, jumpDeviation: 0.1 };
const MODELS: readonly Model[] = [
  geometricBrownian({ volatility: 0.4, drift: 0.3 }),
  merton({ volatility: 0.4, ...jumps }),
  heston(stochastic),
  bates({ ...stochastic, ...jumps }),
  gjrGarch({ omega: 2e-5, alpha: 0.05, gamma: 0.05, beta: 0.87 }),
];
const STRATEGIES = {
  none: unhedged(),
  daily: deltaHedge(),
  model: deltaHedge({ every: "2d", volatility: "model", leland: false }),
  band: deltaHedge({ band: whalleyWilmott({ riskAversion: 0.01 }) }),
  stop: stopLoss(),
  hold: holdUnits({ units: 3 }),
  gamma: deltaGammaHedge({ using: call({ strike: 105, days: 40 }) }),
  rolled: deltaVegaHedge({ using: put({ strike: 95, days: 7 }), roll: { days: 2 } }),
  both: deltaGammaVegaHedge({
    using: [call({ strike: 100, days: 12 }), put({ strike: 90, days: 30 })],
    ...{ roll: { days: 3 }, valuation: "path" },
  }),
};
const costs = venueCosts({
  ...{ fee: 0.0005, halfSpread: 0.0002, impact: 0.001, perTrade: 0.05 },
  ...{ funding: 0.1, capital: 0.03, lot: 0.01 },
});

/** The same where accounts are in coin: every delta is named. */
const IN_COIN = {
  ...STRATEGIES,
  daily: deltaHedge({ delta: "premiumAdjusted" }),
  model: deltaHedge({ every: "2d", volatility: "model", delta: "netTransaction" }),
  band: deltaHedge({ band: 0.5, delta: "black" }),
};

test("causes add up to the profit of the ledger on every path, for any book, model, hedge and settlement", async () => {
  const contract = fc.record({
    isCall: fc.boolean(),
    strike: fc.integer({ min: 70, max: 140 }),
    days: fc.integer({ min: 2, max: 20 }),
    quantity: fc.integer({ min: 1, max: 9 }),
    isLong: fc.boolean(),
  });
  const cases = fc.record({
    contracts: fc.array(contract, { minLength: 1, maxLength: 4 }),
    model: fc.constantFrom(...MODELS),
    strategy: fc.constantFrom(...Object.keys(STRATEGIES)),
    marks: fc.constantFrom("model" as const, "implied" as const),
    rate: fc.constantFrom(0, 0.06, -0.02),
    days: fc.constantFrom(undefined, 5),
    deliveryWindow: fc.constantFrom(undefined, "30m"),
    settlement: fc.constantFrom("quote" as const, "coin" as const),
    seed: fc.nat(1000),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ contracts, strategy, marks, rate, settlement, ...rest }) => {
      const positions = contracts.map(({ isCall, strike, days: life, quantity, isLong }) =>
        (isLong ? long : short)(quantity, (isCall ? call : put)({ strike, days: life })),
      );
      const { columns } = await attribution(
        {
          ...{ book: book(...positions), market: { spot: 100, volatility: 0.5, rate } },
          ...{ ...rest, costs, settlement, paths: 64 },
          strategies: settlement === "coin" ? IN_COIN : STRATEGIES,
        },
        { strategy, marks },
      );
      const unit = settlement === "coin" ? 1 : 100,
        stake = unit * contracts.reduce((sum, { quantity }) => sum + quantity, 0);
      columns.profit.forEach((profit, path) => {
        const sum = CAUSES.reduce((total, cause) => total + columns[cause][path]!, 0);
        const size = Math.max(Math.abs(profit), stake);
        assert.ok(
          Math.abs(sum - profit) <= 1e-9 * size,
          `${strategy} path ${path}: ${sum} ${profit}`,
        );
      });
    }),
    { numRuns: 100, seed: 5 },
  );
});

test("profits are those of the study, means and variance shares add up", async () => {
  const described = options({ model: MODELS[3]!, costs });
  const [result, parts] = [
    await study(described),
    await attribution(described, { strategy: "daily" }),
  ];
  near(parts.profit.value, result.strategies.daily!.mean.value);
  near(
    parts.parts.reduce((sum, { mean }) => sum + mean.value, 0),
    parts.profit.value,
    1e-9,
  );
  near(
    parts.parts.reduce((sum, { varianceShare }) => sum + varianceShare.value, 0),
    1,
    1e-9,
  );
  const cost = parts.parts.find(({ cause }) => cause === "cost")!.mean.value;
  const { cost: all, costs: split } = result.strategies.daily!;
  near(cost, split.funding.value - all.value, 1e-9);
});

/** A study of one option in a market whose volatility is not the implied one. */
function realised(volatility: number, changes: Partial<StudyOptions> = {}): StudyOptions {
  return {
    ...options({ paths: 10_000, ...changes }),
    model: geometricBrownian({ volatility, drift: 0.1 }),
    costs: venueCosts({}),
  };
}

for (const volatility of [0.3, 0.5, 0.8]) {
  test(`gamma against theta earns its closed form at a realised volatility of ${volatility}`, async () => {
    const parts = await attribution(realised(volatility), { strategy: "daily" });
    const { mean } = parts.parts.find(({ cause }) => cause === "gammaTheta")!;
    within(mean.value, parts.expectedGammaTheta!, mean.standardError);
  });
}

test("as steps shrink the closed form is the difference of the values at both volatilities", async () => {
  const strategies = { often: deltaHedge({ every: "15m" }) };
  const value = (volatility: number) => {
    const description = studyDescription({
      ...realised(0.3),
      market: { spot: 100, volatility },
    });
    return bookValue(lower(description, grid(description)));
  };
  const study = {
    ...realised(0.3, { strategies, paths: 64 }),
    model: geometricBrownian({ volatility: 0.3 }),
  };
  const { expectedGammaTheta } = await attribution(study, { strategy: "often" });
  near(expectedGammaTheta!, value(0.3) - value(0.5), 1e-3);
});

test("the delta of a daily hedge adds nothing: it holds minus the delta", async () => {
  const { columns } = await attribution(realised(0.5, { paths: 500 }), { strategy: "daily" });
  assert.ok(columns.delta.every((each) => Math.abs(each) < 1e-8));
  assert.ok(columns.vega.every((each) => each === 0) && columns.jump.every((each) => each === 0));
});

test("the residual is small beside gamma and theta, and smaller for shorter steps", async () => {
  const deviation = async (every: string) => {
    const described = realised(0.5, { strategies: { hedge: deltaHedge({ every }) }, paths: 2000 });
    // the kink of an option that expires is no Taylor series
    const { parts } = await attribution({ ...described, days: 15 }, { strategy: "hedge" });
    const of = (name: string) => parts.find(({ cause }) => cause === name)!.deviation.value;
    return of("residual") / of("gammaTheta");
  };
  const [daily, hourly] = [await deviation("1d"), await deviation("2h")];
  assert.ok(daily < 0.25 && hourly < 0.5 * daily, `${daily} ${hourly}`);
});

test("vega, vanna and volga are where variance moves, and nothing where it does not", async () => {
  const described = options({ model: MODELS[2]!, paths: 500 });
  const { parts } = await attribution(described, { strategy: "daily" });
  const still = await attribution(described, { strategy: "daily", marks: "implied" });
  for (const name of ["vega", "vanna", "volga"]) {
    assert.ok(parts.find(({ cause }) => cause === name)!.deviation.value > 0, name);
    assert.is(still.parts.find(({ cause }) => cause === name)!.deviation.value, 0, name);
  }
});

test("under jumps the variance that a delta hedge leaves is the jumps'", async () => {
  const rare = { jumpsPerYear: 6, jumpMean: -0.2, jumpDeviation: 0.02 };
  const described = options({ model: merton({ volatility: 0.5, ...rare }) });
  const { parts } = await attribution(described, { strategy: "daily" });
  const jump = parts.find(({ cause }) => cause === "jump")!;
  assert.ok(jump.varianceShare.value > 0.7, `${jump.varianceShare.value}`);
  assert.ok(jump.mean.value < -4 * jump.mean.standardError);
});

test("the shares of steps that are taken for jumps are the model's", async () => {
  const big = { jumpsPerYear: 12, jumpMean: -0.3, jumpDeviation: 0.01 };
  const described = options({ model: merton({ volatility: 0.4, ...big }), paths: 4000 });
  const { columns } = await attribution(described, { strategy: "none", jumpDeviations: 5 });
  const jumped = columns.jump.filter((each) => each !== 0).length / 4000;
  const expected = 1 - Math.exp((-12 * 30) / 365);
  within(jumped, expected, Math.sqrt((expected * (1 - expected)) / 4000));
});

test("an option hedged with itself leaves nothing to gamma, and nothing at all", async () => {
  const same = call({ strike: 100, days: 30 });
  const described = options({
    ...{ model: MODELS[3]!, costs: venueCosts({}), paths: 200 },
    strategies: { itself: deltaGammaHedge({ using: same }) },
  });
  const { columns, parts } = await attribution(described, { strategy: "itself" });
  for (const { cause, deviation } of parts) assert.ok(deviation.value < 1e-7, cause);
  assert.ok(columns.profit.every((profit) => Math.abs(profit) < 1e-7));
});

test("a vega hedge takes the variance of vega away, where its option is valued along the path", async () => {
  const using = call({ strike: 105, days: 60 });
  const described = options({
    ...{ model: MODELS[2]!, costs: venueCosts({}), paths: 1000 },
    strategies: { plain: deltaHedge(), vega: deltaVegaHedge({ using, valuation: "path" }) },
  });
  const vega = async (strategy: string) =>
    (await attribution(described, { strategy })).parts.find(({ cause }) => cause === "vega")!;
  const [plain, hedged] = [await vega("plain"), await vega("vega")];
  assert.ok(hedged.deviation.value < 0.25 * plain.deviation.value, `${hedged.deviation.value}`);
});

/** The same study in coin, hedged by the delta of dollars and by that of coins. */
function coins(changes: Partial<StudyOptions> = {}, every = "1d"): StudyOptions {
  return {
    ...options({ paths: 2000, settlement: "coin", costs: venueCosts({}), ...changes }),
    book: book(short(10, call({ strike: 90, days: 30 }))),
    strategies: {
      black: deltaHedge({ every, delta: "black" }),
      adjusted: deltaHedge({ every, delta: "premiumAdjusted" }),
    },
  };
}

test("in coin Black's delta leaves the premium, and the premium-adjusted one leaves nothing to both", async () => {
  const often = coins({}, "2h"),
    black = await attribution(often, { strategy: "black" }),
    adjusted = await attribution(often, { strategy: "adjusted" });
  assert.is(black.settlement, "coin");
  assert.ok(black.columns.delta.every((each) => Math.abs(each) < 1e-10));
  const share = black.parts.find(({ cause }) => cause === "premium")!.varianceShare;
  assert.ok(share.value > 0.9, `${share.value}`);
  const { delta, premium } = adjusted.columns;
  assert.ok(premium.some((each) => Math.abs(each) > 0.1));
  delta.forEach((each, path) => {
    near(each + premium[path]!, 0, 1e-10);
  });
});

for (const volatility of [0.3, 0.5, 0.8]) {
  test(`in coin, too, gamma against theta earns its closed form at a realised volatility of ${volatility}`, async () => {
    const model = geometricBrownian({ volatility, drift: 0.1 });
    const parts = await attribution(coins({ model, paths: 10_000 }), { strategy: "adjusted" });
    const { mean } = parts.parts.find(({ cause }) => cause === "gammaTheta")!;
    within(mean.value, parts.expectedGammaTheta!, mean.standardError);
  });
}

/** Median size. */
function middle(column: Float64Array): number {
  return column.map(Math.abs).sort()[column.length >> 1]!;
}

test("in coin, too, the residual is of a higher order, with moving volatility as without", async () => {
  for (const model of [geometricBrownian({ volatility: 0.5 }), heston(stochastic)]) {
    const residual = async (every: string) => {
      const described = coins({ model, paths: 1000 }, every),
        { columns } = await attribution(described, { strategy: "adjusted" });
      // of most paths: the kink of an option that expires is no Taylor series
      return middle(columns.residual) / middle(columns.gammaTheta);
    };
    const [daily, hourly] = [await residual("1d"), await residual("2h")];
    assert.ok(daily < 0.25 && hourly < 0.5 * daily, `${model.type} ${daily} ${hourly}`);
  }
});

test("tables have a row a cause, and a row a path", async () => {
  const parts = await attribution(options({ paths: 200 }), { strategy: "band", paths: 100 });
  assert.equal(
    parts
      .table()
      .objects()
      .map(({ cause }) => cause),
    [...CAUSES],
  );
  assert.equal(parts.pathTable().columnNames(), ["path", ...CAUSES, "profit"]);
  assert.is(parts.pathTable().numRows(), 100);
});

test("bad questions are named", async () => {
  const message = (more: object) =>
    attribution(options(), { strategy: "daily", ...more }).then(
      () => assert.unreachable(),
      (error: Error) => error.message,
    );
  assert.is(
    await message({ strategy: "hourly" }),
    "strategy must be one of none, daily, band, got hourly",
  );
  assert.is(await message({ marks: "market" }), 'marks must be "model" or "implied", got "market"');
  assert.is(await message({ jumpDeviations: -1 }), "jumpDeviations must be positive, got -1");
});

test.run();
