import type { Estimate } from "../estimate.ts";

/** An estimate with the bootstrap's percentiles. */
export interface Interval extends Estimate {
  readonly low: number;
  readonly high: number;
}

/** A statistic of the sample, with the deviation and the percentiles of its resamples. */
export function intervalOf(value: number, resamples: readonly number[], level: number): Interval {
  const sorted = resamples.filter(Number.isFinite).sort((a, b) => a - b);
  const count = sorted.length;
  if (count < 2) {
    return Object.freeze({ value, standardError: Number.NaN, low: Number.NaN, high: Number.NaN });
  }
  const mean = sorted.reduce((sum, each) => sum + each, 0) / count;
  const squares = sorted.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const at = (share: number) => sorted[Math.min(count - 1, Math.floor(share * count))]!;
  return Object.freeze({
    value,
    standardError: Math.sqrt(squares / (count - 1)),
    low: at((1 - level) / 2),
    high: at((1 + level) / 2),
  });
}
