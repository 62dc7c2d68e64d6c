import { power } from "../core/functions.ts";

/**
 * By how much dependence from state to state multiplies the variance of a mean: the long-run
 * variance over the plain one, with Bartlett weights (Newey and West 1987) up to lag
 * 4 (n / 100)^(2/9) + `overlap`. Never below 1, so that no error is made smaller by it.
 */
export function longRunInflation(values: Float64Array, overlap: number): number {
  const count = values.length;
  const lags = Math.min(count - 1, Math.floor(4 * power(count / 100, 2 / 9)) + overlap);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const covariance = (lag: number) => {
    let sum = 0;
    for (let t = lag; t < count; t++) sum += (values[t]! - mean) * (values[t - lag]! - mean);
    return sum;
  };
  const plain = covariance(0);
  if (!(plain > 0)) return 1;
  let ratio = 1;
  for (let lag = 1; lag <= lags; lag++) {
    ratio += (2 * (1 - lag / (lags + 1)) * covariance(lag)) / plain;
  }
  return Math.max(1, ratio);
}
