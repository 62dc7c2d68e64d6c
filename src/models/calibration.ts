import type { Estimate } from "../estimate.ts";

/**
 * A model fitted to returns: what every calibration answers, whatever its model. `parameters` are
 * by the names that the model's own maker takes; their standard errors come from the curvature or
 * the moments that the model's file states. `logLikelihood` is that of the log returns under the
 * fit, to compare models on the same returns. A search that stops short still answers, with
 * `converged` false.
 */
export interface Calibration<Name extends string = string> {
  readonly parameters: Readonly<Record<Name, Estimate>>;
  readonly logLikelihood: number;
  readonly converged: boolean;
  /** Number of log returns used. */
  readonly returns: number;
}

/** A calibration to prices whose times are known. */
export interface DatedCalibration<Name extends string = string> extends Calibration<Name> {
  /** Time of the first price used, UTC milliseconds. */
  readonly from: number;
  /** Time of the last price used, UTC milliseconds. */
  readonly to: number;
  /** Median spacing of the series, milliseconds. */
  readonly interval: number;
  /** Returns in a year of 365 days, as counted from `from` to `to`. */
  readonly periodsPerYear: number;
}

/** A calibration by maximum likelihood. */
export interface LikelihoodCalibration<Name extends string = string> extends Calibration<Name> {
  /**
   * Standard errors that hold also where the distribution is not the one assumed: the sandwich of
   * Bollerslev and Wooldridge (1992). Those of `parameters` are from the curvature alone. NaN where
   * the likelihood does not determine a parameter, or where it stands at a bound; the others' are
   * then given that bound.
   */
  readonly robustErrors: Readonly<Record<Name, number>>;
  /** Akaike's criterion, 2 k - 2 ln L: the less the better. */
  readonly aic: number;
  /** Schwarz's criterion, k ln n - 2 ln L: the less the better. */
  readonly bic: number;
  /** How far from the top the search ended, in standard errors; converged is below 1e-4. */
  readonly gradientNorm: number;
  /** Days between returns. */
  readonly stepDays: number;
  /** What `charts.returnsFit` draws. */
  readonly fit: ReturnsFit;
}

/** Numbers that a model makes look alike, and how they should be distributed. */
export interface ReturnsFit {
  readonly model: string;
  readonly what: "standardised residuals" | "log returns";
  /** One a return, in the order of time. */
  readonly values: readonly number[];
  /** The fitted density at places that ascend. */
  readonly density: { readonly at: readonly number[]; readonly height: readonly number[] };
  /** Standard deviation foreseen for each return, a year; null where it is constant. */
  readonly volatility: readonly number[] | null;
  /** Time of the price that ends each return, UTC milliseconds; null where not known. */
  readonly times: readonly number[] | null;
}
