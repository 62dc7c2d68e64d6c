import type { HedgeLimits } from "./advice-options.ts";
import { type LimitRow, type Problem, programOf } from "./problem.ts";
import type { Program, Solver } from "./program.ts";

/** Why no trade meets the limits: the fewest of them that exclude each other, by name. */
export function conflict(problem: Problem, limits: HedgeLimits, solve: Solver): RangeError {
  const names = [...new Set(problem.rows.map(({ limit }) => limit))];
  // a limit stays where the others alone could be met
  const needed = names.reduce((left, name) => {
    const others = left.filter((other) => other !== name);
    return feasible(only(problem, others), solve) ? left : others;
  }, names);
  const told = needed.map((name) => `${name} ${rangeOf(limits, name)}`).join(" and ");
  const [name] = needed;
  const reach = needed.length === 1 ? `: ${reached(problem, name!, solve)}` : " together";
  return new RangeError(`no trade meets ${told}${reach}`);
}

/** Why no trade in whole lots does where others do. */
export function lotConflict(problem: Problem, limits: HedgeLimits): RangeError {
  const names = [...new Set(problem.rows.map(({ limit }) => limit))];
  const told = names.map((name) => `${name} ${rangeOf(limits, name)}`).join(" and ");
  return new RangeError(
    `no trade in whole lots meets ${told || "the bounds of positions"}; widen them, or lots of 0`,
  );
}

function rangeOf(limits: HedgeLimits, name: string): string {
  const limit = limits[name.replace("limits.", "") as "delta" | "margin"];
  return Array.isArray(limit) ? `[${limit.join(", ")}]` : String(limit);
}

function only(problem: Problem, limits: readonly string[]): Problem {
  return { ...problem, rows: problem.rows.filter(({ limit }) => limits.includes(limit)) };
}

function feasible(problem: Problem, solve: Solver): boolean {
  return solve(programOf({ ...problem, costShare: 0 })) !== undefined;
}

/** How near trades within their bounds come to a limit. */
function reached(problem: Problem, name: string, solve: Solver): string {
  const rows = problem.rows.filter(({ limit }) => limit === name);
  if (rows.length > 1) return `the least it can be is ${digits(leastWorst(problem, rows, solve))}`;
  const [low, high] = ([1, -1] as const).map((sign) => extreme(problem, rows[0]!, sign, solve));
  return `it can be from ${digits(low!)} to ${digits(high!)}`;
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function extreme(problem: Problem, row: LimitRow, sign: 1 | -1, solve: Solver): number {
  const free: Program = programOf({ ...problem, rows: [], costShare: 0 });
  const cost = row.coefficients.map((value, i) => sign * value * problem.scale[i]!);
  const size = Math.max(...cost.map(Math.abs)) || 1;
  const optimum = solve({ ...free, cost: cost.map((each) => each / size) });
  return row.constant + (optimum ? sign * size * optimum.value : -sign * Number.POSITIVE_INFINITY);
}

/** The least that the greatest of rows can be. */
function leastWorst(problem: Problem, rows: readonly LimitRow[], solve: Solver): number {
  const { scale, unit } = problem;
  const free = programOf({ ...problem, rows: [], costShare: 0 });
  const optimum = solve({
    cost: [...free.cost, 1],
    least: [...free.least, Number.NEGATIVE_INFINITY],
    most: [...free.most, Number.POSITIVE_INFINITY],
    rows: rows.map(({ constant, coefficients }) => ({
      coefficients: [...coefficients.map((value, i) => (-value * scale[i]!) / unit), 1],
      least: constant / unit,
      most: Number.POSITIVE_INFINITY,
    })),
  });
  return optimum ? optimum.value * unit : Number.NEGATIVE_INFINITY;
}
