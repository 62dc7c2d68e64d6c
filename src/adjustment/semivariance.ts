import * as v from "valibot";
import { check, rules } from "../check.ts";
import { coefficients, momentsOf } from "./moments.ts";
import { type RatioOptions, returnsSchema } from "./options.ts";
import type { ReturnKind } from "./returns.ts";
import type { RatioRule, ReturnSample } from "./rule.ts";
import { solveSymmetric } from "./solve.ts";

/** The ratio that leaves least downside. */
export interface SemivarianceRatio {
  readonly type: "semivariance";
  /** Returns below this count. */
  readonly target: number;
  readonly returns: ReturnKind;
}

export const semivarianceSchema: v.GenericSchema<unknown, SemivarianceRatio> = v.strictObject({
  type: v.literal("semivariance"),
  target: v.optional(rules.finite, 0),
  returns: returnsSchema,
}) as v.GenericSchema<unknown, SemivarianceRatio>;

/**
 * The ratio that makes the mean of min(r_s - h r_f - target, 0)^2 least in the sample (Bawa 1975;
 * Lien, Tse 2000); `target` is 0 unless given. The function is convex and made of quadratic pieces,
 * so Newton's steps, halved where they overshoot, end at the minimum itself. Fits only: between
 * them the ratio stays.
 */
export function semivarianceRatio(
  options: { target?: number } & RatioOptions = {},
): SemivarianceRatio {
  return check(semivarianceSchema, { type: "semivariance", ...options }, "semivarianceRatio");
}

/** The rule of least semivariance. */
export function semivarianceRule({
  target,
}: SemivarianceRatio): RatioRule<{ readonly ratios: readonly number[] }> {
  return {
    fewest: (hedges) => Math.max(10, 5 * hedges),
    refits: true,
    fit: (sample) => {
      const ratios = leastSemivariance(sample, target);
      return { ratios, inner: { ratios } };
    },
    step: (inner) => ({ ratios: inner.ratios, inner }),
  };
}

const MOST_STEPS = 100;

function leastSemivariance({ rows }: ReturnSample, target: number): number[] {
  let ratios = coefficients(momentsOf(rows));
  let now = semivariance(rows, ratios, target);
  for (let step = 0; step < MOST_STEPS; step++) {
    const goal = solved(rows, ratios, target);
    if (goal === null) return ratios;
    let share = 1;
    let next = ratios,
      then = now;
    do {
      next = ratios.map((ratio, i) => ratio + share * (goal[i]! - ratio));
      then = semivariance(rows, next, target);
      share /= 2;
    } while (then > now && share > 1e-9);
    if (!(then < now * (1 - 1e-15))) return ratios;
    [ratios, now] = [next, then];
  }
  return ratios;
}

function below(row: readonly number[], ratios: readonly number[], target: number): number {
  let left = row[0]! - target;
  for (let i = 0; i < ratios.length; i++) left -= ratios[i]! * row[i + 1]!;
  return Math.min(left, 0);
}

function semivariance(
  rows: readonly (readonly number[])[],
  ratios: readonly number[],
  target: number,
): number {
  return rows.reduce((sum, row) => sum + below(row, ratios, target) ** 2, 0) / rows.length;
}

/** Least squares through the target over the rows that lie below it now; null where too few do. */
function solved(
  rows: readonly (readonly number[])[],
  ratios: readonly number[],
  target: number,
): number[] | null {
  const under = rows.filter((row) => below(row, ratios, target) < 0);
  const sum = (i: number, j: number) =>
    under.reduce((total, row) => total + row[i + 1]! * row[j + 1]!, 0);
  const right = ratios.map((_, i) =>
    under.reduce((total, row) => total + row[i + 1]! * (row[0]! - target), 0),
  );
  const result = solveSymmetric(sum, right);
  return "solution" in result ? result.solution : null;
}
