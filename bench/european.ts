// What does a path cost that prices a European call with its pathwise delta and vega? (W1)
import { simulateEuropeanCall } from "hedgelab/core";
import { type Answer, type Estimates, timed, type Workload } from "./harness/contender.ts";
import * as javascript from "./javascript.ts";
import { MATURITY, RATE, SPOT, STRIKE, VOLATILITY } from "./market.ts";

const PATHS = 1_000_000;

function hedgelab(seed: number, uniformBits: 32 | 53 = 32): Answer {
  const market = { spot: SPOT, strike: STRIKE, rate: RATE, volatility: VOLATILITY };
  const call = { ...market, years: MATURITY, paths: PATHS, seed, uniformBits };
  return timed(
    PATHS,
    () => simulateEuropeanCall(call),
    (quantities): Estimates =>
      Object.fromEntries(
        Object.entries(quantities).map(([name, each]) => [name, [each.value, each.standardError]]),
      ),
  );
}

export const european: Workload = {
  name: "W1",
  unit: "path",
  // Black-Scholes
  expected: {
    price: [12.144819589049767, 0],
    delta: [0.5661838326109037, 0],
    vega: [19.671985805097, 0],
  },
  limit: { ratio: ["native128", 1.1] },
  contenders: {
    hedgelab: (seed) => hedgelab(seed),
    fine: (seed) => hedgelab(seed, 53), // our own, with normals from 53-bit uniforms
    javascript: javascript.european,
  },
};
