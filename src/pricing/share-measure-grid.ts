// The value, in shares, of a portfolio that holds a known number of them over time: a martingale z
// with dz = volatility (exposure - z) dW where money is counted in shares.
import { exponential, logarithm } from "../core/functions.ts";
import { cubicAt } from "./cubic-at.ts";
import { solveTridiagonal, tridiagonal } from "./tridiagonal.ts";

/** Shares held at a time in years from now. */
export type Exposure = (time: number) => number;

/** A portfolio counted in shares, and the level beyond which its end is paid. */
export interface SurplusProblem {
  readonly start: number;
  readonly level: number;
  readonly volatility: number;
  readonly years: number;
  readonly exposure: Exposure;
  /** Where the exposure jumps, in years from now, in order. */
  readonly times: readonly number[];
}

/** Cells of the coarser grid, and steps of it where the exposure has no jumps. */
const CELLS = 400;

/** Expected surplus of the portfolio over `level` at the end: E[(z - level)+]. */
export function expectedSurplus(problem: SurplusProblem): number {
  const scale = scaleOf(problem);
  if (scale === 0) return Math.max(0, problem.start - problem.level);
  const coarse = surplusOnGrid(problem, scale, 1),
    fine = surplusOnGrid(problem, scale, 2);
  return fine + (fine - coarse) / 3;
}

/** Standard deviation of the end if the portfolio stayed at its start: what the grid resolves. */
function scaleOf(problem: SurplusProblem): number {
  const { start, volatility, years, exposure } = problem;
  let sum = 0;
  for (const [from, to] of stepsOf(problem, 1)) {
    sum += (to - from) * (start - exposure(years - (from + to) / 2)) ** 2;
  }
  return volatility * Math.sqrt(sum);
}

/** By Crank and Nicolson in the root of the years left. */
function surplusOnGrid(problem: SurplusProblem, scale: number, fineness: number): number {
  const { start, level, volatility, years, exposure } = problem,
    places = placesOf(problem, scale, fineness * CELLS),
    last = places.length - 1;
  const values = places.map((place) => Math.max(0, place - level)),
    right = values.slice(),
    scratch = new Float64Array(places.length),
    matrix = tridiagonal(places.length),
    given = new Uint8Array(places.length);
  given[0] = given[last] = 1;
  for (const [from, to] of stepsOf(problem, fineness)) {
    const held = exposure(years - (from + to) / 2),
      half = (volatility ** 2 * (to - from)) / 2;
    for (let i = 1; i < last; i++) {
      const left = places[i]! - places[i - 1]!,
        next = places[i + 1]! - places[i]!,
        spread = (half * (places[i]! - held) ** 2) / (left + next);
      const [below, above] = [spread / left, spread / next];
      matrix.below[i] = -below;
      matrix.above[i] = -above;
      matrix.middle[i] = 1 + below + above;
      right[i] =
        values[i]! + below * (values[i - 1]! - values[i]!) + above * (values[i + 1]! - values[i]!);
    }
    values.set(right);
    solveTridiagonal(matrix, values, scratch, given);
  }
  return cubicAt(places, values, start);
}

/** Places that are even near the level, which is one of them, and spread out far from it. */
function placesOf(problem: SurplusProblem, scale: number, cells: number): Float64Array {
  const { start, level, volatility, years, exposure } = problem;
  const size = Math.abs(start) + Math.abs(level) + 2 * exposure(0),
    width = Math.abs(start - level) + size * (exponential(6.5 * volatility * Math.sqrt(years)) - 1);
  // the inverse hyperbolic sine of width / scale
  const ratio = width / scale,
    end = logarithm(ratio + Math.sqrt(ratio ** 2 + 1));
  return Float64Array.from({ length: cells + 1 }, (_, i) => {
    if (2 * i === cells) return level;
    const x = end * ((2 * i) / cells - 1);
    return level + (scale * (exponential(x) - exponential(-x))) / 2;
  });
}

/** Steps from the end back, in years left: even in the root of these, and ending at the jumps. */
function stepsOf({ years, times }: SurplusProblem, fineness: number): [from: number, to: number][] {
  const left = times.map((time) => years - time).filter((time) => time > 0 && time < years);
  const stops = [0, ...new Set(left.reverse()), years],
    steps: [number, number][] = [];
  for (let i = 1; i < stops.length; i++) {
    const [from, to] = [stops[i - 1]!, stops[i]!].map((time) => Math.sqrt(time / years));
    const count = fineness * Math.ceil((to! - from!) * CELLS);
    const at = (n: number) => years * (from! + ((to! - from!) * n) / count) ** 2;
    for (let n = 1; n <= count; n++) steps.push([at(n - 1), at(n)]);
  }
  return steps;
}
