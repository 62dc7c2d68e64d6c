import type { PairTable } from "./market-table.ts";

/** Made by `npm run presets`: figures of our own fits, never the series. */
export const btcEthTable: PairTable = {
  names: ["BTC", "ETH"],
  correlation: [0.81525523, 0.014854349],
  dcc: {
    parameters: { a: [0.068526134, 0.01900904], b: [0.84039706, 0.05979317] },
    logLikelihood: 3803.4266,
    bic: -7533.35,
    converged: true,
  },
  unconditional: [0.821214, 0.011526383],
  last: 0.87116196,
  provenance: [
    {
      of: "correlation",
      source:
        "Binance BTCUSDT and ETHUSDT perpetuals, daily closes, as in github.com/silertrades/gravestone-data at e6c3307",
      from: "2024-01-10",
      to: "2026-03-18",
      count: 799,
      made: "2026-11-23",
      command: "npm run presets",
    },
  ],
};
