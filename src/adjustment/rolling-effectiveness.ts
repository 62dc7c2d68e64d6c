/** Effectiveness in the `window` periods up to each period that has so many, anew for each. */
export function rollingEffectiveness(
  unhedged: Float64Array,
  hedged: Float64Array,
  window: number,
): number[] {
  const before = rollingVariances(unhedged, window),
    after = rollingVariances(hedged, window);
  return Array.from(after, (variance, t) => 1 - variance / before[t]!);
}

/** Variances of the last `window` values, each from its own two passes. */
function rollingVariances(values: Float64Array, window: number): Float64Array {
  const result = new Float64Array(Math.max(0, values.length - window + 1));
  for (let first = 0; first < result.length; first++) {
    let mean = 0,
      squares = 0;
    for (let t = first; t < first + window; t++) mean += values[t]! / window;
    for (let t = first; t < first + window; t++) squares += (values[t]! - mean) ** 2;
    result[first] = squares / (window - 1);
  }
  return result;
}

const LOOK_BACK = 30;
const WORST = 0.1;

/**
 * Which periods are calm and which a crash, ones and zeros: a crash are those in the tenth with the
 * highest volatility of the position over the last 30 periods, their own included.
 */
export function crashes(unhedged: Float64Array): Readonly<Record<string, Float64Array>> {
  const window = Math.min(LOOK_BACK, Math.max(2, Math.floor(unhedged.length / 4)));
  const variances = rollingVariances(unhedged, window);
  const sorted = variances.slice().sort();
  const threshold = sorted[Math.floor((1 - WORST) * sorted.length)]!;
  const crash = unhedged.map((_, t) =>
    t >= window - 1 && variances[t - window + 1]! >= threshold ? 1 : 0,
  );
  return { calm: crash.map((inside) => 1 - inside), crash };
}
