import type { PlotOptions } from "@observablehq/plot";
import type { EstimatorReport, HedgeReport } from "../adjustment/hedge-report.ts";
import { extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { percent, percentTick } from "./numbers.ts";
import { shorten, textWidth } from "./text.ts";
import { BELOW, INK, QUIET, SIZE } from "./theme.ts";

interface EstimatorChartOptions extends ChartOptions {
  /** Place of the horizon in the report; 0 unless given. */
  readonly horizon?: number;
}

interface Row extends EstimatorReport {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly best: boolean;
}

/** Effectiveness of the estimators with its intervals, in and out of sample, best first. */
export function estimatorChart(report: HedgeReport, options: EstimatorChartOptions = {}): Figure {
  const { horizon: place = 0, width = 720, height } = options;
  const horizon = report.horizons[place]!,
    rows = rowsOf(horizon);
  const margin = (texts: readonly string[], size: number) =>
    14 + Math.max(30, ...texts.map((text) => textWidth(text, size)));
  return compose({
    title: titleOf(rows),
    subtitle:
      `Share of the variance of ${report.asset} removed out of sample, ` +
      `${horizon.periods.toLocaleString("en-US")} periods`,
    caption:
      `Bars: the middle ${percentTick(report.confidence)} of the bootstrap. ` +
      (rows.some(inSampleKnown) ? "Rings: the same estimator in sample. " : "") +
      "Black: in the model confidence set; grey: worse than the best, beyond chance.",
    plots: [
      {
        width,
        height: height ?? 26 * rows.length + 70,
        marginTop: 10,
        marginBottom: 44,
        marginLeft: margin(
          rows.map(({ label }) => label),
          SIZE.label,
        ),
        marginRight: margin(
          rows.map(({ text }) => text),
          SIZE.caption,
        ),
        x: {
          ...BELOW,
          domain: widened(extent(rows.flatMap((r) => [...ends(r), r.inSample]))),
          label: "Variance removed",
          tickFormat: percentTick,
          ticks: 5,
          grid: true,
        },
        y: { axis: null, domain: rows.map(({ name }) => name) },
        marks: marksOf(rows),
      },
    ],
  });
}

function inSampleKnown({ inSample }: Row): boolean {
  return Number.isFinite(inSample);
}

function ends({ effectiveness: { low, value, high } }: Row): number[] {
  return [low, value, high];
}

function rowsOf({ estimators, confidenceSet }: HedgeReport["horizons"][number]): Row[] {
  return Object.entries(estimators)
    .map(([name, each]) => ({
      ...each,
      name,
      label: shorten(name, SIZE.label, 170),
      text: percent(each.effectiveness),
      best: confidenceSet.included.includes(name),
    }))
    .sort((a, b) => b.effectiveness.value - a.effectiveness.value);
}

function titleOf(rows: readonly Row[]): string {
  const best = rows[0]!,
    rivals = rows.filter((row) => row.best && row !== best);
  const removes = `\u201c${best.name}\u201d removes ${percent(best.effectiveness)} of the variance`;
  if (rows.length === 1) return removes;
  if (rivals.length === 0) return `${removes}, more than all others`;
  if (rivals.length === rows.length - 1) return `${removes}; no other is surely worse`;
  const others = rivals.length === 1 ? "one other is" : `${rivals.length} others are`;
  return `${removes}; ${others} as good, so far as can be told`;
}

function marksOf(rows: readonly Row[]): NonNullable<PlotOptions["marks"]> {
  const { dot, ruleY, text } = plotLibrary();
  const color = ({ best }: Row) => (best ? INK : QUIET);
  const drawn = rows.filter((row) => ends(row).every(Number.isFinite));
  const known = rows.filter(inSampleKnown);
  const label = { y: "name", fontSize: SIZE.label, fill: color } as const;
  return [
    ruleY(drawn, {
      y: "name",
      x1: ({ effectiveness }: Row) => effectiveness.low,
      x2: ({ effectiveness }: Row) => effectiveness.high,
      stroke: color,
      strokeWidth: 2,
      strokeOpacity: 0.55,
    }),
    dot(known, { x: "inSample", y: "name", r: 4.5, stroke: color, strokeWidth: 1.2 }),
    dot(drawn, {
      x: ({ effectiveness }: Row) => effectiveness.value,
      y: "name",
      r: 4,
      fill: color,
    }),
    text(rows, { ...label, frameAnchor: "left", dx: -8, textAnchor: "end", text: "label" }),
    text(rows, {
      ...label,
      frameAnchor: "right",
      dx: 8,
      textAnchor: "start",
      text: "text",
      fontSize: SIZE.caption,
    }),
  ];
}
