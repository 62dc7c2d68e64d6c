// The Black-Scholes equation on a grid of log-spots, backward from expiry by Crank and Nicolson's
// scheme in the root of the years left, which keeps its second order at kinks of payoffs and next
// to exercise boundaries: Reisinger and Whitley (2014), "The impact of a natural time change on the
// convergence of the Crank-Nicolson scheme".
import { exponential, logarithm } from "../core/functions.ts";
import { cubicAt } from "./cubic-at.ts";
import type { Market } from "./terms.ts";
import { solveTridiagonal, type Tridiagonal, tridiagonal } from "./tridiagonal.ts";

/** What is solved: payoff, what holds at the two ends, and what exercise pays. */
export interface GridProblem {
  readonly market: Market;
  /** Log-spots where the grid ends, and the one at which the payoff may have a kink. */
  readonly low: number;
  readonly kink: number;
  readonly high: number;
  /** By spot, at expiry. */
  payoff(spot: number): number;
  /** Values at the two ends, by the years left and the number of the step. */
  ends(yearsLeft: number, step: number): readonly [low: number, high: number];
  /** By spot; without it there is no early exercise. */
  exercise?: ((spot: number) => number) | undefined;
}

/** Policies that a step tries; more are only needed between choices that are worth the same. */
const ROUNDS = 30;

/** Values on a grid. */
export interface GridSolution {
  /** Today, at a log-spot. */
  today(place: number): number;
  /** At a log-spot after every step from expiry on. */
  readonly history: readonly number[];
}

/** Solve on `cells` cells in as many steps; `watched` is the log-spot of the history. */
export function solveOnGrid(problem: GridProblem, cells: number, watched?: number): GridSolution {
  const places = placesOf(problem, cells),
    spots = places.map(exponential),
    values = spots.map((spot) => problem.payoff(spot)),
    obstacle = problem.exercise && spots.map((spot) => problem.exercise!(spot));
  const { years } = problem.market,
    generator = generatorOf(problem.market, places),
    history = watched === undefined ? [] : [cubicAt(places, values, watched)];
  const stepper = new Stepper(generator, values, obstacle);
  for (let step = 1; step <= cells; step++) {
    const [from, to] = [step - 1, step].map((n) => years * (n / cells) ** 2) as [number, number];
    stepper.step(to - from, problem.ends(to, step));
    if (watched !== undefined) history.push(cubicAt(places, values, watched));
  }
  return { today: (place) => cubicAt(places, values, place), history };
}

/** Even cells below the kink and above it, as nearly alike as whole numbers of them allow. */
function placesOf({ low, kink, high }: GridProblem, cells: number): Float64Array {
  // a multiple of half the cells, so that a grid of twice the cells has all these places
  const share = Math.round(((kink - low) / (high - low)) * (cells / 2)),
    below = 2 * Math.min(Math.max(share, 0), cells / 2);
  return Float64Array.from({ length: cells + 1 }, (_, i) => {
    if (below === 0 || below === cells) return low + ((high - low) * i) / cells;
    if (i <= below) return low + ((kink - low) * i) / below;
    return kink + ((high - kink) * (i - below)) / (cells - below);
  });
}

/**
 * Interest, drift and spread per year of the values inside, by central differences, with as much
 * spread added as keeps the weights positive where the drift outruns the volatility.
 */
function generatorOf(market: Market, places: Float64Array): Tridiagonal {
  const { rate, dividendYield, volatility } = market,
    variance = volatility ** 2,
    drift = rate - dividendYield - variance / 2;
  const matrix = tridiagonal(places.length);
  for (let i = 1; i + 1 < places.length; i++) {
    const left = places[i]! - places[i - 1]!,
      right = places[i + 1]! - places[i]!;
    const spread = Math.max(variance, drift * right, -drift * left);
    matrix.below[i] = (spread - drift * right) / (left * (left + right));
    matrix.above[i] = (spread + drift * left) / (right * (left + right));
    matrix.middle[i] = -rate - matrix.below[i]! - matrix.above[i]!;
  }
  return matrix;
}

/** Steps the values on a grid back in time, in place. */
class Stepper {
  private readonly generator: Tridiagonal;
  private readonly values: Float64Array;
  private readonly obstacle: Float64Array | undefined;
  private readonly implicit: Tridiagonal;
  private readonly right: Float64Array;
  private readonly scratch: Float64Array;
  /** Places where exercising is better than waiting, as of the last step; the ends are given. */
  private readonly exercised: Uint8Array;

  constructor(generator: Tridiagonal, values: Float64Array, obstacle?: Float64Array) {
    this.generator = generator;
    this.values = values;
    this.obstacle = obstacle;
    this.implicit = tridiagonal(values.length);
    this.right = new Float64Array(values.length);
    this.scratch = new Float64Array(values.length);
    this.exercised = new Uint8Array(values.length);
    this.exercised[0] = this.exercised[values.length - 1] = 1;
  }

  /** One step of `years` to the values whose ends are given. */
  step(years: number, [low, high]: readonly [number, number]): void {
    const { generator, values, right, implicit } = this,
      last = values.length - 1,
      half = years / 2;
    right[0] = low;
    right[last] = high;
    for (let i = 1; i < last; i++) {
      const [a, b, c] = [generator.below[i]!, generator.middle[i]!, generator.above[i]!];
      right[i] = values[i]! + half * (a * values[i - 1]! + b * values[i]! + c * values[i + 1]!);
      implicit.below[i] = -half * a;
      implicit.middle[i] = 1 - half * b;
      implicit.above[i] = -half * c;
    }
    this.solve();
  }

  /** Policy iteration: solve, and exercise where that is better, until nothing changes. */
  private solve(): void {
    const { values, right, obstacle, exercised } = this;
    for (let changed = true, round = 0; changed && round < ROUNDS; round++) {
      values.set(right);
      if (obstacle) {
        for (let i = 1; i + 1 < values.length; i++) if (exercised[i]) values[i] = obstacle[i]!;
      }
      solveTridiagonal(this.implicit, values, this.scratch, exercised);
      changed = obstacle !== undefined && this.improve(obstacle);
    }
  }

  private improve(obstacle: Float64Array): boolean {
    const { values, right, implicit, exercised } = this;
    let changed = false;
    for (let i = 1; i + 1 < values.length; i++) {
      const waiting =
        right[i]! - implicit.below[i]! * values[i - 1]! - implicit.above[i]! * values[i + 1]!;
      // where both are alike rounding must not decide
      const better = waiting < implicit.middle[i]! * obstacle[i]! * (1 - 1e-13) ? 1 : 0;
      if (better !== exercised[i]) changed = true;
      exercised[i] = better;
    }
    return changed;
  }
}

/** The log-spots that hold all but 1e-10 of the distribution at any time before expiry. */
export function reachOf(market: Market): { low: number; high: number } {
  const { spot, years, rate, dividendYield, volatility } = market;
  const place = logarithm(spot),
    drift = (rate - dividendYield - volatility ** 2 / 2) * years,
    width = 6.5 * volatility * Math.sqrt(years) + Math.abs(drift);
  return { low: place - width, high: place + width };
}
