import { suite } from "uvu";
import * as assert from "uvu/assert";
import { markFactor } from "../../../../src/hedging/attribution/marks.ts";
import { tracedPaths } from "../../../../src/hedging/attribution/traced-paths.ts";
import { whalleyWilmott } from "../../../../src/hedging/bands.ts";
import { venueCosts } from "../../../../src/hedging/costs.ts";
import { studyDescription } from "../../../../src/hedging/description.ts";
import {
  deltaGammaHedge,
  deltaGammaVegaHedge,
  deltaVegaHedge,
} from "../../../../src/hedging/option-hedges.ts";
import { pathOutcomes } from "../../../../src/hedging/outcomes/path-outcomes.ts";
import { grid, lower } from "../../../../src/hedging/plan.ts";
import { deltaHedge, holdUnits, stopLoss, unhedged } from "../../../../src/hedging/strategies.ts";
import { pathProfits } from "../../../../src/margin/along-paths/path-profits.ts";
import { valuedOptions } from "../../../../src/margin/along-paths/valued-options.ts";
import { bates } from "../../../../src/models/bates.ts";
import { markets } from "../../../../src/models/presets/markets.ts";
import { book, long, short } from "../../../../src/portfolio/book.ts";
import { call, put } from "../../../../src/portfolio/contracts.ts";

const test = suite("pathProfits");
const STRATEGIES = {
  none: unhedged(),
  daily: deltaHedge(),
  band: deltaHedge({ band: whalleyWilmott({ riskAversion: 0.01 }) }),
  stop: stopLoss({ every: "2d" }),
  hold: holdUnits({ units: 3 }),
  gamma: deltaGammaHedge({ using: call({ strike: 105, days: 20 }) }),
  rolled: deltaVegaHedge({ using: put({ strike: 95, days: 7 }), roll: { days: 2 } }),
  expired: deltaVegaHedge({ using: put({ strike: 95, days: 4 }), roll: { days: 0.5 } }),
  both: deltaGammaVegaHedge({
    using: [call({ strike: 100, days: 12 }), put({ strike: 90, days: 30 })],
    ...{ roll: { days: 3 }, valuation: "path" },
  }),
};
const fees = { fee: 0.0003, cap: 0.125, halfSpread: 0.02, spreadOfSpot: 0.0001, impact: 0.002 };
const option = { ...fees, spreads: markets.btc.spreads.calm };
const costs = venueCosts({
  ...{ fee: 0.0005, halfSpread: 0.0002, impact: 0.001, perTrade: 0.05, missed: 0.1 },
  ...{ permanentImpact: 0.0004, participation: { share: 0.1, dailyVolume: 30 } },
  ...{ funding: 0.1, capital: 0.03, lot: 0.01, option: { ...option, lot: 0.01 } },
});
const model = bates({
  ...{ variance: 0.25, meanReversion: 4, longVariance: 0.2, volatilityOfVariance: 1 },
  ...{ correlation: -0.5, jumpsPerYear: 20, jumpMean: -0.05, jumpDeviation: 0.1 },
});

/** The same where the account is in coin, whose deltas have names. */
const IN_COIN = {
  ...STRATEGIES,
  daily: deltaHedge({ delta: "premiumAdjusted" }),
  band: deltaHedge({ band: 0.5, delta: "black" }),
};
const ACCOUNTS = { quote: STRATEGIES, coin: IN_COIN } as const;

for (const settlement of ["quote", "coin"] as const) {
  for (const [name, strategy] of Object.entries(ACCOUNTS[settlement])) {
    for (const days of [undefined, 6]) {
      test(`what ${name} has earned by ${days ?? 20} days is the profit of the study in ${settlement}, path by path`, async () => {
        const description = studyDescription({
          book: book(
            short(5, call({ strike: 100, days: 20 })),
            long(2, put({ strike: 90, days: 10 })),
          ),
          ...{ market: { spot: 100, volatility: 0.5, rate: 0.06 }, model, costs, days },
          ...{ strategies: { [name]: strategy }, settlement, paths: 64, seed: 3 },
          // the gamma hedge is held to its expiry
          deliveryWindow: days || name === "gamma" ? undefined : "2h",
        });
        const plan = lower(description, grid(description)),
          own = { ...plan, strategies: [plan.strategies[1]!] };
        const traced = tracedPaths(own, 0, 64),
          rows = pathProfits(own, traced, valuedOptions(own, traced, markFactor(model)));
        const { strategies } = await pathOutcomes(description, ["profit"]),
          growth = settlement === "coin" ? 1 : Math.exp(plan.rate * plan.stepYears * plan.steps),
          stake = settlement === "coin" ? 7 : 700;
        assert.is(rows.length, plan.steps + 1);
        strategies[0]!.profit.forEach((profit, path) => {
          const earned = rows.at(-1)![path]! * growth;
          assert.ok(Math.abs(earned - profit) < 1e-9 * stake, `path ${path}: ${earned} ${profit}`);
        });
      });
    }
  }
}

test.run();
