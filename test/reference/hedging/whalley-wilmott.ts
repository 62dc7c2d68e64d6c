// No-trade bands of Whalley and Wilmott: doctest of pfhedge (commit 1fc08c7, pfhedge/nn/modules/ww.py),
// four decimals; strike 1, 0.1 years, volatility 0.2, no interest, 0.5 held before.
export const WHALLEY_WILMOTT = [
  { logMoneyness: -0.05, costRate: 1e-05, riskAversion: 1.0, hedge: 0.2946 },
  { logMoneyness: 0, costRate: 1e-05, riskAversion: 1.0, hedge: 0.5 },
  { logMoneyness: 0.05, costRate: 1e-05, riskAversion: 1.0, hedge: 0.7284 },
  { logMoneyness: -0.01, costRate: 0.0, riskAversion: 1.0, hedge: 0.4497 },
  { logMoneyness: 0.01, costRate: 0.0, riskAversion: 1.0, hedge: 0.5752 },
] as const;
