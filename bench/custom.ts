// What does a rule of one's own cost? The same daily delta, band included, built in and as a rule.

import {
  book,
  call,
  customHedge,
  deltaHedge,
  proportionalCosts,
  type StudyResult,
  short,
  study,
} from "hedgelab";
import type { Answer, Workload } from "./harness/contender.ts";
import { COST, RATE, SPOT, STRIKE, VOLATILITY } from "./market.ts";

const PATHS = 200_000;
const STEPS = 84;
const WIDTH = 0.05;

const own = customHedge(({ paths, delta, position, target }) => {
  for (let i = 0; i < paths; i++) {
    const wanted = -delta[i]!;
    target[i] = Math.max(wanted - WIDTH, Math.min(wanted + WIDTH, position[i]!));
  }
});

const description = {
  book: book(short(1, call({ strike: STRIKE, days: STEPS }))),
  market: { spot: SPOT, volatility: VOLATILITY, rate: RATE },
  costs: proportionalCosts({ rate: COST }),
  paths: PATHS,
};

async function run(hedge: typeof own | ReturnType<typeof deltaHedge>, seed: number) {
  const start = performance.now(),
    result = await study({ ...description, strategies: { hedge }, seed }, { workers: 1 });
  const nanoseconds = (performance.now() - start) * 1e6;
  return { nanoseconds, units: PATHS * STEPS, estimates: { balance: balance(result) } };
}

function balance({ strategies }: StudyResult): [number, number] {
  const { mean, cost, standardDeviation } = strategies.hedge!;
  return [mean.value + cost.value, standardDeviation.value / Math.sqrt(PATHS)];
}

const hedgelab = (seed: number): Promise<Answer> => run(own, seed);
const builtIn = (seed: number): Promise<Answer> => run(deltaHedge({ band: WIDTH }), seed);

/** A rule in TypeScript against the strategy of the core that does the same. */
export const customRule: Workload = {
  name: "custom",
  unit: "path-step",
  expected: { balance: [0, 0] },
  contenders: { hedgelab, "built in": builtIn },
  rounds: 5,
  limit: { ratio: ["built in", 4] },
};
