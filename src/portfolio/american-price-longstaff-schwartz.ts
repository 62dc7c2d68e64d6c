import { applyExercise, exerciseStates, fitExercise } from "../core/early-exercise.ts";
import type { MarketNumbers } from "../core/market.ts";
import type { Estimate } from "../estimate.ts";
import { checkBranching, dualGaps } from "./dual-bound.ts";
import {
  type LongstaffSchwartzContractOptions,
  type LongstaffSchwartzOptions,
  readExerciseOptions,
} from "./exercise-options.ts";
import { type ExerciseProblem, exerciseProblem } from "./exercise-problem.ts";
import { drawBatch, type SamplingPlan, samplingPlan } from "./sampling.ts";

/** The price of an option with early exercise. */
export interface LongstaffSchwartzPrice {
  /** By the rule fitted to the same paths, as published: a little high where paths are few. */
  readonly price: Estimate;
  /** By that rule on paths that it has not seen: low, as no rule beats the best. */
  readonly lowerBound: Estimate;
  /** No rule of exercise at these dates is worth more; where `upperPaths` are given. */
  readonly upperBound?: Estimate;
  readonly exercises: number;
  readonly paths: number;
  readonly seed: number;
}

/** Paths simulated at a time where every path stands alone. */
const CHUNK = 2048;

/**
 * American and Bermudan options, on one asset or several, by least squares over simulated paths
 * (Longstaff, Schwartz 2001): what it is worth to go on is regressed on powers of what exercise
 * pays, on the logarithms of several spots, on variances that move, and on their products. Exercise
 * now is allowed too. Standard errors fall as 1 / sqrt(paths); the price nears the American one
 * from below as dates become many. Memory is 8 bytes a path, date and number regressed on.
 */
export function americanPriceLongstaffSchwartz(
  options: LongstaffSchwartzOptions | LongstaffSchwartzContractOptions,
): LongstaffSchwartzPrice {
  const given = readExerciseOptions(options),
    problem = exerciseProblem(given),
    { exercise, market, now } = problem;
  if (given.upperPaths !== undefined) checkBranching(market);
  const plan = samplingPlan(given.sampling, given.paths),
    { paths } = plan;
  const states = Array.from(batches(problem, plan, 0), (batch) =>
    exerciseStates(exercise, ...batch),
  );
  const { cash, weights } = fitExercise(exercise, states);
  const fresh = new Float64Array(paths);
  for (const [own, first, count] of batches(problem, plan, paths)) {
    fresh.set(applyExercise(exercise, own, weights, first, count), first - paths);
  }
  const estimate = (values: Float64Array) => groupsMean(values, plan.group, exercise.unit);
  const price = atLeast(now, estimate(cash)),
    lower = estimate(fresh);
  const told = { exercises: exercise.dates, paths, seed: given.seed };
  const bounds = { price, lowerBound: atLeast(now, lower), ...told };
  if (given.upperPaths === undefined) return bounds;
  const upper = { first: 2 * paths, paths: even(given.upperPaths), branches: even(given.branches) };
  const gap = groupsMean(dualGaps(problem, weights, upper), 2, exercise.unit);
  return { ...bounds, upperBound: atLeast(now, sum(lower, gap)) };
}

/** Paths of a plan from path `from` on, in the batches that they are drawn in. */
function* batches(
  { market, factors }: ExerciseProblem,
  { sampling, paths, group, chunk }: SamplingPlan,
  from: number,
): Generator<[market: MarketNumbers, first: number, count: number]> {
  const width = group > 2 ? chunk : CHUNK,
    { seed, steps, assets } = market;
  const shape = { sampling, seed, steps, assets: assets.length, factors, shift: 0 };
  const noise = sampling === "antithetic" ? "antithetic" : "independent";
  for (let first = from; first < from + paths; first += width) {
    const count = Math.min(width, from + paths - first);
    const given = drawBatch(shape, first / width, first, count)?.given;
    yield [{ ...market, noise, given }, first, count];
  }
}

function even(paths: number): number {
  return 2 * Math.ceil(paths / 2);
}

/** The mean over groups of paths that are independent of each other, in money. */
function groupsMean(values: Float64Array, group: number, unit: number): Estimate {
  const count = values.length / group;
  let mean = 0,
    squares = 0;
  for (let i = 0; i < count; i++) {
    let total = 0;
    for (let k = 0; k < group; k++) total += values[i * group + k]!;
    const apart = total / group - mean;
    mean += apart / (i + 1);
    squares += apart * (total / group - mean);
  }
  const standardError = unit * Math.sqrt(squares / (count - 1) / count);
  return { value: unit * mean, standardError };
}

/** The sum of two independent estimates. */
function sum(a: Estimate, b: Estimate): Estimate {
  return {
    value: a.value + b.value,
    standardError: Math.hypot(a.standardError, b.standardError),
  };
}

/** Exercise at once is worth what it pays, without error. */
function atLeast(now: number, later: Estimate): Estimate {
  return later.value >= now ? later : { value: now, standardError: 0 };
}
