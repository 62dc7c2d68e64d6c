// Hedge ratios: estimated, adjusted as prices arrive, and judged on rows not seen.
export { type Account, type AccountOptions, account } from "./account.ts";
export {
  type ChainsFromPrices,
  type ChainsFromPricesOptions,
  chainsFromPrices,
} from "./chains-from-prices.ts";
export {
  type ConditionalCorrelation,
  type ConditionalCorrelationOptions,
  conditionalCorrelation,
} from "./conditional-correlation.ts";
export {
  type EqualAccuracy,
  type EqualAccuracyOptions,
  equalAccuracy,
} from "./equal-accuracy.ts";
export { type ErrorCorrection, errorCorrection } from "./error-correction.ts";
export { type ExponentialWeights, exponentialWeights } from "./exponential-weights.ts";
export type { Frictions } from "./frictions.ts";
export type { FundingRates } from "./funding.ts";
export type { HedgeMeasures, RegimeMeasures } from "./hedge-measures.ts";
export type { HedgeOutcome } from "./hedge-outcome.ts";
export {
  type EstimatorComparison,
  type EstimatorReport,
  type HedgeReport,
  type HedgeReportOptions,
  type HorizonReport,
  hedgeReport,
} from "./hedge-report.ts";
export type { Interval } from "./interval.ts";
export { type InverseAccountOptions, inverseAccount } from "./inverse-account.ts";
export { type InverseRatio, type InverseRatioOptions, inverseRatio } from "./inverse-ratio.ts";
export type { JudgedHorizon, JudgedOutcome, JudgedWalk } from "./judged-walk.ts";
export { type KalmanRatio, kalmanRatio } from "./kalman.ts";
export { type LeastSquares, leastSquares } from "./least-squares.ts";
export { type ListedOptionOptions, listedOption } from "./listed-option.ts";
export {
  type MinimumVariance,
  type MinimumVarianceOptions,
  minimumVariance,
} from "./minimum-variance.ts";
export {
  type ModelConfidenceSet,
  type ModelConfidenceSetOptions,
  modelConfidenceSet,
} from "./model-confidence-set.ts";
export { type NaiveRatio, naiveRatio } from "./naive.ts";
export type { PartialAdjustment, PartialAdjustmentOptions } from "./partial-adjustment.ts";
export { quantileRatio, shortfallRatio, type TailRatio } from "./quantile.ts";
export { partialAdjustment, type RatioDescription } from "./ratio-description.ts";
export {
  type FittedRatios,
  type RatioEstimator,
  type RatioState,
  ratioEstimator,
} from "./ratio-estimator.ts";
export { type RecalibrateOptions, type Recalibration, recalibrate } from "./recalibrate.ts";
export { type RegimeRatio, regimeRatio } from "./regime-ratio.ts";
export { type ReportRow, reportRows } from "./report-rows.ts";
export type { HedgeObservation, HedgeWindow, ReturnKind } from "./returns.ts";
export { type RollingLeastSquares, rollingLeastSquares } from "./rolling-least-squares.ts";
export { type SemivarianceRatio, semivarianceRatio } from "./semivariance.ts";
export { type SimulateChainsOptions, simulateChains } from "./simulate-chains.ts";
export {
  type SimulatedHistory,
  type SimulateHistoryOptions,
  type SimulatePairOptions,
  simulateHistory,
  simulatePair,
} from "./simulate-history.ts";
export {
  aimRatio,
  type TradingRate,
  type TradingRateOptions,
  tradingRate,
} from "./trading-rate.ts";
export {
  type ChainHorizon,
  type ChainOutcome,
  type ChainWalk,
  type WalkChainsOptions,
  walkChains,
} from "./walk-chains.ts";
export type { WalkCosts } from "./walk-costs.ts";
export {
  type WalkForward,
  type WalkForwardOptions,
  type WalkForwardRun,
  type WalkHorizon,
  walkForward,
} from "./walk-forward.ts";
export type { WalkResult } from "./walk-result.ts";
