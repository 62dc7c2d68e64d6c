import { suite } from "uvu";
import * as assert from "uvu/assert";
import { proportionalCosts, venueCosts } from "../../../../src/hedging/costs.ts";
import { type StudyOptions, studyDescription } from "../../../../src/hedging/description.ts";
import { deltaGammaHedge } from "../../../../src/hedging/option-hedges.ts";
import { hedgeEfficiency } from "../../../../src/hedging/outcomes/hedge-efficiency.ts";
import { varianceRisk } from "../../../../src/hedging/outcomes/risk-measures.ts";
import { deltaHedge, unhedged } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import {
  type FinancedStudyOptions,
  financedStudy,
} from "../../../../src/margin/along-paths/financed-study.ts";
import { marginAlongPaths } from "../../../../src/margin/along-paths/margin-along-paths.ts";
import { type Rulebook, rulebook } from "../../../../src/margin/rulebook.ts";
import { rulebooks } from "../../../../src/margin/rulebooks.ts";
import { call } from "../../../../src/portfolio/contracts.ts";
import { near } from "../../../sample.ts";
import { options } from "../../hedging/options.ts";

const test = suite("financedStudy");

const DAYS = 6;

/** Ten calls short for some days, alone, hedged with the perpetual, and with an option bought too. */
function described(changes: Partial<StudyOptions> = {}): StudyOptions {
  return options({
    strategies: {
      none: unhedged(),
      daily: deltaHedge({ delta: "black" }),
      gamma: deltaGammaHedge({ using: call({ strike: 105, days: 40 }) }),
    },
    costs: venueCosts({ fee: 0.0005, halfSpread: 0.0002, perTrade: 0.01, funding: 0.1 }),
    ...{ days: DAYS, paths: 64 },
    ...changes,
  });
}
const DERIBIT = rulebooks.deribitStandard({ settlement: "linear" });
const ask = (changes: Partial<FinancedStudyOptions> = {}, more: Partial<StudyOptions> = {}) =>
  financedStudy(described(more), {
    ...{ rulebook: DERIBIT, capital: 400, costOfCapital: 0.1, paths: 8 },
    ...changes,
  });

/** A rulebook that asks the same of any account. */
const constant = (initial: number): Rulebook =>
  rulebook({
    ...{ type: "own", name: "own", source: { document: "none", date: "2026-01-01" } },
    ...{ listed: { types: ["call", "put", "perpetual"] }, parameters: {}, open: [] },
    calculate: ({ cash }) => ({
      ...{ currency: "USD", equity: cash, initial, maintenance: initial / 2 },
      ...{ initialExcess: cash - initial, maintenanceExcess: cash - initial / 2 },
      ...{ scenarios: [], worst: null, charges: {}, contributions: [] },
    }),
  });

test("a margin that stands still costs its size, its years and what capital costs, with interest", async () => {
  const market = { spot: 100, volatility: 0.5, rate: 0.05 };
  const { strategies, unhedged: alone } = await ask({ rulebook: constant(50) }, { market });
  const days = Array.from({ length: DAYS }, (_, day) => DAYS - day);
  const cost = days.reduce((sum, left) => sum + (5 / 365) * Math.exp((0.05 * left) / 365), 0);
  for (const each of [alone, ...Object.values(strategies)]) {
    near(each.costs.capital.value, cost, 1e-9);
    assert.ok(each.costs.capital.standardError < 1e-12);
  }
});

test("short options cost capital by the standard rule, and mean margin times years is what it costs", async () => {
  const result = await ask();
  for (const name of Object.keys(result.strategies)) {
    const { costs, margin } = result.strategies[name]!;
    near(costs.capital.value, 0.1 * (DAYS / 365) * margin.initial.mean.value, 1e-9);
    const own = { strategy: name, rulebook: DERIBIT, capital: 400, paths: 8 };
    assert.equal(margin, await marginAlongPaths(described(), own));
  }
  const { none, daily, gamma } = result.strategies;
  assert.equal({ ...none!, margin: null }, { ...result.unhedged, margin: null });
  // the options bought are paid for and post nothing, but the perpetual does
  assert.ok(daily!.costs.capital.value > none!.costs.capital.value);
  assert.ok(gamma!.costs.capital.value > none!.costs.capital.value);
});

for (const settlement of ["quote", "coin"] as const) {
  test(`where capital is free all is as in the study settled in ${settlement}`, async () => {
    const strategies = {
        daily: deltaHedge({ delta: "black" }),
        gamma: deltaGammaHedge({ using: call({ strike: 105, days: 40 }) }),
      },
      same = { settlement, strategies } as const;
    const rulebook = settlement === "coin" ? rulebooks.deribitStandard() : DERIBIT,
      free = await ask({ rulebook, costOfCapital: 0, paths: 64 }, same);
    const plain = await study(described(same)),
      { rows } = await hedgeEfficiency(described(same), { by: [varianceRisk()] });
    assert.equal(free.study, studyDescription(described(same)));
    Object.entries(free.strategies).forEach(([name, each], k) => {
      const expected = plain.strategies[name]!;
      near(each.mean.value, expected.mean.value, 1e-10);
      near(each.standardDeviation.value, expected.standardDeviation.value, 1e-10);
      near(each.efficiency.value, rows[k]!.efficiency!.value, 1e-10);
      near(each.efficiency.standardError, rows[k]!.efficiency!.standardError, 1e-10);
      for (const [cause, cost] of Object.entries(each.costs)) {
        near(cost.value, expected.costs[cause as keyof typeof expected.costs].value, 1e-10);
      }
    });
    const dear = await ask({ rulebook, paths: 64 }, same);
    for (const [name, { mean, cost, costs }] of Object.entries(dear.strategies)) {
      const parts = Object.values(costs).reduce((sum, { value }) => sum + value, 0);
      near(parts, cost.value, 1e-10);
      near(free.strategies[name]!.mean.value - mean.value, costs.capital.value, 1e-10);
    }
  });
}

test("progress counts the paths of all accounts, and a signal stops", async () => {
  const seen: number[] = [],
    controller = new AbortController();
  const stopped = ask({
    paths: 10,
    onProgress(done, total) {
      assert.is(total, 40);
      seen.push(done);
      if (done === 12) controller.abort(new Error("enough"));
    },
    signal: controller.signal,
  });
  await stopped.then(
    () => assert.unreachable(),
    (error: Error) => assert.is(error.message, "enough"),
  );
  assert.is(seen.at(-1), 12);
});

const ERRORS: readonly [Partial<FinancedStudyOptions>, Partial<StudyOptions>, RegExp][] = [
  [{ costOfCapital: -0.1 }, {}, /^costOfCapital must not be negative, got -0.1$/],
  [{ costOfCapital: Number.NaN }, {}, /^costOfCapital must be a number, got NaN$/],
  [{ capital: 0 }, {}, /^capital must be positive, got 0$/],
  [
    {},
    { costs: venueCosts({ capital: 0.03 }) },
    /^costs.capital must be 0 where margin costs capital, got 0.03: it stands for the margin of the hedge$/,
  ],
  [
    { rulebook: rulebooks.deribitStandard() },
    { costs: proportionalCosts() },
    /^settlement of the call must be inverse, got linear$/,
  ],
];

for (const [asked, changes, message] of ERRORS) {
  test(`an error says: ${message.source}`, async () => {
    await ask(asked, changes).then(
      () => assert.unreachable(),
      (error: Error) => assert.match(error.message, message),
    );
  });
}

test.run();
