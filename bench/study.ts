// Is any time lost around the core? A whole study against the time inside its kernels.

import {
  book,
  call,
  deltaHedge,
  proportionalCosts,
  type StudyResult,
  short,
  study,
} from "hedgelab";
import type { Answer, Workload } from "./harness/contender.ts";
import { coreTimes, resetCoreTimes } from "./harness/core-clock.ts";
import { COST, RATE, SPOT, STRIKE, VOLATILITY } from "./market.ts";

const PATHS = 1_000_000;
const STEPS = 84;

const description = {
  book: book(short(1, call({ strike: STRIKE, days: STEPS }))),
  market: { spot: SPOT, volatility: VOLATILITY, rate: RATE },
  strategies: {
    daily: deltaHedge({ every: "1d" }),
    fourth: deltaHedge({ every: "4d" }),
    narrow: deltaHedge({ every: "1d", band: 0.05 }),
    wide: deltaHedge({ every: "1d", band: 0.1 }),
  },
  costs: proportionalCosts({ rate: COST }),
  paths: PATHS,
};

let inside = 0;

async function hedgelab(seed: number): Promise<Answer> {
  resetCoreTimes();
  const start = performance.now(),
    result = await study({ ...description, seed }, { workers: 1 });
  const nanoseconds = (performance.now() - start) * 1e6;
  inside = [...coreTimes().values()].reduce((sum, time) => sum + time, 0) * 1e6;
  return { nanoseconds, units: PATHS * STEPS, estimates: { balance: balance(result) } };
}

/** The time inside the core during the run of `hedgelab` in the same round. */
function kernels(): Answer {
  return { nanoseconds: inside, units: PATHS * STEPS, estimates: { balance: [0, 0] } };
}

function balance({ strategies }: StudyResult): [number, number] {
  const { mean, cost, standardDeviation } = strategies.daily!;
  return [mean.value + cost.value, standardDeviation.value / Math.sqrt(PATHS)];
}

/** The exports that took the most, in milliseconds of the last run. */
function note(): string {
  const most = [...coreTimes()].sort(([, a], [, b]) => b - a).slice(0, 4);
  const parts = most.map(([name, time]) => `${name} ${time.toFixed(0)}`);
  return `inside the core, ms: ${parts.join(", ")}`;
}

/** Four strategies, a million paths, moments, quantiles and all standard errors. */
export const wholeStudy: Workload = {
  name: "study",
  unit: "path-step",
  expected: { balance: [0, 0] },
  contenders: { hedgelab, kernels },
  rounds: 5,
  limit: { ratio: ["kernels", 1.35] },
  note,
};
