import type { Estimate } from "../../estimate.ts";

/**
 * The quantile of a sample below which at least `probability` of it lies, an order statistic, or null
 * where the sample is too small to tell its error. The standard error is half the distance between
 * the order statistics one binomial deviation below and above (Serfling 1980, section 2.6.1), and
 * falls as 1 / sqrt(n) where the density is positive. What is not finite is beyond what was seen.
 */
export function orderEstimate(ascending: ArrayLike<number>, probability: number): Estimate | null {
  const n = ascending.length,
    deviation = Math.sqrt(n * probability * (1 - probability));
  // n times a decimal fraction may lie a rounding above the whole number that is meant
  const rank = Math.max(1, Math.ceil(n * probability * (1 - 1e-12)));
  const [low, high] = [Math.floor(rank - deviation), Math.ceil(rank + deviation)];
  if (low < 1 || high > n || !Number.isFinite(ascending[high - 1]!)) return null;
  const width = ascending[high - 1]! - ascending[low - 1]!;
  return {
    value: ascending[rank - 1]!,
    standardError: (width * deviation) / (high - low),
  };
}
