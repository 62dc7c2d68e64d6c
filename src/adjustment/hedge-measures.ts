import { mean } from "../numerics/sum.ts";
import { bootstrapMeans } from "./bootstrap-means.ts";
import { type Interval, intervalOf } from "./interval.ts";
import { tailCount, tailLosses } from "./lower-tail.ts";
import type { BlockSampler } from "./stationary-blocks.ts";

/** Returns of one estimator's hedge in the periods of a walk, over the value of the position. */
export interface HedgeReturns {
  /** Before costs and funding, and after. */
  readonly hedged: Float64Array;
  readonly net: Float64Array;
}

export interface MeasureSettings {
  readonly tail: number;
  readonly riskAversion: number;
  /** Of intervals. */
  readonly confidence: number;
  readonly replicates: number;
}

/** What the periods of a regime say. */
export interface RegimeMeasures {
  readonly periods: number;
  readonly effectiveness: Interval;
}

/** What a hedge did out of sample; returns are those of a period. */
export interface HedgeMeasures {
  /** 1 - Var(hedged) / Var(unhedged), before costs (Ederington 1979). */
  readonly effectiveness: Interval;
  /** The same of semivariances below 0. */
  readonly downsideEffectiveness: Interval;
  /** Mean of min(hedged, 0)^2. */
  readonly semivariance: Interval;
  /** Mean loss in the worst share of periods, net of costs. */
  readonly expectedShortfall: Interval;
  /** Mean less half the risk aversion times the variance, net of costs and funding. */
  readonly utility: Interval;
  readonly regimes: Readonly<Record<string, RegimeMeasures>>;
}

type Row = ArrayLike<number>;
type Statistic = (means: Row) => number;

/**
 * Measures of hedges and of the position alone, which comes first, with intervals from one
 * bootstrap in which all share the same rows.
 */
export function hedgeMeasures(
  unhedged: Float64Array,
  hedges: readonly HedgeReturns[],
  regimes: Readonly<Record<string, Float64Array>>,
  sampler: BlockSampler,
  settings: MeasureSettings,
): HedgeMeasures[] {
  const columns: Float64Array[] = [];
  const add = (column: Float64Array) => columns.push(column) - 1;
  const alone = { hedged: unhedged, net: unhedged };
  const indicators = Object.entries(regimes).map(([name, inside]) => ({
    name,
    periods: inside.reduce((sum, each) => sum + each, 0),
    share: add(inside),
    variance: within(inside, unhedged, add),
  }));
  const base = { variance: spread(unhedged, add), downside: add(unhedged.map(under)) };
  const statistics = [alone, ...hedges].map(({ hedged, net }) => {
    const [variance, spent] = [spread(hedged, add), spread(net, add)];
    const downside = add(hedged.map(under)),
      shortfall = add(shortfallScores(net, settings.tail));
    const mean = spent.mean;
    return {
      effectiveness: (m: Row) => 1 - variance.of(m) / base.variance.of(m),
      downsideEffectiveness: (m: Row) => 1 - m[downside]! / m[base.downside]!,
      semivariance: (m: Row) => m[downside]!,
      expectedShortfall: (m: Row) => m[shortfall]!,
      utility: (m: Row) => mean(m) - (settings.riskAversion / 2) * spent.of(m),
      regimes: indicators.map(({ name, periods, share, variance: before }) => {
        const after = within(regimes[name]!, hedged, add);
        const effectiveness = (m: Row) => 1 - after(m, m[share]!) / before(m, m[share]!);
        return { name, periods, effectiveness };
      }),
    };
  });
  const means = Float64Array.from(columns, mean);
  const resampled = bootstrapMeans(columns, sampler, settings.replicates);
  const interval = (statistic: Statistic) =>
    intervalOf(statistic(means), resampled.map(statistic), settings.confidence);
  return statistics.map(({ regimes: inside, ...of }) =>
    Object.freeze({
      effectiveness: interval(of.effectiveness),
      downsideEffectiveness: interval(of.downsideEffectiveness),
      semivariance: interval(of.semivariance),
      expectedShortfall: interval(of.expectedShortfall),
      utility: interval(of.utility),
      regimes: Object.freeze(
        Object.fromEntries(
          inside.map(({ name, periods, effectiveness }) => [
            name,
            Object.freeze({ periods, effectiveness: interval(effectiveness) }),
          ]),
        ),
      ),
    }),
  );
}

/** Mean and variance from the means of two columns, about the mean of the sample. */
function spread(values: Float64Array, add: (column: Float64Array) => number) {
  const centre = mean(values);
  const first = add(values.map((value) => value - centre)),
    second = add(values.map((value) => (value - centre) ** 2));
  return {
    mean: (m: Row) => centre + m[first]!,
    of: (m: Row) => m[second]! - m[first]! ** 2,
  };
}

/** Variance within the periods that an indicator marks. */
function within(inside: Float64Array, values: Float64Array, add: (c: Float64Array) => number) {
  const first = add(values.map((value, t) => inside[t]! * value)),
    second = add(values.map((value, t) => inside[t]! * value * value));
  return (m: Row, share: number) => m[second]! / share - (m[first]! / share) ** 2;
}

function under(value: number): number {
  return Math.min(value, 0) ** 2;
}

/** Numbers whose mean is the expected shortfall, and moves as it does to first order. */
function shortfallScores(values: Float64Array, tail: number): Float64Array {
  const { quantile } = tailLosses(values, tail);
  const share = tailCount(values.length, tail) / values.length;
  return values.map((value) => quantile + Math.max(0, -value - quantile) / share);
}
