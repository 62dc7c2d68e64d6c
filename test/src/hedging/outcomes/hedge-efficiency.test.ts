import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type HedgeEfficiency,
  hedgeEfficiency,
} from "../../../../src/hedging/outcomes/hedge-efficiency.ts";
import {
  deviationRisk,
  entropicRisk,
  type RiskMeasure,
  semivarianceRisk,
  shortfallRisk,
  varianceRisk,
} from "../../../../src/hedging/outcomes/risk-measures.ts";
import { study } from "../../../../src/hedging/study.ts";
import { moments, near, within } from "../../../sample.ts";
import { options } from "../options.ts";

const test = suite("hedge-efficiency");
const ALL: readonly RiskMeasure[] = [
  varianceRisk(),
  deviationRisk(),
  semivarianceRisk({ target: -5 }),
  shortfallRisk({ tail: 0.05 }),
  entropicRisk({ riskAversion: 0.01 }),
];
const result = await study(options());
const efficiency = await hedgeEfficiency(result, { by: ALL });

test("efficiency by variance and the worst twentieth are those of the study", () => {
  for (const { strategy, risk, hedged, efficiency: removed } of efficiency.rows) {
    const known = result.strategies[strategy]!;
    if (risk.type === "variance") near(removed!.value, known.efficiency.value, 1e-12);
    if (risk.type === "deviation") near(hedged.value, known.standardDeviation.value, 1e-12);
    if (risk.type === "shortfall") near(hedged.value, known.expectedShortfall95.value, 1e-12);
  }
});

test("standard errors are those of the study's jackknife, within its own error", () => {
  const row = (strategy: string, type: string) =>
    efficiency.rows.find((r) => r.strategy === strategy && r.risk.type === type)!;
  for (const name of ["daily", "band"]) {
    const { efficiency: known, standardDeviation } = result.strategies[name]!;
    const ratios = [
      row(name, "variance").efficiency!.standardError / known.standardError,
      row(name, "deviation").hedged.standardError / standardDeviation.standardError,
    ];
    for (const ratio of ratios) assert.ok(Math.abs(ratio - 1) < 0.25, `${name} ${ratio}`);
  }
});

test("the study described gives what its result gives", async () => {
  const again = await hedgeEfficiency(options(), { by: ALL });
  assert.equal(again.rows, efficiency.rows);
});

test("the strategy that does nothing removes exactly nothing by any measure", () => {
  for (const row of efficiency.rows.filter(({ strategy }) => strategy === "none")) {
    assert.equal(row.removed, { value: 0, standardError: 0 });
    assert.is(row.efficiency?.value ?? 0, 0);
    assert.is(row.removedPerCost, null);
  }
});

test("standard errors are the spread over independent seeds", async () => {
  const seeds = Array.from({ length: 40 }, (_, i) => 500 + i);
  const { none: _, ...strategies } = options().strategies;
  const all: HedgeEfficiency[] = [];
  for (const seed of seeds) {
    all.push(await hedgeEfficiency(options({ strategies, seed, paths: 4096 }), { by: ALL }));
  }
  all[0]!.rows.forEach(({ strategy, risk }, i) => {
    for (const measure of ["hedged", "removed", "efficiency", "removedPerCost"] as const) {
      const estimates = all.map(({ rows }) => rows[i]![measure]!);
      const spread = moments(estimates.map(({ value }) => value)).deviation;
      const told = moments(estimates.map(({ standardError }) => standardError)).mean;
      const what = `${measure} of ${strategy} by ${risk.type}`;
      within(spread / told, 1, 1 / Math.sqrt(2 * (seeds.length - 1)), what);
    }
  });
});

test("entropic risk of a small aversion is half the aversion times the variance, less the mean", async () => {
  const riskAversion = 1e-5;
  const { rows } = await hedgeEfficiency(result, {
    by: [entropicRisk({ riskAversion }), varianceRisk()],
  });
  const [entropic, variance] = ["entropic", "variance"].map(
    (type) => rows.find((row) => row.strategy === "daily" && row.risk.type === type)!.hedged.value,
  );
  const expected = (riskAversion / 2) * variance! - result.strategies.daily!.mean.value;
  near(entropic!, expected, 1e-6);
});

test("entropic risk overflows at no aversion, and tends to the worst loss", async () => {
  const [row] = (await hedgeEfficiency(result, { by: [entropicRisk({ riskAversion: 1e6 })] })).rows;
  const [worst] = (await hedgeEfficiency(result, { by: [shortfallRisk({ tail: 1e-9 })] })).rows;
  near(row!.hedged.value, worst!.hedged.value, 1e-4);
});

test("a dear hedge removes variance, and yet leaves more to fall short of nothing", async () => {
  const dear = options({ costs: { type: "proportional", rate: 0.05 } });
  const { rows } = await hedgeEfficiency(dear);
  const daily = rows.filter(({ strategy }) => strategy === "daily");
  const by = (type: string) => daily.find(({ risk }) => risk.type === type)!.efficiency!;
  assert.ok(by("variance").value > 0.5 + 4 * by("variance").standardError);
  assert.ok(by("semivariance").value < -4 * by("semivariance").standardError);
});

test("the table has a row a strategy and measure, a standard error beside every estimate", () => {
  const rows = efficiency.table().objects();
  assert.is(rows.length, 3 * ALL.length);
  const daily = rows.find((row) => row.strategy === "daily" && row.risk === "shortfall 5 %")!;
  assert.ok((daily.efficiencyError as number) > 0);
  assert.is(rows[0]!.removedPerCost, null);
});

test("a bad measure is named in the error", async () => {
  const message = async (by: unknown) =>
    hedgeEfficiency(options(), { by: by as RiskMeasure[] }).then(
      () => assert.unreachable(),
      (error: Error) => error.message,
    );
  assert.is(
    await message([{ type: "omega" }]),
    "unknown risk: omega, known are variance, deviation, semivariance, shortfall, entropic",
  );
  assert.is(await message([]), "by must have at least one risk, got an array of 0");
  assert.is(
    await message([{ type: "entropic", riskAversion: Number.NaN }]),
    "by.0.riskAversion must be a number, got NaN",
  );
  assert.throws(() => shortfallRisk({ tail: 1 }), /^tail must be below 1, got 1$/);
});

test.run();
