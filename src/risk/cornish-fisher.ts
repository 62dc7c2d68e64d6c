import { normalDensity, normalQuantile } from "../core/functions.ts";
import type { Cumulants } from "./form-moments.ts";

/** Value at risk and expected shortfall as functions of cumulants, and their gradients by them. */
export interface CornishFisher {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly valueAtRiskSlopes: Cumulants;
  readonly expectedShortfallSlopes: Cumulants;
  /** Whether quantiles rise with probability all the way from here out (Maillard 2012). */
  readonly monotone: boolean;
}

/**
 * Cornish and Fisher (1938), to the fourth cumulant, of the upper tail: the quantile z turns into
 * z + (z^2 - 1) S / 6 + (z^3 - 3 z) K / 24 - (2 z^3 - 5 z) S^2 / 36. Expected shortfall is the mean of
 * such quantiles beyond z (Boudt, Peterson and Croux 2008).
 */
export function cornishFisher(cumulants: Cumulants, tail: number): CornishFisher {
  const [mean, variance, third, fourth] = cumulants;
  const deviation = Math.sqrt(variance);
  if (deviation === 0) {
    const still: Cumulants = [1, 0, 0, 0];
    const slopes = { valueAtRiskSlopes: still, expectedShortfallSlopes: still };
    return { valueAtRisk: mean, expectedShortfall: mean, ...slopes, monotone: true };
  }
  const z = -normalQuantile(tail),
    density = normalDensity(z) / tail;
  const [skewness, kurtosis] = [third / deviation ** 3, fourth / variance ** 2];
  const quantile = [z, (z ** 2 - 1) / 6, (z ** 3 - 3 * z) / 24, (2 * z ** 3 - 5 * z) / 36];
  // the same four functions, averaged over the normal beyond z
  const beyond = [1, z / 6, (z ** 2 - 1) / 24, (2 * z ** 2 - 1) / 36].map((x) => x * density);
  const read = (terms: readonly number[]) => {
    const [a, b, c, d] = terms as [number, number, number, number];
    const standard = a + b * skewness + c * kurtosis - d * skewness ** 2;
    const [bySkewness, byKurtosis] = [b - 2 * d * skewness, c];
    // by the variance, also through skewness and kurtosis
    const byVariance =
      (standard - 3 * skewness * bySkewness - 4 * kurtosis * byKurtosis) / (2 * deviation);
    const slopes: Cumulants = [1, byVariance, bySkewness / variance, byKurtosis / deviation ** 3];
    return { value: mean + deviation * standard, slopes };
  };
  const [at, mass] = [read(quantile), read(beyond)];
  return {
    valueAtRisk: at.value,
    expectedShortfall: mass.value,
    valueAtRiskSlopes: at.slopes,
    expectedShortfallSlopes: mass.slopes,
    monotone: risesFrom(z, skewness, kurtosis),
  };
}

/** Whether the slope of the expansion, a quadratic in z, is positive from z on. */
function risesFrom(z: number, skewness: number, kurtosis: number): boolean {
  const square = kurtosis / 8 - skewness ** 2 / 6,
    linear = skewness / 3,
    constant = 1 - kurtosis / 8 + (5 * skewness ** 2) / 36;
  const at = (x: number) => constant + linear * x + square * x * x;
  if (square < 0 || (square === 0 && linear < 0) || !(at(z) > 0)) return false;
  return square === 0 || at(Math.max(z, -linear / (2 * square))) > 0;
}
