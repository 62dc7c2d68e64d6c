import type { PlotOptions } from "@observablehq/plot";
import { extent, widened } from "./axis.ts";
import { type Comparison, sample } from "./comparison.ts";
import { compose, plotLibrary } from "./compose.ts";
import { currencyOf } from "./currency.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { money, tickLabel } from "./numbers.ts";
import { CEILING, type Height, type Mark, profitRows, type Row, shown } from "./profit-rows.ts";
import { textWidth } from "./text.ts";
import { ALARM, BELOW, INK, SIZE, strategyColor, UNHEDGED } from "./theme.ts";

/**
 * How the profit of each strategy is distributed: a row a strategy on one axis of profit, the
 * unhedged book in outline behind, the mean and the 5 % value at risk marked.
 */
export function profitChart(
  result: Comparison,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const rows = profitRows(result);
  const tall = rows.length > 8 ? 34 : 54;
  const places = rows.flatMap(({ marks }) => marks.flatMap(({ from, to }) => [from, to]));
  return compose({
    title: titleOf(result),
    subtitle: `Profit of the hedged book, costs deducted, ${sample(result)}`,
    caption: captionOf(rows),
    plots: [
      {
        width,
        height: height ?? rows.length * tall + 70,
        marginTop: 10,
        marginBottom: 44,
        marginLeft:
          14 + Math.max(...rows.map(({ name }) => textWidth(shown(name), SIZE.label)), 30),
        marginRight: 14 + Math.max(...rows.map(({ text }) => textWidth(text, SIZE.caption)), 30),
        x: {
          domain: widened(extent([...result.histogram.edges, ...places]), 0.01),
          ...BELOW,
          label: `Profit at the horizon (${currencyOf(result.study)})`,
          tickFormat: tickLabel,
          grid: true,
        },
        y: { axis: null, domain: [0, CEILING] },
        fy: { domain: rows.map(({ name }) => name), axis: null, padding: 0.08 },
        marks: marksOf(rows),
      },
    ],
  });
}

function captionOf(rows: readonly Row[]): string {
  const marks =
    "Black: mean; red: 5\u00a0% value at risk; shaded: two standard errors either way, where they " +
    "show. Each row has its own scale of shares of paths; what is taller is cut.";
  const outlined = rows.some(({ outline }) => outline.length > 0);
  return outlined ? `${marks} Grey outline: unhedged, on the scale of the row.` : marks;
}

function titleOf({ strategies, unhedged }: Comparison): string {
  const before = unhedged.valueAtRisk95.value;
  const risks = Object.entries(strategies).map(
    ([name, { valueAtRisk95 }]) => [name, valueAtRisk95.value] as const,
  );
  const finite = risks.filter(([, risk]) => Number.isFinite(risk));
  const least = finite.length > 0 ? finite.reduce((a, b) => (b[1] < a[1] ? b : a)) : null;
  if (!least || !(least[1] < before)) {
    return `No hedge here lowers the 5\u00a0% value at risk of ${money(before)}`;
  }
  const [name, risk] = least;
  const change = `from ${money(before)} to ${money(risk)}`;
  return `\u201c${name}\u201d lowers the 5\u00a0% value at risk ${change}`;
}

function marksOf(rows: readonly Row[]): NonNullable<PlotOptions["marks"]> {
  const { areaY, line, rectX, ruleX, ruleY, text } = plotLibrary();
  const label = { fy: "name", frameAnchor: "left", fontSize: SIZE.label, fill: INK } as const;
  const step = { x: "x", y: "y", fy: "name", curve: "step-after" } as const;
  const own = rows.flatMap(({ heights }) => heights);
  const behind = rows.flatMap(({ outline }) => outline);
  const color = ({ row }: Height) => strategyColor(row.strategy);
  const marks = rows.flatMap((row) => row.marks);
  const span = { x1: "from", x2: "to", y1: 0, y2: "top", fy: "name" } as const;
  const fill = ({ kind }: Mark) => (kind === "mean" ? INK : ALARM);
  return [
    areaY(own, { ...step, z: "name", fill: color, fillOpacity: 0.75 }),
    line(behind, { ...step, z: "name", stroke: UNHEDGED, strokeWidth: 1 }),
    ruleY(rows, { y: 0, fy: "name", stroke: INK, strokeWidth: 0.75 }),
    rectX(marks, { ...span, fill, fillOpacity: 0.3 }),
    ruleX(marks, { x: "at", y1: 0, y2: "top", fy: "name", stroke: fill, strokeWidth: 2 }),
    text(rows, { ...label, dx: -6, textAnchor: "end", text: ({ name }: Row) => shown(name) }),
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
