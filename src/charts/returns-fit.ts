import type { PlotOptions } from "@observablehq/plot";
import type { ReturnsFit } from "../models/calibration.ts";
import { extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, plain, tickLabel } from "./numbers.ts";
import { type Bin, binsOf, farShare } from "./returns-bins.ts";
import { ALARM, BELOW, INK, SIZE, UNHEDGED } from "./theme.ts";

/** A calibration to returns, as far as its figure reads it. */
export interface ChartedFit {
  readonly fit: ReturnsFit;
  readonly converged: boolean;
}

const DAY = 86_400_000;

/**
 * Whether a model fits returns: a histogram of standardised residuals or of log returns against the
 * fitted density, on a logarithmic axis so that the tails show, and below it the volatility that
 * the model foresaw, through time, where it has one.
 */
export function returnsFit(
  calibration: ChartedFit,
  { width = 720, height }: ChartOptions = {},
): Figure {
  const { fit } = calibration;
  const bins = binsOf(fit);
  const panels = fit.volatility ? [density(fit, bins), volatility(fit)] : [density(fit, bins)];
  const tall = height ?? 300 + 210 * (panels.length - 1);
  const share = panels.length > 1 ? [0.58, 0.42] : [1];
  return compose({
    title: titleOf(fit),
    subtitle: subtitleOf(calibration),
    caption: captionOf(fit),
    plots: panels.map((panel, i) => ({
      width,
      height: Math.round(tall * share[i]!),
      marginTop: 22,
      marginBottom: 44,
      marginLeft: 58,
      marginRight: 20,
      ...panel,
    })),
  });
}

function titleOf(fit: ReturnsFit): string {
  const { seen, expected } = farShare(fit);
  const what = fit.what === "log returns" ? "returns" : "residuals";
  const count = (value: number) => fixed(value, value < 10 ? 1 : 0);
  const found = `${fixed(seen, 0)} ${what} beyond three deviations, ${count(expected)} expected`;
  const error = Math.sqrt(Math.max(expected, 1));
  const tails =
    Math.abs(seen - expected) <= 2 * error
      ? "tails fit"
      : seen > expected
        ? "tails too thin"
        : "tails too fat";
  return `${fit.model}: ${tails}, ${found}`;
}

function subtitleOf({ fit, converged }: ChartedFit): string {
  const count = fit.values.length.toLocaleString("en-US");
  const state = converged ? "" : ", the search did not converge";
  return `${count} ${fit.what} and the fitted density, logarithmic axis${state}`;
}

function captionOf({ volatility }: ReturnsFit): string {
  const bars = "Grey: share of returns in a bin over its width, bins without any left out. ";
  const line = "Red: the fitted density.";
  return volatility ? `${bars}${line} Below: volatility foreseen the step before.` : bars + line;
}

function density({ density: { at, height }, what }: ReturnsFit, bins: readonly Bin[]): PlotOptions {
  const { line, rectY, ruleY } = plotLibrary();
  const filled = bins.filter(({ count }) => count > 0);
  const least = Math.min(...filled.map(({ height: each }) => each)) / 2;
  const most = Math.max(...filled.map(({ height: each }) => each), ...height) * 1.3;
  const curve = at.map((x, i) => ({ x, y: height[i]! })).filter(({ y }) => y > least);
  return {
    x: {
      ...BELOW,
      domain: widened(extent([...bins.map(({ from }) => from), bins.at(-1)!.to]), 0.01),
      label: what === "log returns" ? "Log return" : "Standardised residual",
      tickFormat: tickLabel,
    },
    y: {
      type: "log",
      domain: [least, most],
      label: "Density",
      ticks: powersOfTen(least, most),
      tickFormat: (value: number) => plain(value),
      grid: true,
    },
    marks: [
      rectY(filled, {
        x1: "from",
        x2: "to",
        y1: least,
        y2: "height",
        fill: UNHEDGED,
        fillOpacity: 0.55,
      }),
      line(curve, { x: "x", y: "y", stroke: ALARM, strokeWidth: 1.8 }),
      ruleY([least], { stroke: INK, strokeWidth: 0.75 }),
    ],
  };
}

function powersOfTen(least: number, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(least)), Math.floor(Math.log10(most))];
  return Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`));
}

function volatility({ volatility: values, times }: ReturnsFit): PlotOptions {
  const { line } = plotLibrary();
  const points = values!.map((value, t) => ({
    x: times ? new Date(times[t]!) : t,
    y: 100 * value,
  }));
  const long = times !== null && times.at(-1)! - times[0]! > 2 * DAY;
  return {
    x: { ...BELOW, type: times ? "utc" : "linear", label: long ? "Time, UTC" : "Step" },
    y: {
      domain: [0, 1.06 * Math.max(...points.map(({ y }) => y))],
      label: "Foreseen volatility (% a year)",
      tickFormat: tickLabel,
      grid: true,
      ticks: 4,
    },
    style: { fontSize: `${SIZE.axis}px` },
    marks: [line(points, { x: "x", y: "y", stroke: INK, strokeWidth: 0.9 })],
  };
}
