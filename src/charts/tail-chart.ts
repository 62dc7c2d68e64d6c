import type { TailRisk } from "../risk/tail-risk.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { money, plain, tickLabel } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { BELOW, methodColor, QUIET, SIZE } from "./theme.ts";

/** Least distance between labels, in pixels. */
const LINE = 16;
const MARGIN = { top: 24, bottom: 46, left: 66 };

/** Probability of more than a loss, by one method or several, bands of two standard errors. */
export function tailChart(
  risks: readonly TailRisk[],
  { width = 720, height = 380 }: ChartOptions = {},
): Figure {
  if (risks.length === 0) throw new RangeError("risks must have at least one, got none");
  const { areaX, dot, line } = plotLibrary();
  const points = risks.flatMap(({ method, curve }, index) =>
    curve.map(({ probability, loss }) => ({
      ...{ method, key: `${index} ${method}`, index },
      probability: 100 * probability,
      loss: loss.value,
      low: loss.value - 2 * loss.standardError,
      high: loss.value + 2 * loss.standardError,
    })),
  );
  const marked = risks.map(({ valueAtRisk, confidence }, index) => ({
    index,
    loss: valueAtRisk.value,
    probability: 100 * (1 - confidence),
  }));
  const paint = ({ index }: { readonly index: number }) => methodColor(index);
  return compose({
    title: titleOf(risks),
    subtitle: "Probability of a greater loss over the horizon",
    caption: "Bands: two standard errors. Dots: value at risk.",
    plots: [
      {
        ...{ width, height, marginTop: MARGIN.top, marginBottom: MARGIN.bottom },
        ...{ marginLeft: MARGIN.left, marginRight: 24 },
        x: { ...BELOW, label: "Loss (quote currency)", tickFormat: tickLabel, grid: true },
        y: {
          type: "log",
          label: "Probability of more (%)",
          tickFormat: (percent: number) => plain(percent),
          ticks: 5,
          grid: true,
        },
        marks: [
          areaX(points, {
            y: "probability",
            x1: "low",
            x2: "high",
            z: "key",
            fill: paint,
            fillOpacity: 0.18,
          }),
          line(points, { x: "loss", y: "probability", z: "key", stroke: paint, strokeWidth: 1.75 }),
          dot(marked, { x: "loss", y: "probability", r: 4, fill: paint }),
          ...legend(risks, width - 24),
        ],
      },
    ],
  });
}

/** Names in their colours, top right, where falling curves leave room. */
function legend(risks: readonly TailRisk[], right: number) {
  const { dot, text } = plotLibrary();
  const rows = risks.map(({ method }, index) => ({ method, index }));
  const widest = Math.max(...risks.map(({ method }) => textWidth(method, SIZE.label)));
  const [x, y] = [right - widest, (row: { index: number }) => MARGIN.top + 10 + LINE * row.index];
  const at = (shift: number) => ({
    x: { value: () => x + shift, scale: null },
    y: { value: y, scale: null },
  });
  return [
    dot(rows, { ...at(-10), r: 4, fill: ({ index }: { index: number }) => methodColor(index) }),
    text(rows, {
      ...at(0),
      ...{ text: "method", textAnchor: "start", fontSize: SIZE.label, fill: QUIET },
      ...{ stroke: "#ffffff", strokeWidth: 3 },
    }),
  ];
}

function titleOf(risks: readonly TailRisk[]): string {
  const { valueAtRisk, confidence, horizonDays } = risks.at(-1)!;
  const level = plain(Number((100 * confidence).toFixed(6))),
    days = horizonDays === 1 ? "a day" : `${plain(Number(horizonDays.toFixed(4)))} days`;
  return `In ${level}\u00a0% of cases the book loses at most ${money(valueAtRisk.value)} in ${days}`;
}
