import { exponential, logarithm } from "../core/functions.ts";
import { intrinsicValue, withEarlyExercise } from "./early-exercise.ts";
import { type GridProblem, reachOf, solveOnGrid } from "./log-spot-grid.ts";
import { computed, type Option, type OptionTerms, signOf } from "./terms.ts";

/** Cells of the coarser grid; the finer has twice as many. */
export const CELLS = 300;

/**
 * Price of an American option by finite differences on two grids and extrapolation from them:
 * within some 1e-6 of the strike, in 20 ms, less where the carry of a year moves the spot by tens of
 * its volatilities. What the approximations are checked against; for rates
 * with two exercise boundaries too.
 */
export function americanPriceGrid(options: OptionTerms): number {
  return withEarlyExercise(options, (option) => onTwoGrids(americanProblem(option), option), "any");
}

/** An American option as far as the spot comes. */
export function americanProblem(option: Option): GridProblem {
  const { kind, strike, rate, dividendYield } = option,
    sign = signOf(kind),
    { low, high } = reachOf(option);
  const exercise = (spot: number) => intrinsicValue({ ...option, spot });
  // far from the strike an option is a forward, or is exercised
  const far = (place: number, years: number) => {
    const spot = exponential(place);
    const forward =
      spot * exponential(-dividendYield * years) - strike * exponential(-rate * years);
    return Math.max(exercise(spot), sign * forward);
  };
  return {
    market: option,
    low,
    kink: logarithm(strike),
    high,
    payoff: exercise,
    exercise,
    ends: (years) => [far(low, years), far(high, years)],
  };
}

/** Value today from a grid and one twice as fine, the error of second order taken off. */
export function onTwoGrids(problem: GridProblem, option: Option): number {
  const [coarse, fine] = [CELLS, 2 * CELLS].map((cells) =>
    solveOnGrid(problem, cells).today(logarithm(option.spot)),
  ) as [number, number];
  return Math.max(problem.exercise?.(option.spot) ?? 0, computed(fine + (fine - coarse) / 3));
}
