import type { HedgeReport } from "./hedge-report.ts";

/** One estimator at one horizon, flat: a row of a table. */
export interface ReportRow {
  /** Rows of the series that a period has. */
  readonly horizon: number;
  readonly estimator: string;
  readonly effectiveness: number;
  /** Of its bootstrap interval. */
  readonly low: number;
  readonly high: number;
  readonly inSample: number;
  readonly downsideEffectiveness: number;
  readonly expectedShortfall: number;
  readonly utility: number;
  readonly turnover: number;
  readonly cost: number;
  readonly funding: number;
  readonly calm: number;
  readonly crash: number;
  /** The level at which the model confidence set drops it. */
  readonly pValue: number;
}

/** The rows of a report, best first at each horizon: for `table` and for files. */
export function reportRows(report: HedgeReport): ReportRow[] {
  return report.horizons.flatMap(({ horizon, estimators, confidenceSet }) =>
    Object.entries(estimators)
      .map(([estimator, each]) => ({
        horizon,
        estimator,
        effectiveness: each.effectiveness.value,
        low: each.effectiveness.low,
        high: each.effectiveness.high,
        inSample: each.inSample,
        downsideEffectiveness: each.downsideEffectiveness.value,
        expectedShortfall: each.expectedShortfall.value,
        utility: each.utility.value,
        turnover: each.turnover,
        cost: each.cost,
        funding: each.funding,
        calm: each.regimes.calm!.effectiveness.value,
        crash: each.regimes.crash!.effectiveness.value,
        pValue: confidenceSet.pValues[estimator]!,
      }))
      .sort((a, b) => b.effectiveness - a.effectiveness),
  );
}
