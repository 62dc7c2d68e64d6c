import { setImmediate } from "node:timers/promises";
import { HEDGE_FIELDS, type HedgePlan, hedgeColumns } from "../../core/hedging.ts";
import type { AnyStudy } from "../assets/assets-study.ts";
import { interruptible } from "../interrupt.ts";
import { grid, lower } from "../plan.ts";
import type { RunOptions } from "../simulate.ts";

/** What a path leaves of a strategy, in the order of the core's columns. */
export const OUTCOMES = [
  "profit",
  "cost",
  "turnover",
  "trades",
  "impact",
  "funding",
  "capital",
  "fee",
  "spread",
] as const;

/** One number a path and strategy: money at the horizon, but for `turnover` and `trades`. */
export type Outcome = (typeof OUTCOMES)[number];

/** How the paths of a study are run again; nothing here changes a bit. */
export type WatchOptions = Pick<RunOptions, "onProgress" | "signal">;

/** Outcomes of a range of paths, a number a path in each column. */
export interface PathOutcomes<F extends Outcome> {
  /** Of the book alone. */
  readonly alone: Readonly<Record<F, Float64Array>>;
  /** Of the strategies, in the order of the study. */
  readonly strategies: readonly Readonly<Record<F, Float64Array>>[];
}

/** Bytes of columns that one call may leave in memory. */
const MOST_BYTES = 2 ** 31;
/** Bytes of columns made at a time: small enough to stop and to report between them. */
const CHUNK_BYTES = 2 ** 22;

/** The accounts of a study as it counts them, without those of coins valued in the quote currency. */
function ownAccounts(plan: HedgePlan): HedgePlan {
  const strategies = plan.strategies.filter(({ account }) => account !== "coinValued");
  return { ...plan, strategies };
}

/**
 * Outcomes of paths `first` to `first + paths` of a study, the same bits as in the study itself.
 * Every number is kept, in this thread: what takes more than 2 GB is refused.
 */
export async function pathOutcomes<F extends Outcome>(
  description: AnyStudy,
  outcomes: readonly F[],
  { first = 0, paths = description.paths }: { first?: number; paths?: number } = {},
  { onProgress, signal: wanted }: WatchOptions = {},
): Promise<PathOutcomes<F>> {
  const plan = ownAccounts(lower(description, grid(description))),
    count = plan.strategies.length;
  requireRoom(count * outcomes.length * paths * 8);
  const columns = Array.from({ length: count }, () => emptyColumns(outcomes, paths));
  const size = Math.max(64, Math.floor(CHUNK_BYTES / (8 * HEDGE_FIELDS * count)));
  await interruptible(wanted, async (signal) => {
    for (let done = 0; done < paths; done += size) {
      signal?.throwIfAborted();
      const part = Math.min(size, paths - done);
      const made = hedgeColumns(plan, first + done, part);
      columns.forEach((column, k) => {
        for (const outcome of outcomes) {
          const from = (k * HEDGE_FIELDS + OUTCOMES.indexOf(outcome)) * part;
          column[outcome].set(made.subarray(from, from + part), done);
        }
      });
      onProgress?.(done + part, paths);
      await setImmediate();
    }
  });
  const [alone, ...strategies] = columns;
  return { alone: alone!, strategies };
}

function emptyColumns<F extends Outcome>(outcomes: readonly F[], paths: number) {
  const columns = outcomes.map((outcome) => [outcome, new Float64Array(paths)] as const);
  return Object.fromEntries(columns) as Record<F, Float64Array>;
}

function requireRoom(bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  throw new RangeError(
    `paths must leave at most 2 GB of columns, got ${(bytes / 2 ** 30).toFixed(1)} GB; ` +
      "use fewer paths or strategies",
  );
}
