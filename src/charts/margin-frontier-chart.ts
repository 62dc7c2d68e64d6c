import type { FrontierPoint } from "../margin/margin-frontier.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, money, tickLabel } from "./numbers.ts";
import { BELOW, INK, OBSERVED, QUIET, SIZE } from "./theme.ts";

interface Point {
  readonly cost: number;
  readonly margin: number;
  readonly trades: number;
}

/** The least margin that each cost of trading can reach, from the book as it is. */
export function marginFrontierChart(
  points: readonly FrontierPoint[],
  { width = 720, height = 360 }: ChartOptions = {},
): Figure {
  const [first] = points;
  if (!first) throw new RangeError("points must have at least one, got none");
  const { dot, line, ruleY, text } = plotLibrary();
  const rows: Point[] = [
    { cost: 0, margin: first.before, trades: 0 },
    ...points
      .filter(({ cost }) => cost > 0)
      .map(({ cost, margin, trades }) => ({ cost, margin, trades: trades.length })),
  ];
  const counted = rows.filter(({ trades }, i) => trades > 0 && trades !== rows[i - 1]!.trades);
  return compose({
    title: titleOf(points),
    subtitle: "Initial margin against the cost of the trades that lower it (quote currency)",
    caption:
      "Dots: by budget, valued by the rulebook itself; numbers: how many options are traded.",
    plots: [
      {
        ...{ width, height, marginTop: 30, marginBottom: 46, marginLeft: 78, marginRight: 40 },
        x: { ...BELOW, label: "Cost of trading: spread and fees", tickFormat: tickLabel },
        y: {
          ...{ label: "Initial margin", tickFormat: tickLabel, grid: true, ticks: 6 },
          ...{ zero: true, nice: true },
        },
        marks: [
          ruleY([first.before], { stroke: QUIET, strokeDasharray: "4,3" }),
          line(rows, { x: "cost", y: "margin", stroke: OBSERVED, strokeWidth: 1.75 }),
          dot(rows, { x: "cost", y: "margin", r: 4, fill: OBSERVED }),
          text(counted, {
            ...{ x: "cost", y: "margin", dy: -12, fontSize: SIZE.label, fill: INK },
            text: ({ trades }: Point) => String(trades),
          }),
        ],
      },
    ],
  });
}

function titleOf(points: readonly FrontierPoint[]): string {
  const best = points.reduce((a, b) => (b.margin < a.margin ? b : a));
  const saved = best.before - best.margin;
  if (!(saved > 0)) return "No trade here lowers the margin";
  const share = fixed((100 * saved) / best.before, 0);
  return `${money(best.cost)} of trading lowers the margin by ${money(saved)}, ${share}\u00a0%`;
}
