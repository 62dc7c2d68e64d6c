import { suite } from "uvu";
import * as assert from "uvu/assert";
import { venueCosts } from "../../../src/hedging/costs.ts";
import { type StudyOptions, studyDescription } from "../../../src/hedging/description.ts";
import {
  deltaGammaHedge,
  deltaGammaVegaHedge,
  deltaVegaHedge,
} from "../../../src/hedging/option-hedges.ts";
import { grid, lower } from "../../../src/hedging/plan.ts";
import { deltaHedge, unhedged } from "../../../src/hedging/strategies.ts";
import { study } from "../../../src/hedging/study.ts";
import { heston } from "../../../src/models/heston.ts";
import { merton } from "../../../src/models/merton.ts";
import { book, short } from "../../../src/portfolio/book.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { near, within } from "../../sample.ts";
import { refuses } from "../description.ts";
import { options } from "./options.ts";

const test = suite("option hedges");

/** A month of ten short calls, hedged with a call of two months that is rolled. */
const USING = call({ strike: 105, days: 60 });
const ROLL = { days: 7 };

function two(first: string, second: string, { differences }: Awaited<ReturnType<typeof study>>) {
  const found = differences.find((each) => each.first === first && each.second === second);
  assert.ok(found, `${first} and ${second}`);
  return found;
}

test("hedges with options are plain frozen data with a daily decision", () => {
  const hedge = deltaGammaHedge({ using: USING, roll: ROLL });
  assert.equal(hedge, { type: "deltaGammaHedge", every: "1d", using: USING, roll: ROLL });
  assert.ok(Object.isFrozen(hedge) && Object.isFrozen(hedge.roll));
  assert.equal(JSON.parse(JSON.stringify(hedge)), hedge);
});

test("under jumps gamma hedged leaves less variance than delta hedged, by ten standard errors", async () => {
  const result = await study(
    options({
      book: book(short(10, call({ strike: 100, days: 30 }))),
      model: merton({ volatility: 0.4, jumpsPerYear: 20, jumpMean: -0.03, jumpDeviation: 0.06 }),
      strategies: {
        delta: deltaHedge(),
        gamma: deltaGammaHedge({ using: USING, roll: ROLL }),
      },
      costs: venueCosts({}),
      paths: 8000,
    }),
  );
  const { efficiency } = two("delta", "gamma", result);
  assert.ok(efficiency.value < -10 * efficiency.standardError, JSON.stringify(efficiency));
  assert.ok(result.strategies.gamma!.standardDeviation.value > 0);
});

test("where variance moves, vega hedged with the path's own volatility beats delta hedged", async () => {
  const variance = {
    variance: 0.3,
    longVariance: 0.3,
    meanReversion: 2,
    volatilityOfVariance: 1.2,
  };
  const far = book(short(10, call({ strike: 100, days: 90, volatility: Math.sqrt(0.3) })));
  const result = await study(
    options({
      book: far,
      model: heston({ ...variance, correlation: -0.5 }),
      strategies: {
        delta: deltaHedge(),
        pinned: deltaVegaHedge({ using: call({ strike: 100, days: 90 }) }),
        both: deltaGammaVegaHedge({
          using: [call({ strike: 95, days: 120 }), call({ strike: 105, days: 240 })],
        }),
      },
      costs: venueCosts({}),
      paths: 2000,
    }),
  );
  assert.ok(two("delta", "pinned", result).efficiency.value < 0);
  assert.ok(two("delta", "both", result).efficiency.value < 0);
});

test("costs add up: what trades cost is fee, spread, impact and each trade's own", async () => {
  const { strategies } = await study(
    options({
      strategies: { gamma: deltaGammaHedge({ using: USING, roll: ROLL, optionsEvery: "2d" }) },
      costs: venueCosts({
        ...{ fee: 0.0004, halfSpread: 0.0001, impact: 0.0002, perTrade: 0.01, capital: 0.03 },
        option: { fee: 0.0003, cap: 0.125, halfSpread: 0.01, spreadOfSpot: 0.0002 },
      }),
    }),
  );
  const { cost, costs, mean } = strategies.gamma!;
  const parts = Object.values(costs).reduce((sum, part) => sum + part.value, 0);
  near(parts / cost.value, 1, 1e-12);
  assert.ok(costs.fee.value > 0 && costs.spread.value > 0 && costs.capital.value > 0);
  // implied and real volatility are the same: only costs are lost
  within(mean.value, -cost.value, mean.standardError);
});

test("a roll every four days costs more than one every fourteen", async () => {
  const gamma = (days: number) =>
    deltaGammaHedge({ using: call({ strike: 100, days: 28 }), roll: { days } });
  const { strategies } = await study(
    options({
      book: book(short(10, call({ strike: 100, days: 60 }))),
      strategies: { seldom: gamma(14), often: gamma(24) },
      costs: venueCosts({ option: { halfSpread: 0.02 } }),
      paths: 1000,
    }),
  );
  assert.ok(strategies.often!.cost.value > 1.2 * strategies.seldom!.cost.value);
  assert.ok(strategies.often!.trades.value > strategies.seldom!.trades.value);
});

test("the same bits come from one thread and from two", async () => {
  const description = options({
    strategies: { gamma: deltaGammaHedge({ using: USING, roll: ROLL }), none: unhedged() },
    paths: 3000,
  });
  const [one, other] = await Promise.all([
    study(description, { workers: 1 }),
    study(description, { workers: 2, chunk: 512 }),
  ]);
  assert.equal(one.toJSON(), other!.toJSON());
});

test("a plan has each hedge option once, and whole numbers of steps to its expiry and roll", () => {
  const description = studyDescription(
    options({
      strategies: {
        a: deltaGammaHedge({ using: USING, roll: ROLL }),
        b: deltaVegaHedge({ using: USING, roll: ROLL, every: "8h" }),
        c: deltaVegaHedge({ using: call({ strike: 105, days: 30.5 }), valuation: "path" }),
      },
    }),
  );
  const { steps, stepSeconds, horizonDays } = grid(description),
    plan = lower(description, { steps, stepSeconds, horizonDays });
  assert.is(stepSeconds, 4 * 3600);
  assert.equal(
    plan.instruments!.map(({ tenor, roll, volatility }) => [tenor, roll, volatility]),
    [
      [360, 42, 0.5],
      [183, undefined, 0],
    ],
  );
});

const REFUSALS: [string, () => unknown, string][] = [
  [
    "a hedge option that expires before the study ends and does not roll",
    () => at({ gamma: deltaGammaHedge({ using: call({ strike: 105, days: 20 }) }) }),
    "strategies.gamma.using must last the 30 days of the study, or roll, got the call at 105 with" +
      " 20 days",
  ],
  [
    "a roll before the listing",
    () => at({ gamma: deltaGammaHedge({ using: USING, roll: { days: 60 } }) }),
    "strategies.gamma.roll.days must be below the 60 of the call, got 60",
  ],
  [
    "a pair of one expiry",
    () => deltaGammaVegaHedge({ using: [USING, call({ strike: 120, days: 60 })] }),
    "using must be two options of two expiries: those of one remove gamma and vega in one" +
      " proportion, got an array of 2",
  ],
  [
    "a band of Whalley and Wilmott",
    () =>
      deltaGammaHedge({ using: USING, band: { type: "whalleyWilmott", riskAversion: 1 } as never }),
    "band must not be whalleyWilmott, which widens with a gamma that is hedged away, got an object",
  ],
  [
    "a negative bound",
    () => deltaVegaHedge({ using: USING, most: -1 }),
    "most must not be negative, got -1",
  ],
];

function at(strategies: StudyOptions["strategies"]): unknown {
  const description = studyDescription(options({ strategies }));
  return grid(description);
}

for (const [what, act, message] of REFUSALS) {
  test(`refused with its reason: ${what}`, () => {
    refuses(act, RangeError, message);
  });
}

test.run();
