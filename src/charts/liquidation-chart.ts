import type { LiquidationPrice, LiquidationPrices } from "../margin/liquidation-prices.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, money, tickLabel } from "./numbers.ts";
import { ALARM, BELOW, INK, QUIET, SIZE } from "./theme.ts";

/** Equity over the maintenance requirement along the spot, and where the account is liquidated. */
export function liquidationChart(
  { crossings, moves, excess }: LiquidationPrices,
  { width = 720, height = 360 }: ChartOptions = {},
): Figure {
  const { areaY, dot, line, ruleX, ruleY } = plotLibrary();
  const path = moves.map((move, i) => ({ move: 100 * move, excess: excess[i]! }));
  const marks = crossings.map((crossing) => ({ ...crossing, move: 100 * crossing.move }));
  return compose({
    title: titleOf(crossings, excess),
    subtitle: "Equity over the maintenance requirement as the market moves",
    caption: "Red: the account is liquidated there. Dashed: the market now.",
    plots: [
      {
        ...{ width, height, marginTop: 30, marginBottom: 46, marginLeft: 72, marginRight: 60 },
        x: { ...BELOW, label: "Move from now (%)", tickFormat: tickLabel },
        y: { label: "Excess (quote currency)", tickFormat: tickLabel, grid: true, ticks: 6 },
        marks: [
          areaY(path, {
            ...{ x: "move", y1: 0, y2: ({ excess: y }: (typeof path)[number]) => Math.min(0, y) },
            ...{ fill: ALARM, fillOpacity: 0.25 },
          }),
          line(path, { x: "move", y: "excess", stroke: INK, strokeWidth: 1.5 }),
          ruleY([0], { stroke: INK, strokeWidth: 0.75 }),
          ruleX([0], { stroke: QUIET, strokeDasharray: "4,3" }),
          dot(marks, { x: "move", y: 0, r: 4, fill: ALARM }),
          named(
            marks.filter(({ liquidated }) => liquidated === "below"),
            "end",
            -6,
          ),
          named(
            marks.filter(({ liquidated }) => liquidated === "above"),
            "start",
            6,
          ),
        ],
      },
    ],
  });
}

/** The prices, above the side on which the account is liquidated: the excess is below it there. */
function named(marks: readonly LiquidationPrice[], textAnchor: "start" | "end", dx: number) {
  return plotLibrary().text(marks, {
    ...{ x: "move", y: 0, dx, dy: -10, textAnchor },
    ...{ text: ({ at }: LiquidationPrice) => level(at), fontSize: SIZE.label, fill: ALARM },
  });
}

function titleOf(crossings: readonly LiquidationPrice[], excess: readonly number[]): string {
  if (crossings.length === 0) {
    const all = excess.every((value) => value < 0);
    return all ? "The account is liquidated wherever it goes" : "No liquidation in this range";
  }
  const words = crossings.map(({ at, liquidated }) => `${liquidated} ${level(at)}`);
  return `Liquidated ${words.join(" and ")}`;
}

/** A price in full, as one would place an order at it; a small number with three digits. */
function level(at: number): string {
  return at >= 1000 && at < 1e6 ? fixed(at, 0) : money(at);
}
