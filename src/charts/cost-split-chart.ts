import type { Estimate } from "../estimate.ts";
import type { CostSplit } from "../hedging/result.ts";
import { extent, widened } from "./axis.ts";
import { type Sampled, sample } from "./comparison.ts";
import { compose, plotLibrary } from "./compose.ts";
import { currencyOf } from "./currency.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, interval, plusMinus, tickLabel } from "./numbers.ts";
import { shorten, textWidth } from "./text.ts";
import { BELOW, INK, methodColor, SIZE } from "./theme.ts";

const ROW = 30;
const NAMES: Readonly<Record<keyof CostSplit, string>> = {
  fee: "fees",
  spread: "spread",
  impact: "impact",
  perTrade: "per trade",
  funding: "funding",
  capital: "capital",
};
const CAUSES = Object.keys(NAMES) as (keyof CostSplit)[];

interface Part {
  readonly strategy: string;
  readonly cause: keyof CostSplit;
  readonly value: number;
}

/** What the costs of a study are read from: its result, or that of a study whose margin costs. */
export interface CostComparison extends Sampled {
  readonly strategies: Readonly<
    Record<string, { readonly cost: Estimate; readonly costs: CostSplit }>
  >;
}

/** What each hedge costs in the mean, and what for: a bar a strategy, dearest first. */
export function costSplitChart(
  result: CostComparison,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const hedges = Object.entries(result.strategies)
    .map(([name, each]) => ({ name, result: each }))
    .filter(({ result: { costs } }) => Object.values(costs).some(({ value }) => value !== 0));
  if (hedges.length === 0) throw new RangeError("result must have a hedge that costs, got none");
  hedges.sort((a, b) => b.result.cost.value - a.result.cost.value);
  const rows = hedges.map(({ name, result: { cost } }) => {
    const { from, to } = interval(cost);
    return {
      strategy: name,
      name: shorten(name, SIZE.label, 190),
      from,
      to,
      text: plusMinus(cost),
    };
  });
  const parts = hedges.flatMap(({ name: strategy, result: { costs } }) =>
    CAUSES.map((cause): Part => ({ strategy, cause, value: costs[cause].value })),
  );
  const shown = CAUSES.filter((cause) => parts.some((p) => p.cause === cause && p.value !== 0));
  const { barX, ruleX, ruleY, text } = plotLibrary();
  const label = { y: "strategy", fontSize: SIZE.label, fill: INK } as const;
  const margin = (texts: readonly string[]) =>
    18 + Math.max(...texts.map((each) => textWidth(each, SIZE.label)), 30);
  const left = margin(rows.map(({ name }) => name));
  return compose({
    title: titleOf(parts, hedges[0]!.name, shown),
    subtitle: `Mean cost of hedging by cause, ${sample(result)}`,
    caption: "Right and black: all of it, two standard errors either way. Left of 0: received.",
    plots: [
      {
        width,
        height: height ?? rows.length * ROW + 92,
        ...{ marginTop: 34, marginBottom: 44, marginLeft: left },
        marginRight: margin(rows.map((row) => row.text)),
        x: {
          ...BELOW,
          domain: widened(
            extent([0, ...reach(parts), ...rows.flatMap((r) => [r.from, r.to])]),
            0.02,
          ),
          label: `Mean cost (${currencyOf(result.study)} a path)`,
          tickFormat: tickLabel,
          grid: true,
        },
        y: { domain: rows.map(({ strategy }) => strategy), axis: null, padding: 0.25 },
        marks: [
          barX(
            parts.filter(({ value }) => value !== 0),
            { x: "value", y: "strategy", fill: ({ cause }: Part) => colorOf(cause) },
          ),
          ruleX([0], { stroke: INK, strokeWidth: 0.75 }),
          ruleY(rows, { y: "strategy", x1: "from", x2: "to", stroke: INK, strokeWidth: 1.5 }),
          text(rows, { ...label, frameAnchor: "left", textAnchor: "end", dx: -8, text: "name" }),
          text(rows, { ...label, frameAnchor: "right", textAnchor: "start", dx: 8, text: "text" }),
          ...legend(shown, left),
        ],
      },
    ],
  });
}

function colorOf(cause: keyof CostSplit): string {
  return methodColor(CAUSES.indexOf(cause));
}

/** The ends of the stacked bars, to the right and to the left. */
function reach(parts: readonly Part[]): number[] {
  const sums = new Map<string, number>();
  for (const { strategy, value } of parts) {
    const key = `${strategy} ${Math.sign(value)}`;
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return [...sums.values()];
}

/** Causes in their colours, in a row above the bars. */
function legend(causes: readonly (keyof CostSplit)[], left: number) {
  const { dot, text } = plotLibrary();
  let x = left + 6;
  const entries = causes.map((cause) => {
    const entry = { cause, x, name: NAMES[cause] };
    x += textWidth(NAMES[cause], SIZE.label) + 30;
    return entry;
  });
  type Entry = (typeof entries)[number];
  const at = (shift: number) => ({
    x: { value: (entry: Entry) => entry.x + shift, scale: null },
    y: { value: () => 18, scale: null },
  });
  return [
    dot(entries, { ...at(0), r: 4.5, fill: ({ cause }: Entry) => colorOf(cause) }),
    text(entries, {
      ...at(9),
      ...{ text: "name", textAnchor: "start", fontSize: SIZE.label, fill: INK },
    }),
  ];
}

function titleOf(
  parts: readonly Part[],
  dearest: string,
  shown: readonly (keyof CostSplit)[],
): string {
  const own = parts.filter(({ strategy }) => strategy === dearest);
  const whole = own.reduce((sum, { value }) => sum + value, 0);
  const most = own.reduce((a, b) => (b.value > a.value ? b : a));
  if (shown.length < 2 || !(whole > 0)) return `\u201c${dearest}\u201d is the dearest hedge`;
  const share = fixed((100 * most.value) / whole, 0);
  return `\u201c${dearest}\u201d is the dearest hedge: ${share}\u00a0% of its cost is ${NAMES[most.cause]}`;
}
