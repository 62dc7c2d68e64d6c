/** Correlation of each value with the one 1, 2 ... `lags` places later, around the mean of all. */
export function autocorrelation(values: readonly number[], lags: number): number[] {
  const count = values.length;
  if (!(Number.isInteger(lags) && lags > 0 && lags < count))
    throw new RangeError(`lags must be from 1 to ${count - 1}, got ${lags}`);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const centred = Float64Array.from(values, (value) => value - mean);
  const variance = centred.reduce((sum, value) => sum + value ** 2, 0);
  return Array.from({ length: lags }, (_, k) => {
    let sum = 0;
    for (let t = k + 1; t < count; t++) sum += centred[t]! * centred[t - k - 1]!;
    return variance > 0 ? sum / variance : 0;
  });
}

/**
 * Standard error of the autocorrelation `lag` places apart of `count` values of an autoregression of
 * order one with this slope, -1 to 1: Bartlett's, asymptotic in the count (Brockwell, Davis 1991,
 * "Time series: theory and methods", example 7.2.3).
 */
export function autocorrelationError(slope: number, lag: number, count: number): number {
  const square = slope * slope,
    power = square ** lag;
  return Math.sqrt((((1 + square) * (1 - power)) / (1 - square) - 2 * lag * power) / count);
}
