import type { StressGrid } from "../risk/stress-grid.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, money, plain } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { BELOW, GROUND, INK } from "./theme.ts";

/** Size of the numbers in cells, in pixels. */
const CELL = 10;
const MARGIN = { left: 66, right: 14 };

/** Profit of a book by move of the spot and of volatility, the worst framed. */
export function stressGridChart(
  { moves, volatilities, profits, worst, days }: StressGrid,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const { cell, text } = plotLibrary();
  const cells = volatilities.flatMap((volatility, i) =>
    moves.map((move, j) => ({ move, volatility, profit: profits[i]![j]! })),
  );
  const size = Math.max(...cells.map(({ profit }) => Math.abs(profit)), Number.MIN_VALUE);
  const room = (width - MARGIN.left - MARGIN.right) / moves.length;
  const place = { x: "move", y: "volatility" } as const;
  const written = cells.filter(({ profit }) => textWidth(money(profit), CELL) < room);
  const percent = (move: number) => plain(Number((100 * move).toFixed(6)));
  const when = days === 0 ? "at once" : `after ${plain(days)} days`;
  return compose({
    title: titleOf(worst),
    subtitle: `Profit by move of the spot and of implied volatility, ${when} (quote currency)`,
    caption: "Red loses, blue gains; framed: the worst. Every contract is priced again.",
    plots: [
      {
        width,
        height: height ?? volatilities.length * 36 + 72,
        ...{ marginTop: 22, marginBottom: 46, marginLeft: MARGIN.left, marginRight: MARGIN.right },
        x: {
          domain: moves,
          ...BELOW,
          label: "Move of the spot (%)",
          tickFormat: percent,
          padding: 0.03,
        },
        y: {
          domain: [...volatilities].sort((a, b) => b - a),
          label: "Volatility, times now",
          labelAnchor: "top",
          labelArrow: "none",
          tickFormat: (factor: number) => `\u00d7\u2009${fixed(factor, 2)}`,
          padding: 0.05,
          tickSize: 0,
        },
        color: { type: "diverging", scheme: "RdBu", domain: [-size, size] },
        marks: [
          cell(cells, { ...place, fill: "profit" }),
          cell([worst], { ...place, stroke: INK, strokeWidth: 3 }),
          text(written, {
            ...place,
            text: ({ profit }: (typeof cells)[number]) => money(profit),
            fontSize: CELL,
            fill: ({ profit }: (typeof cells)[number]) =>
              Math.abs(profit) > 0.6 * size ? GROUND : INK,
          }),
        ],
      },
    ],
  });
}

function titleOf({ move, volatility, profit }: StressGrid["worst"]): string {
  if (!(profit < 0)) return "The book loses nowhere on this grid";
  const way = `${move < 0 ? "\u2212" : "+"}${plain(Number((100 * Math.abs(move)).toFixed(6)))}\u00a0%`;
  return `Worst at spot ${way}, volatility \u00d7\u2009${fixed(volatility, 2)}: ${money(profit)}`;
}
