// Quotes made from a smile, for tests of fits.
import { normals } from "../../../src/core/noise.ts";
import type { VolatilityQuote } from "../../../src/market/chain-quotes.ts";

export interface MadeSmile {
  readonly years: number;
  readonly forward?: number;
  /** Total variance at log-moneyness. */
  readonly variance: (k: number) => number;
  /** Log-moneyness from and to. */
  readonly reach?: number;
  readonly count?: number;
  /** Standard deviation of the noise of volatilities. */
  readonly noise?: number;
  readonly seed?: number;
}

/** Quotes at evenly spaced log-moneyness. */
export function quotesOf(smile: MadeSmile): VolatilityQuote[] {
  const { years, forward = 100, variance, reach = 0.5, count = 25, noise = 0, seed = 1 } = smile;
  const z = normals({ paths: count, steps: 1, seed });
  return Array.from({ length: count }, (_, i) => {
    const k = reach * ((2 * i) / (count - 1) - 1);
    const kind = k < 0 ? "put" : "call";
    const impliedVolatility = Math.sqrt(variance(k) / years) + noise * z[i]!;
    return { strike: forward * Math.exp(k), years, forward, kind, impliedVolatility };
  });
}
