// What does a path-step cost of an arithmetic Asian call over 252 fixings? (W2)
import { simulateAsianCall } from "hedgelab/core";
import { type Answer, timed, type Workload } from "./harness/contender.ts";
import * as javascript from "./javascript.ts";
import { MATURITY, RATE, SPOT, STRIKE, VOLATILITY } from "./market.ts";

const PATHS = 100_000;
const STEPS = 252;

function hedgelab(seed: number, uniformBits: 32 | 53 = 32): Answer {
  const market = { spot: SPOT, strike: STRIKE, rate: RATE, volatility: VOLATILITY };
  const call = { ...market, years: MATURITY, steps: STEPS, paths: PATHS, seed, uniformBits };
  return timed(
    PATHS * STEPS,
    () => simulateAsianCall(call),
    ({ value, standardError }) => ({ price: [value, standardError] }),
  );
}

export const asian: Workload = {
  name: "W2",
  unit: "path-step",
  // 4,000,000 paths in numpy with the geometric Asian call as control variate
  expected: { price: [7.018226, 0.000229] },
  limit: { ratio: ["native128", 1.1] },
  contenders: {
    hedgelab: (seed) => hedgelab(seed),
    fine: (seed) => hedgelab(seed, 53), // our own, with normals from 53-bit uniforms
    javascript: javascript.asian,
  },
};
