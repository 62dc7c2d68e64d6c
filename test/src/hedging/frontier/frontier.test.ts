import { suite } from "uvu";
import * as assert from "uvu/assert";
import { frontier } from "../../../../src/hedging/frontier/frontier.ts";
import { shortfallRisk } from "../../../../src/hedging/outcomes/risk-measures.ts";
import { deltaHedge, stopLoss, unhedged } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import { near } from "../../../sample.ts";
import { options } from "../options.ts";

const test = suite("frontier");
const base = options({
  strategies: {
    none: unhedged(),
    wasteful: stopLoss({ every: "6h" }),
    band: deltaHedge({ every: "6h", band: 1 }),
  },
});
const BANDS = [0.1, 0.3, 1, 3];
const result = await frontier({ study: base, vary: { "band.band": BANDS } });

test("a sweep puts a strategy a value in the place of the one that is varied", () => {
  assert.equal(
    result.points.map(({ name }) => name),
    ["none", "wasteful", "band 0.1", "band 0.3", "band 1", "band 3"],
  );
  assert.equal(result.points[3]!.parameters, { band: 0.3 });
  assert.equal(result.points[0]!.parameters, {});
  assert.equal(result.study.strategies["band 0.3"], deltaHedge({ every: "6h", band: 0.3 }));
});

test("points are what a study of the same strategies says", async () => {
  const known = await study(result.study);
  near(result.unhedged.value, known.unhedged.standardDeviation.value);
  for (const { name, cost, risk } of result.points) {
    near(cost.value, known.strategies[name]!.cost.value);
    near(risk.value, known.strategies[name]!.standardDeviation.value);
  }
});

test("the cheapest and the least risky are efficient, what is beaten in both is not", () => {
  const at = (name: string) => result.points.find((point) => point.name === name)!;
  assert.ok(at("none").efficient && at("none").chance === 1);
  assert.ok(at("band 0.1").efficient && at("band 0.1").chance > 0.99);
  assert.not.ok(at("wasteful").efficient);
  assert.is(at("wasteful").chance, 0);
  const costs = result.efficient.map(({ cost }) => cost.value),
    risks = result.efficient.map(({ risk }) => risk.value);
  assert.equal(
    costs,
    [...costs].sort((a, b) => a - b),
  );
  assert.equal(
    risks,
    [...risks].sort((a, b) => b - a),
  );
});

test("the chance that a point is efficient is the share of seeds in which it is", async () => {
  // two bands so near that noise decides which of them is beaten by the recentred one
  const near = {
    ...options({ paths: 512 }),
    strategies: {
      band: deltaHedge({ every: "1d", band: 0.6 }),
      other: deltaHedge({ every: "2d", band: 0.15 }),
    },
  };
  const runs: { efficient: number; chance: number }[][] = [];
  for (let seed = 0; seed < 120; seed++) {
    const { points } = await frontier({ study: { ...near, seed } });
    runs.push(points.map(({ efficient, chance }) => ({ efficient: Number(efficient), chance })));
  }
  for (const k of [0, 1]) {
    const mean = (of: "efficient" | "chance") =>
      runs.reduce((sum, run) => sum + run[k]![of], 0) / runs.length;
    const [held, told] = [mean("efficient"), mean("chance")];
    assert.ok(Math.abs(held - told) < 0.15, `${k}: ${held} of seeds, told ${told}`);
  }
});

test("errors of cost and risk are correlated as their influences are", () => {
  for (const { correlation } of result.points) {
    assert.ok(correlation >= -1 && correlation <= 1);
  }
  assert.is(result.points[0]!.correlation, 0);
});

test("several parameters of one strategy are combined, and any risk can be asked for", async () => {
  const all = await frontier({
    study: options({ strategies: { band: deltaHedge({ band: 1 }) }, paths: 1000 }),
    vary: { "band.band": [0.5, 1], "band.every": ["1d", "2d"] },
    risk: shortfallRisk(),
  });
  assert.equal(
    all.points.map(({ name }) => name),
    ["band 0.5 1d", "band 0.5 2d", "band 1 1d", "band 1 2d"],
  );
  const known = await study(all.study);
  near(all.points[2]!.risk.value, known.strategies["band 1 1d"]!.expectedShortfall95.value);
});

test("the table has a row a point and an error beside each estimate", () => {
  const rows = result.table().objects();
  assert.is(rows.length, 6);
  assert.equal(Object.keys(rows[0]!), [
    ...["strategy", "cost", "costError", "risk", "riskError"],
    ...["efficiency", "efficiencyError", "efficient", "chance"],
  ]);
});

test("bad sweeps are named", async () => {
  const message = (vary: Record<string, (number | string)[]>) =>
    frontier({ study: base, vary }).then(
      () => assert.unreachable(),
      (error: Error) => error.message,
    );
  assert.is(
    await message({ "weekly.band": [1] }),
    'vary must have keys of a strategy and its parameter, as in "band.every", got weekly.band',
  );
  assert.is(
    await message({ "band.band": [] }),
    "vary.band.band must have at least one value, got an array of 0",
  );
  assert.is(await message({ "band.band": [-1] }), "band must not be negative, got -1");
  assert.is(await message({ "none.units": [1] }), "units is not an option here");
  assert.is(
    await message({ "band.band": [1, 1] }),
    "vary must give strategies names of their own, got band 1 twice",
  );
});

test.run();
