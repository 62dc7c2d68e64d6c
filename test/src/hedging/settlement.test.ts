import { suite } from "uvu";
import * as assert from "uvu/assert";
import { whalleyWilmott } from "../../../src/hedging/bands.ts";
import { venueCosts } from "../../../src/hedging/costs.ts";
import { type StudyOptions, studyDescription } from "../../../src/hedging/description.ts";
import { deltaGammaHedge } from "../../../src/hedging/option-hedges.ts";
import { deltaHedge, unhedged } from "../../../src/hedging/strategies.ts";
import { study } from "../../../src/hedging/study.ts";
import { StudyResult } from "../../../src/hedging/study-result.ts";
import { book, short } from "../../../src/portfolio/book.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { near } from "../../sample.ts";
import { refuses } from "../description.ts";
import { options } from "./options.ts";

const test = suite("settlement in coin");

const STRATEGIES = {
  none: unhedged(),
  black: deltaHedge({ every: "8h", delta: "black" }),
  adjusted: deltaHedge({ every: "8h", delta: "premiumAdjusted" }),
};

function inCoin(changes: Partial<StudyOptions> = {}): StudyOptions {
  return options({
    book: book(short(10, call({ strike: 90, days: 30 }))),
    strategies: STRATEGIES,
    settlement: "coin",
    costs: venueCosts({}),
    ...changes,
  });
}

test("hedging an inverse option with the Black delta leaves its premium's coins exposed, and with the premium-adjusted one does not", async () => {
  const { strategies, inQuote, differences } = await study(inCoin());
  const { black, adjusted } = strategies;
  assert.ok(adjusted!.efficiency.value > 0.97, String(adjusted!.efficiency.value));
  assert.ok(black!.standardDeviation.value > 4 * adjusted!.standardDeviation.value);
  const pair = differences.find((each) => each.first === "black" && each.second === "adjusted")!;
  assert.ok(pair.efficiency.value < -4 * pair.efficiency.standardError);
  assert.ok(inQuote!.strategies.adjusted!.efficiency.value > 0.97);
});

test("in dollars it is Black's delta that hedges the same option", async () => {
  const { strategies, inQuote } = await study(inCoin({ settlement: "quote" }));
  assert.ok(strategies.black!.efficiency.value > 0.97);
  assert.ok(
    strategies.adjusted!.standardDeviation.value > 3 * strategies.black!.standardDeviation.value,
  );
  assert.is(inQuote, undefined);
});

test("results are in coin and in what these coins are worth, and costs add up in both", async () => {
  const costs = venueCosts({ fee: 0.0005, perTrade: 0.001, capital: 0.02, funding: 0.05 });
  const result = await study(inCoin({ costs }));
  for (const { unhedged, strategies } of [result, result.inQuote!]) {
    assert.is(unhedged.cost.value, 0);
    for (const { cost, costs } of Object.values(strategies)) {
      const parts = Object.values(costs).reduce((sum, part) => sum + part.value, 0);
      near(parts, cost.value, 1e-14);
    }
  }
  const ratio = result.inQuote!.unhedged.standardDeviation.value / 100;
  assert.ok(Math.abs(Math.log(ratio / result.unhedged.standardDeviation.value)) < 0.5);
  const table = result.table(result.inQuote!.strategies);
  assert.is(table.numRows(), 3);
  const again = new StudyResult(JSON.parse(JSON.stringify(result)));
  assert.equal(again.toJSON(), result.toJSON());
});

test("options hedge options in coin: gamma hedged leaves less variance than delta hedged", async () => {
  const gamma = deltaGammaHedge({ every: "8h", using: call({ strike: 95, days: 60 }) });
  const { strategies } = await study(inCoin({ strategies: { ...STRATEGIES, gamma } }));
  assert.ok(
    strategies.gamma!.standardDeviation.value < 0.6 * strategies.adjusted!.standardDeviation.value,
  );
});

test("a study too large to keep profits counts them near as well in both currencies", async () => {
  const paths = 2_200_000,
    description = { book: book(short(10, call({ strike: 90, days: 2 }))), paths };
  const {
    quantiles,
    unhedged: alone,
    inQuote,
  } = await study(inCoin({ ...description, strategies: { none: unhedged() } }));
  assert.is(quantiles, "within 0.05 %");
  assert.ok(alone.valueAtRisk95.value > 0);
  assert.ok(
    Math.abs(inQuote!.unhedged.valueAtRisk95.value / 100 / alone.valueAtRisk95.value - 1) < 0.2,
  );
});

test("where settlement is coin every delta is named", () => {
  refuses(
    () => studyDescription(inCoin({ strategies: { daily: deltaHedge() } })),
    TypeError,
    'strategies.daily.delta must be said where settlement is coin: "premiumAdjusted" hedges coins,' +
      ' "black" the quote currency, got nothing',
  );
  const band = whalleyWilmott({ riskAversion: 1 });
  const strategies = { daily: deltaHedge({ delta: "premiumAdjusted", band }) };
  refuses(
    () => studyDescription(inCoin({ strategies })),
    RangeError,
    "strategies.daily.band must not be whalleyWilmott where settlement is coin: its risk aversion" +
      " is to the quote currency, got an object",
  );
});

test.run();
