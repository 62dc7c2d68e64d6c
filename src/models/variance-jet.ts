/** Total implied variance (volatility^2 x years) at one log-moneyness, and its derivatives there. */
export interface VarianceJet {
  readonly variance: number;
  readonly slope: number;
  readonly curvature: number;
}

/**
 * g of Gatheral and Jacquier 2014 (Arbitrage-free SVI volatility surfaces, eq. 2.1): the density of
 * the underlying is g(k) / sqrt(2 pi w) exp(-d2^2 / 2), so a slice has no butterfly arbitrage where
 * g >= 0 and calls vanish at high strikes (Lemma 2.2).
 */
export function butterflyFunction(k: number, { variance, slope, curvature }: VarianceJet): number {
  const first = 1 - (k * slope) / (2 * variance);
  return first * first - (slope * slope * (1 / variance + 0.25)) / 4 + curvature / 2;
}

/** Density of the log of the underlying over its forward, at `k`; negative where there is arbitrage. */
export function logDensity(k: number, jet: VarianceJet): number {
  const deviation = Math.sqrt(jet.variance);
  const d2 = -k / deviation - deviation / 2;
  return (
    (butterflyFunction(k, jet) * Math.exp((-d2 * d2) / 2)) / (deviation * Math.sqrt(2 * Math.PI))
  );
}
