import { type TargetTables, tableNumbers } from "../../core/hedging.ts";
import type { FourierModel } from "../../models/fourier-model.ts";
import type { StudyDescription } from "../description.ts";
import { seconds } from "../duration.ts";
import type { DeltaHedge } from "../strategies.ts";
import { blackDeltas } from "./black-deltas.ts";
import type { DeltaChoice } from "./delta-choice.ts";
import { garchTargets, realisedTargets, tables } from "./forecast-deltas.ts";
import type { HullWhite } from "./hull-white.ts";
import { type LiveOption, liveOptions, type StudySteps } from "./live-options.ts";
import { hasMinimumVariance, jumpHedge, varianceHedge } from "./minimum-variance-deltas.ts";
import { atVariance, modelDeltas } from "./model-deltas.ts";
import { bendUnder, hasVariance, plainVariance, rowsOf } from "./model-scale.ts";
import { type Bend, hedgeOf, plainBend, rowOver, single } from "./target-rows.ts";
import { zakamoulineTargets } from "./zakamouline-targets.ts";

/** Nodes a deviation: within 1e-6 of a delta in one row, within 1e-4 where rows are many. */
const FINE = 16;
const COARSE = 5;
/** A gigabyte of tables is a mistake in an interval. */
const MOST_NUMBERS = 2 ** 26;

/** What a hedge holds a call with, at logs of the discounted spot. */
type CallHedge = (model: FourierModel, option: LiveOption, logs: Float64Array) => Float64Array;

/** Whether a band stands in the tables beside the targets. */
export function isBanded({ band }: DeltaHedge): boolean {
  return typeof band === "object" && band.type === "zakamouline";
}

/** Whether targets of a hedge are worked out before the study, in tables. */
export function isTabulated(hedge: DeltaHedge): boolean {
  const { delta = "black", volatility } = hedge;
  return (
    isBanded(hedge) || !isPlain(delta) || volatility === "garch" || typeof volatility === "object"
  );
}

/** Black's deltas, of whatever account. */
function isPlain(delta: DeltaChoice): boolean {
  return delta === "black" || delta === "premiumAdjusted" || delta === "netTransaction";
}

/** The tables of a hedge, for the steps at which it decides. */
export function givenTargets(
  hedge: DeltaHedge,
  description: StudyDescription,
  steps: StudySteps,
): TargetTables {
  const every = seconds(hedge.every) / steps.stepSeconds,
    decides = (step: number) => step % every === 0;
  const made = make(hedge, description, steps, decides),
    numbers = tableNumbers(made);
  if (numbers <= MOST_NUMBERS) return made;
  throw new RangeError(
    `every must be longer: the tables of this delta would have ${numbers} numbers, at most ${MOST_NUMBERS}`,
  );
}

function make(
  hedge: DeltaHedge,
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
): TargetTables {
  const { delta = "black", volatility, band } = hedge;
  if (typeof band === "object" && band.type === "whalleyWilmott") {
    throw new RangeError("band whalleyWilmott needs a Black delta at one volatility");
  }
  if (description.settlement === "coin") {
    throw new RangeError(`delta ${JSON.stringify(delta)} is of books settled in quote, got coin`);
  }
  if (typeof band === "object" && band.type === "zakamouline") {
    requireAlone(delta !== "black", "delta", delta, "band zakamouline");
    requireAlone(volatility !== undefined, "volatility", "one", "band zakamouline");
    requireAlone(hedge.leland === true, "leland", true, "band zakamouline");
    return zakamoulineTargets(band, description, steps, decides);
  }
  if (delta === "black" || delta === "premiumAdjusted" || delta === "netTransaction") {
    requireAlone(delta !== "black", "delta", delta, "volatility of each path");
    requireAlone(hedge.leland === true, "leland", true, "volatility of each path");
    if (typeof volatility === "object") {
      return realisedTargets(description, steps, decides, volatility);
    }
    return garchTargets(description, steps, decides);
  }
  requireAlone(hedge.leland === true, "leland", true, "delta of its own");
  if (typeof delta === "object") return smileTargets(delta, hedge, description, steps, decides);
  requireAlone(volatility !== undefined, "volatility", "one", `delta "${delta}"`);
  return modelTargets(delta, description, steps, decides);
}

function requireAlone(clash: boolean, name: string, value: unknown, beside: string): void {
  if (clash) throw new RangeError(`${name} must be left out beside a ${beside}, got ${value}`);
}

function modelTargets(
  delta: "model" | "minimumVariance",
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
): TargetTables {
  const model = fourierModelOf(description, delta),
    hedge = delta === "model" ? modelDeltas : minimumVarianceOf(model);
  const row = (at: FourierModel, options: readonly LiveOption[], fineness: number) => {
    const bend = bendOf(at, delta);
    return hedgeOf(options, rowOver(options, bend, fineness), (o, logs) => hedge(at, o, logs));
  };
  if (!hasVariance(model)) {
    const make = (step: number) => single(row(model, liveOptions(description, steps, step), FINE));
    return { steps: tables(description, steps, decides, make) };
  }
  const { first, width, variances } = rowsOf(model);
  const make = (step: number) => {
    const options = liveOptions(description, steps, step);
    const rows = variances.map((variance) => row(atVariance(model, variance), options, COARSE));
    return { rows, first, width };
  };
  return { along: "variance", steps: tables(description, steps, decides, make) };
}

/** The integral over normal jumps wants logs that are close beside their deviation. */
function bendOf(model: FourierModel, delta: string): (option: LiveOption) => Bend {
  const variance = hasVariance(model) ? model.variance : plainVariance(model),
    bend = bendUnder(model, variance);
  if (delta !== "minimumVariance" || model.type !== "merton" || !model.jumpDeviation) return bend;
  const most = 4 * model.jumpDeviation;
  return (option) => {
    const { deviation, reach } = bend(option);
    return { deviation: Math.min(deviation, most), reach };
  };
}

function minimumVarianceOf(model: FourierModel): CallHedge {
  if (!hasMinimumVariance(model)) return modelDeltas;
  return (at, option, logs) =>
    at.type === "merton"
      ? jumpHedge(at, option, logs)
      : hasVariance(at)
        ? varianceHedge(at, option, logs)
        : modelDeltas(at, option, logs);
}

function fourierModelOf({ model }: StudyDescription, delta: string): FourierModel {
  switch (model.type) {
    case "geometricBrownian":
    case "merton":
    case "heston":
    case "bates":
    case "svcj":
      return model;
    case "kou":
      if (delta === "model") return model;
  }
  throw new RangeError(`delta "${delta}" needs a model with prices of its own, got ${model.type}`);
}

function smileTargets(
  { a, b, c }: HullWhite,
  { volatility }: DeltaHedge,
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
): TargetTables {
  const own = (option: LiveOption) =>
    typeof volatility === "number" ? volatility : option.volatility;
  requireAlone(
    typeof volatility === "string" && volatility !== "implied",
    "volatility",
    volatility,
    "delta hullWhite",
  );
  const deviation = (option: LiveOption) => Math.max(own(option) * Math.sqrt(option.years), 1e-9);
  const hedge = (option: LiveOption, logs: Float64Array) => {
    const { deltas, densities } = blackDeltas(option, logs, deviation(option));
    // a put's delta is the call's less one; what is added to it is added to the call's too
    return deltas.map((delta, i) => {
      const seen = option.call ? delta : delta - 1;
      return delta + densities[i]! * (a + b * seen + c * seen * seen);
    });
  };
  const make = (step: number) => {
    const options = liveOptions(description, steps, step);
    return single(
      hedgeOf(
        options,
        rowOver(options, (o) => plainBend(deviation(o)), FINE),
        hedge,
      ),
    );
  };
  return { steps: tables(description, steps, decides, make) };
}
