import { assetLegs, type HedgePlan, tracePath } from "../core/hedging.ts";
import { assetParts } from "./assets/asset-part.ts";
import { type AnyStudy, type AnyStudyOptions, anyStudy } from "./assets/assets-study.ts";
import type { StudyOptions } from "./description.ts";
import { histogram } from "./histogram.ts";
import { interruptible } from "./interrupt.ts";
import { type Grid, grid, lower, notional } from "./plan.ts";
import type { Profits } from "./profits.ts";
import type { CostSplit, Difference, ExamplePath, StrategyResult } from "./result.ts";
import { type RunOptions, type Simulated, simulate } from "./simulate.ts";
import { estimate, type Measures, type Sample, sample } from "./statistics.ts";
import { type StudyJson, StudyResult } from "./study-result.ts";

/**
 * Simulate a hedged book under every strategy, on the same paths, and weigh the variance that each
 * removes against its cost. Money is in the quote currency at the horizon. Standard errors fall as
 * 1 / sqrt(paths); the same description gives the same bits however the work is split.
 */
export function study(options: StudyOptions, run?: RunOptions): Promise<StudyResult>;
export function study(options: AnyStudyOptions, run?: RunOptions): Promise<StudyResult<AnyStudy>>;
export async function study(
  options: AnyStudyOptions,
  run: RunOptions = {},
): Promise<StudyResult<AnyStudy>> {
  const description = anyStudy(options),
    steps = grid(description);
  const plan = lower(description, steps);
  const simulated = await interruptible(run.signal, (signal) =>
    simulate(plan, description.paths, { ...run, signal }),
  );
  return new StudyResult(summary(description, steps, plan, simulated));
}

function summary(
  description: AnyStudy,
  { steps, horizonDays }: Grid,
  plan: HedgePlan,
  { profits, kept, records }: Simulated,
): StudyJson<AnyStudy> {
  const names = Object.keys(description.strategies);
  const currency = names.length + 1,
    all = sample(records, profits.length, currency);
  requireRisk(plan, all.all[0]!.standardDeviation);
  const results = profits.map((each, k) => strategyResult(all, k, each, description));
  const columns = Object.fromEntries(names.map((name, i) => [name, profits[i + 1]!]));
  return {
    study: description,
    market: description.market,
    horizonDays,
    steps,
    quantiles: kept ? "exact" : "within 0.05 %",
    ...byName(names, results),
    ...(results.length > currency ? { inQuote: byName(names, results.slice(currency)) } : {}),
    differences: differences(all, names),
    histogram: histogram(columns),
    example: example(description, plan, horizonDays),
  };
}

function byName(names: readonly string[], [unhedged, ...results]: readonly StrategyResult[]) {
  const strategies = Object.fromEntries(names.map((name, i) => [name, results[i]!]));
  return { unhedged: unhedged!, strategies };
}

/** Efficiency is a share of the book's variance: below rounding there is none to share. */
function requireRisk(plan: HedgePlan, standardDeviation: number): void {
  const unit = plan.strategies[0]!.account === "coin" ? plan.spot : 1;
  if (standardDeviation > (1e-12 * notional(plan)) / unit) return;
  throw new RangeError(
    `book must have risk to remove, got a standard deviation of ${standardDeviation} unhedged`,
  );
}

function strategyResult(
  all: Sample,
  k: number,
  profits: Profits,
  description: AnyStudy,
): StrategyResult {
  const of = (measure: keyof Measures) => estimate(all, (measures) => measures[k]![measure]);
  const [five, one] = profits.lowerTails([0.05, 0.01]);
  const { cost, efficiency } = all.all[k]!;
  return {
    mean: of("mean"),
    standardDeviation: of("standardDeviation"),
    skewness: of("skewness"),
    kurtosis: of("kurtosis"),
    valueAtRisk95: { value: -five!.quantile, standardError: five!.quantileError },
    valueAtRisk99: { value: -one!.quantile, standardError: one!.quantileError },
    expectedShortfall95: { value: -five!.mean, standardError: five!.meanError },
    expectedShortfall99: { value: -one!.mean, standardError: one!.meanError },
    cost: of("cost"),
    turnover: of("turnover"),
    trades: of("trades"),
    costs: costSplit(all, k, description),
    efficiency: of("efficiency"),
    varianceRemovedPerCost: cost > 0 ? of("varianceRemovedPerCost") : null,
    costPerDeviationRemoved: efficiency > 0 ? of("costPerDeviationRemoved") : null,
  };
}

/** What is kept apart, and what is left of the cost: that of trades of any size. */
function costSplit(all: Sample, k: number, description: AnyStudy): CostSplit {
  const own = (measure: keyof Measures) => estimate(all, (measures) => measures[k]![measure]);
  const charged = assetParts(description).some(
    ({ study: { costs } }) => costs.type === "venue" && costs.perTrade > 0,
  );
  const each = charged ? 1 : 0;
  return {
    fee: own("fee"),
    spread: own("spread"),
    impact: own("impact"),
    perTrade: estimate(all, (measures) => each * perTrade(measures[k]!)),
    funding: own("funding"),
    capital: own("capital"),
  };
}

function perTrade({ cost, fee, spread, impact, funding, capital }: Measures): number {
  return cost - fee - spread - impact - funding - capital;
}

function differences(all: Sample, names: readonly string[]): Difference[] {
  return names.flatMap((first, i) =>
    names.slice(i + 1).map((second, j) => {
      const minus = (measure: keyof Measures) =>
        estimate(all, (m) => m[i + 1]![measure] - m[i + j + 2]![measure]);
      return {
        first,
        second,
        mean: minus("mean"),
        standardDeviation: minus("standardDeviation"),
        cost: minus("cost"),
        efficiency: minus("efficiency"),
      };
    }),
  );
}

/** The first path, whatever it looks like: choosing one would be an argument. */
function example(description: AnyStudy, plan: HedgePlan, horizonDays: number): ExamplePath {
  const { steps } = plan,
    parts = assetParts(description),
    strategies = Object.keys(description.strategies),
    legs = assetLegs(plan.strategies);
  const trace = tracePath(plan, 0);
  const row = (start: number, length: number) => [...trace.subarray(start, start + length)];
  const holdings = parts.length * (steps + 1);
  const on = (place: number) => ({
    spot: row(place * (steps + 1), steps + 1),
    held: Object.fromEntries(
      strategies.map((name, k) => [name, row(holdings + legs[k + 1]![place]! * steps, steps)]),
    ),
  });
  return {
    days: Array.from({ length: steps + 1 }, (_, i) => (horizonDays * i) / steps),
    ...on(0),
    ...(parts.length > 1
      ? { assets: Object.fromEntries(parts.map(({ name, place }) => [name, on(place)])) }
      : {}),
  };
}
