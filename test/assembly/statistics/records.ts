// Records of columns that a test makes up, as the core makes them of profits.
import { HEDGE_FIELDS, recordLength } from "../../../src/core/hedging.ts";
import { core } from "../../../src/core/instance.ts";
import { allocate, copyOut } from "../../../src/core/memory.ts";
import { normals } from "../../../src/core/noise.ts";

/** One strategy: profit, cost, turnover, trades, a number a path in each; the rest is zero. */
export type Strategy = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** Records of the blocks of `size` paths of some strategies. */
export function records(strategies: readonly Strategy[], size = 512): Float64Array {
  const paths = strategies[0]![0].length,
    length = recordLength(strategies.length);
  const blocks = Math.ceil(paths / size);
  core().reset();
  const columns = allocate(strategies.length * HEDGE_FIELDS * paths * 8);
  const memory = new Float64Array(core().memory.buffer, columns);
  strategies.forEach((strategy, k) => {
    memory.fill(0, k * HEDGE_FIELDS * paths, (k + 1) * HEDGE_FIELDS * paths);
    strategy.forEach((column, field) => {
      memory.set(column, (k * HEDGE_FIELDS + field) * paths);
    });
  });
  const out = allocate(blocks * length * 8);
  for (let block = 0; block < blocks; block++) {
    const first = block * size,
      count = Math.min(size, paths - first);
    core().summarise(columns, paths, strategies.length, first, count, out + block * length * 8);
  }
  return copyOut(out, blocks * length);
}

/** A strategy whose profits, costs, turnovers and trades are independent standard normals. */
export function normalStrategy(paths: number, seed: number): Strategy {
  const row = (stream: number) => normals({ paths, steps: 1, seed, stream });
  return [row(0), row(1), row(2), row(3)];
}
