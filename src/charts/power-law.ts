import type { Estimate } from "../estimate.ts";

/** y = scale x^exponent, by least squares of the logarithms. */
export interface PowerLaw {
  readonly exponent: Estimate;
  /** The fitted y at an x. */
  readonly at: (x: number) => number;
}

/** The power law nearest to positive points; its error is NaN where fewer than three say it. */
export function powerLaw(points: readonly (readonly [x: number, y: number])[]): PowerLaw {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (of: 0 | 1) => logs.reduce((sum, each) => sum + each[of], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = logs.reduce((sum, [u]) => sum + (u - x) ** 2, 0);
  const value = logs.reduce((sum, [u, w]) => sum + (u - x) * (w - y), 0) / spread;
  const left = logs.reduce((sum, [u, w]) => sum + (w - y - value * (u - x)) ** 2, 0);
  const freedom = logs.length - 2;
  const standardError = freedom > 0 ? Math.sqrt(left / freedom / spread) : Number.NaN;
  return {
    exponent: { value, standardError },
    at: (place) => Math.exp(y + value * (Math.log(place) - x)),
  };
}
