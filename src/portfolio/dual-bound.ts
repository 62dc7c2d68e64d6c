import {
  applyExercise,
  exercisedDates,
  exerciseRows,
  exerciseStates,
  tiledPaths,
} from "../core/early-exercise.ts";
import { type MarketNumbers, type PathColumns, simulatePaths } from "../core/market.ts";
import { knownBySpotAndVariance, restarted } from "../core/model-state.ts";
import { mean } from "../numerics/sum.ts";
import type { ExerciseProblem } from "./exercise-problem.ts";
import { drawBatch, MOST_DIMENSIONS } from "./sampling.ts";

/** How a dual bound is simulated. */
export interface DualOptions {
  /** The first path that nothing else has used. */
  readonly first: number;
  readonly paths: number;
  /** Paths from every date of each of them. */
  readonly branches: number;
}

/** Throw where paths cannot be branched: their future must depend on spots and variances alone. */
export function checkBranching({ assets, moving }: MarketNumbers): void {
  if (moving) throw new RangeError("upperPaths must be 0 for correlations that move");
  const other = assets.find((asset) => !knownBySpotAndVariance(asset));
  if (!other) return;
  throw new RangeError("upperPaths must be 0 for models that remember more than spot and variance");
}

/** Where scrambles of branches begin, behind those of paths. */
const FIRST_SCRAMBLE = 1024;

/**
 * By how much the value can exceed that of a rule of exercise, one number a path and in units of
 * the exercise: the best exercise with hindsight, less the gains of a martingale, the value of the
 * rule itself freed from its cash flows (Andersen, Broadie 2004, "Primal-dual simulation algorithm
 * for pricing multidimensional American options", section 3.2). Its mean overstates the gap by the
 * noise of the branches, so it stays a bound with few. Paths are antithetic pairs, branches Sobol
 * points, or pairs where these have too few dimensions.
 */
export function dualGaps(
  problem: ExerciseProblem,
  weights: Float64Array,
  { first, paths, branches }: DualOptions,
): Float64Array {
  const { exercise } = problem,
    { dates, discount } = exercise,
    market: MarketNumbers = { ...problem.market, noise: "antithetic" };
  const states = exerciseStates(exercise, market, first, paths),
    decided = exercisedDates(exercise, states, weights),
    columns = simulatePaths(market, first, paths);
  const row = exerciseRows(exercise) * tiledPaths(paths);
  const later = (date: number, path: number) => {
    const count = path * dates + date,
      own = first + paths + count * branches,
      place = { date, place: date * exercise.stepsBetween * paths + path, columns };
    const drawn = { first: own, count: branches, scramble: FIRST_SCRAMBLE + count };
    const rest = weights.subarray((weights.length / dates) * date),
      shorter = { ...exercise, dates: dates - date };
    return mean(applyExercise(shorter, branched(problem, place, drawn), rest, own, branches));
  };
  return new Float64Array(paths).map((_, path) => {
    let ahead = 0,
      worth = 1,
      best = Number.NEGATIVE_INFINITY;
    for (let date = 1; date < dates; date++) {
      worth *= discount;
      const now = states.rows[(date - 1) * row + path]!;
      // nobody exercises what pays nothing
      if (!(now > 0)) continue;
      const more = worth * (now - later(date, path));
      if (decided[(date - 1) * paths + path]) {
        best = Math.max(best, -ahead);
        ahead += more;
      } else best = Math.max(best, more - ahead);
    }
    return Math.max(best, -ahead);
  });
}

/** A date of a path. */
interface BranchPoint {
  readonly date: number;
  /** Of its state in the columns. */
  readonly place: number;
  readonly columns: PathColumns;
}

/** Which paths branch off. */
interface Branches {
  readonly first: number;
  readonly count: number;
  readonly scramble: number;
}

/** The market from one date of a path on. */
function branched(
  { market, exercise, factors }: ExerciseProblem,
  { date, place, columns }: BranchPoint,
  { first, count, scramble }: Branches,
): MarketNumbers {
  const steps = market.steps - date * exercise.stepsBetween;
  const assets = market.assets.map((asset, i) =>
    restarted(asset, columns.spots[i]![place]!, columns.variances[i]![place]!),
  );
  const rest = { ...market, steps, assets },
    dimensions = steps * assets.length * factors;
  if (dimensions > MOST_DIMENSIONS) return { ...rest, noise: "antithetic" };
  const shape = { sampling: "sobol", seed: market.seed, steps, factors, shift: 0 } as const;
  const batch = drawBatch({ ...shape, assets: assets.length }, scramble, first, count);
  return { ...rest, given: batch!.given };
}
