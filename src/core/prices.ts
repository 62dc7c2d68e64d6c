import { core } from "./instance.ts";
import { allocate, copyOut } from "./memory.ts";
import { seedWords } from "./noise.ts";

/** A Monte Carlo number and its standard error. */
export interface Simulated {
  readonly value: number;
  readonly standardError: number;
}

/** A call under geometric Brownian motion; rates a year, continuously compounded. */
export interface SimulatedCall {
  readonly spot: number;
  readonly strike: number;
  readonly rate: number;
  readonly volatility: number;
  readonly years: number;
  readonly paths: number;
  readonly seed?: number;
  /** Bits of the uniforms that normals are made from: 32 unless given, 53 for rare events. */
  readonly uniformBits?: 32 | 53;
}

/** Numbers of one spread: count, mean, sum of squares about it. */
const SPREAD = 3;

/**
 * Monte Carlo price, delta and vega of a European call, the Greeks pathwise (Broadie, Glasserman
 * 1996). Standard errors fall as 1 / sqrt(paths); the limits are those of Black-Scholes.
 */
export function simulateEuropeanCall(
  call: SimulatedCall,
): Record<"price" | "delta" | "vega", Simulated> {
  const { spot, strike, rate, volatility, years, paths, seed = 1, uniformBits = 32 } = call;
  core().reset();
  const blocks = core().priceRecords(paths),
    out = allocate(blocks * 3 * SPREAD * 8);
  const market = [uniformBits, spot, strike, rate, volatility, years] as const;
  core().europeanCall(...seedWords(seed), ...market, 0, blocks, paths, out);
  const spreads = copyOut(out, blocks * 3 * SPREAD);
  return {
    price: estimate(spreads, 3, 0),
    delta: estimate(spreads, 3, 1),
    vega: estimate(spreads, 3, 2),
  };
}

/** Monte Carlo price of a call on the arithmetic mean of the spots after each of `steps` steps. */
export function simulateAsianCall(call: SimulatedCall & { readonly steps: number }): Simulated {
  const { spot, strike, rate, volatility, years, steps, paths, seed = 1, uniformBits = 32 } = call;
  core().reset();
  const blocks = core().priceRecords(paths),
    out = allocate(blocks * SPREAD * 8);
  const market = [uniformBits, spot, strike, rate, volatility, years] as const;
  core().asianCall(...seedWords(seed), ...market, steps, 0, blocks, paths, out);
  return estimate(copyOut(out, blocks * SPREAD), 1, 0);
}

/** One of `quantities` quantities, its spreads merged in the order of the blocks. */
function estimate(spreads: Float64Array, quantities: number, quantity: number): Simulated {
  let n = 0,
    mean = 0,
    squares = 0;
  for (let i = quantity * SPREAD; i < spreads.length; i += quantities * SPREAD) {
    const count = spreads[i]!,
      delta = spreads[i + 1]! - mean;
    n += count;
    mean += (delta * count) / n;
    squares += spreads[i + 2]! + (delta * delta * (n - count) * count) / n;
  }
  return { value: mean, standardError: Math.sqrt(squares / (n - 1) / n) };
}
