/**
 * American puts under Heston, strike 10, a quarter of a year, interest 10 %, variance 0.0625,
 * reversion 5, long variance 0.16, volatility of variance 0.9, correlation 0.1: Clarke and Parrott
 * (1999), "Multigrid for American option pricing with stochastic volatility"; values as computed
 * again to four digits by Ikonen and Toivanen (2008), "Efficient numerical methods for pricing
 * American options under stochastic volatility", table 1. Spot, value.
 */
export const CLARKE_PARROTT: readonly (readonly [spot: number, value: number])[] = [
  [8, 2],
  [9, 1.1076],
  [10, 0.52],
  [11, 0.2137],
  [12, 0.082],
];
