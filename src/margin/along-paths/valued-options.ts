import type { HedgePlan } from "../../core/hedging.ts";
import { type MarkedOption, markedOptions } from "../../hedging/attribution/marked-options.ts";
import type { MarkFactor } from "../../hedging/attribution/marks.ts";
import { type StepGreeks, stepGreeks } from "../../hedging/attribution/step-greeks.ts";
import type { TracedPaths } from "../../hedging/attribution/traced-paths.ts";

/** An option with its prices, discounted to the start, and volatilities, made once a step. */
export interface ValuedOption extends MarkedOption {
  readonly at: (step: number) => Pick<StepGreeks, "price" | "delta" | "volatility">;
}

/** All options of book and hedge along traced paths, with what they are worth. */
export function valuedOptions(
  plan: HedgePlan,
  traced: TracedPaths,
  factor: MarkFactor,
): readonly ValuedOption[] {
  return markedOptions(plan, traced, factor).map((option) => {
    const rows = Array.from({ length: option.until - option.from + 1 }, (_, i) => {
      const step = option.from + i,
        { price, delta, volatility } = stepGreeks(option, traced.spots[step]!, step);
      return { price, delta, volatility };
    });
    return { ...option, at: (step) => rows[step - option.from]! };
  });
}
