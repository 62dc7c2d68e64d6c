// Discrete delta hedging of a short at-the-money call, after Derman and Kamal, "When you cannot hedge
// continuously" (Goldman Sachs Quantitative Strategies, 1998).
// Source: QuantLib Examples/DiscreteHedging/DiscreteHedging.cpp (commit 2a13d455), output of two runs
// of the binary of Debian's quantlib-examples 1.29-1, 50,000 paths each, seeded by the clock.
export const DERMAN_KAMAL = {
  spot: 100,
  strike: 100,
  rate: 0.05,
  volatility: 0.2,
  /** Years. */
  maturity: 1 / 12,
  /** Paths of one run. */
  paths: 50_000,
  optionValue: 2.51207,
  cases: [
    {
      trades: 21,
      standardDeviation: [0.43, 0.43],
      skewness: [-0.31, -0.27],
      excessKurtosis: [1.49, 1.38],
      /** sqrt(pi / 4) vega volatility / sqrt(trades). */
      formula: 0.44,
    },
    {
      trades: 84,
      standardDeviation: [0.22, 0.22],
      skewness: [-0.2, -0.19],
      excessKurtosis: [1.7, 1.56],
      /** sqrt(pi / 4) vega volatility / sqrt(trades). */
      formula: 0.22,
    },
  ],
};
