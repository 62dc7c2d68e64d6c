import type { Markish } from "@observablehq/plot";
import { autocorrelation } from "../market/autocorrelation.ts";
import { extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import { endMarks, endsOf, LEADER } from "./end-labels.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, tickLabel } from "./numbers.ts";
import { shorten, textWidth } from "./text.ts";
import { BELOW, INK, QUIET, SIZE, seriesColor } from "./theme.ts";

export interface ClusteringChartOptions extends ChartOptions {
  /** What the history is of: `BTC`. */
  readonly name: string;
  /** Returns of the market in the order of time. */
  readonly history: readonly number[];
  /** Paths of returns that models make, by model, each as long as the history. */
  readonly simulated: Readonly<Record<string, readonly (readonly number[])[]>>;
  /** How far apart returns are compared; 40 by default. */
  readonly lags?: number;
}

/** What the paths of a model show at one lag: the median, and the middle nine tenths. */
interface Band {
  readonly lag: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

const TOP = 24;
const BOTTOM = 44;

/**
 * Whether large moves follow large moves: the autocorrelation of squared returns of a market, and
 * of a model's paths of the same length. The bands are what chance alone spreads, so a dot outside
 * of one says that the market is not that model.
 */
export function clusteringChart(options: ClusteringChartOptions): Figure {
  const { name, history, simulated, lags = 40, width = 720, height = 380 } = options;
  const seen = memory(history, lags);
  const models = Object.entries(simulated).map(([label, paths], i) => ({
    label: shorten(label, SIZE.label, 150),
    color: seriesColor(i),
    bands: bandsOf(
      paths.map((path) => memory(path, lags)),
      lags,
    ),
  }));
  const reach = Math.max(...models.map(({ label }) => textWidth(label, SIZE.label)), 30);
  const marginRight = LEADER + 12 + reach;
  const levels = models.flatMap(({ bands }) => bands.flatMap(({ low, high }) => [low, high]));
  const domain = widened(extent([...seen, ...levels, 0]));
  const inside = { top: TOP, bottom: height - BOTTOM, right: width - marginRight };
  const ends = endsOf(
    models,
    models.map(({ bands }) => bands.at(-1)!.middle),
    domain,
    inside,
  );
  return compose({
    title: titleOf(name, history.length, seen, models),
    subtitle: `Autocorrelation of squared returns of ${name}, and of simulated paths of the same length`,
    caption:
      "Dots: the market. Lines: the median of a model\u2019s paths; bands: the middle nine tenths " +
      "of them, which is what chance spreads.",
    plots: [
      {
        ...{ width, height, marginTop: TOP, marginBottom: BOTTOM, marginLeft: 58, marginRight },
        x: { ...BELOW, domain: [0, lags], label: "Returns apart", tickFormat: tickLabel },
        y: { domain, label: "Autocorrelation", grid: true, tickFormat: tickLabel },
        marks: [
          ...models.flatMap(({ bands, color }) => bandMarks(bands, color)),
          ...dots(seen),
          ...endMarks(ends, inside, ({ of }) => of.color),
        ],
      },
    ],
  });
}

function memory(returns: readonly number[], lags: number): number[] {
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  return autocorrelation(
    returns.map((value) => (value - mean) ** 2),
    lags,
  );
}

function bandsOf(paths: readonly (readonly number[])[], lags: number): Band[] {
  return Array.from({ length: lags }, (_, k) => {
    const sorted = Float64Array.from(paths, (path) => path[k]!).sort();
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
    return { lag: k + 1, low: at(0.05), middle: at(0.5), high: at(0.95) };
  });
}

function bandMarks(bands: readonly Band[], color: string): Markish[] {
  const { areaY, line } = plotLibrary();
  const band = { x: "lag", y1: "low", y2: "high", fill: color, fillOpacity: 0.18 } as const;
  return [
    areaY(bands, band),
    line(bands, { x: "lag", y: "middle", stroke: color, strokeWidth: 1.6 }),
  ];
}

function dots(seen: readonly number[]): Markish[] {
  const { dot, ruleY } = plotLibrary();
  const points = seen.map((value, k) => ({ lag: k + 1, value }));
  return [ruleY([0], { stroke: QUIET }), dot(points, { x: "lag", y: "value", r: 2.8, fill: INK })];
}

function titleOf(
  name: string,
  count: number,
  seen: readonly number[],
  models: readonly { readonly label: string; readonly bands: readonly Band[] }[],
): string {
  const inside = models.map(({ label, bands }) => {
    const met = bands.filter(({ low, high }, k) => low <= seen[k]! && seen[k]! <= high).length;
    return `${fixed((100 * met) / seen.length, 0)}\u00a0% of lags agree with ${label}`;
  });
  const clear = seen[0]! > 2 / Math.sqrt(count);
  const says = clear ? "comes in clusters" : "shows no clusters from one return to the next";
  return `The volatility of ${name} ${says}: ${inside.join(", ")}`;
}
