import type { HedgePlan } from "./hedge-numbers.ts";
import { assetLegs, prepare, prepareRange } from "./hedge-plan.ts";
import { core } from "./instance.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { addToSketch, type Sketch } from "./sketch.ts";
import { succeed } from "./status.ts";

export type { DealingNumbers } from "./dealing.ts";
export {
  type PathTargets,
  type StepTargets,
  type TargetRow,
  type TargetTables,
  tableNumbers,
} from "./given-targets.ts";
export {
  AIMS,
  type AssetLegs,
  type ForwardNumbers,
  type HedgePlan,
  type InstrumentNumbers,
  type LegNumbers,
  type OptionNumbers,
  STRATEGY_KINDS,
  type StrategyNumbers,
  type TradedAsset,
} from "./hedge-numbers.ts";
export { assetLegs, lastLegs } from "./hedge-plan.ts";
export { type SpreadNumbers, spreadAt } from "./spread-numbers.ts";
export type { ViewNumbers, ViewPart } from "./view-numbers.ts";

/**
 * Paths of one record in a simulation of `paths` paths: 512, or less where that would leave fewer
 * than 64 records. Part of the contract: another number gives other last bits.
 */
export function blockOf(paths: number): number {
  let block = 512;
  while (block > 1 && paths < 64 * block) block /= 2;
  return block;
}

/** Columns of one strategy; see `hedgeColumns`. */
export const HEDGE_FIELDS = 9;

/** Part of a simulation: whole blocks of paths, but for the last. */
export interface PathRange {
  readonly first: number;
  readonly paths: number;
  readonly block: number;
}

/** What a range of paths gave: per strategy one profit a path, and one record a block. */
export interface HedgeRange {
  /** `strategies` columns of `paths` profits, one after the other. */
  readonly profits: Float64Array;
  /** One record a block, in order; see `recordLength`. */
  readonly records: Float64Array;
}

/** Numbers in the record of a block; those of each strategy in turn come first, as of one alone. */
export function recordLength(strategies: number): number {
  return core().recordBytes(strategies) / 8;
}

/** Profits and records of a range of paths. */
export function hedgeRange(plan: HedgePlan, range: PathRange): HedgeRange {
  const { profits, records } = run(plan, range);
  return { profits: copyOut(profits, plan.strategies.length * range.paths), records };
}

/** As `hedgeRange`, but profits are only counted, one sketch a strategy. Answers the records. */
export function sketchRange(
  plan: HedgePlan,
  range: PathRange,
  sketches: readonly Sketch[],
): Float64Array {
  const { profits, records } = run(plan, range),
    { paths } = range;
  sketches.forEach((sketch, k) => {
    addToSketch(sketch, profits + k * paths * 8, paths);
  });
  return records;
}

/**
 * Simulate a range: where its columns of profits are in the core, and a copy of its records. Block
 * by block, so that the columns of many strategies stay in the cache.
 */
function run(plan: HedgePlan, { first, paths, block }: PathRange) {
  const { pointer, workspace } = prepareRange(plan, first, paths);
  const count = plan.strategies.length,
    length = recordLength(count);
  const blocks = Math.max(1, Math.ceil(paths / block));
  const columns = allocate(count * HEDGE_FIELDS * Math.min(block, paths) * 8),
    profits = allocate(count * paths * 8),
    records = allocate(blocks * length * 8);
  const memory = new Uint8Array(core().memory.buffer);
  for (let i = 0; i < blocks; i++) {
    const place = i * block,
      size = Math.min(block, paths - place);
    succeed(core().hedge(pointer, workspace, first + place, size, columns));
    core().summarise(columns, size, count, 0, size, records + i * length * 8);
    for (let k = 0; k < count; k++) {
      const column = columns + k * HEDGE_FIELDS * size * 8;
      memory.copyWithin(profits + (k * paths + place) * 8, column, column + size * 8);
    }
  }
  return { profits, records: copyOut(records, blocks * length) };
}

/**
 * All columns of a range of paths: per strategy profit, cost (all of it), turnover, trades, and of
 * the cost impact, funding, capital, fee and spread.
 */
export function hedgeColumns(plan: HedgePlan, first: number, paths: number): Float64Array {
  const { pointer, workspace } = prepareRange(plan, first, paths);
  const columns = allocate(plan.strategies.length * HEDGE_FIELDS * paths * 8);
  succeed(core().hedge(pointer, workspace, first, paths, columns));
  return copyOut(columns, plan.strategies.length * HEDGE_FIELDS * paths);
}

/**
 * What a view of a plan, the first unless given, sees along a range of paths, put into `columns`: spots, variances of log
 * returns from then on, a year, and deltas that it would hedge, each `steps` rows of `paths` numbers.
 */
export function viewColumnsInto(
  plan: HedgePlan,
  first: number,
  paths: number,
  columns: Float64Array,
  view = 0,
): void {
  const { pointer, workspace } = prepare(plan),
    length = 3 * plan.steps * paths,
    out = allocate(length * 8);
  succeed(core().viewColumns(pointer, workspace, view, first, paths, out));
  columns.set(new Float64Array(core().memory.buffer, out, length));
}

/**
 * Prices that one of the plan's options is settled at, a number a path, discounted to the start and
 * over the spot there: the spot at its expiry, or the average before it.
 */
export function deliveries(
  plan: HedgePlan,
  option: number,
  first: number,
  paths: number,
): Float64Array {
  const { pointer, workspace } = prepare(plan),
    out = allocate(paths * 8);
  succeed(core().deliveries(pointer, workspace, option, first, paths, out));
  return copyOut(out, paths);
}

/**
 * One path: `steps + 1` spots an asset, then `steps` holdings a leg: of each strategy and asset its
 * options in their order, then the asset itself.
 */
export function tracePath(plan: HedgePlan, path: number): Float64Array {
  const { pointer, workspace } = prepareRange(plan, path, 1);
  const legs = assetLegs(plan.strategies).flat().at(-1)! + 1,
    assets = 1 + (plan.others ?? []).length;
  const length = assets * (plan.steps + 1) + plan.steps * legs;
  const out = allocate(length * 8);
  succeed(core().tracePath(pointer, workspace, path, out));
  return copyOut(out, length);
}

/** Value of the plan's options at the start. */
export function bookValue(plan: HedgePlan): number {
  return core().bookValue(prepare(plan).pointer);
}

/** Records merged in order into at most `groups` runs of blocks, as even as whole blocks can be. */
export function mergeRecords(
  records: Float64Array,
  strategies: number,
  groups: number,
): Float64Array {
  core().reset();
  const length = recordLength(strategies),
    count = records.length / length;
  const runs = Math.min(groups, count),
    bytes = length * 8;
  const source = copyIn(records),
    out = copyIn(new Float64Array(runs * length));
  for (let i = 0; i < count; i++) {
    const target = out + Math.floor((i * runs) / count) * bytes;
    core().mergeRecords(target, source + i * bytes, strategies);
  }
  return copyOut(out, runs * length);
}

/** All records merged; then, for each record in turn, all but it. */
export function leaveOneOut(records: Float64Array, strategies: number): Float64Array {
  core().reset();
  const length = recordLength(strategies),
    count = records.length / length,
    bytes = length * 8;
  const source = copyIn(records);
  // before[i]: records 0 to i - 1 merged; after[i]: records i to the last
  const before = copyIn(new Float64Array((count + 1) * length));
  const after = copyIn(new Float64Array((count + 1) * length));
  const memory = new Uint8Array(core().memory.buffer);
  for (let i = 0; i < count; i++) {
    memory.copyWithin(before + (i + 1) * bytes, before + i * bytes, before + (i + 1) * bytes);
    core().mergeRecords(before + (i + 1) * bytes, source + i * bytes, strategies);
  }
  for (let i = count - 1; i >= 0; i--) {
    memory.copyWithin(after + i * bytes, source + i * bytes, source + (i + 1) * bytes);
    core().mergeRecords(after + i * bytes, after + (i + 1) * bytes, strategies);
  }
  for (let i = 0; i < count; i++) {
    core().mergeRecords(before + i * bytes, after + (i + 1) * bytes, strategies);
  }
  // the last `before` is the total; the result has it first
  memory.copyWithin(source, before + count * bytes, before + (count + 1) * bytes);
  return concatenate(copyOut(source, length), copyOut(before, count * length));
}

function concatenate(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
