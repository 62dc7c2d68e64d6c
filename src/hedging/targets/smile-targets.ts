import type { TargetTables } from "../../core/hedging.ts";
import type { StudyDescription } from "../description.ts";
import { blackDeltas } from "./black-deltas.ts";
import { tables } from "./forecast-deltas.ts";
import type { HullWhite } from "./hull-white.ts";
import { type LiveOption, liveOptions, type StudySteps } from "./live-options.ts";
import { hedgeOf, plainBend, rowOver, single } from "./target-rows.ts";

/** Nodes a deviation: within 1e-6 of a delta. */
const FINENESS = 16;

/** Targets by Hull and White's delta, at a volatility or, without one, at those of the options. */
export function smileTargets(
  { a, b, c }: Omit<HullWhite, "type">,
  volatility: number | undefined,
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
): TargetTables {
  const deviation = (option: LiveOption) =>
    Math.max((volatility ?? option.volatility) * Math.sqrt(option.years), 1e-9);
  const hedge = (option: LiveOption, logs: Float64Array) => {
    const { deltas, densities } = blackDeltas(option, logs, deviation(option));
    // a put's delta is the call's less one; what is added to it is added to the call's too
    return deltas.map((delta, i) => {
      const seen = option.call ? delta : delta - 1;
      return delta + densities[i]! * (a + b * seen + c * seen * seen);
    });
  };
  const make = (step: number) => {
    const options = liveOptions(description, steps, step),
      row = rowOver(options, (option) => plainBend(deviation(option)), FINENESS);
    return single(hedgeOf(options, row, hedge));
  };
  return { steps: tables(description, steps, decides, make) };
}
