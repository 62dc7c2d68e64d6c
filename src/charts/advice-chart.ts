import type { PlotOptions } from "@observablehq/plot";
import type { HedgeAdvice, HedgeTrade } from "../hedging/advisor/advice.ts";
import { extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { money, percent, plain, tickLabel } from "./numbers.ts";
import { textWidth } from "./text.ts";
import { BELOW, INK, SIZE, seriesColor, UNHEDGED } from "./theme.ts";

/** Height of a trade, and of a quantity before and after, in pixels. */
const TRADE = 24;
const PAIR = 40;
const NUMBER = 11;

interface Bar {
  readonly name: string;
  readonly when: "before" | "after";
  /** Of the larger of the two. */
  readonly share: number;
  readonly text: string;
}

/** The trades advised, and what they do to Greeks and risk: grey before, blue after. */
export function adviceChart(
  advice: HedgeAdvice,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const bars = barsOf(advice),
    names = bars.filter(({ when }) => when === "before").map(({ name }) => name);
  const { trades } = advice;
  const left = 16 + Math.max(...[...names, ...trades.map(({ name }) => name)].map(labelWidth), 40);
  const sides = { width, marginLeft: left, marginRight: 20 };
  const fixed = names.length * PAIR + 30,
    own = trades.length * TRADE + 66;
  return compose({
    title: titleOf(advice),
    subtitle: `Trades, and the book before and after them, over ${days(advice)}`,
    caption: captionOf(advice),
    plots: [
      ...(trades.length > 0
        ? [{ ...sides, height: height === undefined ? own : height - fixed, ...tradePlot(trades) }]
        : []),
      { ...sides, height: fixed, ...changePlot(bars, names) },
    ],
  });
}

function labelWidth(name: string): number {
  return textWidth(name, SIZE.label);
}

function days({ days: given }: HedgeAdvice): string {
  return given === 1 ? "1 day" : `${plain(given)} days`;
}

function titleOf({ trades, cost, outOfSample, inSample }: HedgeAdvice): string {
  const { efficiency } = outOfSample ?? inSample;
  if (trades.length === 0) return "No trade is worth its cost, or none is needed";
  const count = trades.length === 1 ? "One trade removes" : `${trades.length} trades remove`;
  const price = cost > 0 ? `for ${money(cost)}` : "at no cost";
  return `${count} ${percent(efficiency)} of the variance ${price}`;
}

function captionOf({ binding, outOfSample, states }: HedgeAdvice): string {
  const judged = outOfSample ? `${plain(states)} fresh paths` : `the ${plain(states)} states given`;
  const names = binding.map(({ limit }) => limit).join(", ");
  const limits = binding.length > 0 ? ` Binding: ${names}.` : "";
  return `Bars are scaled to the larger of the two; risk on ${judged}.${limits}`;
}

function tradePlot(trades: readonly HedgeTrade[]): PlotOptions {
  const { barX, ruleX, text } = plotLibrary();
  const bought = ({ quantity }: HedgeTrade) => quantity > 0;
  const words = ({ quantity, cost }: HedgeTrade) =>
    `${money(quantity)}${cost > 0 ? ` for ${money(cost)}` : ""}`;
  const sign = (side: boolean) => trades.filter((trade) => bought(trade) === side);
  const written = { x: "quantity", y: "name", text: words, fontSize: NUMBER, fill: INK } as const;
  const wide = Math.max(...trades.map((trade) => textWidth(words(trade), NUMBER)));
  const [low, high] = extent([0, ...trades.map(({ quantity }) => quantity)]);
  // room for the words at the ends of bars
  const room = (wide / 480) * (high - low);
  const domain = [low < 0 ? low - room : low, high > 0 ? high + room : high] as const;
  return {
    ...{ marginTop: 6, marginBottom: 44 },
    x: {
      domain: [...domain],
      ...BELOW,
      label: "Bought (units)",
      tickFormat: tickLabel,
      grid: true,
    },
    y: { domain: trades.map(({ name }) => name), label: null, tickSize: 0, padding: 0.25 },
    marks: [
      barX(trades, { x: "quantity", y: "name", fill: seriesColor(0) }),
      ruleX([0], { stroke: INK }),
      text(sign(true), { ...written, textAnchor: "start", dx: 5 }),
      text(sign(false), { ...written, textAnchor: "end", dx: -5 }),
    ],
  };
}

function changePlot(bars: readonly Bar[], names: readonly string[]): PlotOptions {
  const { barX, ruleX, text } = plotLibrary();
  const place = { x: "share", y: "when", fy: "name" } as const;
  const words = { ...place, text: "text", fontSize: NUMBER, fill: INK } as const;
  const fill = ({ when }: Bar) => (when === "before" ? UNHEDGED : seriesColor(0));
  const some = extent([0, ...bars.map(({ share }) => share)]);
  return {
    ...{ marginTop: 6, marginBottom: 24 },
    x: { domain: widened(some, 0.2), axis: null },
    y: { domain: ["before", "after"], axis: null, padding: 0.1 },
    fy: { domain: [...names], axis: null, padding: 0.2 },
    marks: [
      barX(bars, { ...place, fill }),
      ruleX([0], { stroke: INK }),
      text(
        bars.filter(({ share }) => share >= 0),
        { ...words, textAnchor: "start", dx: 5 },
      ),
      text(
        bars.filter(({ share }) => share < 0),
        { ...words, textAnchor: "end", dx: -5 },
      ),
      text(
        bars.filter(({ when }) => when === "before"),
        {
          ...{ fy: "name", frameAnchor: "left", textAnchor: "end", dx: -6, text: "name" },
          ...{ fontSize: SIZE.label, fill: INK },
        },
      ),
    ],
  };
}

function barsOf({ greeks, outOfSample, inSample, stressLoss }: HedgeAdvice): Bar[] {
  const { variance } = outOfSample ?? inSample;
  const pairs: [string, number, number][] = [
    ...(["delta", "gamma", "vega", "theta"] as const).map((name): [string, number, number] => [
      name,
      greeks.before[name],
      greeks.after[name],
    ]),
    ["deviation", Math.sqrt(variance.before.value), Math.sqrt(variance.after.value)],
    ["stress loss", stressLoss.before, stressLoss.after],
  ];
  return pairs.flatMap(([name, before, after]) => {
    const size = Math.max(Math.abs(before), Math.abs(after)) || 1;
    const bar = (when: Bar["when"], value: number) => ({
      ...{ name, when, share: value / size, text: money(value) },
    });
    return [bar("before", before), bar("after", after)];
  });
}
