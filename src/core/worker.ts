// A worker thread of the pool: takes ranges of paths until there are none left.
import { parentPort } from "node:worker_threads";
import { hedgeRange, sketchRange } from "./hedging.ts";
import { type Job, type Message, NEXT, rangeOf, STOP } from "./job.ts";
import { emptySketch, type Sketch } from "./sketch.ts";

parentPort!.on("message", (job: Job) => {
  const control = new Int32Array(job.control);
  const sketches = job.columns ? [] : job.plan.strategies.map(() => emptySketch(job.scale));
  for (const index of job.ranges ?? untaken(control, job.count)) {
    if (Atomics.load(control, STOP)) break;
    const records = runRange(job, index, sketches);
    say({ index, records }, records.buffer);
  }
  say({ counts: sketches.map((sketch) => sketch.counts) });
});

function runRange(job: Job, index: number, sketches: readonly Sketch[]): Float64Array {
  const range = rangeOf(job, index);
  if (!job.columns) return sketchRange(job.plan, range, sketches);
  const { profits, records } = hedgeRange(job.plan, range);
  const columns = new Float64Array(job.columns);
  for (let k = 0; k < job.plan.strategies.length; k++) {
    const part = profits.subarray(k * range.paths, (k + 1) * range.paths);
    columns.set(part, k * job.paths + range.first);
  }
  return records;
}

/** Numbers of ranges nobody has taken yet. */
function* untaken(control: Int32Array, count: number): Generator<number> {
  for (;;) {
    const index = Atomics.add(control, NEXT, 1);
    if (index >= count) return;
    yield index;
  }
}

function say(message: Message, ...moved: ArrayBufferLike[]): void {
  parentPort!.postMessage(message, moved as ArrayBuffer[]);
}
