import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type HedgePlan, hedgeColumns, tracePath } from "../../../src/core/hedging.ts";
import { recordedNumbers } from "../../../src/core/market.ts";
import { near, same } from "../../sample.ts";
import { banded, option, plan, run, TRACKED, UNHEDGED } from "./plan.ts";

const test = suite("recorded");
const STEPS = 65;
const PATHS = 21;
const simulated = plan({
  steps: STEPS,
  options: [option({ expiry: 33 }), option({ kind: 2, expiry: STEPS }), option({ expiry: 90 })],
  strategies: [UNHEDGED, TRACKED, banded(0.1), { ...TRACKED, every: 4 }],
});

/** The spots of simulated paths, path after path, as a host would record them. */
function record(from: HedgePlan, paths: number): Float64Array {
  const series = new Float64Array(paths * (from.steps + 1));
  for (let path = 0; path < paths; path++) {
    const spots = tracePath(from, path).subarray(0, from.steps + 1);
    series.set(spots, path * (from.steps + 1));
  }
  return series;
}

const series = record(simulated, PATHS);
const recorded = { ...simulated, model: recordedNumbers(series, STEPS) };

test("simulated paths, recorded and played again, give the same profits", () => {
  const again = run(recorded, PATHS);
  run(simulated, PATHS).forEach((columns, k) => {
    for (const name of ["profit", "cost", "turnover"] as const) {
      columns[name].forEach((value, path) => {
        near(again[k]![name][path]!, value, 1e-10, name);
      });
    }
  });
});

test("a recorded path is traced as it was recorded", () => {
  for (const path of [0, 16, PATHS - 1]) {
    const spots = tracePath(recorded, path).subarray(0, STEPS + 1);
    spots.forEach((spot, step) => {
      near(spot, series[path * (STEPS + 1) + step]!, 1e-13);
    });
  }
});

test("ranges of recorded paths put together are one range, to the byte", () => {
  const whole = run(recorded, PATHS);
  for (const [first, count] of [
    [0, 1],
    [1, 7],
    [5, 16],
    [20, 1],
  ]) {
    run(recorded, count!, first!).forEach(({ profit }, k) => {
      same(profit, whole[k]!.profit.subarray(first!, first! + count!));
    });
  }
});

test("seed and drift of the plan mean nothing to recorded paths", () => {
  const other = hedgeColumns({ ...recorded, seed: 99, drift: 3 }, 0, PATHS);
  same(other, hedgeColumns(recorded, 0, PATHS));
});

test("an empty record is refused", () => {
  const empty = { ...simulated, model: recordedNumbers([], STEPS) };
  assert.throws(() => hedgeColumns(empty, 0, 1), /^paths must be positive$/);
});

test("paths of another length are refused", () => {
  const shorter = { ...recorded, steps: STEPS - 1 };
  assert.throws(
    () => hedgeColumns(shorter, 0, 1),
    /^recorded paths must have as many steps as the/,
  );
});

test("more paths than were recorded are refused", () => {
  assert.throws(() => hedgeColumns(recorded, 0, PATHS + 1), RangeError);
});

test.run();
