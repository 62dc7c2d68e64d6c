// What tests of risk share: a book on two coins, its market and its factors.
import { call, put } from "../../../src/portfolio/contracts.ts";
import { portfolio } from "../../../src/risk/portfolio.ts";
import type { RiskFactorsOptions } from "../../../src/risk/risk-factors.ts";

export const MARKET = {
  BTC: { spot: 100, volatility: 0.6, rate: 0.03 },
  ETH: { spot: 10, volatility: 0.8 },
};

export const BOOK = portfolio({
  BTC: [
    { quantity: -10, contract: call({ strike: 100, days: 30 }) },
    { quantity: -5, contract: put({ strike: 90, days: 10, volatility: 0.7 }) },
    { quantity: 3, contract: { type: "perpetual" } },
    { quantity: -1, contract: { type: "future", days: 90 } },
  ],
  ETH: [{ quantity: -50, contract: put({ strike: 10, days: 20 }) }],
});

export const FACTORS: RiskFactorsOptions = {
  factors: [
    { underlying: "BTC", of: "spot", deviation: 0.6, mean: 0.1 },
    { underlying: "BTC", of: "volatility", deviation: 1 },
    { underlying: "ETH", of: "spot", deviation: 0.8 },
  ],
  correlations: [
    [1, -0.3, 0.8],
    [-0.3, 1, -0.2],
    [0.8, -0.2, 1],
  ],
};
