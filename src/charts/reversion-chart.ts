import { autocorrelation, autocorrelationError } from "../market/autocorrelation.ts";
import type { OrnsteinUhlenbeckCalibration } from "../models/calibrate-ornstein-uhlenbeck.ts";
import { extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, tickLabel } from "./numbers.ts";
import { BELOW, INK, QUIET, seriesColor } from "./theme.ts";

export interface ReversionChartOptions extends ChartOptions {
  /** The levels that the model was fitted to. */
  readonly levels: readonly number[];
  /** Days between them; 1 unless given. */
  readonly stepDays?: number;
  /** What they are: `funding`; "the level" unless given. */
  readonly name?: string;
  /** How far apart levels are compared; 40 unless given. */
  readonly lags?: number;
}

interface Lag {
  readonly days: number;
  readonly seen: number;
  readonly fitted: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Whether a level forgets as a fitted Ornstein-Uhlenbeck process does: its autocorrelation, and that
 * of the fit, e^(-reversion time), with what chance alone spreads (`autocorrelationError`).
 */
export function reversionChart(
  calibration: OrnsteinUhlenbeckCalibration,
  { levels, stepDays = 1, name = "the level", lags = 40, ...size }: ReversionChartOptions,
): Figure {
  const { width = 720, height = 340 } = size;
  const rows = lagsOf(calibration, levels, stepDays, lags);
  const { areaY, dot, line, ruleY } = plotLibrary();
  const x = "days",
    color = seriesColor(0);
  return compose({
    title: titleOf(calibration, name, rows),
    subtitle: `Autocorrelation of ${name}, ${levels.length.toLocaleString("en-US")} values, and of the fit`,
    caption:
      "Dots: as recorded. Line: the fitted mean-reverting level; band: where nineteen of twenty " +
      "histories of this length would lie, dot by dot.",
    plots: [
      {
        ...{ width, height, marginTop: 24, marginBottom: 44, marginLeft: 58, marginRight: 24 },
        x: { ...BELOW, label: "Days apart", tickFormat: tickLabel },
        y: {
          domain: widened(extent(rows.flatMap(({ seen, low, high }) => [seen, low, high, 0]))),
          ...{ label: "Autocorrelation", grid: true, tickFormat: tickLabel },
        },
        marks: [
          areaY(rows, { x, y1: "low", y2: "high", fill: color, fillOpacity: 0.18 }),
          ruleY([0], { stroke: QUIET }),
          line(rows, { x, y: "fitted", stroke: color, strokeWidth: 1.6 }),
          dot(rows, { x, y: "seen", r: 2.8, fill: INK }),
        ],
      },
    ],
  });
}

function lagsOf(
  { parameters }: OrnsteinUhlenbeckCalibration,
  levels: readonly number[],
  stepDays: number,
  lags: number,
): Lag[] {
  const slope = Math.exp((-parameters.meanReversion.value * stepDays) / 365);
  return autocorrelation(levels, Math.min(lags, levels.length - 2)).map((seen, k) => {
    const fitted = slope ** (k + 1),
      reach = 1.96 * autocorrelationError(slope, k + 1, levels.length);
    return { days: (k + 1) * stepDays, seen, fitted, low: fitted - reach, high: fitted + reach };
  });
}

function titleOf(
  { halfLife }: OrnsteinUhlenbeckCalibration,
  name: string,
  rows: readonly Lag[],
): string {
  const met = rows.filter(({ seen, low, high }) => low <= seen && seen <= high).length;
  const days = 365 * halfLife,
    share = fixed((100 * met) / rows.length, 0);
  const says = `Half of a gap of ${name} is gone after ${fixed(days, days < 10 ? 1 : 0)} days`;
  return `${says}: ${share}\u00a0% of lags agree with the fit`;
}
