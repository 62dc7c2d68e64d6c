import type { MarginResult, ScenarioProfit } from "../margin/rulebook.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, money } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { ALARM, BELOW, GROUND, INK, SIZE } from "./theme.ts";

/** Size of the numbers in cells, in pixels. */
const CELL = 9;
const RIGHT = 14;

/**
 * Profit of a book in every scenario of a rulebook, weights included: moves of the spot along the
 * bottom, what volatility does upwards, the worst framed.
 */
export function scenarioChart(
  result: MarginResult,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const { scenarios } = result;
  if (scenarios.length === 0) throw new RangeError("scenarios must have at least one, got none");
  const rows = [...new Set(scenarios.map(({ volatility }) => volatility))];
  const moves = [...new Set(scenarios.map(({ move }) => move))].sort((a, b) => a - b);
  const size = Math.max(...scenarios.map(({ profit }) => Math.abs(profit)), Number.MIN_VALUE);
  const left = 20 + Math.max(...rows.map((row) => textWidth(row, SIZE.axis)));
  return compose({
    title: titleOf(result),
    subtitle: `Profit of the book by scenario, ${result.rulebook} (${result.currency})`,
    caption: "Red loses, blue gains, both weighted as the rules say; framed: the worst.",
    plots: [
      {
        width,
        height: height ?? rows.length * 34 + 70,
        marginTop: 8,
        marginBottom: 46,
        marginLeft: left,
        marginRight: RIGHT,
        x: {
          domain: moves,
          ...BELOW,
          label: "Move of the spot (%)",
          tickFormat: (move: number) => fixed(100 * move, Number.isInteger(round(move)) ? 0 : 1),
          padding: 0.04,
        },
        y: { domain: rows, label: null, padding: 0.06, tickSize: 0 },
        color: { type: "diverging", scheme: "RdBu", domain: [-size, size] },
        marks: marksOf(scenarios, lowest(scenarios), (width - left - RIGHT) / moves.length, size),
      },
    ],
  });
}

function round(move: number): number {
  return Number((100 * move).toFixed(6));
}

function titleOf({ scenarios, worst, currency }: MarginResult): string {
  const least = lowest(scenarios);
  if (!(least.profit < 0)) return "The book loses in no scenario";
  const loss = `loses ${money(-least.profit)} ${currency}`;
  return worst === least.name || worst === null
    ? `The worst of ${scenarios.length} scenarios, ${least.name}, ${loss}`
    : `${least.name} ${loss}, and ${worst} asks for more`;
}

function lowest(scenarios: readonly ScenarioProfit[]): ScenarioProfit {
  return scenarios.reduce((a, b) => (b.profit < a.profit ? b : a));
}

function marksOf(
  scenarios: readonly ScenarioProfit[],
  worst: ScenarioProfit,
  room: number,
  size: number,
) {
  const { cell, text } = plotLibrary();
  const place = { x: "move", y: "volatility" } as const;
  const whole = ({ profit }: ScenarioProfit) => money(profit);
  // thousands where money in full has no room
  const fits = scenarios.every((row) => textWidth(whole(row), CELL) < room);
  const short = (row: ScenarioProfit) =>
    fits || Math.abs(row.profit) < 1000 ? whole(row) : `${fixed(row.profit / 1000, 0)}k`;
  const written = scenarios.filter((row) => textWidth(short(row), CELL) < room);
  return [
    cell(scenarios, { ...place, fill: "profit" }),
    cell([worst], { ...place, stroke: ALARM, strokeWidth: 2 }),
    text(written, {
      ...place,
      text: short,
      fontSize: CELL,
      fill: ({ profit }: ScenarioProfit) => (Math.abs(profit) > 0.6 * size ? GROUND : INK),
    }),
  ];
}
