import { exponential } from "../../core/functions.ts";
import type { StepTargets, TargetTables } from "../../core/hedging.ts";
import { optionGreeks } from "../../core/options.ts";
import { modelVolatility } from "../../models/numbers.ts";
import type { StudyDescription } from "../description.ts";
import { garchForecast, garchTargets, isGarch } from "./forecast-deltas.ts";
import { type LiveOption, liveOptions, type StudySteps, YEAR } from "./live-options.ts";
import { atVariance, modelPrices } from "./model-deltas.ts";
import { modelTargets } from "./model-targets.ts";
import { smileTargets } from "./smile-targets.ts";
import { logsOf } from "./target-rows.ts";

/** A hedge that is known before any simulation, and what it hedges is worth. */
export interface Anchor {
  readonly targets: TargetTables;
  /** Worth of the book at the nodes of a step's targets, discounted, over the spot at the start. */
  readonly worths: (step: number) => Float64Array[];
}

/** Price over the spot of a call, at evenly spaced logs of the discounted spot and a variance. */
type CallPrice = (option: LiveOption, logs: Float64Array, variance: number) => Float64Array;

/** Black's delta as it is. */
const PLAIN = { a: 0, b: 0, c: 0 };

/**
 * What comes nearest to a locally risk-minimising hedge: the minimum-variance delta of a model with
 * prices of its own, or Black's at a GARCH forecast or at a volatility that stands for the model.
 */
export function anchorOf(
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
): Anchor {
  const { model } = description;
  const anchor = (targets: TargetTables, price: CallPrice): Anchor => ({
    targets,
    worths: (step) => worthsOf(liveOptions(description, steps, step), targets.steps[step]!, price),
  });
  const black = (variance: (now: number, option: LiveOption) => number): CallPrice => {
    return (option, logs, now) => blackPrices(option, logs, variance(now, option) * option.years);
  };
  if (isGarch(model)) {
    const forecast = garchForecast(model, steps.stepSeconds / YEAR);
    return anchor(garchTargets(description, steps, decides), black(forecast));
  }
  switch (model.type) {
    case "regimeSwitching":
    case "blockBootstrap":
    case "roughBergomi": {
      const volatility = modelVolatility(model),
        targets = smileTargets(PLAIN, volatility, description, steps, decides);
      return anchor(
        targets,
        black(() => volatility ** 2),
      );
    }
    default: {
      const delta = model.type === "kou" ? "model" : "minimumVariance",
        targets = modelTargets(delta, description, steps, decides);
      return anchor(targets, (option, logs, variance) =>
        modelPrices(atVariance(model, variance), option, logs),
      );
    }
  }
}

/** Black's prices of a call over the spot, whose logarithm has a variance until expiry. */
export function blackPrices(
  { logStrike }: LiveOption,
  logs: Float64Array,
  variance: number,
): Float64Array {
  const spot = logs.map((log) => exponential(log - logStrike)),
    columns = { spot, strike: 1, years: 1, volatility: Math.sqrt(variance) };
  const { price } = optionGreeks(columns, ["price"]);
  return price.map((value, i) => value / spot[i]!);
}

function worthsOf(
  options: readonly LiveOption[],
  { rows, first = 0, width = 0 }: StepTargets,
  price: CallPrice,
): Float64Array[] {
  return rows.map((row, k) => {
    const logs = logsOf({ ...row, count: row.values.length }),
      sum = new Float64Array(logs.length);
    for (const option of options) {
      const calls = price(option, logs, exponential(first + k * width));
      addWorths(option, logs.map(exponential), calls, sum);
    }
    return sum;
  });
}

/** Add what an option is worth, from discounted spots and prices of the call over them. */
export function addWorths(
  { call, quantity, logStrike }: LiveOption,
  spots: Float64Array,
  calls: Float64Array,
  sum: Float64Array,
): void {
  const strike = exponential(logStrike);
  spots.forEach((spot, i) => {
    // parity
    sum[i]! += quantity * (calls[i]! * spot - (call ? 0 : spot - strike));
  });
}
