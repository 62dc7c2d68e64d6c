// Performance of delta hedging and of a stop-loss: deviation of the cost of writing and hedging over
// the price. Run by the QuantLet SFESLDHPerf (SFE_class_2016, commit 91e7e3e), seed 260, 1,000 paths;
// the set-up is Hull's.
export const HULL_PERFORMANCE = {
  ...{ spot: 49, strike: 50, rate: 0.05, volatility: 0.2, weeks: 20 },
  /** Weeks between rebalances, and the measure of delta hedging. */
  delta: [
    { every: 5, value: 0.418 },
    { every: 4, value: 0.365 },
    { every: 2, value: 0.264 },
    { every: 1, value: 0.196 },
    { every: 0.5, value: 0.139 },
    { every: 0.25, value: 0.098 },
  ],
  stopLoss: [1.048, 0.952, 0.892, 0.831, 0.801, 0.812],
} as const;
