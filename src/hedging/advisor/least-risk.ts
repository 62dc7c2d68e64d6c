import { costsOf, type Problem, programOf } from "./problem.ts";
import type { ProfitColumns } from "./profit-columns.ts";
import type { Program, Solver } from "./program.ts";
import { type LinearMeasure, product } from "./risk-measure.ts";

/** Trades, and what they make least: risk and weighted cost, in units of the risk of the book. */
export interface Trades {
  readonly quantities: readonly number[];
  readonly value: number;
  /** What no trades can be below. */
  readonly bound: number;
}

/** Variance as a quadratic form: covariances of the book, then of all instruments. */
export interface Quadratic {
  readonly covariances: readonly (readonly number[])[];
}

/** Variance over the square of the unit, and cost. */
export function varianceValue(
  problem: Problem,
  { covariances }: Quadratic,
  trades: readonly number[],
): number {
  const all = [1, ...trades];
  const variance = all.reduce(
    (sum, a, i) => sum + a * all.reduce((inner, b, j) => inner + b * covariances[i]![j]!, 0),
    0,
  );
  return variance / problem.unit ** 2 + costValue(problem, trades);
}

/** Cost in the units of the objective. */
export function costValue(problem: Problem, trades: readonly number[]): number {
  const cost = costsOf(problem, trades).reduce((sum, each) => sum + each, 0);
  return (problem.costShare * cost) / problem.unit;
}

/** The trades of least variance and cost, any quantities: a convex quadratic program. */
export function leastVariance(
  problem: Problem,
  quadratic: Quadratic,
  solve: Solver,
): Trades | undefined {
  const { scale, unit } = problem,
    { covariances } = quadratic;
  const program = programOf(problem);
  const entry = (i: number, j: number) => (2 * covariances[i]![j]!) / unit ** 2;
  const optimum = solve({
    ...program,
    cost: program.cost.map((cost, i) =>
      i < scale.length ? cost + entry(i + 1, 0) * scale[i]! : cost,
    ),
    quadratic: scale.map((a, i) => scale.map((b, j) => entry(i + 1, j + 1) * a * b)),
  });
  if (!optimum) return undefined;
  const quantities = within(problem, optimum.columns);
  const value = varianceValue(problem, quadratic, quantities);
  return { quantities, value, bound: value };
}

/** What a column is known to. */
const ROUNDING = 1e-7;

/** Quantities of columns: at a bound or at nothing where rounding alone keeps them from it. */
function within({ scale, least, most }: Problem, columns: readonly number[]): number[] {
  return scale.map((each, i) => {
    const quantity = Math.min(Math.max(columns[i]! * each, least[i]!), most[i]!);
    const marks = [0, least[i]!, most[i]!];
    return marks.find((mark) => Math.abs(quantity - mark) <= ROUNDING * each) ?? quantity;
  });
}

/** A plane that the risk is nowhere below: constant + slopes x trades, in units. */
interface Plane {
  readonly constant: number;
  readonly slopes: readonly number[];
}

/** A risk measure of what the book and instruments earn, and the planes found so far. */
export interface Planes {
  readonly measure: LinearMeasure;
  readonly profits: ProfitColumns;
  readonly found: Plane[];
}

const MOST_STEPS = 400;
const TOLERANCE = 1e-6;
/** Reach of a box, in trades of one instrument that move the profit as much as the book does. */
const WIDE = 16;
/** Where a risk falls even so far out, it falls for ever. */
const WIDEST = 2 ** 20;

/**
 * The trades of least risk and cost from `start` on: planes below the risk make a linear program
 * that knows it better with each of its answers, within a box that follows the best (Kelley 1960;
 * for expected shortfall Kunzi-Bay and Mayer 2006, whose planes are means of tails).
 */
export function leastLinear(
  problem: Problem,
  planes: Planes,
  start: readonly number[],
  solve: Solver,
): Trades {
  let best = start,
    value = linearValue(problem, planes, start),
    reach = 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    const boxed = inBox(withPlanes(problem, planes), problem, best, reach);
    const optimum = solve(boxed);
    if (!optimum) break;
    const trial = within(problem, optimum.columns);
    const reached = linearValue(problem, planes, trial);
    const outside = atEdge(problem, trial, best, reach);
    const improved = reached < value;
    const near = value - optimum.value <= TOLERANCE * (1 + Math.abs(value));
    if (improved) [best, value] = [trial, reached];
    // within so wide a box a best point inside is the best of all, for the risk is convex
    if (near && (!outside || reach >= WIDE))
      return { quantities: best, value, bound: optimum.value };
    if (outside) reach *= 2;
    if (reach > WIDEST) throw new RangeError(endless(problem, trial));
  }
  return { quantities: best, value, bound: Number.NEGATIVE_INFINITY };
}

function endless({ names, scale }: Problem, trades: readonly number[]): string {
  const sizes = trades.map((quantity, i) => Math.abs(quantity / scale[i]!));
  const name = names[sizes.indexOf(Math.max(...sizes))]!;
  return `the larger the trade in ${name}, the less the risk; bound it by depth or limits.positions`;
}

/** Risk over the unit, and cost; leaves a plane behind. */
export function linearValue(problem: Problem, planes: Planes, trades: readonly number[]): number {
  const { measure, profits, found } = planes,
    { unit } = problem;
  const weights = measure.weights(profitsAfter(profits, trades));
  const slopes = profits.units.map((each) => -product(weights, each) / unit);
  const constant = -product(weights, profits.book) / unit;
  found.push({ constant, slopes });
  const risk = trades.reduce((sum, quantity, i) => sum + slopes[i]! * quantity, constant);
  return risk + costValue(problem, trades);
}

/** Profits of the book and of trades together. */
export function profitsAfter(
  { book, units }: ProfitColumns,
  trades: readonly number[],
): Float64Array {
  const after = book.slice();
  trades.forEach((quantity, i) => {
    if (quantity === 0) return;
    const unit = units[i]!;
    for (let s = 0; s < after.length; s++) after[s]! += quantity * unit[s]!;
  });
  return after;
}

/** The program of a problem with its risk as the last column, above all planes. */
export function withPlanes(
  problem: Problem,
  { found }: Planes,
  scale: readonly number[] = problem.scale,
): Program {
  const program = programOf(problem, scale);
  const empty = Array<number>(program.cost.length - scale.length).fill(0);
  const above = found.map(({ constant, slopes }) => ({
    coefficients: [...slopes.map((slope, i) => -slope * scale[i]!), ...empty, 1],
    least: constant,
    most: Number.POSITIVE_INFINITY,
  }));
  return {
    cost: [...program.cost, 1],
    least: [...program.least, Number.NEGATIVE_INFINITY],
    most: [...program.most, Number.POSITIVE_INFINITY],
    rows: [...program.rows.map(padded), ...above],
  };
}

function padded(row: Program["rows"][number]): Program["rows"][number] {
  return { ...row, coefficients: [...row.coefficients, 0] };
}

function inBox(
  program: Program,
  { scale }: Problem,
  centre: readonly number[],
  reach: number,
): Program {
  const at = (i: number) => centre[i]! / scale[i]!;
  return {
    ...program,
    least: program.least.map((x, i) => (i < scale.length ? Math.max(x, at(i) - reach) : x)),
    most: program.most.map((x, i) => (i < scale.length ? Math.min(x, at(i) + reach) : x)),
  };
}

function atEdge(
  { scale, least, most }: Problem,
  trial: readonly number[],
  centre: readonly number[],
  reach: number,
): boolean {
  return trial.some((quantity, i) => {
    const bounded = quantity === least[i] || quantity === most[i];
    return !bounded && Math.abs(quantity - centre[i]!) >= reach * scale[i]! * (1 - 1e-9);
  });
}
