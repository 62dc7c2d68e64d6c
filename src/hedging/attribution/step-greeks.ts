import { optionGreeks } from "../../core/options.ts";
import type { MarkedOption } from "./marked-options.ts";

const WANTED = ["price", "delta", "gamma", "vega", "vanna", "volga"] as const;

/** An option at one step, a number a path in each column; money discounted to the start. */
export interface StepGreeks extends Record<(typeof WANTED)[number], Float64Array> {
  /** Implied, of now. */
  readonly volatility: Float64Array;
}

/** An option at a step up to its expiry, where its price is what it pays and it has nothing else. */
export function stepGreeks(
  { kind, strike, expiry, volatility: volatilityAt }: MarkedOption,
  spot: Float64Array,
  step: number,
  stepYears: number,
): StepGreeks {
  if (step === expiry) return paid(spot, strike, kind);
  const years = (expiry - step) * stepYears,
    volatility = volatilityAt(step);
  return { ...optionGreeks({ kind, spot, strike, years, volatility }, WANTED), volatility };
}

function paid(spot: Float64Array, strike: number | Float64Array, kind: 1 | 2): StepGreeks {
  const sign = kind === 1 ? 1 : -1,
    none = new Float64Array(spot.length);
  const level = (path: number) => (typeof strike === "number" ? strike : strike[path]!);
  return {
    price: spot.map((each, path) => Math.max(sign * (each - level(path)), 0)),
    ...{ delta: none, gamma: none, vega: none, vanna: none, volga: none, volatility: none },
  };
}
