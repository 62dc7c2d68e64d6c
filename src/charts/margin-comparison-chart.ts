import type { ComparedMargin } from "../margin/compare-margins.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, money, tickLabel } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { BELOW, INK, QUIET, SIZE, UNHEDGED } from "./theme.ts";

const INITIAL = "#0072b2";

/** The same book under several rulebooks: initial above maintenance, what parts need as a mark. */
export function marginComparisonChart(
  rows: readonly ComparedMargin[],
  { width = 720, height }: ChartOptions = {},
): Figure {
  if (rows.length === 0) throw new RangeError("rows must have at least one, got none");
  const { barX, ruleX, text, tickX } = plotLibrary();
  const bars = rows.flatMap(({ name, initial, maintenance }) => [
    { name, kind: "initial", amount: initial },
    { name, kind: "maintenance", amount: maintenance },
  ]);
  const names = rows.map(({ name }) => name);
  const place = { x: "amount", y: "kind", fy: "name" } as const;
  const label = ({ amount }: { readonly amount: number }) => money(amount);
  return compose({
    title: titleOf(rows),
    subtitle: "Margin of one book under each rulebook (quote currency)",
    caption:
      "Blue: to take new risk; grey: to keep what is held; line: every position by itself, initial.",
    plots: [
      {
        width,
        height: height ?? rows.length * 46 + 66,
        ...{ marginTop: 8, marginBottom: 46 },
        marginLeft: 18 + Math.max(...names.map((name) => textWidth(name, SIZE.label))),
        marginRight: 24 + Math.max(...bars.map((bar) => textWidth(label(bar), 11))),
        x: { ...BELOW, label: "Margin (quote currency)", tickFormat: tickLabel, grid: true },
        y: { domain: ["initial", "maintenance"], axis: null, padding: 0.1 },
        fy: { domain: names, axis: null, padding: 0.25 },
        marks: [
          barX(bars, {
            ...place,
            fill: ({ kind }: (typeof bars)[number]) => (kind === "initial" ? INITIAL : UNHEDGED),
          }),
          tickX(rows, { x: "standAlone", fy: "name", stroke: QUIET, strokeWidth: 2 }),
          ruleX([0], { stroke: INK }),
          text(bars, {
            ...place,
            ...{ text: label, textAnchor: "start", dx: 5, fontSize: 11, fill: INK },
            ...{ stroke: "#ffffff", strokeWidth: 3 },
          }),
          text(rows, {
            fy: "name",
            ...{ frameAnchor: "left", textAnchor: "end", dx: -8, text: "name" },
            ...{ fontSize: SIZE.label, fill: INK },
          }),
        ],
      },
    ],
  });
}

function titleOf(rows: readonly ComparedMargin[]): string {
  const order = [...rows].sort((a, b) => a.initial - b.initial),
    [least, most] = [order[0]!, order.at(-1)!];
  if (!(least.initial > 0) || least === most) {
    return `${least.name} asks for ${money(least.initial)}`;
  }
  const times = fixed(most.initial / least.initial, 1);
  return `${most.name} asks for ${times} times what ${least.name} does`;
}
