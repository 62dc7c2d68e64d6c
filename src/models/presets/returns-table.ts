import type { Estimate } from "../../estimate.ts";
import type { PriceSeries } from "../../market/price-series.ts";
import { type CalibrateGarchOptions, calibrateGarch } from "../calibrate-garch.ts";
import { calibrateKou } from "../calibrate-kou.ts";
import { calibrateMerton } from "../calibrate-merton.ts";
import { calibrateVolatility } from "../calibrate-volatility.ts";
import type { Calibration } from "../calibration.ts";
import type { Pair, PresetSource, ReturnsFigures, ReturnsTable } from "./market-table.ts";
import { residualQuantiles } from "./residual-quantiles.ts";

/** Points of the residual table: odd, so that it has a median. */
const QUANTILES = 199;

/** The command that makes the presets. */
const COMMAND = "npm run presets";

/** Digits that figures keep. */
const DIGITS = 8;

/** A number as the tables keep it. */
export function figure(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** An estimate as the tables keep it. */
export function pair({ value, standardError }: Estimate): Pair {
  return [figure(value), Number.isFinite(standardError) ? figure(standardError) : null];
}

/** Estimates by name as the tables keep them. */
export function pairs<Name extends string>(
  parameters: Readonly<Record<Name, Estimate>>,
): Record<Name, Pair> {
  const entries = Object.entries<Estimate>(parameters);
  return Object.fromEntries(entries.map(([name, each]) => [name, pair(each)])) as Record<
    Name,
    Pair
  >;
}

/** A fit to returns as the tables keep it. */
export function returnsFigures(fit: Calibration & { readonly bic: number }): ReturnsFigures {
  const { parameters, logLikelihood, bic, converged } = fit;
  return {
    parameters: pairs(parameters),
    logLikelihood: figure(logLikelihood),
    bic: figure(bic),
    converged,
  };
}

/** Where figures of a series come from; they are made today. */
export function sourceOf(
  times: readonly number[],
  { of, source }: Pick<PresetSource, "of" | "source">,
): PresetSource {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  return {
    ...{ of, source, from: day(times[0]!), to: day(times.at(-1)!), count: times.length },
    ...{ made: day(Date.now()), command: COMMAND },
  };
}

/** All that presets say of the returns of a price series. */
export async function returnsTable(
  prices: PriceSeries,
  { name, source }: { readonly name: string; readonly source: string },
): Promise<ReturnsTable> {
  const { volatility, drift, excessKurtosis, periodsPerYear } = calibrateVolatility(prices);
  const family = (
    kind: CalibrateGarchOptions["kind"],
    innovations: CalibrateGarchOptions["innovations"],
  ) => calibrateGarch({ prices, kind, innovations });
  const leveraged = await family("gjr", "normal");
  return {
    name,
    spot: figure(prices.prices.at(-1)!),
    stepDays: leveraged.stepDays,
    stepVariance: figure(volatility.value ** 2 / periodsPerYear),
    volatility: pair(volatility),
    drift: pair(drift),
    excessKurtosis: figure(excessKurtosis),
    fits: {
      merton: returnsFigures(await calibrateMerton({ prices })),
      kou: returnsFigures(await calibrateKou({ prices })),
      garch: returnsFigures(await family("garch", "normal")),
      garchStudent: returnsFigures(await family("garch", "student-t")),
      gjrGarch: returnsFigures(leveraged),
      gjrGarchStudent: returnsFigures(await family("gjr", "student-t")),
      egarch: returnsFigures(await family("egarch", "normal")),
      egarchStudent: returnsFigures(await family("egarch", "student-t")),
    },
    residuals: residualQuantiles(leveraged.residuals, QUANTILES).map(figure),
    provenance: [sourceOf(prices.times, { of: "returns", source })],
  };
}
