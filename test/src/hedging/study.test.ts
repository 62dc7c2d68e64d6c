import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bookValue } from "../../../src/core/hedging.ts";
import { type StudyOptions, studyDescription } from "../../../src/hedging/description.ts";
import { grid, lower } from "../../../src/hedging/plan.ts";
import type { StrategyResult } from "../../../src/hedging/result.ts";
import type { RunOptions } from "../../../src/hedging/simulate.ts";
import { deltaHedge, unhedged } from "../../../src/hedging/strategies.ts";
import { study } from "../../../src/hedging/study.ts";
import { StudyResult } from "../../../src/hedging/study-result.ts";
import { book, short } from "../../../src/portfolio/book.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { moments, near, within } from "../../sample.ts";
import { options } from "./options.ts";

const test = suite("study");
const result = await study(options());

/** The result of a study, as text. */
async function json(run: RunOptions, changes: Partial<StudyOptions> = {}): Promise<string> {
  return JSON.stringify(await study(options(changes), run));
}

for (const chunk of [1, 777, 1e9]) {
  test(`chunks of ${chunk} paths give the same bytes`, async () => {
    assert.is(await json({ chunk }), JSON.stringify(result));
  });
}

test("the same seed gives the same bytes, another seed others", async () => {
  assert.is(await json({}, { seed: 1 }), JSON.stringify(result));
  assert.is.not(await json({}, { seed: 2 }), JSON.stringify(result));
});

/** Too many profits to keep: they are counted instead. */
const large = options({ strategies: { none: unhedged() }, paths: 4_300_000 });

test("a study too large to keep its profits gives the same bytes however it is split", async () => {
  const whole = await study(large, { workers: 1 });
  assert.is(whole.quantiles, "within 0.05 %");
  assert.is(result.quantiles, "exact");
  const parts = await study(large, { workers: 1, chunk: 555_555 });
  assert.is(JSON.stringify(parts), JSON.stringify(whole));
});

test("counted profits have the tails that kept ones have", async () => {
  const counted = (await study(large, { workers: 1 })).unhedged;
  const kept = (await study({ ...large, paths: 1_000_000 }, { workers: 1 })).unhedged;
  for (const measure of ["valueAtRisk95", "valueAtRisk99", "expectedShortfall99"] as const) {
    const [one, two] = [counted[measure], kept[measure]];
    within(one.value, two.value, Math.hypot(one.standardError, two.standardError), measure);
    within(one.standardError / two.standardError, Math.sqrt(1 / 4.3), 0.01);
  }
});

test("adding a strategy changes no number of the others", async () => {
  const { strategies } = options();
  const more = await study(
    options({ strategies: { first: deltaHedge({ every: "2d" }), ...strategies } }),
  );
  for (const name of Object.keys(strategies)) {
    assert.equal(more.strategies[name], result.strategies[name]);
  }
});

test("a study read back from its own description is the same study", async () => {
  const { study: description } = JSON.parse(JSON.stringify(result)) as StudyResult;
  assert.is(JSON.stringify(await study(description)), JSON.stringify(result));
});

test("a result survives JSON", () => {
  const text = JSON.stringify(result);
  const back = new StudyResult(JSON.parse(text));
  assert.is(JSON.stringify(back), text);
  assert.equal(back.table().objects(), result.table().objects());
});

const COLUMNS = [
  ...["efficiency", "cost", "costPerDeviationRemoved", "varianceRemovedPerCost", "mean"],
  ...["standardDeviation", "valueAtRisk95", "expectedShortfall95", "valueAtRisk99"],
  ...["expectedShortfall99", "skewness", "kurtosis", "turnover", "trades"],
];

test("the table has a row a strategy and a standard error beside every measure", () => {
  const table = result.table();
  assert.is(table.numRows(), 3);
  const expected = ["strategy", ...COLUMNS.flatMap((column) => [column, `${column}Error`])];
  assert.equal(table.columnNames(), expected);
  const rows = table.objects();
  assert.equal(
    rows.map((row) => row.strategy),
    ["none", "daily", "band"],
  );
  assert.is(rows[1]!.efficiency, result.strategies.daily!.efficiency.value);
  assert.is(rows[1]!.efficiencyError, result.strategies.daily!.efficiency.standardError);
  assert.is(rows[0]!.costPerDeviationRemoved, null);
});

test("every estimate of a hedge has a standard error above zero", () => {
  const { trades, costs: _, ...random } = result.strategies.band!;
  assert.ok(trades.standardError > 0);
  for (const [name, estimate] of Object.entries(random)) {
    assert.ok(estimate!.standardError > 0 && Number.isFinite(estimate!.value), name);
  }
});

test("the book alone and the strategy that does nothing are one", () => {
  assert.equal(result.strategies.none, result.unhedged);
  assert.is(result.unhedged.efficiency.value, 0);
  assert.is(result.unhedged.cost.value, 0);
  assert.is(result.unhedged.varianceRemovedPerCost, null);
  assert.is(result.unhedged.costPerDeviationRemoved, null);
});

test("daily delta hedging removes well over nine tenths of the variance", () => {
  const { value, standardError } = result.strategies.daily!.efficiency;
  assert.ok(value - 4 * standardError > 0.95);
});

test("hedging more often costs more and removes more", async () => {
  const strategies = Object.fromEntries(
    ["5d", "1d", "6h"].map((every) => [every, deltaHedge({ every })]),
  );
  const all = Object.values((await study(options({ strategies }))).strategies);
  rises(all.map(({ cost }) => cost.value));
  rises(all.map(({ efficiency }) => efficiency.value));
});

test("wider bands cost less and trade less", async () => {
  const strategies = Object.fromEntries(
    [2, 1, 0.5, 0.1].map((band) => [`band ${band}`, deltaHedge({ every: "6h", band })]),
  );
  const all = Object.values((await study(options({ strategies }))).strategies);
  rises(all.map(({ cost }) => cost.value));
  rises(all.map(({ trades }) => trades.value));
});

function rises(values: readonly number[]): void {
  values.slice(1).forEach((value, i) => {
    assert.ok(value > values[i]!, `${values}`);
  });
}

test("risk is told as a loss, and the shortfall is beyond the value at risk", () => {
  for (const name of Object.keys(result.strategies)) {
    const r = result.strategies[name] as StrategyResult;
    assert.ok(r.expectedShortfall95.value > r.valueAtRisk95.value);
    assert.ok(r.expectedShortfall99.value > r.valueAtRisk99.value);
    assert.ok(r.valueAtRisk99.value > r.valueAtRisk95.value);
    assert.ok(r.valueAtRisk95.value > 0);
  }
});

test("mean profit and mean cost sum to nothing when the drift is the rate", () => {
  for (const { mean, cost } of Object.values(result.strategies)) {
    within(mean.value + cost.value, 0, mean.standardError + cost.standardError);
  }
});

test("differences pair all strategies, and equal strategies do not differ", async () => {
  const strategies = { a: deltaHedge(), b: deltaHedge({ band: 0 }), c: unhedged() };
  const { differences, strategies: all } = await study(options({ strategies }));
  assert.equal(
    differences.map(({ first, second }) => first + second),
    ["ab", "ac", "bc"],
  );
  const [same, other] = differences;
  for (const measure of ["mean", "standardDeviation", "cost", "efficiency"] as const) {
    assert.equal(same![measure], { value: 0, standardError: 0 });
    near(other![measure].value, all.a![measure].value - all.c![measure].value);
  }
});

test("the study lasts as long as it is told, and options beyond are marked", async () => {
  const week = await study(options({ days: 7 }));
  assert.is(week.horizonDays, 7);
  assert.is(week.steps, 7);
  const { mean, standardDeviation } = week.unhedged;
  within(mean.value, 0, mean.standardError);
  assert.ok(standardDeviation.value < result.unhedged.standardDeviation.value);
});

test("a book is worth as much at the start whatever the horizon", () => {
  const worth = (days: number | undefined) => {
    const description = studyDescription(options({ days }));
    return bookValue(lower(description, grid(description)));
  };
  near(worth(7), worth(undefined));
});

test("the example is the first path, with what each strategy held", () => {
  const { days, spot, held } = result.example;
  assert.is(days.length, 31);
  assert.is(spot.length, 31);
  assert.is(spot[0], 100);
  assert.is(days[30], 30);
  assert.equal(Object.keys(held), ["none", "daily", "band"]);
  assert.ok(held.none!.every((units) => units === 0));
  assert.ok(held.daily!.every((units) => units >= 0 && units <= 10));
  held.daily!.forEach((units, i) => {
    assert.ok(Math.abs(held.band![i]! - units) <= 1 + 1e-12, "outside its band");
  });
});

test("the histogram counts nearly all paths between common, rising edges", () => {
  const { edges, counts } = result.histogram;
  rises(edges);
  for (const count of Object.values(counts)) {
    assert.is(count.length, edges.length - 1);
    const sum = count.reduce((a, b) => a + b);
    assert.ok(sum <= 4000 && sum >= 4000 * 0.99, `${sum}`);
  }
});

test("progress rises to the number of paths", async () => {
  const calls: [done: number, total: number][] = [];
  await study(options(), { chunk: 1536, onProgress: (...call) => calls.push(call) });
  assert.equal(calls, [
    [1536, 4000],
    [3072, 4000],
    [4000, 4000],
  ]);
});

async function rejection(run: RunOptions): Promise<unknown> {
  return study(options(), { chunk: 512, ...run }).then(
    () => assert.unreachable("the study went on"),
    (reason: unknown) => reason,
  );
}

test("a study that is stopped rejects with the reason, and at once", async () => {
  const reason = new Error("enough");
  assert.is(await rejection({ signal: AbortSignal.abort(reason) }), reason);
  const stop = new AbortController(),
    calls: number[] = [];
  const onProgress = (done: number) => {
    calls.push(done);
    stop.abort(reason);
  };
  assert.is(await rejection({ signal: stop.signal, onProgress }), reason);
  assert.equal(calls, [512]);
});

test("workers are a positive whole number", async () => {
  const error = (await rejection({ workers: 0 })) as Error;
  assert.is(error.message, "workers must be a positive whole number, got 0");
});

test("a bad study rejects, and does not throw", async () => {
  const error = await study(options({ paths: 0 })).catch((reason: Error) => reason);
  assert.is((error as Error).message, "paths must be a positive whole number, got 0");
});

test("standard errors are the spread over independent seeds", async () => {
  const monthly = { strategies: { daily: deltaHedge() }, paths: 8192 };
  const seeds = Array.from({ length: 40 }, (_, seed) => seed + 100);
  const results: StrategyResult[] = [];
  for (const seed of seeds) {
    results.push((await study(options({ ...monthly, seed }))).strategies.daily!);
  }
  for (const measure of ["efficiency", "cost", "valueAtRisk95", "expectedShortfall95"] as const) {
    const spread = moments(results.map((r) => r[measure].value)).deviation;
    const told = moments(results.map((r) => r[measure].standardError)).mean;
    within(spread / told, 1, 1 / Math.sqrt(2 * (seeds.length - 1)), measure);
  }
});

test("a thousand paths have standard errors", async () => {
  const { mean, efficiency } = (await study(options({ paths: 1024 }))).strategies.daily!;
  assert.ok(mean.standardError > 0 && efficiency.standardError > 0);
});

test("64 paths have standard errors near the deviation over the root of the paths", async () => {
  const { mean, standardDeviation, efficiency } = (await study(options({ paths: 64 }))).unhedged;
  within(mean.standardError / (standardDeviation.value / 8), 1, 1 / Math.sqrt(128));
  assert.is(efficiency.standardError, 0);
});

test("a book without risk has nothing to remove, and the study says so", async () => {
  const model = { type: "geometricBrownian", volatility: 0, drift: 0 } as const;
  const still = options({ model, book: book(short(10, call({ strike: 100, days: 30 }))) });
  const message = await study(still).catch((error: Error) => error.message);
  assert.match(
    String(message),
    /^book must have risk to remove, got a standard deviation of \S+ unhedged$/,
  );
});

test.run();
