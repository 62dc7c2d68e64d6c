// How fast is W3 as one writes it first? One path at a time, the formulas as printed, Box-Muller.
import { type Answer, timed } from "./harness/contender.ts";
import { hart } from "./javascript-normal.ts";
import {
  COST,
  hedgeEstimates,
  MATURITY,
  PREMIUM,
  RATE,
  SPOT,
  STRIKE,
  VOLATILITY,
} from "./market.ts";

const PATHS = 100_000;
const STEPS = 84;

/** W3: discrete delta hedge of a short call with proportional costs, moments of its profit. */
export function textbook(seed: number): Answer {
  return timed(PATHS * STEPS, () => simulate(normals(seed)), moments);
}

type Outcome = readonly [profit: number, cost: number];

function simulate(normal: () => number): Outcome[] {
  return Array.from({ length: PATHS }, () => hedgedPath(normal));
}

function hedgedPath(normal: () => number): Outcome {
  const dt = MATURITY / STEPS,
    growth = Math.exp(RATE * dt);
  let spot = SPOT,
    cash = PREMIUM,
    held = 0,
    cost = 0;
  for (let step = 0; step < STEPS; step++) {
    const target = delta(spot, MATURITY - step * dt),
      traded = (target - held) * spot,
      paid = COST * Math.abs(traded);
    cash = (cash - traded - paid) * growth;
    cost = (cost + paid) * growth;
    held = target;
    spot *= Math.exp((RATE - VOLATILITY ** 2 / 2) * dt + VOLATILITY * Math.sqrt(dt) * normal());
  }
  const unwound = COST * Math.abs(held * spot);
  return [cash + held * spot - unwound - Math.max(spot - STRIKE, 0), cost + unwound];
}

function delta(spot: number, years: number): number {
  const deviation = VOLATILITY * Math.sqrt(years);
  return hart((Math.log(spot / STRIKE) + (RATE + VOLATILITY ** 2 / 2) * years) / deviation);
}

/** Box-Muller on mulberry32. */
function normals(seed: number): () => number {
  let state = seed,
    spare: number | undefined;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return (((x ^ (x >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  return () => {
    if (spare !== undefined) {
      const z = spare;
      spare = undefined;
      return z;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform())),
      angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

function moments(outcomes: readonly Outcome[]) {
  const sum = (value: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + value(outcome), 0);
  const mean = sum(([profit]) => profit) / PATHS,
    cost = sum(([, paid]) => paid) / PATHS;
  const second = sum(([profit]) => (profit - mean) ** 2),
    fourth = sum(([profit]) => (profit - mean) ** 4);
  return hedgeEstimates(PATHS, mean, second, fourth, cost);
}
