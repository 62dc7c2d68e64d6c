import type { HedgeOutcome } from "./hedge-outcome.ts";
import type { RatioDescription } from "./ratio-description.ts";

/** What a report reads of one strategy: the description and fits where it is an estimator. */
export interface JudgedOutcome extends HedgeOutcome {
  readonly estimator?: RatioDescription;
  readonly refits?: number;
}

/** What a report reads of all decisions at one horizon. */
export interface JudgedHorizon {
  readonly horizon: number;
  readonly times: readonly number[];
  /** Rows up to the first decision, and periods after it. */
  readonly warm: number;
  readonly periods: number;
  readonly acrossGaps: number;
  /** Prices of asset and hedges, where there are ratios between them. */
  readonly prices?: readonly Float64Array[];
  readonly unhedged: Float64Array;
  readonly values: Float64Array;
  readonly estimators: Readonly<Record<string, JudgedOutcome>>;
}

/** What a report reads of a walk: of `walkForward`, and of `walkChains`. */
export interface JudgedWalk {
  readonly asset: string;
  readonly hedges: readonly string[];
  readonly position?: number;
  readonly horizons: readonly JudgedHorizon[];
  readonly notes: readonly string[];
}
