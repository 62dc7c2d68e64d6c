import { createRequire } from "node:module";
import type { AnyStudy } from "./assets/assets-study.ts";
import type { StudyDescription } from "./description.ts";
import type { Difference, ExamplePath, Histogram, StrategyResult } from "./result.ts";

/** A study, of one asset unless it says otherwise, and what came of it, as plain data. */
export interface StudyJson<S extends AnyStudy = StudyDescription> {
  /** The description: run it again and get the same bits. */
  readonly study: S;
  readonly market: S["market"];
  readonly horizonDays: number;
  readonly steps: number;
  /** How near quantiles and tail means are to those of the simulated profits. */
  readonly quantiles: "exact" | "within 0.05 %";
  /** The book alone. */
  readonly unhedged: StrategyResult;
  readonly strategies: Readonly<Record<string, StrategyResult>>;
  /** In a study settled in coin: the same accounts as their coins are worth at the horizon. */
  readonly inQuote?: CurrencyResults | undefined;
  /** Every pair of strategies. */
  readonly differences: readonly Difference[];
  readonly histogram: Histogram;
  readonly example: ExamplePath;
}

/** Results of all strategies in one currency. */
export interface CurrencyResults {
  readonly unhedged: StrategyResult;
  readonly strategies: Readonly<Record<string, StrategyResult>>;
}

/** A table as arquero gives it, as far as its type can be told without it. */
export interface Table {
  numRows(): number;
  numCols(): number;
  columnNames(): string[];
  objects(options?: { limit?: number }): Record<string, unknown>[];
  // biome-ignore lint/suspicious/noExplicitAny: arquero's verbs, untyped here
  [verb: string]: any;
}

/** The result of a study. */
export class StudyResult<S extends AnyStudy = StudyDescription> implements StudyJson<S> {
  readonly study: S;
  readonly market: S["market"];
  readonly horizonDays: number;
  readonly steps: number;
  readonly quantiles: "exact" | "within 0.05 %";
  readonly unhedged: StrategyResult;
  readonly strategies: Readonly<Record<string, StrategyResult>>;
  readonly inQuote?: CurrencyResults | undefined;
  readonly differences: readonly Difference[];
  readonly histogram: Histogram;
  readonly example: ExamplePath;

  /** From what `toJSON` gave, parsed or not. */
  constructor(json: StudyJson<S>) {
    this.study = json.study;
    this.market = json.market;
    this.horizonDays = json.horizonDays;
    this.steps = json.steps;
    this.quantiles = json.quantiles;
    this.unhedged = json.unhedged;
    this.strategies = json.strategies;
    this.inQuote = json.inQuote;
    this.differences = json.differences;
    this.histogram = json.histogram;
    this.example = json.example;
  }

  /**
   * An arquero table with a row a strategy: `strategy`, then each measure and its standard error
   * (`cost`, `costError`, ...). A measure that does not exist is null. Of other results than the
   * study's own where they are given: `result.table(result.inQuote.strategies)`.
   */
  table(results: Readonly<Record<string, StrategyResult>> = this.strategies): Table {
    const { from } = createRequire(import.meta.url)("arquero") as { from(rows: object[]): Table };
    return from(Object.entries(results).map(([name, result]) => row(name, result)));
  }

  /** Plain data; `new StudyResult(JSON.parse(JSON.stringify(result)))` is the same result. */
  toJSON(): StudyJson<S> {
    return { ...this };
  }
}

/** Columns of the table, in the order in which one reads them. */
const COLUMNS = [
  "efficiency",
  "cost",
  "costPerDeviationRemoved",
  "varianceRemovedPerCost",
  "mean",
  "standardDeviation",
  "valueAtRisk95",
  "expectedShortfall95",
  "valueAtRisk99",
  "expectedShortfall99",
  "skewness",
  "kurtosis",
  "turnover",
  "trades",
] as const;

function row(strategy: string, result: StrategyResult): Record<string, string | number | null> {
  const cells = COLUMNS.flatMap((column) => {
    const estimate = result[column];
    return [
      [column, estimate?.value ?? null],
      [`${column}Error`, estimate?.standardError ?? null],
    ] as const;
  });
  return { strategy, ...Object.fromEntries(cells) };
}
