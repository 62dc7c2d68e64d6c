import type { PlotOptions } from "@observablehq/plot";
import type { Estimate } from "../estimate.ts";
import type { SegmentReplication, StudyReplication } from "../replication/replicate-study.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, interval, plusMinus, tickLabel } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { BELOW, FITTED, INK, OBSERVED, QUIET, SIZE } from "./theme.ts";

/** Versions of an experiment as rows, and what marks each. */
const VERSIONS = [
  { key: "published", label: "published", color: INK },
  { key: "coded", label: "reproduced, as coded", color: OBSERVED },
  { key: "payoffMended", label: "payoff mended", color: QUIET },
  { key: "shocksMended", label: "shocks mended", color: QUIET },
  { key: "corrected", label: "corrected", color: FITTED },
] as const;

interface Row extends Estimate {
  readonly segment: string;
  readonly label: string;
  readonly color: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly published: boolean;
}

/** Hedge error by segment: published, reproduced, with either slip mended, and with both. */
export function replicationChart(
  study: StudyReplication,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const rows = study.segments.flatMap(rowsOf);
  const shown = new Set(rows.map(({ label }) => label));
  const labels = VERSIONS.map(({ label }) => label).filter((label) => shown.has(label));
  const { market, strategy, days, paths } = study.segments[0]!.coded;
  const names = Math.max(...study.segments.map(({ segment }) => textWidth(segment, SIZE.label)));
  const left = 34 + names + Math.max(...labels.map((label) => textWidth(label, SIZE.caption)));
  return compose({
    title: titleOf(study.segments),
    subtitle:
      `P&L over the premium, standard deviation in percent: ${days} days, ` +
      `${HEDGES[strategy]}, ${market}`,
    caption:
      `Dots: ${paths.toLocaleString("en-US")} paths; bars: two standard errors either way. ` +
      "Ring: the published table, one run of 100,000 paths. Days of 1/365 year, no costs.",
    plots: [
      {
        width,
        height: height ?? 24 * rows.length + 30 * study.segments.length,
        marginTop: 10,
        marginBottom: 44,
        marginLeft: left,
        marginRight: 14 + Math.max(...rows.map(({ text }) => textWidth(text, SIZE.caption))),
        x: {
          ...BELOW,
          domain: [0, 1.04 * Math.max(...rows.map(({ to }) => to))],
          label: "Hedge error (percent of the premium)",
          tickFormat: tickLabel,
          grid: true,
        },
        y: { axis: null, domain: labels, padding: 0.3 },
        fy: { axis: null, domain: study.segments.map(({ segment }) => segment), padding: 0.12 },
        marks: marksOf(rows),
      },
    ],
  });
}

const HEDGES = {
  unhedged: "not hedged",
  delta: "Black-Scholes delta",
  deltaGamma: "delta and gamma hedged",
  deltaVega: "delta and vega hedged",
  svcjDelta: "delta of SVCJ",
  svcjMinimumVariance: "least-variance delta of SVCJ",
} as const;

function rowsOf(each: SegmentReplication): Row[] {
  // KDE paths have no variance whose shocks could be mended: one slip is all
  const whole = each.coded.market === "SVCJ";
  const versions = VERSIONS.filter(({ key }) => whole || !key.endsWith("Mended"));
  return versions.flatMap(({ key, label, color }) => {
    const version = each[key];
    if (version === null) return [];
    const estimate =
      typeof version.hedgeError === "number"
        ? { value: version.hedgeError, standardError: 0 }
        : version.hedgeError;
    return [
      {
        ...{ segment: each.segment, label, color, published: key === "published" },
        ...{ ...estimate, ...interval(estimate), text: textOf(estimate) },
      },
    ];
  });
}

/** Two decimals, as published, where there is no error. */
function textOf(estimate: Estimate): string {
  return estimate.standardError > 0 ? plusMinus(estimate) : fixed(estimate.value, 2);
}

function titleOf(segments: readonly SegmentReplication[]): string {
  const shares = segments.map(({ coded, corrected }) => {
    return Math.round(100 * (1 - corrected.hedgeError.value / coded.hedgeError.value));
  });
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  if (!(least > 0)) return "Mending the code does not lower every hedge error";
  const share = least === most ? `${least}` : `${least} to ${most}`;
  return `With its code mended, the hedge error falls by ${share}\u00a0%`;
}

function marksOf(rows: readonly Row[]): NonNullable<PlotOptions["marks"]> {
  const { dot, ruleY, text } = plotLibrary();
  const place = { y: "label", fy: "segment" } as const;
  const color = (row: Row) => row.color;
  const caption = { ...place, fontSize: SIZE.caption, fill: color } as const;
  const heads = rows.filter((row, i) => rows[i - 1]?.segment !== row.segment);
  const own = rows.filter((row) => !row.published);
  return [
    ruleY(own, { ...place, x1: "from", x2: "to", stroke: color, strokeWidth: 2.5 }),
    dot(own, { ...place, x: "value", r: 3.5, fill: color }),
    dot(
      rows.filter((row) => row.published),
      { ...place, x: "value", r: 4.5, stroke: color, strokeWidth: 1.5 },
    ),
    text(rows, { ...caption, frameAnchor: "left", dx: -8, textAnchor: "end", text: "label" }),
    text(rows, { ...caption, frameAnchor: "right", dx: 8, textAnchor: "start", text: "text" }),
    text(heads, {
      ...{ fy: "segment", frameAnchor: "top-left", text: "segment", textAnchor: "start" },
      ...{ dx: -headRoom(rows), dy: 6, fontSize: SIZE.label, fontWeight: "bold", fill: INK },
    }),
  ];
}

/** From the left of the frame to where the names of segments stand. */
function headRoom(rows: readonly Row[]): number {
  const names = rows.map(({ segment }) => textWidth(segment, SIZE.label));
  const labels = rows.map(({ label }) => textWidth(label, SIZE.caption));
  return 26 + Math.max(...names) + Math.max(...labels);
}
