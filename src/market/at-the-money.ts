import type { ChainExpiry, ChainQuote } from "./option-chain.ts";

/**
 * Volatility at the forward of an expiry, a fraction a year: linear in log-moneyness between the
 * nearest quotes with two volatilities below and above, of each the middle of bid and ask; `null`
 * where there is none on one side.
 */
export function atTheMoney({ quotes }: Pick<ChainExpiry, "quotes">): number | null {
  const points = quotes.flatMap(middle);
  const below = points.filter(({ k }) => k <= 0).reduce(nearer, undefined);
  const above = points.filter(({ k }) => k >= 0).reduce(nearer, undefined);
  if (below === undefined || above === undefined) return null;
  if (above.k === below.k) return (below.volatility + above.volatility) / 2;
  const share = -below.k / (above.k - below.k);
  return below.volatility + share * (above.volatility - below.volatility);
}

interface Point {
  readonly k: number;
  readonly volatility: number;
}

function middle({ strike, forward, impliedVolatility: { bid, ask } }: ChainQuote): Point[] {
  if (bid === null || ask === null) return [];
  return [{ k: Math.log(strike / forward), volatility: (bid + ask) / 2 }];
}

function nearer(best: Point | undefined, point: Point): Point {
  return best === undefined || Math.abs(point.k) < Math.abs(best.k) ? point : best;
}
