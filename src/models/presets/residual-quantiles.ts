/**
 * `count` quantiles of ascending residuals at (i + 1/2) / count, moved and stretched to the mean and
 * the variance of the residuals themselves: quantiles alone cut the tails, and a variance recursion
 * that is fed too little variance drifts down.
 */
export function residualQuantiles(residuals: readonly number[], count: number): number[] {
  const last = residuals.length - 1;
  const picked = Array.from({ length: count }, (_, i) => {
    const place = Math.min(Math.max(((i + 0.5) / count) * residuals.length - 0.5, 0), last);
    const below = Math.floor(place);
    const above = Math.min(below + 1, last);
    return residuals[below]! + (place - below) * (residuals[above]! - residuals[below]!);
  });
  const [from, to] = [momentsOf(picked), momentsOf(residuals)];
  return picked.map((value) => to.mean + ((value - from.mean) / from.deviation) * to.deviation);
}

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
