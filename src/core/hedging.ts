import { core, resetCount } from "./instance.ts";
import { copyMarket, type GivenNormals, type ModelNumbers } from "./market.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { addToSketch, type Sketch } from "./sketch.ts";
import { succeed } from "./status.ts";

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
export const HEDGE_FIELDS = 7;

/** A European option position in numbers. */
export interface OptionNumbers {
  /** 1 call, 2 put. */
  readonly kind: 1 | 2;
  readonly quantity: number;
  readonly strike: number;
  /** Steps from the start to expiry. */
  readonly expiry: number;
  readonly volatility: number;
}

/** Strategies by their numbers: assembly/strategies/decide.ts has what each does. */
export const STRATEGY_KINDS = [
  "unhedged",
  "track",
  "band",
  "recentre",
  "relativeBand",
  "whalleyWilmott",
  "afterMove",
  "hold",
] as const;

/** A strategy in numbers. */
export interface StrategyNumbers {
  /** Place in `STRATEGY_KINDS`. */
  readonly kind: number;
  /** Steps between decisions. */
  readonly every: number;
  /** Width, share or units, as the kind says; 0 unless given. */
  readonly parameter?: number | undefined;
  /** Place of the view that it follows; the first unless given. */
  readonly view?: number | undefined;
}

/** What hedges the book, as one sees it. */
export interface ViewNumbers {
  /** 0 Black-Scholes delta, 1 less the premium over the spot. */
  readonly convention?: 0 | 1 | undefined;
  /** Volatility of every option; their own unless given. */
  readonly volatilities?: readonly number[] | undefined;
  /** Whether deltas are looked up in tables, within 1e-9 a unit; for large books unless given. */
  readonly tabulated?: boolean | undefined;
}

/** A hedging study in numbers: rates a year, times in years of 365 days. */
export interface HedgePlan {
  readonly seed: number;
  readonly steps: number;
  readonly stepYears: number;
  readonly spot: number;
  readonly rate: number;
  readonly drift: number;
  /** Dynamics of the spot. On recorded paths the first spot of each should be the plan's. */
  readonly model: ModelNumbers;
  /** Cost of trading, a fraction of the value traded. */
  readonly costRate: number;
  /** Impact: trading n units costs this times the root of n, a fraction of their value. */
  readonly impact?: number | undefined;
  /** Cost of a trade of any size. */
  readonly tradeCost?: number | undefined;
  /** What a long hedge pays, a year, a fraction of its value; a short one receives it. */
  readonly funding?: number | undefined;
  /** What holding a hedge of either side costs, a year, a fraction of its value. */
  readonly capital?: number | undefined;
  /** The smallest unit that is traded. */
  readonly lot?: number | undefined;
  /** The most units that a decision can trade. */
  readonly most?: number | undefined;
  /** Deviation of the log of the spot, a year, that tables of deltas are made for. */
  readonly volatility?: number | undefined;
  readonly options: readonly OptionNumbers[];
  /** One view, the options at their own volatilities, unless given. */
  readonly views?: readonly ViewNumbers[] | undefined;
  readonly strategies: readonly StrategyNumbers[];
  /** Bits of the uniforms that normals are made from: 32 unless given, 53 for rare events. */
  readonly uniformBits?: 32 | 53 | undefined;
  /** Independent paths unless given; antithetic: path 2 k + 1 mirrors the noise of path 2 k. */
  readonly noise?: "independent" | "antithetic" | undefined;
  /** Normals in place of drawn ones. */
  readonly given?: GivenNormals | undefined;
}

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

/** Numbers in the record of a block. */
export function recordLength(strategies: number): number {
  return core().recordBytes(strategies) / 8;
}

/** Profits and records of a range of paths. */
export function hedgeRange(plan: HedgePlan, range: PathRange): HedgeRange {
  const { columns, records } = run(plan, range),
    { paths } = range;
  const profits = new Float64Array(plan.strategies.length * paths);
  for (let k = 0; k < plan.strategies.length; k++) {
    profits.set(copyOut(columns + k * HEDGE_FIELDS * paths * 8, paths), k * paths);
  }
  return { profits, records };
}

/** As `hedgeRange`, but profits are only counted, one sketch a strategy. Answers the records. */
export function sketchRange(
  plan: HedgePlan,
  range: PathRange,
  sketches: readonly Sketch[],
): Float64Array {
  const { columns, records } = run(plan, range),
    { paths } = range;
  sketches.forEach((sketch, k) => {
    addToSketch(sketch, columns + k * HEDGE_FIELDS * paths * 8, paths);
  });
  return records;
}

/** Simulate a range: where its columns are in the core, and a copy of its records. */
function run(plan: HedgePlan, { first, paths, block }: PathRange) {
  const { pointer, workspace } = prepare(plan);
  const count = plan.strategies.length,
    length = recordLength(count);
  const blocks = Math.ceil(paths / block);
  const columns = allocate(count * HEDGE_FIELDS * paths * 8),
    records = allocate(blocks * length * 8);
  succeed(core().hedge(pointer, workspace, first, paths, columns));
  for (let i = 0; i < blocks; i++) {
    const place = i * block,
      size = Math.min(block, paths - place);
    core().summarise(columns, paths, count, place, size, records + i * length * 8);
  }
  return { columns, records: copyOut(records, blocks * length) };
}

/**
 * All columns of a range of paths: per strategy profit, cost (all of it), turnover, trades, and of
 * the cost impact, funding and capital.
 */
export function hedgeColumns(plan: HedgePlan, first: number, paths: number): Float64Array {
  const { pointer, workspace } = prepare(plan);
  const columns = allocate(plan.strategies.length * HEDGE_FIELDS * paths * 8);
  succeed(core().hedge(pointer, workspace, first, paths, columns));
  return copyOut(columns, plan.strategies.length * HEDGE_FIELDS * paths);
}

/** One path: `steps + 1` spots, then `steps` holdings a strategy. */
export function tracePath(plan: HedgePlan, path: number): Float64Array {
  const { pointer, workspace } = prepare(plan);
  const length = plan.steps + 1 + plan.steps * plan.strategies.length;
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

/** Options that are quicker to add up than to look up. */
const FEW = 6;

/** A plan that stands prepared in the core, until its memory is reset. */
let kept: (Prepared & { plan: HedgePlan; resets: number; mark: number }) | undefined;

interface Prepared {
  readonly pointer: number;
  readonly workspace: number;
}

/** Where a plan and its workspace are; the plan of the last call still stands. */
function prepare(plan: HedgePlan): Prepared {
  if (kept?.plan === plan && kept.resets === resetCount()) {
    core().release(kept.mark);
    return kept;
  }
  kept = undefined;
  const prepared = prepareAnew(plan);
  kept = { ...prepared, plan, resets: resetCount(), mark: core().allocated() >>> 0 };
  return kept;
}

function prepareAnew(plan: HedgePlan): Prepared {
  core().reset();
  const { seed, steps, stepYears, rate, uniformBits, noise, given } = plan;
  const { costRate, options, strategies } = plan;
  const assets = [{ spot: plan.spot, drift: plan.drift, model: plan.model }];
  const market = copyMarket({ seed, steps, stepYears, rate, assets, uniformBits, noise, given });
  const { impact = 0, tradeCost = 0, funding = 0, capital = 0, lot = 0, most = 0 } = plan;
  const { volatility = Math.max(0, ...options.map((o) => o.volatility)), views = [{}] } = plan;
  const sizes = [market, options.length, views.length, strategies.length, volatility];
  const dealing = [costRate, impact, tradeCost / plan.spot, funding, capital, lot, most];
  const book = options.flatMap((o) => [o.kind, o.quantity, o.strike, o.expiry, o.volatility]);
  const seen = views.flatMap(({ convention = 0, volatilities, tabulated }, place) => [
    convention,
    tabulation(plan, place, tabulated ?? options.length > FEW),
    ...(volatilities ?? options.map((o) => o.volatility)),
  ]);
  const hedges = strategies.flatMap((s) => [s.kind, s.every, s.view ?? 0, s.parameter ?? 0]);
  const pointer = copyIn([...sizes, ...dealing, ...book, ...seen, ...hedges]);
  const workspace = allocate(core().hedgeWorkspace(pointer));
  succeed(core().hedgePrepare(pointer, workspace));
  return { pointer, workspace };
}

/** Bands of Whalley and Wilmott need slopes, which tables have. */
function tabulation({ strategies }: HedgePlan, place: number, tabulated: boolean): 0 | 1 | 2 {
  const sloped = strategies.some(
    ({ kind, view = 0 }) => STRATEGY_KINDS[kind] === "whalleyWilmott" && view === place,
  );
  return sloped ? 2 : tabulated ? 1 : 0;
}
