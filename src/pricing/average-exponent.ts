import type { Heston } from "../models/heston.ts";

/** Exposure of the average to the spot: over `years`, running to expiry, from `from` to `to`. */
export interface Exposure {
  readonly years: number;
  /** Share of the average that is fixed after the stretch begins, and when it ends. */
  readonly from: number;
  readonly to: number;
}

/** Steps of the integration over the whole time, at the least. */
const STEPS = 256;

/**
 * ln E e^(w Y) under Heston's model, Y the mean of the driftless logarithm of the spot with these
 * exposures, w = real + i imaginary. The equations of the affine model with an exposure that moves
 * (Kim and Wee 2011, "Pricing of geometric Asian options under Heston's stochastic volatility
 * model"), by the classical Runge-Kutta method from expiry back; Simpson's rule for the constant.
 */
export function averageExponent(
  { variance, meanReversion, longVariance, volatilityOfVariance, correlation }: Heston,
  exposures: readonly Exposure[],
  real: number,
  imaginary: number,
): { real: number; imaginary: number } {
  const half = volatilityOfVariance ** 2 / 2,
    lean = correlation * volatilityOfVariance;
  const total = exposures.reduce((sum, { years }) => sum + years, 0);
  let [x, y, sumX, sumY] = [0, 0, 0, 0];
  // slopes of the coefficient of the variance at exposure a
  const slopeX = (a: number, dx: number, dy: number) =>
    half * (dx * dx - dy * dy) +
    (lean * a * real - meanReversion) * dx -
    lean * a * imaginary * dy +
    (a * a * (real * real - imaginary * imaginary) - a * real) / 2;
  const slopeY = (a: number, dx: number, dy: number) =>
    2 * half * dx * dy +
    (lean * a * real - meanReversion) * dy +
    lean * a * imaginary * dx +
    (2 * a * a * real * imaginary - a * imaginary) / 2;
  for (const { years, from, to } of exposures.slice().reverse()) {
    const steps = Math.ceil((STEPS * years) / total);
    const h = years / steps;
    for (let step = 0; step < steps; step++) {
      const exposure = (part: number) => to + ((from - to) * (step + part)) / steps;
      const [a, b, c] = [exposure(0), exposure(0.5), exposure(1)];
      const [x1, y1] = [slopeX(a, x, y), slopeY(a, x, y)];
      const [p2, q2] = [x + (h / 2) * x1, y + (h / 2) * y1];
      const [x2, y2] = [slopeX(b, p2, q2), slopeY(b, p2, q2)];
      const [p3, q3] = [x + (h / 2) * x2, y + (h / 2) * y2];
      const [x3, y3] = [slopeX(b, p3, q3), slopeY(b, p3, q3)];
      const [p4, q4] = [x + h * x3, y + h * y3];
      const [x4, y4] = [slopeX(c, p4, q4), slopeY(c, p4, q4)];
      const nextX = x + (h / 6) * (x1 + 2 * x2 + 2 * x3 + x4);
      const nextY = y + (h / 6) * (y1 + 2 * y2 + 2 * y3 + y4);
      // the middle by the cubic through values and slopes at both ends
      const middleX = (x + nextX) / 2 + (h / 8) * (x1 - slopeX(c, nextX, nextY));
      const middleY = (y + nextY) / 2 + (h / 8) * (y1 - slopeY(c, nextX, nextY));
      sumX += (h / 6) * (x + 4 * middleX + nextX);
      sumY += (h / 6) * (y + 4 * middleY + nextY);
      [x, y] = [nextX, nextY];
    }
  }
  const pull = meanReversion * longVariance;
  return { real: pull * sumX + variance * x, imaginary: pull * sumY + variance * y };
}
