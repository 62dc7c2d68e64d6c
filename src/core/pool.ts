import type { Worker } from "node:worker_threads";
import type { HedgePlan } from "./hedging.ts";
import { type Job, type Message, STOP } from "./job.ts";
import { mergeSketch, type Sketch } from "./sketch.ts";
import { workerUrl } from "./worker-url.ts";

/** What a simulation is run with. */
export interface PoolOptions {
  /** Paths of one range: a multiple of the block. */
  readonly size: number;
  readonly block: number;
  readonly workers: number;
  /** Where profits are counted instead of kept: one sketch a strategy, added to. */
  readonly sketches?: readonly Sketch[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the paths that are done. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Profits by strategy, where they are kept, and the records of all blocks in order. */
export interface PoolResult {
  readonly profits: Float64Array[];
  readonly records: Float64Array[];
}

/** Idle workers, kept for the next study; they never keep the process alive. */
const idle: Worker[] = [];

/**
 * Simulate with several workers, each with a core of its own. Ranges of paths are handed out by an
 * atomic counter; the result does not depend on who took which. The ranges of a worker that dies
 * are run once more; if that fails too, the study fails.
 */
export async function simulateInWorkers(
  plan: HedgePlan,
  paths: number,
  options: PoolOptions,
): Promise<PoolResult> {
  const { size, block, sketches, signal } = options;
  const count = Math.ceil(paths / size);
  const control = new SharedArrayBuffer(8);
  const columns = sketches ? undefined : new SharedArrayBuffer(plan.strategies.length * paths * 8);
  const scale = sketches?.[0]?.scale ?? 1;
  const records: Records = new Array(count).fill(undefined);
  const job: Job = { plan, paths, size, block, count, control, columns, scale };
  const stop = () => Atomics.store(new Int32Array(control), STOP, 1);
  signal?.throwIfAborted();
  signal?.addEventListener("abort", stop);
  try {
    await runAll(job, records, options);
    signal?.throwIfAborted();
    const missing = [...records.keys()].filter((index) => !records[index]);
    if (missing.length > 0) await runAgain({ ...job, ranges: missing }, records, options);
    signal?.throwIfAborted();
  } finally {
    stop();
    signal?.removeEventListener("abort", stop);
  }
  const profits = columns
    ? plan.strategies.map((_, k) => new Float64Array(columns, k * paths * 8, paths) as Float64Array)
    : [];
  return { profits, records: records as Float64Array[] };
}

type Records = (Float64Array | undefined)[];

async function runAll(job: Job, records: Records, options: PoolOptions): Promise<void> {
  const workers = Math.min(options.workers, job.count);
  const runs = Array.from({ length: workers }, () => runOne(job, records, options));
  for (const death of (await Promise.all(runs)).filter(Boolean)) {
    process.emitWarning(`a worker of hedgelab died (${death}); its paths are run again`);
  }
}

async function runAgain(job: Job, records: Records, options: PoolOptions): Promise<void> {
  const death = await runOne(job, records, options);
  if (death) throw new Error(`a worker of hedgelab died twice over the same paths: ${death}`);
}

/** Run one worker until it finds nothing more to do; answers why it died, if it did. */
async function runOne(
  job: Job,
  records: Records,
  options: PoolOptions,
): Promise<string | undefined> {
  const worker = idle.pop() ?? (await start());
  const mine: number[] = [];
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => finish(error.message);
    const exit = (code: number) => finish(`exit code ${code}`);
    const finish = (death?: string) => {
      worker.off("message", listen).off("error", fail).off("exit", exit);
      worker.unref();
      if (death === undefined) idle.push(worker);
      // what a dead worker had counted died with it
      else if (options.sketches) for (const index of mine) records[index] = undefined;
      resolve(death);
    };
    const listen = (message: Message) => {
      if ("counts" in message) {
        message.counts.forEach((counts, k) => {
          mergeSketch(options.sketches![k]!, counts);
        });
        return finish();
      }
      mine.push(message.index);
      records[message.index] = message.records;
      try {
        options.onProgress?.(done(records, job));
      } catch (error) {
        reject(error);
      }
    };
    worker.on("message", listen).on("error", fail).on("exit", exit);
    worker.ref();
    worker.postMessage(job);
  });
}

function done(records: Records, job: Job): number {
  const ranges = records.reduce((count, record) => count + (record ? 1 : 0), 0);
  return Math.min(ranges * job.size, job.paths);
}

async function start(): Promise<Worker> {
  // loaded here, because it takes 4 ms of the start of every process
  const { Worker } = await import("node:worker_threads");
  // options of this process are not for workers: `--input-type`, for one, would break them
  const worker = new Worker(workerUrl, { execArgv: [] });
  // one that ends while idle is not asked again
  worker.once("exit", () => {
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
  });
  return worker;
}
