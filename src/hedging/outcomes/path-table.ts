import { createRequire } from "node:module";
import * as v from "valibot";
import { check, rules } from "../../check.ts";
import type { Table } from "../study-result.ts";
import { OUTCOMES, pathOutcomes, type WatchOptions } from "./path-outcomes.ts";
import { anyDescriptionOf, type StudyInput } from "./study-input.ts";

/** Which paths of a study. */
export interface PathTableOptions extends WatchOptions {
  /** The first path; 0 unless given. */
  readonly first?: number | undefined;
  /** Their number; as many as the study has unless given. */
  readonly paths?: number | undefined;
}

const schema = v.strictObject({
  first: v.optional(
    v.pipe(
      rules.nonNegative,
      v.check((first) => Number.isSafeInteger(first), "must be a whole number"),
    ),
    0,
  ),
  paths: v.optional(rules.count),
});

/**
 * Paths of a study as an arquero table, a row a strategy and path, the paths of a strategy in
 * order: `strategy`, `path`, `unhedged` (the profit of the book alone there), then profit, cost (all
 * of it), turnover, trades and, of the cost, impact, funding, capital, fee and spread. Money is in
 * the quote currency at the horizon, turnover discounted to the start; all in coins where the study
 * is settled in coin. The same numbers as in the study, to the bit; columns are copies.
 */
export async function pathTable(
  study: StudyInput,
  { onProgress, signal, ...range }: PathTableOptions = {},
): Promise<Table> {
  const description = anyDescriptionOf(study),
    { first, paths = description.paths } = check(schema, range, "options");
  const watch = { onProgress, signal };
  const { alone, strategies } = await pathOutcomes(description, OUTCOMES, { first, paths }, watch);
  const rows = strategies.length * paths,
    names = Object.keys(description.strategies);
  const { table } = createRequire(import.meta.url)("arquero") as { table(of: object): Table };
  return table({
    strategy: Array.from({ length: rows }, (_, row) => names[Math.floor(row / paths)]),
    path: Float64Array.from({ length: rows }, (_, row) => first + (row % paths)),
    unhedged: joined(strategies.map(() => alone.profit)),
    ...Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, joined(strategies.map((each) => each[outcome]))]),
    ),
  });
}

function joined(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((length, column) => length + column.length, 0));
  columns.reduce((place, column) => {
    all.set(column, place);
    return place + column.length;
  }, 0);
  return all;
}
