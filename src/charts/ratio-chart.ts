import type { WalkForward } from "../adjustment/walk-forward.ts";
import { compose } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed } from "./numbers.ts";
import { seriesColor } from "./theme.ts";
import { timeLines } from "./time-lines.ts";

interface RatioChartOptions extends ChartOptions {
  /** Which hedge; the first unless given. */
  readonly hedge?: string;
  /** Place of the horizon in the walk; 0 unless given. */
  readonly horizon?: number;
}

/** What each estimator of a walk sold of one hedge, through time. */
export function ratioChart(walk: WalkForward, options: RatioChartOptions = {}): Figure {
  const { hedge = walk.hedges[0]!, horizon: place = 0, ...size } = options;
  const horizon = walk.horizons[place]!,
    k = walk.hedges.indexOf(hedge);
  if (k < 0) throw new RangeError(`unknown hedge: ${hedge}, known are ${walk.hedges.join(", ")}`);
  const times = horizon.times.slice(horizon.warm - 1, -1);
  const lines = Object.entries(horizon.estimators).map(([name, { ratios }], i) => ({
    ...{ name, color: seriesColor(i), times, values: ratios[k]! },
  }));
  return compose({
    title: titleOf(lines),
    subtitle: `Hedge ratio of ${walk.asset} in ${hedge}, as decided at each time`,
    caption:
      `${horizon.periods.toLocaleString("en-US")} decisions, each on prices up to its time; ` +
      "lines are thinned to their extremes where there are more than can be drawn.",
    plots: [timeLines(lines, { ...size, label: "Ratio" })],
  });
}

/** Which estimator moves its ratio most, and how far. */
function titleOf(lines: readonly { name: string; values: ArrayLike<number> }[]): string {
  const spans = lines.map(({ name, values }) => {
    const all = Array.from(values).filter(Number.isFinite);
    const [low, high] = [Math.min(...ends(all, -1)), Math.max(...ends(all, 1))];
    return { name, low, high };
  });
  const widest = spans.reduce((a, b) => (b.high - b.low > a.high - a.low ? b : a));
  if (!(widest.high > widest.low)) return "No estimator moves its ratio";
  const decimals = widest.high - widest.low < 0.1 ? 3 : 2;
  const [low, high] = [fixed(widest.low, decimals), fixed(widest.high, decimals)];
  return `\u201c${widest.name}\u201d moves its ratio most, from ${low} to ${high}`;
}

/** The extreme of values on one side, as an array of one. */
function ends(values: readonly number[], side: 1 | -1): [number] {
  return [values.reduce((a, b) => (side * b > side * a ? b : a), values[0] ?? Number.NaN)];
}
