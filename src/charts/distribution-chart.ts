import type { Markish, PlotOptions } from "@observablehq/plot";
import { extent, pixels, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, tickLabel } from "./numbers.ts";
import { shorten } from "./text.ts";
import { BELOW, INK, SIZE, seriesColor } from "./theme.ts";

export interface DistributionChartOptions extends ChartOptions {
  /** What the history is of: `BTC`. */
  readonly name: string;
  /** Returns of the market. */
  readonly history: readonly number[];
  /** Returns that models make, by model; any number of them. */
  readonly simulated: Readonly<Record<string, readonly number[]>>;
}

/** The share of moves that are larger. */
interface Point {
  readonly size: number;
  readonly share: number;
}

/** Points of a curve. */
const POINTS = 160;
const TOP = 24;
const BOTTOM = 44;
/** Deviations of the history beyond which a move counts as far. */
const FAR = 3;

/**
 * How often returns are larger than a size, either way: those of a market as dots, those that
 * models make as lines, both axes logarithmic, so that fat tails are the ones that fall slowly.
 */
export function distributionChart(options: DistributionChartOptions): Figure {
  const { name, history, simulated, width = 720, height = 400 } = options;
  const count = history.length.toLocaleString("en-US");
  return compose({
    title: titleOf(options),
    subtitle: `Share of returns of ${name} that are larger, either way: ${count} returns and models`,
    caption:
      "Dots: the market, each return less the mean of all. Lines: the same of simulated returns. " +
      "Both axes are logarithmic.",
    plots: [plotOf(history, simulated, width, height)],
  });
}

function plotOf(
  history: readonly number[],
  simulated: DistributionChartOptions["simulated"],
  width: number,
  height: number,
): PlotOptions {
  const { dot, line } = plotLibrary();
  const dots = larger(history);
  const least = dots.at(-1)!.share / 2;
  const curves = Object.entries(simulated).map(([label, returns], i) => ({
    label: shorten(label, SIZE.label, 150),
    color: seriesColor(i),
    points: larger(returns).filter(({ share }) => share >= least),
  }));
  const all = [...dots, ...curves.flatMap(({ points }) => points)];
  const sizes = extent(all.map(({ size }) => size).filter((size) => size > 0));
  // What is smaller than the middle return is not about tails.
  const from = dots.find(({ share }) => share <= 0.5)!.size;
  const shown = (point: Point) => point.size >= from;
  const y: [number, number] = [Math.log10(least), 0];
  const along = (point: Point) => 100 * point.size;
  return {
    ...{ width, height, marginTop: TOP, marginBottom: BOTTOM, marginLeft: 64, marginRight: 20 },
    x: {
      ...BELOW,
      type: "log",
      domain: [100 * from, 103 * sizes[1]],
      ticks: [0.5, 1, 2, 5, 10, 20, 50].filter((t) => t >= 100 * from && t <= 103 * sizes[1]),
      tickFormat: tickLabel,
      label: "Size of the return (%)",
    },
    y: {
      domain: widened(y, 0),
      label: "Share that is larger",
      grid: true,
      ticks: Array.from({ length: Math.floor(-y[0]) + 1 }, (_, i) => -i),
      tickFormat: (power: number) => `${fixed(100 * 10 ** power, Math.max(0, -power - 2))}\u00a0%`,
    },
    marks: [
      ...curves.map(({ points, color }) =>
        line(points.filter(shown), {
          x: along,
          y: ({ share }: Point) => Math.log10(share),
          stroke: color,
          strokeWidth: 1.8,
        }),
      ),
      dot(dots.filter(shown), {
        x: along,
        y: ({ share }: Point) => Math.log10(share),
        r: 2.2,
        fill: INK,
      }),
      ...keyMarks(curves, width - 30),
    ],
  };
}

interface Key {
  readonly label: string;
  readonly color: string;
}

/** Names of the lines in the upper right corner, which larger returns leave empty. */
function keyMarks(keys: readonly Key[], right: number): Markish[] {
  const { link, text } = plotLibrary();
  const row = pixels<Key>((key) => TOP + 14 + 17 * keys.indexOf(key));
  const [x1, x2] = [pixels<Key>(() => right - 24), pixels<Key>(() => right)];
  const words = { dx: -30, textAnchor: "end", text: "label", fill: INK } as const;
  return [
    link(keys, { x1, x2, y1: row, y2: row, stroke: "color", strokeWidth: 2.4 }),
    text(keys, { x: x2, y: row, fontSize: SIZE.label, ...words }),
  ];
}

/** Sizes less the mean and the share of those as large, at places spread evenly in the logarithm. */
function larger(returns: readonly number[]): Point[] {
  const count = returns.length;
  const mean = returns.reduce((sum, value) => sum + value, 0) / count;
  const sizes = Float64Array.from(returns, (value) => Math.abs(value - mean))
    .sort()
    .reverse();
  const ranks = Array.from({ length: POINTS }, (_, i) =>
    Math.round(count ** (1 - i / (POINTS - 1))),
  );
  return [...new Set(ranks)].map((rank) => ({ size: sizes[rank - 1]!, share: rank / count }));
}

function titleOf({ name, history, simulated }: DistributionChartOptions): string {
  const limit = FAR * deviation(history);
  const seen = beyond(history, limit);
  const made = Object.entries(simulated).map(([label, returns]) => {
    const expected = (beyond(returns, limit) * history.length) / returns.length;
    return `${fixed(expected, expected < 10 ? 1 : 0)} by ${label}`;
  });
  return `${name} moved by more than ${FAR} deviations ${seen} times; expected ${made.join(", ")}`;
}

function deviation(returns: readonly number[]): number {
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  return Math.sqrt(returns.reduce((sum, x) => sum + (x - mean) ** 2, 0) / returns.length);
}

function beyond(returns: readonly number[], limit: number): number {
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  return returns.filter((value) => Math.abs(value - mean) > limit).length;
}
