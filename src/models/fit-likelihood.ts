import type { Estimate } from "../estimate.ts";
import type { LikelihoodCalibration } from "./calibration.ts";
import { atBounds, covariances } from "./likelihood-errors.ts";
import { type Batch, type Maximum, maximise } from "./maximise.ts";

/** A model whose parameters maximum likelihood is to find. */
export interface LikelihoodProblem<Name extends string> {
  /** Log-likelihoods of all returns, one a point of the search. */
  readonly values: Batch;
  /** Log-likelihoods of the single returns at a point. */
  readonly terms: (point: readonly number[]) => ArrayLike<number>;
  readonly starts: readonly (readonly number[])[];
  /** Starts that are followed up. */
  readonly tries?: number;
  /** What parameters are called, and their values at a point. */
  readonly names: readonly Name[];
  readonly natural: (point: readonly number[]) => readonly number[];
  readonly returns: number;
}

type Fitted = "parameters" | "robustErrors" | "logLikelihood" | "aic" | "bic" | "returns";

/** The part of a calibration that the likelihood alone gives. */
export type LikelihoodFit<Name extends string> = Pick<
  LikelihoodCalibration<Name>,
  Fitted | "converged" | "gradientNorm"
>;

/** Maximise a likelihood; the parameters with both standard errors, and the top itself. */
export async function fitLikelihood<Name extends string>(
  problem: LikelihoodProblem<Name>,
): Promise<{ fit: LikelihoodFit<Name>; top: Maximum }> {
  const { values, terms, starts, tries = 1, names, natural, returns } = problem;
  const top = await maximise(values, starts, tries);
  const { plain, robust } = await covariances({ top, natural, terms });
  const at = natural(top.point);
  const bounded = atBounds({ top, natural });
  const errorOf = (covariance: readonly (readonly number[])[], i: number) =>
    bounded[i] ? Number.NaN : Math.sqrt(covariance[i]![i]!);
  const named = <T>(of: (i: number) => T) =>
    Object.freeze(Object.fromEntries(names.map((name, i) => [name, of(i)]))) as Record<Name, T>;
  const estimate = (i: number): Estimate =>
    Object.freeze({ value: at[i]!, standardError: errorOf(plain, i) });
  const free = top.point.length;
  const fit = {
    parameters: named(estimate),
    robustErrors: named((i) => errorOf(robust, i)),
    logLikelihood: top.value,
    converged: top.converged,
    gradientNorm: top.gradientNorm,
    returns,
    aic: 2 * free - 2 * top.value,
    bic: free * Math.log(returns) - 2 * top.value,
  };
  return { fit, top };
}

/** Parameters without their errors, by the names that a maker takes. */
export function fittedValues<Name extends string>(
  parameters: Readonly<Record<Name, Estimate>>,
): Record<Name, number> {
  const entries = Object.entries<Estimate>(parameters).map(([name, { value }]) => [name, value]);
  return Object.fromEntries(entries) as Record<Name, number>;
}
