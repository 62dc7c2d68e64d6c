import type { Attribution, CausePart } from "../hedging/attribution/attribution.ts";
import type { Cause } from "../hedging/attribution/causes.ts";
import { extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import { currencyOf } from "./currency.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, interval, plusMinus, tickLabel } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { ALARM, BELOW, INK, OBSERVED, QUIET, SIZE } from "./theme.ts";

const ROW = 28;

/** Causes as people say them. */
const NAMES: Readonly<Record<Cause, string>> = {
  delta: "delta",
  premium: "premium in coin",
  gammaTheta: "gamma and theta",
  vega: "vega",
  vanna: "vanna",
  volga: "volga",
  jump: "jumps",
  funding: "funding",
  cost: "costs",
  residual: "residual",
};

interface Bar {
  readonly name: string;
  /** Where the bar begins and ends: the sum of the means before it, and with it. */
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly label: string;
  readonly color: string;
}

/**
 * From nothing to the mean profit of a strategy, cause by cause: a bar each, two standard errors
 * at its end, and beside it the share of the profit's variance that is the cause's.
 */
export function attributionChart(
  result: Pick<Attribution, "strategy" | "settlement" | "paths" | "profit" | "parts">,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const bars = barsOf(result),
    names = bars.map(({ name }) => name);
  const margin = (texts: readonly string[]) =>
    16 + Math.max(...texts.map((text) => textWidth(text, SIZE.label)), 30);
  const { barX, ruleX, ruleY, text } = plotLibrary();
  const label = { y: "name", fontSize: SIZE.label, fill: INK } as const;
  return compose({
    title: titleOf(result),
    subtitle:
      `Mean profit of \u201c${result.strategy}\u201d by cause, ` +
      `${result.paths.toLocaleString("en-US")} paths`,
    caption:
      "Each bar begins where the one above ends; black: two standard errors either way. On the " +
      "right: mean, and share of the variance of profit; the shares add up to 100\u00a0%.",
    plots: [
      {
        width,
        height: height ?? names.length * ROW + 64,
        ...{ marginTop: 8, marginBottom: 44 },
        marginLeft: margin(names),
        marginRight: margin(bars.map((bar) => bar.label)),
        x: {
          ...BELOW,
          domain: widened(extent([0, ...bars.flatMap(({ from, low, high }) => [from, low, high])])),
          label: `Profit at the horizon (${currencyOf(result)})`,
          tickFormat: tickLabel,
          grid: true,
        },
        y: { domain: names, axis: null, padding: 0.25 },
        marks: [
          barX(bars, { y: "name", x1: "from", x2: "to", fill: "color" }),
          ruleX([0], { stroke: INK, strokeWidth: 0.75 }),
          ruleY(bars, { y: "name", x1: "low", x2: "high", stroke: INK, strokeWidth: 1.5 }),
          text(bars, { ...label, frameAnchor: "left", textAnchor: "end", dx: -8, text: "name" }),
          text(bars, { ...label, frameAnchor: "right", textAnchor: "start", dx: 8, text: "label" }),
        ],
        color: { type: "identity" },
      },
    ],
  });
}

function barsOf({ parts, profit }: Pick<Attribution, "parts" | "profit">): Bar[] {
  let sum = 0;
  const bars = parts
    .filter(({ deviation }) => deviation.value > 0)
    .map((part): Bar => {
      const from = sum,
        { mean, varianceShare } = part;
      sum += mean.value;
      return {
        name: NAMES[part.cause],
        ...{ from, to: sum, ...endOf(sum, mean.standardError) },
        label: `${plusMinus(mean)} \u00b7 ${fixed(100 * varianceShare.value, 1)}\u00a0%`,
        color: mean.value < 0 ? ALARM : OBSERVED,
      };
    });
  const { from: low, to: high } = interval(profit);
  const whole = { name: "profit", from: 0, to: profit.value, low, high, color: QUIET };
  return [...bars, { ...whole, label: plusMinus(profit) }];
}

function endOf(at: number, standardError: number): { low: number; high: number } {
  return { low: at - 2 * standardError, high: at + 2 * standardError };
}

function titleOf({ strategy, parts }: Pick<Attribution, "strategy" | "parts">): string {
  const most = (of: (part: CausePart) => number) => parts.reduce((a, b) => (of(b) > of(a) ? b : a));
  const risk = most(({ varianceShare }) => varianceShare.value),
    drag = most(({ mean }) => -mean.value);
  const share = `${fixed(100 * risk.varianceShare.value, 0)}\u00a0% of its variance is from ${NAMES[risk.cause]}`;
  if (!(drag.mean.value < 0)) return `\u201c${strategy}\u201d: ${share}`;
  return `\u201c${strategy}\u201d loses most to ${NAMES[drag.cause]}; ${share}`;
}
