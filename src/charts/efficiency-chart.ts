import type { PlotOptions, ScaleOptions } from "@observablehq/plot";
import { extent, logTicks, widened } from "./axis.ts";
import {
  type Comparison,
  mostEfficient,
  type NamedStrategy,
  namedStrategies,
  sample,
} from "./comparison.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, interval, MISSING, percent, plusMinus } from "./numbers.ts";
import { shorten, textWidth } from "./text.ts";
import { BELOW, GROUND, INK, QUIET, SIZE, strategyColor } from "./theme.ts";

const RADIUS = 4.5;
const ROW = 26;

interface Row {
  readonly strategy: NamedStrategy;
  readonly name: string;
  readonly left: number;
  /** The shares of variance left, two standard errors either way. */
  readonly least: number;
  readonly most: number;
  readonly text: string;
}

/**
 * The efficiency of each strategy, best first, with two standard errors either way. Where one
 * removes nine tenths or more, the axis is logarithmic in the share of the variance that is left.
 */
export function efficiencyChart(
  result: Comparison,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const rows = rowsOf(result);
  const finite = rows.filter(({ left, least, most }) => [left, least, most].every(Number.isFinite));
  const across = acrossOf(finite);
  const margin = (texts: readonly string[]) =>
    16 + Math.max(...texts.map((text) => textWidth(text, SIZE.label)), 30);
  const label = "Share of the variance removed (%)";
  return compose({
    title: titleOf(result),
    subtitle: `Hedge efficiency: 1 \u2212 Var(hedged) / Var(unhedged), ${sample(result)}`,
    caption: captionOf(across),
    plots: [
      {
        width,
        height: height ?? rows.length * ROW + 70,
        marginTop: 10,
        marginBottom: 44,
        marginLeft: margin(rows.map(({ name }) => shown(name))),
        marginRight: margin(rows.map(({ text }) => text)),
        x: { ...across.options, ...BELOW, domain: across.domain, label, grid: true },
        y: { type: "point", domain: rows.map(({ name }) => name), padding: 0.6, axis: null },
        marks: marksOf(rows, finite, across),
      },
    ],
  });
}

function rowsOf(result: Comparison): Row[] {
  const rows = namedStrategies(result).map((strategy) => {
    const { efficiency } = strategy.result;
    const { from, to } = interval(efficiency);
    const text = Number.isFinite(from) ? `${plusMinus(efficiency, 100)}\u00a0%` : MISSING;
    const left = 1 - (from + to) / 2;
    return { strategy, name: strategy.name, left, least: 1 - to, most: 1 - from, text };
  });
  const rank = ({ left }: Row) => (Number.isFinite(left) ? left : Infinity);
  return rows.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

function titleOf(result: Comparison): string {
  const best = mostEfficient(result);
  if (!best) return "No hedge here removes any variance";
  const hedges = namedStrategies(result).filter(({ result: { trades } }) => trades.value > 0);
  const finding = `\u201c${best.name}\u201d removes ${percent(best.result.efficiency)} of the variance`;
  return hedges.length > 1 ? `${finding}, the most of ${hedges.length} hedges` : finding;
}

/** The axis: where a share of variance left lies on it, and from where to where it runs. */
interface Across {
  readonly log: boolean;
  readonly place: (left: number) => number;
  readonly domain: [number, number];
  readonly options: ScaleOptions;
}

function acrossOf(rows: readonly Row[]): Across {
  const [least, farthest] = extent(rows.map(({ left }) => left));
  const [, most] = extent(rows.map((row) => row.most));
  const log = least > 0 && least <= 0.1;
  if (!log) {
    const domain = widened([Math.min(1 - most, 0), Math.max(1 - least, 1)], 0.03);
    const tickFormat = (share: number) => fixed(100 * share, 0);
    return { log, place: (left) => 1 - left, domain, options: { tickFormat } };
  }
  const place = (left: number) => -Math.log10(left);
  const [low, high] = [least / 1.5, Math.max(most, farthest, 1) * 1.1];
  const ticks = logTicks([low, high]).map(place);
  const tickFormat = (at: number) =>
    fixed(100 * (1 - 10 ** -at), Math.max(Math.ceil(at - 1e-9) - 2, 0));
  return { log, place, domain: [place(high), place(low)], options: { ticks, tickFormat } };
}

function marksOf(
  rows: readonly Row[],
  finite: readonly Row[],
  { place, domain: [origin, end] }: Across,
): NonNullable<PlotOptions["marks"]> {
  const { dot, ruleX, ruleY, text } = plotLibrary();
  const color = ({ strategy }: Row) => strategyColor(strategy);
  const at = ({ left }: Row) => place(left);
  const from = ({ most }: Row) => place(most);
  const to = ({ least }: Row) => (Number.isNaN(place(least)) ? end : Math.min(place(least), end));
  const label = { y: "name", fontSize: SIZE.label, fill: INK } as const;
  const name = ({ name: whole }: Row) => shown(whole);
  return [
    ruleX([place(1)], { stroke: QUIET }),
    ruleY(finite, { x1: place(1), x2: at, y: "name", stroke: color, strokeOpacity: 0.45 }),
    ruleY(finite, { x1: from, x2: to, y: "name", stroke: color, strokeWidth: 2.5 }),
    dot(finite, { x: at, y: "name", r: RADIUS, fill: color, stroke: GROUND }),
    text(rows, { ...label, x: () => origin, dx: -8, textAnchor: "end", text: name }),
    text(rows, { ...label, x: () => end, dx: 8, textAnchor: "start", text: "text" }),
  ];
}

function captionOf({ log }: Across): string {
  const bars = "Bars: two standard errors either way, where wider than the dot. Text: one.";
  const steps = "The axis is logarithmic in the share that is left.";
  return log ? `${bars} ${steps}` : bars;
}

function shown(name: string): string {
  return shorten(name, SIZE.label, 200);
}
