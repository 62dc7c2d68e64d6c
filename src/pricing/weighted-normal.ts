import { exponential, normalDistribution, normalTail } from "../core/functions.ts";

/** Below it a tail is taken together with its weight, so that neither under- nor overflows. */
const FAR = -8;

/** e^`logWeight` N(x), also where the weight overflows and N(x) underflows. */
export function weightedNormal(logWeight: number, x: number): number {
  if (x === -Infinity) return 0;
  if (x > FAR) return exponential(logWeight) * normalDistribution(x);
  return exponential(logWeight - (x * x) / 2) * normalTail(-x);
}

/** e^`logWeight` P(low < Z < high) of a standard normal Z; 0 where `low` is not below `high`. */
export function weightedInterval(logWeight: number, low: number, high: number): number {
  if (!(low < high)) return 0;
  const [from, to] = low > 0 ? [-high, -low] : [low, high];
  return weightedNormal(logWeight, to) - weightedNormal(logWeight, from);
}
