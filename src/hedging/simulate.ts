import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { check, rules } from "../check.ts";
import {
  blockOf,
  type HedgePlan,
  hedgeRange,
  type PathRange,
  sketchRange,
} from "../core/hedging.ts";
import { simulateInWorkers } from "../core/pool.ts";
import { emptySketch, type Sketch } from "../core/sketch.ts";
import { notional } from "./plan.ts";
import { countedProfits, keptProfits, type Profits } from "./profits.ts";

/** How to run a study. Nothing here changes a bit of its result. */
export interface RunOptions {
  /** Called after each part with the paths done and the paths in all. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Stops the study; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Paths simulated at a time, rounded up to whole blocks. */
  readonly chunk?: number | undefined;
  /**
   * Threads; all processors for long studies unless given, 1 to stay in this thread. Studies with
   * rules of your own stay there: code cannot be handed to another thread.
   */
  readonly workers?: number | undefined;
}

/** Nanoseconds of one call, roughly: for progress, and to stop within a tenth of a second. */
const ONE_CALL = 1e7;
/** Nanoseconds that are worth another thread: starting one takes about a third of that. */
const WORTH_A_WORKER = 1e8;

/** Paths of a call where rules decide: their targets stay in the cache. */
const RULE_CHUNK = 1024;

/** Bytes of profits worth keeping; beyond them they are counted in sketches. */
const MOST_KEPT = 1 << 26;

/** What a simulation leaves. */
export interface Simulated {
  /** Profits by strategy, the book alone first. */
  readonly profits: readonly Profits[];
  /** Whether every profit was kept; if not, quantiles are within 0.05 %. */
  readonly kept: boolean;
  /** The records of all blocks, in the order of the paths. */
  readonly records: Float64Array;
}

/** Run a plan over `paths` paths, in this thread or in several, to the same bits. */
export async function simulate(
  plan: HedgePlan,
  paths: number,
  run: RunOptions,
): Promise<Simulated> {
  const { onProgress, signal, chunk = chunkOf(plan) } = run;
  check(rules.positive, chunk, "chunk");
  const block = blockOf(paths);
  const size = Math.max(1, Math.ceil(chunk / block)) * block;
  const workers = threads(plan, paths, run.workers);
  const kept = plan.strategies.length * paths * 8 <= MOST_KEPT;
  const sketches = kept ? undefined : plan.strategies.map(() => emptySketch(sizeOf(plan)));
  const report = (done: number) => onProgress?.(done, paths);
  const options = { size, block, sketches, signal, onProgress: report };
  const { profits, records } =
    workers === 1
      ? await simulateHere(plan, paths, options)
      : await simulateInWorkers(plan, paths, { ...options, workers });
  return {
    profits: sketches ? sketches.map(countedProfits) : profits.map(keptProfits),
    kept,
    records: concatenate(records),
  };
}

/**
 * The size of profits, roughly: a hundredth of what the options stand on. Half way, in octaves, to
 * its coins where some profits are in coin.
 */
function sizeOf(plan: HedgePlan): number {
  const coin = plan.strategies.some(({ account }) => account === "coin");
  return (0.01 * notional(plan)) / (coin ? Math.sqrt(plan.spot) : 1);
}

/** Whether rules of the caller's own decide: they are of this thread. */
function hasRules({ views = [] }: HedgePlan): boolean {
  return views.some(({ byPath }) => byPath !== undefined);
}

function chunkOf(plan: HedgePlan): number {
  return hasRules(plan) ? RULE_CHUNK : ONE_CALL / pathNanoseconds(plan);
}

/** What a path takes, roughly: noise and model, then options, instruments and legs. */
function pathNanoseconds({ steps, options, strategies, instruments = [] }: HedgePlan): number {
  const legs = strategies.reduce((sum, { options: own = [] }) => sum + own.length, 0);
  const greeks = legs > 0 ? 4 * options.length : 0;
  const hedges = 12 * instruments.length + 4 * legs + strategies.length / 2;
  return steps * (4 + 2 * options.length + greeks + hedges);
}

function threads(plan: HedgePlan, paths: number, wanted: number | undefined): number {
  if (wanted !== undefined) check(rules.count, wanted, "workers");
  if (hasRules(plan)) return 1;
  if (wanted !== undefined) return wanted;
  return Math.min(
    availableParallelism(),
    Math.ceil((paths * pathNanoseconds(plan)) / WORTH_A_WORKER),
  );
}

interface HereOptions {
  readonly size: number;
  readonly block: number;
  readonly sketches: readonly Sketch[] | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (done: number) => void;
}

async function simulateHere(plan: HedgePlan, paths: number, options: HereOptions) {
  const { size, block, sketches, signal, onProgress } = options;
  const profits = sketches ? [] : plan.strategies.map(() => new Float64Array(paths));
  const records: Float64Array[] = [];
  for (let first = 0; first < paths; first += size) {
    signal?.throwIfAborted();
    const range = { first, paths: Math.min(size, paths - first), block };
    records.push(sketches ? sketchRange(plan, range, sketches) : keepRange(plan, range, profits));
    onProgress(first + range.paths);
    await setImmediate();
  }
  return { profits, records };
}

function keepRange(plan: HedgePlan, range: PathRange, profits: Float64Array[]): Float64Array {
  const part = hedgeRange(plan, range);
  profits.forEach((column, k) => {
    column.set(part.profits.subarray(k * range.paths, (k + 1) * range.paths), range.first);
  });
  return part.records;
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((place, part) => {
    all.set(part, place);
    return place + part.length;
  }, 0);
  return all;
}
