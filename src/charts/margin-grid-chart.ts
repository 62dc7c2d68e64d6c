import type { MarginGrid } from "../margin/margin-grid.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { CELL, moveGrid, placed } from "./move-grid.ts";
import { money } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { ALARM, GROUND, INK } from "./theme.ts";

interface Cell {
  readonly move: number;
  readonly volatility: number;
  readonly initial: number;
  readonly excess: number;
}

/** Initial margin by move of the spot and of volatility; framed where the account is liquidated. */
export function marginGridChart(
  { moves, volatilities, initial, excess, rulebook, currency }: MarginGrid,
  options: ChartOptions = {},
): Figure {
  const cells = volatilities.flatMap((volatility, i) =>
    moves.map(
      (move, j): Cell => ({ move, volatility, initial: initial[i]![j]!, excess: excess[i]![j]! }),
    ),
  );
  const color = { type: "linear", scheme: "Blues", domain: shades(cells) } as const;
  return compose({
    title: titleOf(cells),
    subtitle: `Initial margin after a move of spot and volatility, ${rulebook} (${currency})`,
    caption: "Darker asks for more; framed in red: equity is below maintenance there.",
    plots: [moveGrid({ ...options, moves, volatilities, color }, (room) => marksOf(cells, room))],
  });
}

/** From lighter than the least to the greatest: differences are what is looked at. */
function shades(cells: readonly Cell[]): [number, number] {
  const all = cells.map(({ initial }) => initial),
    [least, most] = [Math.min(...all), Math.max(...all)];
  return [least - 0.4 * (most - least) - Number.MIN_VALUE, most];
}

function marksOf(cells: readonly Cell[], room: number) {
  const { cell, text } = plotLibrary();
  const place = { x: "move", y: "volatility" } as const,
    [light, dark] = shades(cells);
  const label = ({ initial }: Cell) => money(initial);
  return [
    cell(cells, { ...place, fill: "initial" }),
    cell(
      cells.filter(({ excess }) => excess < 0),
      { ...place, stroke: ALARM, strokeWidth: 2, inset: 1 },
    ),
    text(
      cells.filter((one) => textWidth(label(one), CELL) < room),
      {
        ...place,
        text: label,
        fontSize: CELL,
        fill: ({ initial }: Cell) => (initial - light > 0.65 * (dark - light) ? GROUND : INK),
      },
    ),
  ];
}

function titleOf(cells: readonly Cell[]): string {
  const gone = cells.filter(({ excess }) => excess < 0).length;
  const greatest = cells.reduce((a, b) => (b.initial > a.initial ? b : a));
  if (gone > 0) return `Liquidated in ${gone} of ${cells.length} moves of spot and volatility`;
  return `Margin is greatest, ${money(greatest.initial)}, ${placed(greatest)}`;
}
