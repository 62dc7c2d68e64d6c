import type { TargetTables } from "../../core/hedging.ts";
import type { FourierModel } from "../../models/fourier-model.ts";
import type { StudyDescription } from "../description.ts";
import { tables } from "./forecast-deltas.ts";
import { type LiveOption, liveOptions, type StudySteps } from "./live-options.ts";
import { hasMinimumVariance, jumpHedge, varianceHedge } from "./minimum-variance-deltas.ts";
import { atVariance, modelDeltas } from "./model-deltas.ts";
import { bendUnder, hasVariance, plainVariance, rowsOf } from "./model-scale.ts";
import { type Bend, hedgeOf, rowOver, single } from "./target-rows.ts";

/** Nodes a deviation: within 1e-6 of a delta in one row, within 1e-4 where rows are many. */
const FINE = 16;
const COARSE = 5;

/** What a hedge holds a call with, at logs of the discounted spot. */
type CallHedge = (model: FourierModel, option: LiveOption, logs: Float64Array) => Float64Array;

/** Targets by the model's own prices, at the variance that a path has where the model has one. */
export function modelTargets(
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
