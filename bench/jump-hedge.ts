// What does a path-step of a delta hedge cost where prices jump? (W4)
import { jumpDiffusionNumbers } from "hedgelab/core";
import { type Answer, timed, type Workload } from "./harness/contender.ts";
import { estimates, PATHS, plan, STEPS, simulate, TRACK } from "./hedge.ts";
import { VOLATILITY } from "./market.ts";

const JUMPS = { intensity: 10, mean: -0.02, deviation: 0.08 };
/** Volatility of all returns together, which the call is priced and hedged with. */
const HEDGE_VOLATILITY: number = Math.sqrt(
  VOLATILITY ** 2 + JUMPS.intensity * (JUMPS.mean ** 2 + JUMPS.deviation ** 2),
);

function hedgelab(seed: number): Answer {
  const continuous = plan([TRACK], seed);
  const description = {
    ...continuous,
    model: jumpDiffusionNumbers(VOLATILITY, JUMPS),
    options: continuous.options.map((option) => ({ ...option, volatility: HEDGE_VOLATILITY })),
  };
  return timed(
    PATHS * STEPS,
    () => simulate(description),
    (record) => estimates(record, 1),
  );
}

export const jumpHedge: Workload = {
  name: "W4",
  unit: "path-step",
  expected: {
    // Black-Scholes at the volatility hedged with, less Merton's price, at the horizon
    balance: [0.04090828, 0],
    // 2,000,000 paths in numpy
    deviation: [1.752011, 0.001684],
  },
  contenders: { hedgelab },
  limit: { ratio: ["native128", 1.2] },
};
