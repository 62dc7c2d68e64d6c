import type { PlotOptions } from "@observablehq/plot";
import type { ExecutionFrontierPoint } from "../hedging/execution-frontier.ts";
import { extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, money, plain, tickLabel } from "./numbers.ts";
import { BELOW, GROUND, INK, QUIET, SIZE, seriesColor } from "./theme.ts";

const SIDES = { marginLeft: 72, marginRight: 24 };

/** Schedules that are drawn in full: the even one, and these shares of its deviation. */
const SHARES = [1, 0.75, 0.5, 0.25];

interface Shown {
  readonly point: ExecutionFrontierPoint;
  readonly color: string;
}

interface Left {
  readonly time: number;
  readonly left: number;
  readonly color: string;
}

/**
 * How a large trade may be done: what remains over time at some aversions to risk, and below it
 * the efficient frontier of expected cost and deviation that they stand on.
 */
export function executionChart(
  frontier: readonly ExecutionFrontierPoint[],
  { width = 720, height = 560 }: ChartOptions = {},
): Figure {
  const [first] = frontier;
  if (!first) throw new RangeError("frontier must have at least one point, got none");
  const shown = chosen(frontier);
  const half = Math.round(height / 2);
  return compose({
    title: titleOf(frontier, shown),
    subtitle: `What remains of ${money(Math.abs(first.remaining[0]!))} units, and what it costs`,
    caption: "Dots: the schedules above, in their colours. Deviation: of the cost, by the price.",
    plots: [
      { width, height: half, ...SIDES, ...schedulePlot(shown) },
      { width, height: height - half, ...SIDES, ...frontierPlot(frontier, shown) },
    ],
  });
}

/** The points nearest to shares of the greatest deviation, each once. */
function chosen(frontier: readonly ExecutionFrontierPoint[]): Shown[] {
  const most = Math.max(...frontier.map(({ deviation }) => deviation));
  const nearest = SHARES.map((share) =>
    frontier.reduce((a, b) =>
      Math.abs(b.deviation - share * most) < Math.abs(a.deviation - share * most) ? b : a,
    ),
  );
  return [...new Set(nearest)].map((point, i) => ({ point, color: seriesColor(i) }));
}

function titleOf(frontier: readonly ExecutionFrontierPoint[], shown: readonly Shown[]): string {
  const cheapest = frontier.reduce((a, b) => (b.cost < a.cost ? b : a));
  const other = shown
    .map(({ point }) => point)
    .find((p) => p.deviation <= 0.6 * cheapest.deviation);
  if (!other) return `Done at the least cost of ${money(cheapest.cost)}`;
  const less = fixed(100 * (1 - other.deviation / cheapest.deviation), 0);
  const more = fixed(100 * (other.cost / cheapest.cost - 1), 0);
  return `${less}\u00a0% less deviation costs ${more}\u00a0% more than the cheapest way`;
}

function schedulePlot(shown: readonly Shown[]): PlotOptions {
  const { line, dot, ruleY } = plotLibrary();
  const side = Math.sign(shown[0]!.point.remaining[0]!);
  const points = shown.flatMap(({ point: { times, remaining }, color }) =>
    remaining.map((left, k): Left => ({ time: [0, ...times][k]!, left: side * left, color })),
  );
  const own = { x: "time", y: "left", z: "color" } as const;
  const few = shown[0]!.point.trades.length <= 30;
  return {
    ...{ marginTop: 26, marginBottom: 44 },
    x: { ...BELOW, label: "Days", tickFormat: tickLabel },
    y: {
      label: side > 0 ? "Still to buy (units)" : "Still to sell (units)",
      tickFormat: tickLabel,
      grid: true,
      ticks: 5,
    },
    marks: [
      ruleY([0], { stroke: INK, strokeWidth: 0.75 }),
      line(points, { ...own, stroke: "color", strokeWidth: 1.75 }),
      ...(few ? [dot(points, { x: "time", y: "left", fill: "color", r: 2.5 })] : []),
    ],
    color: { type: "identity" },
  };
}

function frontierPlot(
  frontier: readonly ExecutionFrontierPoint[],
  shown: readonly Shown[],
): PlotOptions {
  const { line, dot, text } = plotLibrary();
  const place = { x: "deviation", y: "cost" } as const;
  const marks = shown.map(({ point, color }) => ({ ...point, color }));
  // beyond all that is drawn in full the frontier is steep and says nothing more
  const least = Math.min(...marks.map(({ deviation }) => deviation));
  const near = frontier.filter(({ deviation }) => deviation >= 0.6 * least);
  const halfLife = ({ halfLife: days }: ExecutionFrontierPoint) =>
    Number.isFinite(days) ? `half-life ${plain(Number(days.toPrecision(2)))} d` : "evenly";
  const most = Math.max(...near.map(({ deviation }) => deviation)),
    edge = least + 0.8 * (most - least);
  const label = { ...place, text: halfLife, fontSize: SIZE.label, fill: INK, dy: -10 } as const;
  const halo = { stroke: GROUND, strokeWidth: 3, paintOrder: "stroke" } as const;
  return {
    ...{ marginTop: 26, marginBottom: 46 },
    x: {
      ...{ domain: widened(extent(near.map(({ deviation }) => deviation)), 0.06), ...BELOW },
      ...{ label: "Deviation of the cost (quote currency)", tickFormat: tickLabel },
    },
    y: {
      domain: widened(extent(near.map(({ cost }) => cost)), 0.12),
      ...{ label: "Expected cost (quote currency)", tickFormat: tickLabel, grid: true, ticks: 5 },
    },
    marks: [
      line(near, { ...place, stroke: QUIET, strokeWidth: 1.5 }),
      dot(marks, { ...place, fill: "color", r: 5, stroke: GROUND }),
      text(
        marks.filter(({ deviation }) => deviation <= edge),
        { ...label, ...halo, textAnchor: "start", dx: 6 },
      ),
      text(
        marks.filter(({ deviation }) => deviation > edge),
        { ...label, ...halo, textAnchor: "end", dx: 8, dy: -12 },
      ),
    ],
    color: { type: "identity" },
  };
}
