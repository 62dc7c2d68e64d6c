import * as v from "valibot";
import { check, freeze, rules } from "../../check.ts";
import type { Estimate } from "../../estimate.ts";
import type { StudyDescription } from "../../hedging/description.ts";
import {
  combined,
  estimateOf,
  type MeasuredRisk,
  meanOf,
  measuredRisk,
} from "../../hedging/outcomes/measured-risk.ts";
import {
  OUTCOMES,
  type Outcome,
  pathOutcomes,
  type WatchOptions,
} from "../../hedging/outcomes/path-outcomes.ts";
import { descriptionOf, type StudyInput } from "../../hedging/outcomes/study-input.ts";
import { grid } from "../../hedging/plan.ts";
import type { CostSplit } from "../../hedging/result.ts";
import type { Rulebook } from "../rulebook.ts";
import { type RulebookDescription, rulebookOf } from "../rulebooks.ts";
import type { JudgedPath } from "./judged-path.ts";
import { type JudgingOptions, judgedPaths, judgingEntries, pathsOf } from "./judged-paths.ts";
import {
  type MarginAlongPaths,
  marginOf,
  type QuantileOptions,
  quantileEntries,
} from "./margin-along-paths.ts";

/** Whose margin the capital is, and what it costs. */
export interface FinancedStudyOptions extends WatchOptions, JudgingOptions, QuantileOptions {
  readonly rulebook: Rulebook | RulebookDescription;
  /** What a unit of initial margin costs a year while it is posted: 0.1 is ten per cent. */
  readonly costOfCapital: number;
}

/** A strategy whose margin costs capital, over the judged paths. */
export interface FinancedHedge {
  /** Mean profit, the cost of capital deducted. */
  readonly mean: Estimate;
  readonly standardDeviation: Estimate;
  readonly cost: Estimate;
  readonly trades: Estimate;
  /** What the cost is made of; `capital` is initial margin times its years and its cost. */
  readonly costs: CostSplit;
  /** 1 - Var(hedged) / Var(alone), both with the capital that they cost. */
  readonly efficiency: Estimate;
  /** The margin itself, and liquidation, of the same paths. */
  readonly margin: MarginAlongPaths;
}

/** A study whose margin costs capital. Money at the horizon, in the study's settlement. */
export interface FinancedStudy {
  /** As it was run. */
  readonly study: StudyDescription;
  readonly horizonDays: number;
  readonly rulebook: string;
  readonly costOfCapital: number;
  /** The book alone, which posts margin too. */
  readonly unhedged: FinancedHedge;
  readonly strategies: Readonly<Record<string, FinancedHedge>>;
}

const schema = v.strictObject({
  ...judgingEntries,
  ...quantileEntries,
  costOfCapital: rules.nonNegative,
});

/**
 * What the margin of book and hedge costs: initial margin by a rulebook, of short options and of all
 * else, step by step along the paths of a study, times its years and a cost of capital. It is the
 * `capital` of each strategy's cost, and deducted from its profit; margins at their worst and
 * liquidation are of the same paths, as in `marginAlongPaths`, which has what one path takes. The
 * study's own `costs.capital` must be 0: it stands for the same on the hedge alone.
 */
export async function financedStudy(
  study: StudyInput,
  { rulebook: rulesOf, onProgress, signal, ...given }: FinancedStudyOptions,
): Promise<FinancedStudy> {
  const described = descriptionOf(study),
    { costOfCapital, ...how } = check(schema, given, "options"),
    rulebook = rulebookOf(rulesOf);
  requireFree(described);
  const paths = pathsOf(described, how.paths),
    names = Object.keys(described.strategies),
    outcomes = await pathOutcomes(described, OUTCOMES, { paths }, { signal });
  const accounts: Account[] = [];
  for (const [i, own] of [outcomes.alone, ...outcomes.strategies].entries()) {
    const report = (done: number) => onProgress?.(i * paths + done, (names.length + 1) * paths),
      watch = { onProgress: report, signal };
    const judged = await judgedPaths(described, i - 1, rulebook, how, watch);
    const strategy = names[i - 1] ?? "unhedged",
      margin = marginOf(judged, { description: described, strategy, rulebook: rulebook.name, how });
    accounts.push({ ...financed(own, judged, costOfCapital), margin });
  }
  const [alone, ...hedged] = accounts.map((account) =>
    hedgeOf(account, accounts[0]!, perTradeOf(described)),
  );
  return freeze({
    study: { ...described, paths },
    horizonDays: grid(described).horizonDays,
    ...{ rulebook: rulebook.name, costOfCapital, unhedged: alone! },
    strategies: Object.fromEntries(names.map((name, i) => [name, hedged[i]!])),
  });
}

/** Margin would be counted twice. */
function requireFree({ costs }: StudyDescription): void {
  if (costs.type === "proportional" || costs.capital === 0) return;
  throw new RangeError(
    `costs.capital must be 0 where margin costs capital, got ${costs.capital}: it stands for the` +
      " margin of the hedge",
  );
}

function perTradeOf({ costs }: StudyDescription): boolean {
  return costs.type === "venue" && costs.perTrade > 0;
}

type Columns = Readonly<Record<Outcome, Float64Array>>;

interface Account {
  readonly columns: Columns;
  readonly margin: MarginAlongPaths;
}

/** Outcomes with the cost of capital in them. */
function financed(
  columns: Columns,
  judged: readonly JudgedPath[],
  costOfCapital: number,
): { columns: Columns } {
  const capital = Float64Array.from(judged, ({ marginYears }) => costOfCapital * marginYears);
  return {
    columns: {
      ...columns,
      ...{ capital, cost: columns.cost.map((each, path) => each + capital[path]!) },
      profit: columns.profit.map((each, path) => each - capital[path]!),
    },
  };
}

function hedgeOf({ columns, margin }: Account, alone: Account, perTrade: boolean): FinancedHedge {
  const mean = (column: Float64Array) => meanOf(column, (each) => each),
    told = (outcome: Outcome) => estimateOf(mean(columns[outcome])),
    variance = (of: Columns) => measuredRisk({ type: "variance" }, of.profit);
  const { cost, fee, spread, impact, funding, capital } = columns,
    rest = cost.map(
      (each, i) => each - fee[i]! - spread[i]! - impact[i]! - funding[i]! - capital[i]!,
    );
  return {
    mean: told("profit"),
    standardDeviation: estimateOf(measuredRisk({ type: "deviation" }, columns.profit)),
    ...{ cost: told("cost"), trades: told("trades") },
    costs: {
      ...{ fee: told("fee"), spread: told("spread"), impact: told("impact") },
      perTrade: perTrade ? estimateOf(mean(rest)) : { value: 0, standardError: 0 },
      ...{ funding: told("funding"), capital: told("capital") },
    },
    efficiency: estimateOf(removed(variance(alone.columns), variance(columns))),
    margin,
  };
}

function removed(before: MeasuredRisk, after: MeasuredRisk): MeasuredRisk {
  const [unhedged, hedged] = [before.value, after.value];
  return combined(1 - hedged / unhedged, [
    [hedged / unhedged ** 2, before],
    [-1 / unhedged, after],
  ]);
}
