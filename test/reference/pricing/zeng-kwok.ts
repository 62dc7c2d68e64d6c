// Arithmetic Asian calls under Heston's model, 120 monthly fixings: Zeng and Kwok (2013), table 4,
// parameters of Albrecher, Mayer and Schoutens; as in QuantLib's test-suite/asianoptions.cpp
// (commit 2a13d45, lines 960 to 992).
export const ZENG_KWOK = {
  ...{ spot: 100, rate: 0.03, fixings: 120 },
  ...{ variance: 0.0175, meanReversion: 1.5768, longVariance: 0.0398 },
  ...{ volatilityOfVariance: 0.5751, correlation: -0.5711 },
  /** Strike and value. */
  calls: [
    [60, 42.599],
    [80, 29.3698],
    [100, 18.236],
    [120, 10.0565],
    [140, 4.9609],
  ],
} as const;
