import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { Estimate } from "../estimate.ts";
import { coefficients, momentsOf, residualSquares } from "./moments.ts";
import { solveSymmetric } from "./solve.ts";

export interface MinimumVarianceOptions {
  /** Returns, or changes of price, of what is held. */
  asset: readonly number[];
  /** The same of each hedge, in the same rows. */
  hedges: readonly (readonly number[])[];
}

/** The hedge of least variance in one sample, and what it removes there. */
export interface MinimumVariance {
  /** What to sell of each hedge; standard errors hold under unequal variances (White 1980). */
  readonly ratios: readonly Estimate[];
  /** 1 - Var(hedged) / Var(unhedged), the squared correlation (Ederington 1979). In sample. */
  readonly effectiveness: number;
  /** Deviation of what is left, over all rows less the parameters. */
  readonly residual: number;
  readonly rows: number;
}

const column = v.array(rules.finite, "must be an array of numbers");
const schema = v.object({ asset: column, hedges: v.array(column, "must be an array of columns") });

/**
 * Minimum-variance hedge of one sample of returns: least squares of the asset on its hedges, a
 * constant besides. In-sample by nature; `walkForward` says what it is worth on rows not yet seen.
 */
export function minimumVariance(options: MinimumVarianceOptions): MinimumVariance {
  const { asset, hedges } = check(schema, options, "minimumVariance");
  const count = asset.length,
    size = hedges.length;
  if (size === 0) throw new RangeError("hedges must be at least one, got none");
  hedges.forEach((hedge, i) => {
    if (hedge.length !== count) {
      throw new RangeError(`hedges.${i} has ${hedge.length} values, expected ${count}`);
    }
  });
  if (count < size + 2) {
    throw new RangeError(`a ratio needs at least ${size + 2} returns, got ${count}`);
  }
  const rows = asset.map((value, t) => [value, ...hedges.map((hedge) => hedge[t]!)]);
  const moments = momentsOf(rows);
  if (!(moments.products[0]! > 0)) {
    throw new RangeError(`asset must vary, got ${asset[0]} only`);
  }
  const slopes = coefficients(moments);
  const left = Math.max(0, residualSquares(moments, slopes));
  const errors = whiteErrors(rows, moments.means, moments.products, slopes);
  return Object.freeze({
    ratios: Object.freeze(
      slopes.map((value, i) => Object.freeze({ value, standardError: errors[i]! })),
    ),
    effectiveness: 1 - left / moments.products[0]!,
    residual: Math.sqrt(left / (count - size - 1)),
    rows: count,
  });
}

/** Errors of slopes whose residuals have any variances, with the correction for n - k - 1. */
function whiteErrors(
  rows: readonly (readonly number[])[],
  means: readonly number[],
  products: readonly number[],
  slopes: readonly number[],
): number[] {
  const entry = (i: number, j: number) => products[((i + 1) * (i + 2)) / 2 + j + 1]!;
  return slopes.map((_, i) => {
    const unit = slopes.map((_, j) => (j === i ? 1 : 0));
    const solved = solveSymmetric(entry, unit);
    if (!("solution" in solved)) return Number.NaN;
    const { solution } = solved;
    const sum = rows.reduce((total, row) => {
      const deviations = slopes.map((_, j) => row[j + 1]! - means[j + 1]!);
      const residual = slopes.reduce(
        (left, slope, j) => left - slope * deviations[j]!,
        row[0]! - means[0]!,
      );
      const score = deviations.reduce((s, deviation, j) => s + solution[j]! * deviation, 0);
      return total + (score * residual) ** 2;
    }, 0);
    return Math.sqrt((sum * rows.length) / (rows.length - slopes.length - 1));
  });
}
