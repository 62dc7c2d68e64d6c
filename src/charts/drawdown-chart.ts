import type { JudgedWalk } from "../adjustment/judged-walk.ts";
import { compose } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, percentTick } from "./numbers.ts";
import { seriesColor, UNHEDGED } from "./theme.ts";
import { timeLines } from "./time-lines.ts";

interface DrawdownChartOptions extends ChartOptions {
  /** Place of the horizon in the walk; 0 unless given. */
  readonly horizon?: number;
}

/** How far the position stands below its best moment, alone and under each hedge, costs paid. */
export function drawdownChart(walk: JudgedWalk, options: DrawdownChartOptions = {}): Figure {
  const { horizon: place = 0, ...size } = options;
  const horizon = walk.horizons[place]!;
  const times = horizon.times.slice(horizon.warm - 1);
  const alone = {
    name: "unhedged",
    color: UNHEDGED,
    times,
    values: drawdowns(horizon.unhedged, horizon.values),
  };
  const hedges = Object.entries(horizon.estimators).map(([name, { net }], i) => ({
    ...{ name, color: seriesColor(i), times, values: drawdowns(net, horizon.values) },
  }));
  return compose({
    title: titleOf(alone.values, hedges),
    subtitle: `Worth of holding ${walk.asset} below its highest so far, alone and hedged`,
    caption:
      "Profits over the value that the position stands on, compounded, costs and funding " +
      "included; out of sample.",
    plots: [
      timeLines([alone, ...hedges], {
        ...size,
        label: "Below the highest",
        tickFormat: percentTick,
      }),
    ],
  });
}

/** Returns of the periods compounded, below their highest so far: from 0 at the start to -1. */
function drawdowns(profits: Float64Array, values: Float64Array): number[] {
  let worth = 1,
    highest = 1;
  const below = [0];
  profits.forEach((profit, t) => {
    worth *= Math.max(0, 1 + profit / values[t]!);
    highest = Math.max(highest, worth);
    below.push(worth / highest - 1);
  });
  return below;
}

function titleOf(
  alone: readonly number[],
  hedges: readonly { name: string; values: readonly number[] }[],
): string {
  const deepest = (values: readonly number[]) => -values.reduce((a, b) => Math.min(a, b), 0);
  const best = hedges.reduce((a, b) => (deepest(b.values) < deepest(a.values) ? b : a));
  const [before, after] = [deepest(alone), deepest(best.values)];
  const share = (value: number) => `${fixed(100 * value, value < 0.0995 ? 1 : 0)}\u00a0%`;
  if (!(after < before)) return `No hedge here lowers the deepest drawdown of ${share(before)}`;
  return (
    `\u201c${best.name}\u201d lowers the deepest drawdown ` +
    `from ${share(before)} to ${share(after)}`
  );
}
