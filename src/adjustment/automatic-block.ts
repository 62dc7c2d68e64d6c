/**
 * Mean block length that suits the mean of `values` under the stationary bootstrap (Politis, White
 * 2004, with the correction of Patton, Politis, White 2009): (2 G^2 / D)^(1/3) n^(1/3), the spectrum
 * estimated with a flat-top window up to where autocorrelations vanish. From 1 to the least of
 * 3 sqrt(n) and n / 3.
 */
export function automaticBlock(values: ArrayLike<number>): number {
  const count = values.length,
    patience = Math.max(5, Math.ceil(Math.sqrt(Math.log10(count))));
  const most = Math.min(count - 1, Math.ceil(Math.sqrt(count)) + patience);
  const covariances = autocovariances(values, most);
  if (!(covariances[0]! > 0)) return 1;
  const small = 2 * Math.sqrt(Math.log10(count) / count);
  const vanished = (lag: number) => Math.abs(covariances[lag]! / covariances[0]!) < small;
  let lag = 0;
  for (let run = 0; run < patience && lag + run < most; ) {
    if (vanished(lag + run + 1)) run++;
    else {
      lag += run + 1;
      run = 0;
    }
  }
  const reach = Math.min(2 * Math.max(lag, 1), most);
  let slope = 0,
    spectrum = covariances[0]!;
  for (let k = 1; k <= reach; k++) {
    const weight = 2 * Math.min(1, 2 * (1 - k / reach)) * covariances[k]!;
    slope += k * weight;
    spectrum += weight;
  }
  const block = Math.cbrt((slope / spectrum) ** 2 * count);
  return Math.min(Math.max(1, block), Math.ceil(Math.min(3 * Math.sqrt(count), count / 3)));
}

/** Autocovariances at lags 0 to `most`, sums over the whole count. */
export function autocovariances(values: ArrayLike<number>, most: number): Float64Array {
  const count = values.length,
    result = new Float64Array(most + 1);
  let total = 0;
  for (let t = 0; t < count; t++) total += values[t]!;
  const mean = total / count;
  for (let lag = 0; lag <= most; lag++) {
    let sum = 0;
    for (let t = lag; t < count; t++) sum += (values[t]! - mean) * (values[t - lag]! - mean);
    result[lag] = sum / count;
  }
  return result;
}
