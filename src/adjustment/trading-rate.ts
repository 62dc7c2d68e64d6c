/** What a trading rate follows from. */
export interface TradingRateOptions {
  /** Aversion to variance: gamma. */
  readonly riskAversion: number;
  /** Cost of a trade, half this times its own variance: lambda. */
  readonly costAversion: number;
  /** How much less the next period counts: rho, from 0 to below 1. */
  readonly discount: number;
}

/** How fast to trade, and the marginal cost of being away from the aim. */
export interface TradingRate {
  /** Share of the way to the aim that one period's trade covers: a / lambda. */
  readonly rate: number;
  /** a / gamma, by which the aim looks ahead: see `aimRatio`. */
  readonly patience: number;
}

/**
 * The optimal trading rate where a trade D costs lambda D' Sigma D / 2 and holding x costs
 * gamma x' Sigma x / 2 a period (Gârleanu, Pedersen 2013, Propositions 1 and 2: a solves
 * (1 - rho) a^2 + (gamma (1 - rho) + lambda rho) a - lambda gamma (1 - rho) = 0).
 */
export function tradingRate(options: TradingRateOptions): TradingRate {
  const { riskAversion: gamma, costAversion: lambda, discount: rho } = options;
  if (lambda === 0) return { rate: 1, patience: 0 };
  const kept = 1 - rho,
    b = gamma * kept + lambda * rho;
  // the larger root, without the cancellation of -b + sqrt(b^2 + ...)
  const a = (2 * gamma * lambda * kept) / (b + Math.sqrt(b * b + 4 * gamma * lambda * kept * kept));
  return { rate: a / lambda, patience: a / gamma };
}

/**
 * Where to trade to while the best ratio returns to `mean` by the share `reversion` a period: what
 * does not last is not worth its costs (Gârleanu, Pedersen 2013, Proposition 3).
 */
export function aimRatio(
  ratio: number,
  mean: number,
  reversion: number,
  { patience }: TradingRate,
): number {
  return mean + (ratio - mean) / (1 + reversion * patience);
}
