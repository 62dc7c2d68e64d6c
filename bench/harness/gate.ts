import type { Estimate, Estimates } from "./contender.ts";

/** Errors allowed: a fair contender fails once in sixteen thousand. */
const STANDARD_ERRORS = 4;
/** Relative error allowed where there is no chance, and on top where there is. */
const ROUNDING = 1e-9;

/** Throw unless a contender's estimates agree with what is expected: wrong is never fast. */
export function agree(
  contender: string,
  workload: string,
  found: Estimates,
  expected: Estimates,
): void {
  const names = Object.keys(expected).filter((name) => found[name]);
  if (names.length === 0) throw new Error(`${contender} estimates nothing in ${workload}`);
  for (const name of names) {
    const estimate = found[name]!,
      target = expected[name]!;
    if (within(estimate, target)) continue;
    throw new Error(
      `${contender} is wrong in ${workload}: ${name} is ${estimate[0]} +- ${estimate[1]},` +
        ` expected ${target[0]} +- ${target[1]}`,
    );
  }
}

function within([value, error]: Estimate, [expected, expectedError]: Estimate): boolean {
  const allowed =
    STANDARD_ERRORS * Math.hypot(error, expectedError) + ROUNDING * Math.abs(expected);
  return Math.abs(value - expected) <= allowed;
}
