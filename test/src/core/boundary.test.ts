import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  HEDGE_FIELDS,
  type HedgePlan,
  hedgeColumns,
  hedgeRange,
} from "../../../src/core/hedging.ts";
import { core, coreBytes, instantiate } from "../../../src/core/instance.ts";
import { allocate } from "../../../src/core/memory.ts";
import { normals } from "../../../src/core/noise.ts";
import { lowerTails } from "../../../src/core/tail.ts";
import { option, plan, range } from "../../assembly/kernels/plan.ts";
import { same } from "../../sample.ts";

const test = suite("boundary");

test("results survive the next call", () => {
  const first = normals({ paths: 64, steps: 4, seed: 1 });
  const kept = first.slice();
  normals({ paths: 64, steps: 4, seed: 2 });
  hedgeColumns(plan(), 0, 100);
  same(first, kept);
});

test("results survive growth of the memory", () => {
  const first = hedgeColumns(plan(), 0, 100);
  const kept = first.slice(),
    size = core().memory.buffer.byteLength;
  normals({ paths: size / 8, steps: 2 });
  assert.ok(core().memory.buffer.byteLength > size);
  same(first, kept);
  same(hedgeColumns(plan(), 0, 100), kept);
});

test("a call uses the memory of the call before", () => {
  hedgeColumns(plan(), 0, 10_000);
  const size = core().memory.buffer.byteLength;
  for (let i = 0; i < 50; i++) hedgeColumns(plan(), i, 10_000);
  assert.is(core().memory.buffer.byteLength, size);
});

test("dirty memory changes nothing", () => {
  const clean = hedgeRange(plan(), range(700));
  core().reset();
  const start = allocate(1 << 20);
  new Uint8Array(core().memory.buffer, start, 1 << 20).fill(0xff);
  const again = hedgeRange(plan(), range(700));
  same(again.profits, clean.profits);
  same(again.records, clean.records);
});

test("the caller's numbers are left alone", () => {
  const values = Float64Array.of(3, 1, 2);
  lowerTails(values, [0.5]);
  same(values, Float64Array.of(3, 1, 2));
});

test("too many paths at a time are refused in words, and the core works on", () => {
  const before = hedgeColumns(plan(), 0, 10);
  assert.throws(
    () => hedgeColumns(plan(), 0, 1e9),
    /^the core cannot have 144000000000 bytes more; use fewer paths at a time$/,
  );
  same(hedgeColumns(plan(), 0, 10), before);
});

test("memory that cannot be had is refused, and less of it still given", () => {
  const own = instantiate(coreBytes());
  own.reset();
  const size = own.memory.buffer.byteLength;
  assert.is(own.allocate(2 ** 32 - 1), 0);
  assert.is(own.memory.buffer.byteLength, size);
  assert.is.not(own.allocate(64), 0);
});

/** Input that the core refuses, and the words that it does so with. */
const REFUSALS: [what: string, changes: Partial<HedgePlan>, message: RegExp][] = [
  ["no steps", { steps: 0 }, /^steps must be a positive whole number$/],
  ["NaN steps", { steps: Number.NaN }, /^steps must be a positive whole number$/],
  ["an unknown option", { options: [option({ kind: 3 as 1 })] }, /^unknown contract$/],
  ["an unknown strategy", { strategies: [{ kind: 9, every: 1 }] }, /^unknown strategy$/],
  [
    "a strategy that never decides",
    { strategies: [{ kind: 1, every: 0, parameter: 0 }] },
    /^unknown strategy$/,
  ],
  ["a NaN spot", { spot: Number.NaN }, /^a number of the plan or the market is not finite$/],
  [
    "an infinite drift",
    { drift: Number.POSITIVE_INFINITY },
    /^a number of the plan or the market is not finite$/,
  ],
  [
    "a NaN strike",
    { options: [option({ strike: Number.NaN })] },
    /^a number of the plan or the market is not finite$/,
  ],
];

for (const [what, changes, message] of REFUSALS) {
  test(`${what} is a RangeError`, () => {
    assert.throws(
      () => hedgeColumns(plan(changes), 0, 10),
      (error: Error) => error instanceof RangeError && message.test(error.message),
    );
  });
}

test("no paths and paths beyond 2^32 are RangeErrors", () => {
  assert.throws(() => hedgeColumns(plan(), 0, 0), /^paths must be positive$/);
  assert.throws(
    () => hedgeColumns(plan(), 2 ** 32 - 5, 6),
    /^paths must end below 2\^32, or where recorded paths end$/,
  );
});

test("an unknown model has its status", () => {
  const own = instantiate(coreBytes());
  const { pointer, workspace } = write(own, { ...BARE, model: 99 }, [
    ...COUNTS,
    0,
    0,
    0,
    0,
    ...UNDERLYING,
  ]);
  assert.is(own.hedgePrepare(pointer, workspace), 4);
});

test("the core needs nothing from its host", () => {
  const module = new WebAssembly.Module(coreBytes() as BufferSource);
  assert.equal(WebAssembly.Module.imports(module), []);
});

test("the bare core gives the bytes of the wrapped one", () => {
  const module = new WebAssembly.Module(coreBytes() as BufferSource);
  const bare = new WebAssembly.Instance(module).exports as unknown as ReturnType<typeof core>;
  const options = [1, -1, 100, 20, 0.5, 0],
    view = [0, 0, 0, 0, 0.5],
    legs = [0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0];
  const book = [1, 1, 1, 2, 2, 0.5, 0, 0, ...options, ...view, ...UNDERLYING, ...legs];
  const { pointer, workspace } = write(bare, BARE, book);
  assert.is(bare.hedgePrepare(pointer, workspace), 0);
  const columns = bare.allocate(2 * HEDGE_FIELDS * 300 * 8);
  assert.is(bare.hedge(pointer, workspace, 5, 300, columns), 0);
  same(
    new Float64Array(bare.memory.buffer, columns, 2 * HEDGE_FIELDS * 300),
    hedgeColumns(plan(), 5, 300),
  );
});

test("the version of the boundary is 5", () => {
  assert.is(core().abiVersion(), 5);
});

/** The market of `plan()` in numbers, its one parameter last. */
const BARE = {
  ...{ seedLow: 11, seedHigh: 0, steps: 20, stepYears: 1 / 240, rate: 0.04, assets: 1 },
  ...{ factor: 0, uniformBits: 32, noise: 0, given: 0, givenFirst: 0, givenPaths: 0 },
  ...{ degrees: 0, moving: 0, model: 0, spot: 100, drift: 0.04 },
};

/** The underlying, and what trading it costs in `plan()`. */
const UNDERLYING = [0, 0, 1, 0, 0, 0, 0.001, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/** One view and instrument, no options, strategies or legs; the deviation, no delay and window. */
const COUNTS = [0, 1, 1, 0, 0, 0.5, 0, 0];

/** A market, a plan over it and a workspace in the memory of a core, as a host writes them. */
function write(own: ReturnType<typeof core>, market: typeof BARE, book: number[]) {
  own.reset();
  const put = (numbers: number[]) => {
    const pointer = own.allocate(numbers.length * 8);
    new Float64Array(own.memory.buffer, pointer, numbers.length).set(numbers);
    return pointer;
  };
  const marketAt = put([...Object.values(market), put([0.5])]);
  const pointer = put([marketAt, ...book]);
  const workspace = own.allocate(own.hedgeWorkspace(pointer));
  return { pointer, workspace };
}

test("a request that ends within the last 64 KB of 4 GB is refused", () => {
  const own = instantiate(coreBytes());
  own.reset();
  const start = own.allocate(64);
  own.reset();
  assert.is(own.allocate(2 ** 32 - 30_000 - start), 0);
});

test("a workspace that does not fit in memory is a RangeError", () => {
  const options = Array.from({ length: 179 }, () => option());
  assert.throws(
    () => hedgeColumns(plan({ steps: 1_000_000, options }), 0, 16),
    (error: Error) => error instanceof RangeError,
  );
});

test.run();
