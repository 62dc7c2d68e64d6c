import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hedgeRange, tracePath } from "../../../src/core/hedging.ts";
import { same } from "../../sample.ts";
import { banded, option, plan, range, run, TRACKED, UNHEDGED } from "./plan.ts";

const test = suite("splitting");
const PATHS = 2000;
const one = plan({
  steps: 37,
  options: [option({ expiry: 33 }), option({ kind: 2, quantity: 2, expiry: 50 })],
  strategies: [UNHEDGED, TRACKED, banded(0.1), { ...TRACKED, every: 5 }],
});
const whole = run(one, PATHS);

for (const size of [1, 7, 15, 16, 17, 513, 1999]) {
  test(`ranges of ${size} paths put together are one range, to the byte`, () => {
    for (let first = 0; first < PATHS; first += size) {
      const count = Math.min(size, PATHS - first);
      run(one, count, first).forEach((columns, k) => {
        for (const name of ["profit", "cost", "turnover", "trades"] as const) {
          same(columns[name], whole[k]![name].subarray(first, first + count));
        }
      });
    }
  });
}

test("ranges in any order and of any length are parts of the whole, to the byte", () => {
  for (const [first, count] of [
    [1987, 13],
    [513, 700],
    [1, 1],
    [15, 17],
    [0, 513],
    [31, 33],
  ]) {
    run(one, count!, first!).forEach(({ profit }, k) => {
      same(profit, whole[k]!.profit.subarray(first!, first! + count!));
    });
  }
});

test("records of blocks are those of the whole, to the byte", () => {
  const { profits, records } = hedgeRange(one, range(PATHS));
  const parts = [0, 512, 1536].map((first, i, all) =>
    hedgeRange(one, range((all[i + 1] ?? PATHS) - first, first)),
  );
  const joined = parts.flatMap((part) => [...part.records]);
  same(Float64Array.from(joined), records);
  whole.forEach(({ profit }, k) => {
    same(profits.subarray(k * PATHS, (k + 1) * PATHS), profit);
  });
});

test("the last paths of all are as good as the first", () => {
  const end = 2 ** 32 - 1;
  const last = run(one, 5, end - 5);
  for (let i = 0; i < 5; i++) {
    same(run(one, 1, end - 5 + i)[1]!.profit, last[1]!.profit.subarray(i, i + 1));
  }
});

test("a path is traced alone to the bits that it has among others", () => {
  const bought = (path: number) => tracePath(one, path).subarray(one.steps + 1 + one.steps);
  for (const path of [0, 15, 16, 1023]) {
    const trades = bought(path).subarray(0, one.steps);
    const count = trades.reduce((sum, held, i) => sum + Number(held !== (trades[i - 1] ?? 0)), 0);
    assert.is(whole[1]!.trades[path], count + Number(trades.at(-1) !== 0));
  }
});

test("another seed gives other paths", () => {
  for (const seed of [12, 11 + 2 ** 32]) {
    const { profit } = run({ ...one, seed }, 16)[1]!;
    assert.not.equal(profit, whole[1]!.profit.slice(0, 16));
  }
});

test.run();
