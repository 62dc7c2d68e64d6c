// What does a path-step of the hedging study cost, with one strategy, with a band, with four? (W3)
import {
  brownianNumbers,
  type HedgePlan,
  hedgeRange,
  mergeRecords,
  recordLength,
  type StrategyNumbers,
} from "hedgelab/core";
import { type Answer, type Estimates, timed, type Workload } from "./harness/contender.ts";
import * as javascript from "./javascript.ts";
import { textbook } from "./javascript-textbook.ts";
import { COST, hedgeEstimates, MATURITY, RATE, SPOT, STRIKE, VOLATILITY } from "./market.ts";

export const PATHS = 100_000;
export const STEPS = 84;
/** Paths of one call, as `study` makes them. */
const CHUNK = 12_288;
/** Paths of one record of moments. */
export const BLOCK = 512;

export const TRACK: StrategyNumbers = { kind: 1, every: 1, parameter: 0 };
export const BAND: StrategyNumbers = { kind: 2, every: 1, parameter: 0.05 };
export const FOUR: readonly StrategyNumbers[] = [
  TRACK,
  { kind: 1, every: 4, parameter: 0 },
  BAND,
  { kind: 2, every: 1, parameter: 0.1 },
];

/** A short call at the money, hedged at every step as `strategies` say. */
export function plan(strategies: readonly StrategyNumbers[], seed: number): HedgePlan {
  const option = { kind: 1, quantity: -1, strike: STRIKE, expiry: STEPS, volatility: VOLATILITY };
  return {
    seed,
    steps: STEPS,
    stepYears: MATURITY / STEPS,
    spot: SPOT,
    rate: RATE,
    drift: RATE,
    model: brownianNumbers(VOLATILITY),
    costRate: COST,
    options: [{ ...option, kind: 1 }],
    strategies,
  };
}

/** All paths in chunks, with one record of moments in the end. */
export function simulate(description: HedgePlan): Float64Array {
  const strategies = description.strategies.length,
    records: number[] = [];
  for (let first = 0; first < PATHS; first += CHUNK) {
    const range = { first, paths: Math.min(CHUNK, PATHS - first), block: BLOCK };
    records.push(...hedgeRange(description, range).records);
  }
  return mergeRecords(Float64Array.from(records), strategies, 1);
}

export function estimates(record: Float64Array, strategies: number): Estimates {
  // each strategy: count, mean, three moments, then means of what it paid
  const length = recordLength(1);
  const parts = Array.from({ length: strategies }, (_, k) => {
    const [n, mean, second, , fourth, cost] = record.subarray(k * length);
    return Object.entries(hedgeEstimates(n!, mean!, second!, fourth!, cost!)).map(
      ([name, value]) => [k === 0 ? name : `${name}${k}`, value] as const,
    );
  });
  return Object.fromEntries(parts.flat());
}

function hedgelab(
  strategies: readonly StrategyNumbers[],
  uniformBits: 32 | 53 = 32,
): (seed: number) => Answer {
  return (seed) =>
    timed(
      PATHS * STEPS,
      () => simulate({ ...plan(strategies, seed), uniformBits }),
      (record) => estimates(record, strategies.length),
    );
}

// the hedger's premium is fair and the drift is the rate, so profit and cost average to nothing
const BALANCE = [0, 0] as const;
// 6,000,000 paths in numpy
const DEVIATION = [1.135226, 0.00045] as const;

export const hedge: Workload = {
  name: "W3",
  unit: "path-step",
  expected: { balance: BALANCE, deviation: DEVIATION },
  contenders: {
    hedgelab: hedgelab([TRACK]),
    fine: hedgelab([TRACK], 53), // our own, with normals from 53-bit uniforms
    javascript: javascript.hedge,
    textbook,
  },
  limit: { ratio: ["native128", 1.1] },
};

/** W3 with a no-trade band. */
export const hedgeBand: Workload = {
  name: "W3-band",
  unit: "path-step",
  expected: { balance: BALANCE },
  contenders: { hedgelab: hedgelab([BAND]) },
};

/** W3 with four strategies over the same paths, two of them with bands. */
export const hedgeFour: Workload = {
  name: "W3-four",
  unit: "path-step",
  expected: {
    balance: BALANCE,
    deviation: DEVIATION,
    balance1: BALANCE,
    balance2: BALANCE,
    balance3: BALANCE,
  },
  contenders: { hedgelab: hedgelab(FOUR) },
};
