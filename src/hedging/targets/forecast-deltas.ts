import type { StepTargets, TargetTables } from "../../core/hedging.ts";
import type { Egarch } from "../../models/egarch.ts";
import type { Garch } from "../../models/garch.ts";
import type { GjrGarch } from "../../models/gjr-garch.ts";
import type { Model } from "../../models/model.ts";
import { garchVariance } from "../../models/numbers.ts";
import type { StudyDescription } from "../description.ts";
import { seconds } from "../duration.ts";
import { blackDeltas } from "./black-deltas.ts";
import type { Ewma } from "./ewma.ts";
import { type LiveOption, liveOptions, type StudySteps, YEAR } from "./live-options.ts";
import { hedgeOf, plainBend, rowOver, type VarianceRows, varianceRows } from "./target-rows.ts";

/** Nodes a deviation: cubics are within 1e-4 of a delta. */
const FINENESS = 5;

/** Variance of an option's life, a year, as it is expected when it is `variance` now. */
export type Forecast = (variance: number, option: LiveOption) => number;

/** Black's deltas at a volatility that each path forecasts, for a step. */
function forecastStep(
  options: readonly LiveOption[],
  { first, width, variances }: VarianceRows,
  forecast: Forecast,
): StepTargets {
  const rows = variances.map((variance) => {
    const deviation = (option: LiveOption) => Math.sqrt(forecast(variance, option) * option.years);
    const row = rowOver(options, (option) => plainBend(deviation(option)), FINENESS);
    return hedgeOf(
      options,
      row,
      (option, logs) => blackDeltas(option, logs, deviation(option)).deltas,
    );
  });
  return { rows, first, width };
}

/** Targets by the average of squared returns that a path has shown. */
export function realisedTargets(
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
  { halfLife }: Ewma,
): TargetTables {
  const variance = description.market.volatility ** 2;
  if (!(variance > 0)) {
    throw new RangeError(`volatility must be positive for ewma to start from, got 0`);
  }
  const rows = varianceRows(variance / 1000, variance * 100),
    keep = 2 ** (-steps.stepSeconds / seconds(halfLife));
  const make = (step: number) =>
    forecastStep(liveOptions(description, steps, step), rows, (now) => now);
  return { along: { keep, variance }, steps: tables(description, steps, decides, make) };
}

/** Targets by the GARCH forecast of the variance from each step to expiry. */
export function garchTargets(
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
): TargetTables {
  const { model } = description;
  if (!isGarch(model)) {
    throw new RangeError(
      `volatility "garch" needs a model garch, gjrGarch or egarch, got ${model.type}`,
    );
  }
  const years = steps.stepSeconds / YEAR,
    long = garchVariance(model) / years,
    rows = varianceRows(long / 100, long * 1000);
  const forecast = garchForecast(model, years);
  const make = (step: number) =>
    forecastStep(liveOptions(description, steps, step), rows, forecast);
  return { along: "variance", steps: tables(description, steps, decides, make) };
}

type GarchModel = Garch | GjrGarch | Egarch;

/** Whether a model is of the GARCH family. */
export function isGarch(model: Model): model is GarchModel {
  return model.type === "garch" || model.type === "gjrGarch" || model.type === "egarch";
}

/**
 * Mean variance of the returns until expiry, a year, by the variance of the next and a step's years:
 * it goes back to the long one by a share each step; that of EGARCH does so in the logarithm, whose
 * convexity is left out.
 */
export function garchForecast(model: GarchModel, years: number): Forecast {
  const long = garchVariance(model) / years,
    count = (option: LiveOption) => Math.round(option.years / years);
  if (model.type === "egarch") {
    return (now, option) => {
      let sum = 0;
      for (let i = 0, log = Math.log(now / long); i < count(option); i++, log *= model.beta) {
        sum += Math.exp(log);
      }
      return (long * sum) / count(option);
    };
  }
  const gamma = model.type === "gjrGarch" ? model.gamma / 2 : 0,
    stay = model.alpha + gamma + model.beta;
  return (now, option) =>
    long + ((now - long) * (1 - stay ** count(option))) / (count(option) * (1 - stay));
}

/** A table for every step that decides while options live. */
export function tables(
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
  make: (step: number) => StepTargets,
): (StepTargets | undefined)[] {
  return Array.from({ length: steps.steps }, (_, step) =>
    decides(step) && liveOptions(description, steps, step).length > 0 ? make(step) : undefined,
  );
}
