import { optionGreeks } from "../../core/options.ts";
import type { MarkedOption } from "./marked-options.ts";

const WANTED = ["price", "delta", "gamma", "vega", "vanna", "volga"] as const;

/** An option at one step, a number a path in each column; money discounted to the start. */
export interface StepGreeks extends Record<(typeof WANTED)[number], Float64Array> {
  /** Implied, of now. */
  readonly volatility: Float64Array;
}

/** An option at a step up to its expiry, where its price is what it pays and it has nothing else. */
export function stepGreeks(option: MarkedOption, spot: Float64Array, step: number): StepGreeks {
  if (step === option.expiry) return paid(option, spot);
  const { kind, strike } = option,
    years = option.years(step),
    volatility = option.volatility(step);
  return { ...optionGreeks({ kind, spot, strike, years, volatility }, WANTED), volatility };
}

/** What it pays: in coin by the price that settles it, told in money of the spot. */
function paid({ kind, strike, delivered, inCoin }: MarkedOption, spot: Float64Array): StepGreeks {
  const sign = kind === 1 ? 1 : -1,
    none = new Float64Array(spot.length);
  const level = (path: number) => (typeof strike === "number" ? strike : strike[path]!);
  return {
    price: spot.map((each, path) => {
      const price = delivered?.[path] ?? each,
        money = Math.max(sign * (price - level(path)), 0);
      return inCoin ? money * (each / price) : money;
    }),
    ...{ delta: none, gamma: none, vega: none, vanna: none, volga: none, volatility: none },
  };
}
