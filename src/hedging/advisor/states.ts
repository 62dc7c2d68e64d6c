import { simulateEnds } from "../../core/market.ts";
import type { Model } from "../../models/model.ts";
import { hasVarianceFactor, modelVolatility, stepDaysOf, usedModel } from "../../models/numbers.ts";
import type { CheckedAdvice, StressScenario } from "./advice-options.ts";

/** States of the market, a row each. */
export interface States {
  readonly spot: Float64Array;
  /** Days that have passed: one number for all, or one a row. */
  readonly days: number | Float64Array;
  /** What implied volatilities are multiplied by that have some years left at the horizon. */
  readonly volatilityFactor: (years: number) => number | Float64Array;
}

/** Steps a day of a model whose variance moves. */
const STEPS_A_DAY = 8;

/**
 * Paths `first` to `first + paths` of the model at the horizon. Implied volatility stays with its
 * option; under Heston, Bates and SVCJ implied variance changes as the model's mean variance over the
 * time left does.
 */
export function simulatedStates(
  model: Model,
  { market, days, seed }: Pick<CheckedAdvice, "market" | "days" | "seed">,
  first: number,
  paths: number,
): States {
  const steps = stepsOf(model, days);
  const asset = { spot: market.spot, ...usedModel(model) };
  const numbers = { seed, steps, stepYears: days / 365 / steps, rate: market.rate };
  const ends = simulateEnds({ ...numbers, assets: [asset] }, first, paths);
  const variances = ends.variances[0]!;
  return { spot: ends.spots[0]!, days, volatilityFactor: factorOf(model, variances) };
}

function stepsOf(model: Model, days: number): number {
  const own = stepDaysOf(model);
  if (own === undefined) return hasVarianceFactor(model) ? Math.ceil(days * STEPS_A_DAY) : 1;
  const steps = Math.round(days / own);
  if (steps > 0 && Math.abs(steps * own - days) <= 1e-9 * days) return steps;
  throw new RangeError(`days must be a multiple of the model's ${own}, got ${days}`);
}

function factorOf(model: Model, variances: Float64Array): States["volatilityFactor"] {
  if (!("meanReversion" in model)) return () => 1;
  const { variance, longVariance, meanReversion } = model;
  const jumps = modelVolatility(model) ** 2 - variance;
  return (years) => {
    const decay = meanReversion * years;
    const weight = decay > 0 ? -Math.expm1(-decay) / decay : 1;
    const mean = (now: number) => longVariance + (now - longVariance) * weight + jumps;
    const start = mean(variance);
    return variances.map((now) => Math.sqrt(mean(now) / start));
  };
}

/** States that are given. */
export function givenStates(spot: number, scenarios: readonly StressScenario[]): States {
  const column = (of: (scenario: StressScenario) => number) => Float64Array.from(scenarios, of);
  const factor = column(({ volatility = 1 }) => volatility);
  return {
    spot: column(({ move }) => spot * (1 + move)),
    days: column(({ days = 0 }) => days),
    volatilityFactor: () => factor,
  };
}
