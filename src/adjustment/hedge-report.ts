import * as v from "valibot";
import { check, rules } from "../check.ts";
import { automaticBlock } from "./automatic-block.ts";
import { type EqualAccuracy, equalAccuracy } from "./equal-accuracy.ts";
import { type HedgeMeasures, hedgeMeasures } from "./hedge-measures.ts";
import { inSampleEffectiveness } from "./in-sample.ts";
import type { JudgedHorizon, JudgedWalk } from "./judged-walk.ts";
import { type ModelConfidenceSet, modelConfidenceSet } from "./model-confidence-set.ts";
import { fraction, rowsSchema } from "./options.ts";
import { crashes, rollingEffectiveness } from "./rolling-effectiveness.ts";
import { stationaryBlocks } from "./stationary-blocks.ts";

export interface HedgeReportOptions {
  /** Share of the worst periods in expected shortfall; 0.05 unless given. */
  tail?: number;
  /** Of the utility, for returns of a period; 4 unless given. */
  riskAversion?: number;
  /** Of intervals; 0.95 unless given. */
  confidence?: number;
  /** Resamples of the bootstrap; 1,000 unless given. */
  replicates?: number;
  /** Mean length of its blocks; what suits the squared returns unless given. */
  meanBlock?: number;
  seed?: number;
  /** Periods of effectiveness through time; 60 unless given, half of all at most. */
  rolling?: number;
  /** Chance that the confidence set leaves a best estimator out; 0.1 unless given. */
  level?: number;
}

/** One estimator out of sample, its sample beside it. */
export interface EstimatorReport extends HedgeMeasures {
  /** Effectiveness in the same periods of ratios that know all of them; NaN of what has no ratios. */
  readonly inSample: number;
  /** Value traded, cost and funding received over the whole walk, over the position's mean value. */
  readonly turnover: number;
  readonly cost: number;
  readonly funding: number;
  /** Fits of an estimator; 0 of what fits nothing. */
  readonly refits: number;
  /** Effectiveness in the `rolling` periods up to each time. */
  readonly throughTime: readonly number[];
}

/** A pair of estimators by their squared hedged returns. */
export interface EstimatorComparison extends EqualAccuracy {
  readonly names: readonly [string, string];
}

export interface HorizonReport {
  /** Rows of the series that a period has. */
  readonly horizon: number;
  readonly periods: number;
  readonly acrossGaps: number;
  readonly meanBlock: number;
  readonly unhedged: HedgeMeasures;
  readonly estimators: Readonly<Record<string, EstimatorReport>>;
  readonly comparisons: readonly EstimatorComparison[];
  readonly confidenceSet: ModelConfidenceSet;
  /** UTC milliseconds at which the windows of `throughTime` end. */
  readonly times: readonly number[];
}

/** What a walk forward says of its estimators. */
export interface HedgeReport {
  readonly asset: string;
  readonly hedges: readonly string[];
  /** Of the intervals. */
  readonly confidence: number;
  readonly horizons: readonly HorizonReport[];
  readonly notes: readonly string[];
}

const schema = v.strictObject({
  tail: v.optional(fraction, 0.05),
  riskAversion: v.optional(rules.nonNegative, 4),
  confidence: v.optional(fraction, 0.95),
  replicates: v.optional(rowsSchema, 1000),
  meanBlock: v.optional(
    v.pipe(
      rules.positive,
      v.check((value) => value >= 1, "must be at least 1"),
    ),
  ),
  seed: v.optional(rules.nonNegative, 1),
  rolling: v.optional(rowsSchema, 60),
  level: v.optional(fraction, 0.1),
});
type Settings = v.InferOutput<typeof schema>;

/**
 * Judge what a walk followed, estimators or option strategies, on rows that none had seen. Returns are profits over the value of
 * the position where the period begins. Intervals come from a stationary bootstrap in which all
 * estimators share the same rows; pairs are tested by Diebold and Mariano, all together by the
 * model confidence set. `crash` is the tenth of the periods in which the position, over the last 30
 * of them, was most volatile; `calm` is the rest.
 */
export function hedgeReport(walk: JudgedWalk, options: HedgeReportOptions = {}): HedgeReport {
  const settings = check(schema, options, "hedgeReport");
  return Object.freeze({
    asset: walk.asset,
    hedges: walk.hedges,
    confidence: settings.confidence,
    horizons: Object.freeze(walk.horizons.map((each) => horizonReport(each, walk, settings))),
    notes: walk.notes,
  });
}

function horizonReport(
  horizon: JudgedHorizon,
  { position = 1 }: JudgedWalk,
  settings: Settings,
): HorizonReport {
  const { periods, values, times, warm } = horizon;
  const over = (profits: Float64Array) => profits.map((profit, t) => profit / values[t]!);
  const unhedged = over(horizon.unhedged),
    names = Object.keys(horizon.estimators),
    results = Object.values(horizon.estimators);
  const returns = results.map(({ hedged, net }) => ({ hedged: over(hedged), net: over(net) }));
  const losses = returns.map(({ hedged }) => squares(hedged));
  const meanBlock =
    settings.meanBlock ?? Math.max(...[squares(unhedged), ...losses].map(automaticBlock));
  const sampler = stationaryBlocks(periods, meanBlock, settings.seed);
  const [alone, ...measures] = hedgeMeasures(
    unhedged,
    returns,
    crashes(unhedged),
    sampler,
    settings,
  );
  const rolling = Math.min(settings.rolling, Math.max(2, Math.floor(periods / 2)));
  const value = values.reduce((sum, each) => sum + each, 0) / periods;
  const estimators = results.map((result, k) => {
    const report: EstimatorReport = Object.freeze({
      ...measures[k]!,
      inSample: inSampleEffectiveness(horizon, result.estimator, position, unhedged),
      turnover: result.turnover / value,
      cost: result.cost / value,
      funding: result.funding / value,
      refits: result.refits ?? 0,
      throughTime: rollingEffectiveness(unhedged, returns[k]!.hedged, rolling),
    });
    return [names[k]!, report] as const;
  });
  const { level, replicates, seed } = settings;
  return Object.freeze({
    horizon: horizon.horizon,
    periods,
    acrossGaps: horizon.acrossGaps,
    meanBlock,
    unhedged: alone!,
    estimators: Object.freeze(Object.fromEntries(estimators)),
    comparisons: Object.freeze(pairs(names, losses)),
    confidenceSet: modelConfidenceSet({
      losses: Object.fromEntries(names.map((name, k) => [name, losses[k]!])),
      ...{ level, replicates, seed, meanBlock },
    }),
    times: Object.freeze(times.slice(warm - 1 + rolling)),
  });
}

/** Squared deviations from the mean. */
function squares(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => (value - mean) ** 2);
}

/** Every estimator against each that comes after it; nothing where periods are too few. */
function pairs(names: readonly string[], losses: readonly Float64Array[]): EstimatorComparison[] {
  if (losses[0]!.length < FEWEST_PERIODS) return [];
  return names.flatMap((first, i) =>
    names.slice(i + 1).map((second, j) =>
      Object.freeze({
        names: Object.freeze([first, second] as const),
        ...equalAccuracy({ first: losses[i]!, second: losses[i + 1 + j]! }),
      }),
    ),
  );
}

/** Periods below which a test of means says nothing. */
const FEWEST_PERIODS = 10;
