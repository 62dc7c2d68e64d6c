import type { StressGrid } from "../risk/stress-grid.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { CELL, moveGrid, placed } from "./move-grid.ts";
import { money, plain } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { GROUND, INK } from "./theme.ts";

/** Profit of a book by move of the spot and of volatility, the worst framed. */
export function stressGridChart(
  { moves, volatilities, profits, worst, days }: StressGrid,
  options: ChartOptions = {},
): Figure {
  const { cell, text } = plotLibrary();
  const cells = volatilities.flatMap((volatility, i) =>
    moves.map((move, j) => ({ move, volatility, profit: profits[i]![j]! })),
  );
  const size = Math.max(...cells.map(({ profit }) => Math.abs(profit)), Number.MIN_VALUE);
  const place = { x: "move", y: "volatility" } as const;
  const color = { type: "diverging", scheme: "RdBu", domain: [-size, size] } as const;
  const when = days === 0 ? "at once" : `after ${plain(days)} days`;
  return compose({
    title: titleOf(worst),
    subtitle: `Profit by move of the spot and of implied volatility, ${when} (quote currency)`,
    caption: "Red loses, blue gains; framed: the worst. Every contract is priced again.",
    plots: [
      moveGrid({ ...options, moves, volatilities, color }, (room) => [
        cell(cells, { ...place, fill: "profit" }),
        cell([worst], { ...place, stroke: INK, strokeWidth: 3 }),
        text(
          cells.filter(({ profit }) => textWidth(money(profit), CELL) < room),
          {
            ...place,
            text: ({ profit }: (typeof cells)[number]) => money(profit),
            fontSize: CELL,
            fill: ({ profit }: (typeof cells)[number]) =>
              Math.abs(profit) > 0.6 * size ? GROUND : INK,
          },
        ),
      ]),
    ],
  });
}

function titleOf(worst: StressGrid["worst"]): string {
  if (!(worst.profit < 0)) return "The book loses nowhere on this grid";
  return `Worst ${placed(worst)}: ${money(worst.profit)}`;
}
