import type { StressPath } from "../risk/run-stress.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { money, tickLabel } from "./numbers.ts";
import { shorten, textWidth } from "./text.ts";
import { ALARM, BELOW, INK, QUIET, SIZE } from "./theme.ts";

const GAIN = "#0072b2";
/** Of names of scenarios, in pixels. */
const WIDEST = 260;
/** Least pixels for a tick's number and the gap beside it. */
const TICK = 90;

/** Profit of a book at the end of each scenario, the worst on top, and its low on the way. */
export function stressTornado(
  paths: readonly StressPath[],
  { width = 720, height }: ChartOptions = {},
): Figure {
  if (paths.length === 0) throw new RangeError("paths must have at least one, got none");
  const { barX, ruleX, ruleY, text, tickX } = plotLibrary();
  const rows = paths
    .map(({ scenario, profit, worst }, index) => ({
      name: shorten(scenario.name, SIZE.axis, WIDEST),
      key: String(index),
      profit,
      low: worst.profit,
    }))
    .sort((a, b) => a.profit - b.profit);
  const names = new Map(rows.map(({ key, name }) => [key, name]));
  const marginLeft = 18 + Math.max(...rows.map(({ name }) => textWidth(name, SIZE.axis)));
  const label = ({ profit }: (typeof rows)[number]) => money(profit);
  const room = 12 + Math.max(...rows.map((row) => textWidth(label(row), SIZE.label)));
  return compose({
    title: titleOf(paths),
    subtitle: "Profit of the book and its hedge through each scenario (quote currency)",
    caption: "Bars: at the end. Ticks: the lowest on the way.",
    plots: [
      {
        width,
        height: height ?? rows.length * 26 + 62,
        ...{ marginTop: 6, marginBottom: 46, marginLeft, marginRight: room + 8 },
        x: {
          ...BELOW,
          label: "Profit (quote currency)",
          tickFormat: tickLabel,
          grid: true,
          ticks: Math.min(6, Math.floor((width - marginLeft - 2 * room) / TICK)),
          insetLeft: room,
          domain: [
            Math.min(0, ...rows.map(({ low, profit }) => Math.min(low, profit))),
            Math.max(0, ...rows.map(({ profit }) => profit)) || 1,
          ],
        },
        y: {
          domain: rows.map(({ key }) => key),
          label: null,
          tickFormat: (key: string) => names.get(key),
          tickSize: 0,
          padding: 0.25,
        },
        marks: [
          ruleY(rows, { y: "key", x1: "low", x2: "profit", stroke: QUIET }),
          barX(rows, {
            ...{ x: "profit", y: "key" },
            fill: ({ profit }: (typeof rows)[number]) => (profit < 0 ? ALARM : GAIN),
          }),
          tickX(rows, { x: "low", y: "key", stroke: INK, strokeWidth: 1.5 }),
          text(rows, {
            ...{
              x: ({ profit, low }: (typeof rows)[number]) =>
                profit < 0 ? Math.min(profit, low) : profit,
            },
            ...{ y: "key", text: label, fontSize: SIZE.label, fill: INK },
            textAnchor: "end",
            dx: -6,
            filter: ({ profit }: (typeof rows)[number]) => profit < 0,
          }),
          text(rows, {
            ...{ x: "profit", y: "key", text: label, fontSize: SIZE.label, fill: INK },
            textAnchor: "start",
            dx: 6,
            filter: ({ profit }: (typeof rows)[number]) => profit >= 0,
          }),
          ruleX([0], { stroke: INK, strokeWidth: 0.75 }),
        ],
      },
    ],
  });
}

function titleOf(paths: readonly StressPath[]): string {
  const worst = paths.reduce((a, b) => (b.profit < a.profit ? b : a));
  if (!(worst.profit < 0)) return "The book loses in none of these scenarios";
  return `Worst of ${paths.length}: \u201c${worst.scenario.name}\u201d costs ${money(-worst.profit)}`;
}
