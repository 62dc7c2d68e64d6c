import type { StudyMarket } from "./paths-of.ts";
import { publishedTable } from "./published-table.ts";
import type { StudyStrategy } from "./replicate-hedge.ts";

/** What the authors' tables say of one cell, rounded to two decimals, without errors. */
export interface PublishedMeasures {
  /** Standard deviation of P&L / premium, in percent. */
  readonly hedgeError: number;
  readonly es5: number;
  readonly es95: number;
}

/** Which cell of the tables. */
export interface PublishedOptions {
  readonly market: StudyMarket;
  readonly segment: string;
  readonly days: number;
  readonly strategy: StudyStrategy;
}

const NAMES: Readonly<Partial<Record<StudyStrategy, readonly [string, string]>>> = {
  delta: ["BS", "Delta"],
  deltaGamma: ["BS", "DeltaGamma"],
  deltaVega: ["BS", "DeltaVega"],
  svcjDelta: ["SVCJ", "Delta"],
  svcjMinimumVariance: ["SVCJ", "MinVariance"],
};

/** What was published of a hedge; null where the tables, which show the best of a model, do not. */
export function published(options: PublishedOptions): PublishedMeasures | null {
  const { market, segment, days, strategy } = options;
  const wanted = [market, segment, days, ...(NAMES[strategy] ?? [""])];
  const row = publishedTable.find((each) => wanted.every((value, i) => each[i] === value));
  if (!row) return null;
  const [hedgeError, es5, es95] = row.slice(5) as [number, number, number];
  return Object.freeze({ hedgeError, es5, es95 });
}
