import {
  leastVariance,
  linearValue,
  type Planes,
  type Quadratic,
  type Trades,
  varianceValue,
  withPlanes,
} from "./least-risk.ts";
import { meets, type Problem, programOf } from "./problem.ts";
import type { Solver } from "./program.ts";

/** Of the risk of the book: a better answer is not sought for less. */
const ENOUGH = 5e-5;
const MOST_NODES = 300;
const MOST_PROGRAMS = 30;
/** A lot that moves the profit by less, in deviations of the book, is as good as none. */
const FINE = 1e-5;

/** Quantities in whole lots, those without a lot as they are. */
export function roundedToLots(
  { lots }: Problem,
  quantities: readonly number[],
  round: (lots: number) => number = Math.round,
): number[] {
  return quantities.map((quantity, i) => {
    const lot = lots[i]!;
    if (lot === 0 || !Number.isFinite(quantity)) return quantity;
    const whole = round(quantity / lot);
    return whole === 0 ? 0 : Number((whole * lot).toPrecision(12));
  });
}

/** Columns of mixed-integer programs: lots, or what moves as much as the book. */
function lotScale({ lots, scale }: Problem): number[] {
  return lots.map((lot, i) => lot || scale[i]!);
}

function wholeColumns({ lots }: Problem, width: number): boolean[] {
  return Array.from({ length: width }, (_, i) => (lots[i] ?? 0) > 0);
}

/**
 * The trades in whole lots that are next to `quantities`, each distance by its risk: a
 * mixed-integer program. `undefined` where none meets the limits.
 */
export function nearestInLots(
  problem: Problem,
  quantities: readonly number[],
  solve: Solver,
): number[] | undefined {
  const scale = lotScale(problem),
    count = scale.length;
  const program = programOf({ ...problem, costShare: 0 }, scale);
  const empty = Array<number>(count).fill(0);
  const distances = quantities.flatMap((quantity, i) =>
    [1, -1].map((sign) => ({
      coefficients: Array.from({ length: 2 * count }, (_, at) =>
        at === i ? -sign : at === count + i ? 1 : 0,
      ),
      least: (-sign * quantity) / scale[i]!,
      most: Number.POSITIVE_INFINITY,
    })),
  );
  const optimum = solve({
    cost: [...empty, ...scale.map((each, i) => each / problem.scale[i]!)],
    least: [...program.least, ...empty],
    most: [...program.most, ...empty.map(() => Number.POSITIVE_INFINITY)],
    rows: [
      ...program.rows.map((row) => ({ ...row, coefficients: [...row.coefficients, ...empty] })),
      ...distances,
    ],
    whole: wholeColumns(problem, 2 * count),
  });
  return optimum && settled(problem, optimum.columns, scale);
}

/** Quantities of columns of a mixed-integer program. */
function settled(problem: Problem, columns: readonly number[], scale: readonly number[]): number[] {
  const { least, most, lots } = problem;
  const quantities = scale.map((each, i) => {
    const quantity = columns[i]! * each;
    return lots[i] ? quantity : Math.min(Math.max(quantity, least[i]!), most[i]!);
  });
  return roundedToLots(problem, quantities);
}

/** A part of all trades: bounds, and what none within them can be below. */
interface Branch {
  readonly problem: Problem;
  readonly relaxed: Trades;
}

/**
 * The trades in whole lots of least variance and cost, from an answer in lots on: quadratic
 * programs over ever narrower bounds, the nearer part first (Land and Doig 1960). What the search
 * left open is told by the bound.
 */
export function leastVarianceInLots(
  problem: Problem,
  quadratic: Quadratic,
  { relaxed, first }: { readonly relaxed: Trades; readonly first: readonly number[] },
  solve: Solver,
): Trades {
  let best = first,
    value = varianceValue(problem, quadratic, first);
  const offer = (quantities: readonly number[]) => {
    const offered = varianceValue(problem, quadratic, quantities);
    if (offered < value && meets(problem, quantities)) [best, value] = [quantities, offered];
  };
  const open: Branch[] = [{ problem, relaxed }];
  for (let nodes = 0; open.length > 0 && nodes < MOST_NODES; nodes++) {
    const branch = open.pop()!;
    if (branch.relaxed.value >= value - ENOUGH) continue;
    offer(roundedToLots(problem, branch.relaxed.quantities));
    const parts = split(branch).flatMap((part) => {
      const answer = leastVariance(part, quadratic, solve);
      return answer ? [{ problem: part, relaxed: answer }] : [];
    });
    // the better part is taken from the end
    open.push(...parts.sort((a, b) => b.relaxed.value - a.relaxed.value));
  }
  const least = Math.min(value, ...open.map((branch) => branch.relaxed.value));
  return { quantities: best, value, bound: Math.max(relaxed.bound, least) };
}

/** Two parts without the lots between, of the instrument whose rounding matters most. */
function split({ problem, relaxed: { quantities } }: Branch): Problem[] {
  const { least, most, scale, lots } = problem;
  const up = roundedToLots(problem, quantities, Math.ceil),
    down = roundedToLots(problem, quantities, Math.floor);
  const off = quantities.map((quantity, i) => {
    if (!lots[i] || least[i] === most[i]) return 0;
    return Math.min(up[i]! - quantity, quantity - down[i]!) / scale[i]!;
  });
  const worst = off.indexOf(Math.max(...off));
  if (!(off[worst]! > 0)) return [];
  const bounded = (bounds: readonly number[], to: readonly number[]) =>
    bounds.map((bound, i) => (i === worst ? to[i]! : bound));
  const parts = [
    { ...problem, most: bounded(most, down) },
    { ...problem, least: bounded(least, up) },
  ];
  return parts.filter((part) => part.least[worst]! <= part.most[worst]!);
}

/**
 * The trades in whole lots of least linear risk and cost: mixed-integer programs above the planes
 * found so far, each answer adding one. What the search left open is told by the bound.
 */
export function leastLinearInLots(
  problem: Problem,
  planes: Planes,
  { relaxed, first }: { readonly relaxed: Trades; readonly first: readonly number[] },
  solve: Solver,
): Trades {
  const scale = lotScale(problem);
  // lots too small to matter are rounded afterwards
  const lots = problem.lots.map((lot, i) => (lot > FINE * problem.scale[i]! ? lot : 0)),
    coarse = { ...problem, lots };
  let best = first,
    value = linearValue(problem, planes, first),
    bound = relaxed.bound;
  for (let step = 0; step < MOST_PROGRAMS && value - bound > ENOUGH; step++) {
    const program = withPlanes(problem, planes, scale);
    const optimum = solve({ ...program, whole: wholeColumns(coarse, program.cost.length) });
    if (!optimum) break;
    bound = Math.max(bound, Math.min(optimum.bound, value));
    const quantities = settled(problem, optimum.columns, scale);
    const reached = linearValue(problem, planes, quantities);
    if (reached < value && meets(problem, quantities)) [best, value] = [quantities, reached];
  }
  return { quantities: best, value, bound };
}
