import { setImmediate } from "node:timers/promises";
import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { JoinedSeries } from "../market/join-series.ts";
import { type FundingRates, fundingColumns } from "./funding.ts";
import { type RatioDescription, ratioSchema } from "./ratio-description.ts";
import { recalibrator } from "./recalibrate.ts";
import { checkColumns, rowsAt, type WalkColumns } from "./walk-columns.ts";
import { frictionsOf, periodsOf, type WalkCosts, walkCostsSchema } from "./walk-costs.ts";
import { type WalkResult, walkResult } from "./walk-result.ts";

export interface WalkForwardOptions {
  /** Prices of asset and hedges at the same times. */
  series: JoinedSeries;
  /** Name of what is held; the first of the series unless given. */
  asset?: string;
  /** Names of what it is hedged with; all others unless given. */
  hedges?: readonly string[];
  /** Units of the asset held throughout; 1 unless given. */
  position?: number;
  /** Estimators to judge, by names of their own. */
  estimators: Readonly<Record<string, RatioDescription>>;
  /** Rows seen before the first decision. */
  warmUp: number;
  /** Rows between refits; 30 unless given. Updates happen at every row. */
  refitEvery?: number;
  /** Rows that refits look back on; all unless given. */
  window?: number;
  /** Rows that each decision holds for; [1] unless given. */
  horizons?: readonly number[];
  /** What trading any hedge meets; a fee of 0.0005 unless given. */
  costs?: WalkCosts;
  /** Costs of single hedges in place of those, by name. */
  costsOf?: Readonly<Record<string, WalkCosts>>;
  /** Funding that holders of a hedge pay, by its name. */
  funding?: Readonly<Record<string, FundingRates>>;
}

/** How to run. Nothing here changes the result. */
export interface WalkForwardRun {
  /** Called with the estimators done and all of them, horizons counted apart. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** All decisions at one horizon. */
export interface WalkHorizon extends WalkColumns {
  /** Rows of the series that each decision holds for. */
  readonly horizon: number;
  /** Profit of the position alone in each period, and its value at the start of each. */
  readonly unhedged: Float64Array;
  readonly values: Float64Array;
  readonly estimators: Readonly<Record<string, WalkResult>>;
}

/** What estimators decided on rows they had seen, and what came of it on rows they had not. */
export interface WalkForward {
  readonly asset: string;
  readonly hedges: readonly string[];
  readonly position: number;
  /** Median spacing of the rows, milliseconds. */
  readonly interval: number;
  readonly horizons: readonly WalkHorizon[];
  /** What is to be known of the data, one sentence each. */
  readonly notes: readonly string[];
}

const schema = v.strictObject({
  asset: v.optional(v.string("must be a name")),
  hedges: v.optional(v.array(v.string("must be a name"), "must be an array of names")),
  position: v.optional(rules.finite, 1),
  estimators: v.record(v.string(), ratioSchema),
  warmUp: rules.count,
  refitEvery: v.optional(rules.count, 30),
  window: v.optional(rules.count),
  horizons: v.optional(v.array(rules.count, "must be an array of rows"), [1]),
  costs: v.optional(walkCostsSchema, {}),
  costsOf: v.optional(v.record(v.string(), walkCostsSchema), {}),
});
type Settings = v.InferOutput<typeof schema>;

/**
 * Walk estimators forward through history. At each decision an estimator has seen the prices up to
 * that row and no other; the holdings that follow are held until the next decision, pay costs at
 * every trade and at the end, where all is sold, and funding at its times. At a horizon of h rows
 * only every h-th row is read, by the estimators too, so that periods never overlap; all horizons
 * begin at the row where the warm-up ends.
 */
export async function walkForward(
  options: WalkForwardOptions,
  { onProgress, signal }: WalkForwardRun = {},
): Promise<WalkForward> {
  const { series, funding = {}, ...rest } = options;
  const settings = check(schema, rest, "walkForward");
  const { asset, hedges, notes } = checkColumns(series, settings.asset, settings.hedges);
  const names = Object.keys(settings.estimators);
  if (names.length === 0) throw new RangeError("estimators must be at least one, got none");
  const stranger = Object.keys(settings.costsOf).find((name) => !hedges.includes(name));
  if (stranger !== undefined) throw new RangeError(`costsOf.${stranger} is not a hedge`);
  const horizons: WalkHorizon[] = [];
  for (const horizon of settings.horizons) {
    const columns = rowsAt(series, asset, hedges, settings.warmUp, horizon);
    const period = series.interval * horizon,
      stepYears = period / YEAR;
    const meets = fundingColumns(funding, series, hedges, columns).map((paid, k) => {
      const costs = settings.costsOf[hedges[k]!] ?? settings.costs;
      const delay = periodsOf(costs.delay, period);
      return { ...frictionsOf(costs, stepYears), stepYears, funding: paid, delay };
    });
    const results: [string, WalkResult][] = [];
    for (const name of names) {
      results.push([name, await walk(name, settings, horizon, columns, meets, signal)]);
      onProgress?.(horizons.length * names.length + results.length, total(settings, names));
    }
    horizons.push(frozenHorizon(columns, horizon, settings.position, results));
  }
  return Object.freeze({
    ...{ asset, hedges, position: settings.position, interval: series.interval },
    horizons: Object.freeze(horizons),
    notes: Object.freeze([...series.warnings, ...notes]),
  });
}

function total({ horizons }: Settings, names: readonly string[]): number {
  return horizons.length * names.length;
}

const YEAR = 365 * 86_400_000;
/** Milliseconds of work after which others get their turn. */
const TURN = 40;
/** Rows between looks at the clock. */
const LOOK = 256;

/** One estimator through all rows of a horizon. */
async function walk(
  name: string,
  settings: Settings,
  horizon: number,
  columns: WalkColumns,
  meets: Parameters<typeof walkResult>[0]["meets"],
  signal: AbortSignal | undefined,
): Promise<WalkResult> {
  const estimator = settings.estimators[name]!;
  const { prices, warm, periods } = columns;
  const rowsOf = (rows: number | undefined) =>
    rows === undefined ? {} : { window: Math.max(1, Math.floor(rows / horizon)) };
  const step = recalibrator({
    estimator,
    warmUp: warm,
    every: Math.max(1, Math.round(settings.refitEvery / horizon)),
    ...rowsOf(settings.window),
  });
  const [assetPrices, ...hedgePrices] = prices as [Float64Array, ...Float64Array[]];
  const ratios = hedgePrices.map(() => new Float64Array(periods));
  const last = warm - 1 + periods;
  let refits = 0,
    row = 0,
    turn = performance.now();
  try {
    for (; row < last; row++) {
      const hedges = hedgePrices.map((column) => column[row]!);
      const answer = step({ asset: assetPrices[row]!, hedges });
      if (answer !== null) {
        if (answer.refitted) refits++;
        for (let k = 0; k < ratios.length; k++) ratios[k]![row - warm + 1] = answer.ratios[k]!;
      }
      if (!answer?.refitted && row % LOOK !== 0) continue;
      if (performance.now() - turn < TURN) continue;
      signal?.throwIfAborted();
      await setImmediate();
      turn = performance.now();
    }
  } catch (error) {
    throw located(
      error,
      horizon === 1 ? name : `${name} every ${horizon} rows`,
      columns.times[row]!,
    );
  }
  return walkResult({ estimator, ratios, refits, columns, position: settings.position, meets });
}

/** An error of an estimator, with its name and the time of the row. */
function located(error: unknown, name: string, time: number): unknown {
  if (!(error instanceof RangeError)) return error;
  return new RangeError(`estimators.${name} at ${new Date(time).toISOString()}: ${error.message}`);
}

function frozenHorizon(
  columns: WalkColumns,
  horizon: number,
  position: number,
  results: readonly [string, WalkResult][],
): WalkHorizon {
  const { prices, warm } = columns;
  const asset = prices[0]!.subarray(warm - 1);
  return Object.freeze({
    ...columns,
    horizon,
    unhedged: asset.subarray(1).map((price, t) => position * (price - asset[t]!)),
    values: asset.subarray(0, -1).map((price) => Math.abs(position) * price),
    estimators: Object.freeze(Object.fromEntries(results)),
  });
}
