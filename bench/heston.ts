// What does a path-step cost of Heston's model by full truncation over 252 steps? (W5)
import { simulateEnds, stochasticVolatilityNumbers } from "hedgelab/core";
import { type Answer, timed, type Workload } from "./harness/contender.ts";
import { DISCOUNT, MATURITY, meanOf, RATE, SPOT, STRIKE } from "./market.ts";

const PATHS = 100_000;
const STEPS = 252;
const HESTON = {
  variance: 0.36,
  meanReversion: 2,
  longVariance: 0.36,
  volatilityOfVariance: 0.9,
  correlation: -0.6,
};

function hedgelab(seed: number): Answer {
  const model = stochasticVolatilityNumbers(HESTON, undefined, "fullTruncation");
  const assets = [{ spot: SPOT, drift: RATE, model }];
  const market = { seed, steps: STEPS, stepYears: MATURITY / STEPS, rate: RATE, assets };
  return timed(
    PATHS * STEPS,
    () => payoffs(simulateEnds(market, 0, PATHS).spots[0]!),
    ([sum, squares]) => ({ price: meanOf(sum, squares, PATHS, DISCOUNT) }),
  );
}

/** Sums of the call's payoffs and of their squares. */
function payoffs(spots: Float64Array): [number, number] {
  let sum = 0,
    squares = 0;
  for (const spot of spots) {
    const paid = Math.max(spot - STRIKE, 0);
    sum += paid;
    squares += paid * paid;
  }
  return [sum, squares];
}

export const heston: Workload = {
  name: "W5",
  unit: "path-step",
  // Heston's integral; the steps' bias is below a thousandth
  expected: { price: [11.807970063904385, 0.001] },
  contenders: { hedgelab },
  limit: { ratio: ["native128", 1.2] },
};
