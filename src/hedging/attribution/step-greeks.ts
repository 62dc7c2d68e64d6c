import { exponential } from "../../core/functions.ts";
import type { HedgePlan, OptionNumbers } from "../../core/hedging.ts";
import { optionGreeks } from "../../core/options.ts";
import type { MarkFactor } from "./marks.ts";
import type { TracedPaths } from "./traced-paths.ts";

const WANTED = ["price", "delta", "gamma", "vega", "vanna", "volga"] as const;

/** An option of the book at one step, a number a path in each column; discounted to the start. */
export interface StepGreeks extends Record<(typeof WANTED)[number], Float64Array> {
  /** Implied, of now. */
  readonly volatility: Float64Array;
}

/**
 * An option at a step up to its expiry, where its price is what it pays and it has nothing else.
 * At the end of the study it is marked at its own volatility, as the study does.
 */
export function stepGreeks(
  plan: HedgePlan,
  option: OptionNumbers,
  { spots, variances }: TracedPaths,
  factor: MarkFactor,
  step: number,
): StepGreeks {
  const { kind, expiry } = option,
    strike = option.strike * exponential(-plan.rate * plan.stepYears * expiry),
    spot = spots[step]!;
  if (step === expiry) return paid(spot, strike, kind);
  const years = (expiry - step) * plan.stepYears,
    [start, now] = [variances[0]!, variances[step]!];
  const volatility = now.map((variance, path) =>
    step === plan.steps
      ? option.volatility
      : option.volatility * factor(variance, start[path]!, years),
  );
  return { ...optionGreeks({ kind, spot, strike, years, volatility }, WANTED), volatility };
}

function paid(spot: Float64Array, strike: number, kind: 1 | 2): StepGreeks {
  const sign = kind === 1 ? 1 : -1,
    none = new Float64Array(spot.length);
  return {
    price: spot.map((each) => Math.max(sign * (each - strike), 0)),
    ...{ delta: none, gamma: none, vega: none, vanna: none, volga: none, volatility: none },
  };
}
