import { fixed, plusMinus } from "../charts/numbers.ts";
import { showTime } from "../market/parse-time.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { VolatilityCalibration } from "../models/calibrate-volatility.ts";

/** Where the numbers of a study came from, as result.json keeps it. */
export interface Provenance {
  readonly name: string;
  readonly rows: number;
  /** ISO times of the first and the last price. */
  readonly from: string;
  readonly to: string;
  /** Median spacing, milliseconds. */
  readonly interval: number;
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
  readonly notes: readonly string[];
  readonly calibration: Omit<
    VolatilityCalibration,
    "parameters" | "converged" | "from" | "to" | "interval"
  >;
}

/** The provenance of a study on these prices. */
export function provenance(series: PriceSeries, fit: VolatilityCalibration): Provenance {
  const { name, times, interval, notes } = series;
  const { volatility, drift, excessKurtosis, logLikelihood, returns, periodsPerYear } = fit;
  return {
    name,
    rows: times.length,
    from: showTime(times[0]!),
    to: showTime(times.at(-1)!),
    interval,
    gaps: series.gaps.map(({ from, to }) => ({ from: showTime(from), to: showTime(to) })),
    notes,
    calibration: { volatility, drift, excessKurtosis, logLikelihood, returns, periodsPerYear },
  };
}

export interface MarketTextOptions {
  series: Provenance;
  spot: number;
  /** The drift that the study uses. */
  drift: number;
}

/** The market in a few lines: the prices, what was done to them, the spot and what was fitted. */
export function marketText({ series, spot, drift }: MarketTextOptions): string {
  const { calibration, name, rows, from, to, gaps, notes } = series;
  const missing =
    gaps.length === 0
      ? "no gaps"
      : `${gaps.length} ${gaps.length === 1 ? "gap" : "gaps"}, not filled`;
  return [
    `prices      ${name}: ${fixed(rows, 0)} rows from ${from} to ${to}, ${missing}`,
    ...notes.map((note) => `            ${note}`),
    `spot        ${fixed(spot, 2)}`,
    `volatility  ${plusMinus(calibration.volatility, 100)} % a year, ` +
      `from the last ${fixed(calibration.returns, 0)} returns`,
    `drift       ${fixed(100 * drift, 2)} % a year; in these prices it was ` +
      `${plusMinus(calibration.drift, 100)} %`,
  ].join("\n");
}
