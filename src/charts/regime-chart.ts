import type { PlotOptions } from "@observablehq/plot";
import type { RegimesCalibration } from "../models/calibrate-regimes.ts";
import { extent, widened } from "./axis.ts";
import { compose, plotLibrary } from "./compose.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { fixed, percentTick, tickLabel } from "./numbers.ts";
import { BELOW, GROUND, INK, SIZE, seriesColor } from "./theme.ts";

/**
 * Which regime ruled when: returns in the colour of the likeliest regime, and below them the
 * probability of each, given all returns, stacked from the calmest up.
 */
export function regimeChart(
  calibration: RegimesCalibration,
  { width = 720, height = 440 }: ChartOptions = {},
): Figure {
  const frame = { width, marginLeft: 58, marginRight: 20, marginTop: 22 };
  return compose({
    title: titleOf(calibration),
    subtitle: subtitleOf(calibration),
    caption: captionOf(calibration),
    plots: [
      { ...frame, height: Math.round(0.52 * height), marginBottom: 26, ...returns(calibration) },
      { ...frame, height: Math.round(0.48 * height), marginBottom: 44, ...shares(calibration) },
    ],
  });
}

/** The axis of both panels. */
function across({ fit: { times } }: RegimesCalibration, last: boolean) {
  const scale = { type: times ? "utc" : "linear" } as const;
  return { ...BELOW, ...scale, label: last ? (times ? "Time, UTC" : "Step") : null };
}

function places({ fit: { times, values } }: RegimesCalibration): (Date | number)[] {
  return values.map((_, t) => (times ? new Date(times[t]!) : t));
}

function likeliest(probabilities: readonly number[]): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

function returns(calibration: RegimesCalibration): PlotOptions {
  const { ruleX, ruleY } = plotLibrary(),
    x = places(calibration);
  const bars = calibration.fit.values.map((value, t) => ({
    ...{ x: x[t]!, y: 100 * value },
    regime: likeliest(calibration.smoothed[t]!),
  }));
  return {
    x: across(calibration, false),
    y: {
      domain: widened(extent(bars.map(({ y }) => y))),
      label: "Log return (%)",
      tickFormat: tickLabel,
      grid: true,
      ticks: 5,
    },
    style: { fontSize: `${SIZE.axis}px` },
    marks: [
      ruleX(bars, {
        ...{ x: "x", y1: 0, y2: "y", strokeWidth: 1 },
        stroke: ({ regime }: { readonly regime: number }) => seriesColor(regime),
      }),
      ruleY([0], { stroke: INK, strokeWidth: 0.75 }),
    ],
  };
}

function shares(calibration: RegimesCalibration): PlotOptions {
  const { areaY, ruleY } = plotLibrary(),
    x = places(calibration),
    regimes = calibration.model.regimes.length;
  const layers = Array.from({ length: regimes }, (_, regime) =>
    calibration.smoothed.map((probabilities, t) => {
      const below = probabilities.slice(0, regime).reduce((sum, p) => sum + p, 0);
      return { x: x[t]!, low: below, high: Math.min(1, below + probabilities[regime]!) };
    }),
  );
  return {
    x: across(calibration, true),
    y: { domain: [0, 1], label: "Probability", tickFormat: percentTick, ticks: 4 },
    style: { fontSize: `${SIZE.axis}px` },
    marks: [
      ...layers.map((layer, regime) =>
        areaY(layer, { x: "x", y1: "low", y2: "high", fill: seriesColor(regime) }),
      ),
      ruleY([0.5], { stroke: GROUND, strokeWidth: 0.75, strokeDasharray: "2,3" }),
    ],
  };
}

/** How long a regime lasts on average, in its own steps. */
function duration({ model }: RegimesCalibration, regime: number): number {
  return 1 / (1 - model.transitions[regime]![regime]!);
}

function titleOf(calibration: RegimesCalibration): string {
  const { model, shares, stepDays } = calibration;
  const wild = model.regimes.length - 1;
  const days = duration(calibration, wild) * stepDays;
  const time = days < 1 ? `${fixed(24 * days, 1)} hours` : `${fixed(days, days < 10 ? 1 : 0)} days`;
  return (
    `The wildest regime, ${percentOf(model.regimes[wild]!.volatility)} a year, rules ` +
    `${percentOf(shares[wild]!)} of the time, for ${time} on average`
  );
}

function percentOf(value: number): string {
  return `${fixed(100 * value, 0)}\u00a0%`;
}

function subtitleOf({ returns, converged }: RegimesCalibration): string {
  const count = returns.toLocaleString("en-US");
  const state = converged ? "" : ", the search did not converge";
  return `${count} log returns in the colour of the likeliest regime${state}`;
}

function captionOf({ model }: RegimesCalibration): string {
  const colors = ["Blue", "orange", "green", "pink", "yellow", "light blue"];
  const told = model.regimes.map(
    ({ volatility }, i) => `${colors[i]} ${percentOf(volatility)} a year`,
  );
  return `${told.join(", ")}. Below: probabilities of the regimes given all returns, stacked.`;
}
