import { exponential, normalDistribution } from "../core/functions.ts";

/** Probability that chi-squared with 1 or 2 degrees of freedom exceeds `x`. */
export function chiSquaredTail(x: number, degrees: 1 | 2): number {
  if (!(x > 0)) return 1;
  return degrees === 1 ? 2 * normalDistribution(-Math.sqrt(x)) : exponential(-x / 2);
}
