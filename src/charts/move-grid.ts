import type { Markish, PlotOptions } from "@observablehq/plot";
import type { ChartOptions } from "./figure.ts";
import { fixed, plain } from "./numbers.ts";
import { BELOW } from "./theme.ts";

/** Size of the numbers in cells, in pixels. */
export const CELL = 10;
const MARGIN = { left: 66, right: 14 };

/** What is moved, and the colours of what comes of it. */
interface MoveGrid extends ChartOptions {
  readonly moves: readonly number[];
  readonly volatilities: readonly number[];
  readonly color: PlotOptions["color"] & {};
}

/** A cell for every move of the spot and of volatility; marks are told the room in a cell. */
export function moveGrid(
  { moves, volatilities, color, width = 720, height }: MoveGrid,
  marks: (room: number) => Markish[],
): PlotOptions {
  return {
    width,
    height: height ?? volatilities.length * 36 + 72,
    ...{ marginTop: 22, marginBottom: 46, marginLeft: MARGIN.left, marginRight: MARGIN.right },
    x: {
      domain: moves,
      ...BELOW,
      label: "Move of the spot (%)",
      tickFormat: (move: number) => plain(percent(move)),
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
    color,
    marks: marks((width - MARGIN.left - MARGIN.right) / moves.length),
  };
}

/** A cell of the grid in words. */
export function placed({ move, volatility }: { move: number; volatility: number }): string {
  const way = `${move < 0 ? "\u2212" : "+"}${plain(percent(Math.abs(move)))}\u00a0%`;
  return `at spot ${way}, volatility \u00d7\u2009${fixed(volatility, 2)}`;
}

function percent(move: number): number {
  return Number((100 * move).toFixed(6));
}
