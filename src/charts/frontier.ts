import type { Markish, PlotOptions } from "@observablehq/plot";
import {
  type Comparison,
  mostEfficient,
  namedStrategies,
  sample,
  thriftyAlternative,
} from "./comparison.ts";
import { compose, plotLibrary } from "./compose.ts";
import { currencyOf } from "./currency.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { type Label, labelled, labelMarks } from "./frontier-labels.ts";
import {
  barShows,
  efficientPoints,
  type Plane,
  type Point,
  pointOf,
  RADIUS,
} from "./frontier-points.ts";
import { money, percent, tickLabel } from "./numbers.ts";
import { BELOW, GROUND, QUIET, strategyColor } from "./theme.ts";

const MARGIN = { marginLeft: 68, marginRight: 16, marginTop: 30, marginBottom: 46 };

/**
 * What a hedge costs against the deviation of profit that it leaves: a dot a strategy with two
 * standard errors either way, its efficiency beside it, the efficient set joined by a line.
 */
export function frontierChart(
  result: Comparison,
  { width = 720, height = 440 }: ChartOptions = {},
): Figure {
  const all = namedStrategies(result).map(pointOf);
  const points = all.filter(({ x1, x2, y1, y2 }) => [x1, x2, y1, y2].every(Number.isFinite));
  const frame = {
    left: MARGIN.marginLeft,
    right: width - MARGIN.marginRight,
    top: MARGIN.marginTop,
    bottom: height - MARGIN.marginBottom,
    weight: 1,
  };
  const { plane, labels } = labelled(points, frame),
    currency = currencyOf(result.study);
  return compose({
    title: frontierTitle(result),
    subtitle: `Mean cost of hedging and the risk it leaves, ${sample(result)}`,
    caption: captionOf(points, plane, all.length - points.length),
    plots: [
      {
        ...{ width, height, ...MARGIN, ...axesOf(plane, currency) },
        marks: marksOf(points, plane, labels, currency),
      },
    ],
  });
}

/** How much of the variance the best hedge removes, for how much, and the thrifty way. */
export function frontierTitle(result: Comparison): string {
  const best = mostEfficient(result);
  if (!best) return "No hedge here removes any variance";
  const { efficiency, cost } = best.result;
  const price = cost.value > 0 ? `for ${money(cost.value)} a path` : "at no cost";
  const finding = `\u201c${best.name}\u201d removes ${percent(efficiency)} of the variance ${price}`;
  const thrifty = thriftyAlternative(result, best);
  if (!thrifty) return finding;
  const { name, result: less } = thrifty;
  return `${finding}, \u201c${name}\u201d ${percent(less.efficiency)} for ${money(less.cost.value)}`;
}

function axesOf({ x, y, ticks }: Plane, currency: string): Pick<PlotOptions, "x" | "y"> {
  const label = `Mean cost of hedging (${currency} a path)`;
  return {
    x: { ...x, ...BELOW, label, tickFormat: tickLabel },
    y: { ...y, ticks: ticks ?? 6, grid: true, axis: null },
  };
}

/** The upright axis as a mark: a logarithmic one would leave out labels of its own accord. */
function uprightAxis({ y, ticks }: Plane, currency: string): Markish {
  const { axisY } = plotLibrary();
  const label = `Standard deviation of profit (${currency}${y.type === "log" ? ", log scale" : ""})`;
  return ticks
    ? axisY(ticks, { label, text: (tick: number) => tickLabel(tick) })
    : axisY({ label, ticks: 6, tickFormat: tickLabel });
}

function marksOf(
  points: readonly Point[],
  plane: Plane,
  labels: readonly Label[],
  currency: string,
): NonNullable<PlotOptions["marks"]> {
  const { dot, line, ruleX, ruleY } = plotLibrary();
  const color = { stroke: ({ strategy }: Point) => strategyColor(strategy), strokeWidth: 1.5 };
  const least = plane.y.domain[0];
  const floor = ({ y1 }: Point) => (y1 < least ? least : y1);
  return [
    uprightAxis(plane, currency),
    line(efficientPoints(points), { x: "x", y: "y", stroke: QUIET, strokeDasharray: "4,3" }),
    ruleY(points, { x1: "x1", x2: "x2", y: "y", ...color }),
    ruleX(points, { x: "x", y1: floor, y2: "y2", ...color }),
    dot(points, {
      x: "x",
      y: "y",
      r: RADIUS,
      fill: ({ strategy }: Point) => strategyColor(strategy),
      stroke: GROUND,
      strokeWidth: 1,
    }),
    ...labelMarks(labels),
  ];
}

function captionOf(points: readonly Point[], { x, y }: Plane, missing: number): string {
  const wide = points.filter((p) => barShows(x, p.x1, p.x2) || barShows(y, p.y1, p.y2));
  const bars =
    wide.length === 0
      ? "Two standard errors either way are smaller than the dots."
      : "Bars: two standard errors either way; where none shows, it is smaller than the dot.";
  const gone = missing > 0 ? ` Without finite estimates, so not drawn: ${missing}.` : "";
  const line = efficientPoints(points).length > 1 ? " Dashed: no other is better in both." : "";
  return `${bars} Percentages: share of the variance removed.${line}${gone}`;
}
