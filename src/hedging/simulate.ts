import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { check, rules } from "../check.ts";
import { BLOCK, type HedgePlan, hedgeRange } from "../core/hedging.ts";
import { simulateInWorkers } from "../core/pool.ts";

/** How to run a study. Nothing here changes a bit of its result. */
export interface RunOptions {
  /** Called after each part with the paths done and the paths in all. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Stops the study; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Paths simulated at a time, rounded up to whole blocks. */
  readonly chunk?: number | undefined;
  /** Threads; all processors for long studies unless given, 1 to stay in this thread. */
  readonly workers?: number | undefined;
}

/** Path-steps of one call: some ten milliseconds, for progress and a prompt stop. */
const PATH_STEPS = 1 << 20;
/** Path-steps that are worth another thread: starting one takes as long as some millions. */
const WORTH_A_WORKER = 1 << 24;

/** What a simulation leaves. */
export interface Simulated {
  /** One column of profits a strategy, the book alone first. */
  readonly profits: readonly Float64Array[];
  /** The records of all blocks, in the order of the paths. */
  readonly records: Float64Array;
}

/** Run a plan over `paths` paths, in this thread or in several, to the same bits. */
export async function simulate(
  plan: HedgePlan,
  paths: number,
  run: RunOptions,
): Promise<Simulated> {
  const { onProgress, signal, chunk = PATH_STEPS / plan.steps } = run;
  const size = Math.max(1, Math.ceil(chunk / BLOCK)) * BLOCK;
  const workers = threads(plan, paths, run.workers);
  const options = { size, signal, onProgress: (done: number) => onProgress?.(done, paths) };
  const { profits, records } =
    workers === 1
      ? await simulateHere(plan, paths, options)
      : await simulateInWorkers(plan, paths, { ...options, workers });
  return { profits, records: concatenate(records) };
}

function threads(plan: HedgePlan, paths: number, wanted: number | undefined): number {
  if (wanted !== undefined) return check(rules.count, wanted, "workers");
  return Math.min(availableParallelism(), Math.ceil((paths * plan.steps) / WORTH_A_WORKER));
}

interface HereOptions {
  readonly size: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (done: number) => void;
}

async function simulateHere(plan: HedgePlan, paths: number, options: HereOptions) {
  const { size, signal, onProgress } = options;
  const profits = plan.strategies.map(() => new Float64Array(paths));
  const records: Float64Array[] = [];
  for (let first = 0; first < paths; first += size) {
    signal?.throwIfAborted();
    const count = Math.min(size, paths - first);
    const range = hedgeRange(plan, first, count);
    profits.forEach((column, k) => {
      column.set(range.profits.subarray(k * count, (k + 1) * count), first);
    });
    records.push(range.records);
    onProgress(first + count);
    await setImmediate();
  }
  return { profits, records };
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((place, part) => {
    all.set(part, place);
    return place + part.length;
  }, 0);
  return all;
}
