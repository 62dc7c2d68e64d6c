// A worker thread of the pool: takes ranges of paths until there are none left.
import { parentPort } from "node:worker_threads";
import { hedgeRange } from "./hedging.ts";
import { type Job, NEXT, rangeOf, STOP } from "./job.ts";

parentPort!.on("message", (job: Job) => {
  const control = new Int32Array(job.control);
  const take = job.ranges ? job.ranges[Symbol.iterator]() : counter(control, job.count);
  for (const index of take) {
    if (Atomics.load(control, STOP)) break;
    const { first, paths } = rangeOf(job, index);
    const { profits, records } = hedgeRange(job.plan, first, paths);
    const columns = new Float64Array(job.columns);
    for (let k = 0; k < job.plan.strategies.length; k++) {
      columns.set(profits.subarray(k * paths, (k + 1) * paths), k * job.paths + first);
    }
    parentPort!.postMessage({ index, records }, [records.buffer as ArrayBuffer]);
  }
  parentPort!.postMessage("idle");
});

/** Numbers of ranges nobody has taken yet. */
function* counter(control: Int32Array, count: number): Generator<number> {
  for (;;) {
    const index = Atomics.add(control, NEXT, 1);
    if (index >= count) return;
    yield index;
  }
}
