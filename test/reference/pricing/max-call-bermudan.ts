/**
 * Bermudan calls on the higher of two independent assets, strike 100, three years, nine dates of
 * exercise, interest 5 %, yield 10 %, volatility 20 %: Andersen and Broadie (2004), "Primal-dual
 * simulation algorithm for pricing multidimensional American options", Management Science 50(9),
 * table 2, two assets, by a binomial lattice. Spot, value.
 */
export const MAX_CALLS: readonly (readonly [spot: number, value: number])[] = [
  [90, 8.08],
  [100, 13.9],
  [110, 21.34],
];
