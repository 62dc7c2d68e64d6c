import type { Estimate } from "../estimate.ts";

/**
 * Correlation of two samples of one length. Its standard error is that of the influence of each
 * pair (Devlin, Gnanadesikan and Kettenring 1975), which assumes independent pairs but no normal
 * distribution: fat tails make it much larger than (1 - r^2) / sqrt(n).
 */
export function correlationEstimate(x: ArrayLike<number>, y: ArrayLike<number>): Estimate {
  const [u, w] = [standardised(x), standardised(y)];
  const count = u.length;
  if (w.length !== count) throw new RangeError(`y has ${w.length} values, expected ${count}`);
  if (count < 4) throw new RangeError(`x must have at least 4 values, got ${count}`);
  const value = u.reduce((sum, each, t) => sum + each * w[t]!, 0) / count;
  const squares = u.reduce(
    (sum, each, t) => sum + (each * w[t]! - (value * (each ** 2 + w[t]! ** 2)) / 2) ** 2,
    0,
  );
  return Object.freeze({ value, standardError: Math.sqrt(squares) / count });
}

function standardised(values: ArrayLike<number>): number[] {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length;
  return all.map((value) => (value - mean) / Math.sqrt(variance));
}
