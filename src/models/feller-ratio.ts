/**
 * Feller's ratio of a square-root variance, 2 meanReversion longVariance / volatilityOfVariance^2.
 * At 1 or above the variance stays away from 0; below, as calibration to options mostly finds, it
 * touches 0 and leaves again. Infinity without volatility of the variance. William Feller (1951),
 * "Two singular diffusion problems".
 */
export function fellerRatio({
  meanReversion,
  longVariance,
  volatilityOfVariance,
}: {
  readonly meanReversion: number;
  readonly longVariance: number;
  readonly volatilityOfVariance: number;
}): number {
  if (volatilityOfVariance === 0) return Number.POSITIVE_INFINITY;
  return (2 * meanReversion * longVariance) / volatilityOfVariance ** 2;
}
