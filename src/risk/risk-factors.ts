import * as v from "valibot";
import { check, rules } from "../check.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";

/** One thing that moves: the log of a spot, or of the implied volatilities of an underlying. */
export interface RiskFactor {
  readonly underlying: string;
  readonly of: "spot" | "volatility";
  /** Standard deviation of its log, a year. */
  readonly deviation: number;
  /** Mean of its log, a year; 0 unless given. */
  readonly mean: number;
}

/** Factors that are jointly normal over the horizon. */
export interface RiskFactors {
  readonly factors: readonly RiskFactor[];
  /** Correlations, row by row. */
  readonly correlations: readonly (readonly number[])[];
  /** Observations that the covariances were estimated from; known without error unless given. */
  readonly observations?: number | undefined;
}

/** Factors as one writes them. */
export interface RiskFactorsOptions {
  readonly factors: readonly (Omit<RiskFactor, "mean"> & { readonly mean?: number })[];
  /** Independent unless given. */
  readonly correlations?: readonly (readonly number[])[];
  readonly observations?: number | undefined;
}

const correlation = v.pipe(
  rules.finite,
  v.check((value) => Math.abs(value) <= 1, "must be between -1 and 1"),
);
const schema = v.strictObject({
  factors: v.pipe(
    v.array(
      v.strictObject({
        underlying: v.string(),
        of: v.picklist(["spot", "volatility"]),
        deviation: rules.nonNegative,
        mean: v.optional(rules.finite, 0),
      }),
    ),
    v.minLength(1, "must have at least one factor"),
  ),
  correlations: v.optional(v.array(v.array(correlation))),
  observations: v.optional(
    v.pipe(
      rules.count,
      v.check((count) => count > 1, "must be above 1"),
    ),
  ),
});

/** Eigenvalues of correlations below this are a contradiction, not rounding. */
const LEAST_EIGENVALUE = -1e-10;

/** Factors checked: each named once, correlations symmetric and free of contradiction. */
export function riskFactors(options: RiskFactorsOptions): RiskFactors {
  const { factors, correlations: given, observations } = check(schema, options, "factors");
  const names = factors.map(({ underlying, of }) => `${of} of ${underlying}`);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new RangeError(`factors must be unique, got ${twice} twice`);
  const correlations = given ?? factors.map((_, i) => factors.map((_, j) => (i === j ? 1 : 0)));
  checkCorrelations(correlations, factors.length);
  return Object.freeze({ factors, correlations, observations });
}

/** A matrix of correlations: square, symmetric, 1 on the diagonal, no variance below 0. */
export function checkCorrelations(rows: readonly (readonly number[])[], size: number): void {
  if (rows.length !== size || rows.some((row) => row.length !== size)) {
    throw new RangeError(`correlations must be ${size} by ${size}`);
  }
  rows.forEach((row, i) => {
    if (row[i] !== 1) throw new RangeError(`correlations.${i}.${i} must be 1, got ${row[i]}`);
    for (let j = 0; j < i; j++) {
      if (row[j] !== rows[j]![i]) {
        throw new RangeError(
          `correlations.${i}.${j} must equal correlations.${j}.${i}, got ${row[j]} and ${rows[j]![i]}`,
        );
      }
    }
  });
  const least = Math.min(...symmetricEigen(rows).values);
  if (!(least >= LEAST_EIGENVALUE)) {
    throw new RangeError(`correlations must be positive semidefinite, got eigenvalue ${least}`);
  }
}

/** Means and covariances of logs of factors. */
export interface FactorMoments {
  readonly means: readonly number[];
  readonly covariances: readonly (readonly number[])[];
}

/** Means and covariances of the factors over `days`. */
export function factorMoments({ factors, correlations }: RiskFactors, days: number): FactorMoments {
  const years = days / 365;
  const deviations = factors.map(({ deviation }) => deviation * Math.sqrt(years));
  return {
    means: factors.map(({ mean }) => mean * years),
    covariances: correlations.map((row, i) =>
      row.map((value, j) => value * deviations[i]! * deviations[j]!),
    ),
  };
}
