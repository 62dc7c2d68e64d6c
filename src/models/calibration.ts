import type { Estimate } from "../estimate.ts";

/**
 * A model fitted to prices: what every calibration answers, whatever its model. `parameters` are
 * the arguments that the model's own maker takes, by name, so a fit can be handed on to it; their
 * standard errors come from the curvature or the moments that the model's file states.
 * `logLikelihood` is that of the log returns under the fit, to compare models on the same series.
 * A search that stops short still answers, with `converged` false.
 */
export interface Calibration<Name extends string = string> {
  readonly parameters: Readonly<Record<Name, Estimate>>;
  readonly logLikelihood: number;
  readonly converged: boolean;
  /** Number of log returns used. */
  readonly returns: number;
  /** Time of the first price used, UTC milliseconds. */
  readonly from: number;
  /** Time of the last price used, UTC milliseconds. */
  readonly to: number;
  /** Median spacing of the series, milliseconds. */
  readonly interval: number;
  /** Returns in a year of 365 days, as counted from `from` to `to`. */
  readonly periodsPerYear: number;
}
