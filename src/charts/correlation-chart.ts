import type { PlotOptions } from "@observablehq/plot";
import type { DccCalibration } from "../models/calibrate-dcc.ts";
import { compose } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, plusMinus } from "./numbers.ts";
import { seriesColor } from "./theme.ts";
import { type TimeLine, timeLines } from "./time-lines.ts";

export interface CorrelationChartOptions extends ChartOptions {
  /** What the series are called, in their order; their numbers unless given. */
  readonly names?: readonly string[];
}

/** How many pairs are drawn; the title speaks of the first. */
const MOST_PAIRS = 6;

/**
 * How the correlations of several series moved: those that a fit of dynamic conditional correlations
 * foresaw for each return, and, dashed, those that they return to.
 */
export function correlationChart(
  calibration: DccCalibration,
  { names, ...size }: CorrelationChartOptions = {},
): Figure {
  const pairs = calibration.correlations.slice(0, MOST_PAIRS);
  const name = (place: number) => names?.[place] ?? `Series ${place + 1}`;
  const times = calibration.margins[0]!.fit.times;
  const lines = pairs.map(({ i, j, values }, k): TimeLine => {
    // the last value is of the return to come, whose time is not known
    const seen = values.slice(0, -1);
    const at = times ?? seen.map((_, t) => t);
    return { name: `${name(j)}, ${name(i)}`, color: seriesColor(k), times: at, values: seen };
  });
  const rules = pairs.map(({ i, j }) => calibration.unconditional[i]![j]!.value);
  return compose({
    title: titleOf(calibration, name),
    subtitle: `Conditional correlations of ${calibration.returns.toLocaleString("en-US")} returns${stateOf(calibration)}`,
    caption: captionOf(calibration),
    plots: [plotOf(lines, rules, times !== null, size)],
  });
}

function plotOf(
  lines: readonly TimeLine[],
  rules: readonly number[],
  dated: boolean,
  size: ChartOptions,
): PlotOptions {
  return timeLines(lines, { ...size, label: "Correlation", rules, across: dated ? "utc" : "step" });
}

function titleOf({ correlations, unconditional }: DccCalibration, name: (i: number) => string) {
  const { i, j, values } = correlations[0]!;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const usual = unconditional[i]![j]!;
  const range =
    high - low < 0.005
      ? "and stays there"
      : `and moved between ${fixed(low, 2)} and ${fixed(high, 2)}`;
  const others = correlations.length - 1;
  const more = others > 0 ? `; ${others} more ${others === 1 ? "pair" : "pairs"}` : "";
  return `${name(j)} and ${name(i)} correlate by ${plusMinus(usual)} on average, ${range}${more}`;
}

function captionOf({ kind, parameters, correlations }: DccCalibration): string {
  const told = Object.entries(parameters).map(([of, estimate]) => `${of} ${plusMinus(estimate)}`);
  const what = {
    dcc: "Dynamic conditional correlations (Engle 2002)",
    asymmetric: "Asymmetric dynamic conditional correlations (Cappiello, Engle, Sheppard 2006)",
    constant: "Constant conditional correlations (Bollerslev 1990)",
  }[kind];
  const drawn = correlations.length > MOST_PAIRS ? ` ${MOST_PAIRS} pairs are drawn.` : "";
  const found = told.length > 0 ? `: ${told.join(", ")}` : "";
  return `${what}${found}. Dashed: the mean that they return to.${drawn}`;
}

function stateOf({ converged }: DccCalibration): string {
  return converged ? "" : ", the search did not converge";
}
