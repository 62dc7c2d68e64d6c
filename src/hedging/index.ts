// The hedging study, advice on hedges, and their execution.

export type { BindingLimit, HedgeAdvice, HedgeTrade } from "./advisor/advice.ts";
export {
  HEDGE_STRESS,
  type HedgeAdviceOptions,
  type HedgeLimits,
  type HedgeObjective,
  type StressScenario,
} from "./advisor/advice-options.ts";
export { hedgeAdvice } from "./advisor/hedge-advice.ts";
export type { HedgeContract, HedgeInstrument, QuoteLevel } from "./advisor/instrument.ts";
export type { Judgement, RiskChange } from "./advisor/judgement.ts";
export type {
  AnyStudy,
  AnyStudyOptions,
  AssetsCosts,
  AssetsStudyDescription,
  AssetsStudyOptions,
} from "./assets/assets-study.ts";
export type { BookStrategy } from "./assets/book-strategy.ts";
export { type CrossHedge, type CrossHedgeOptions, crossHedge } from "./assets/cross-hedge.ts";
export { type EachAsset, eachAsset } from "./assets/each-asset.ts";
export {
  type Attribution,
  type AttributionOptions,
  attribution,
  type CausePart,
} from "./attribution/attribution.ts";
export { CAUSES, type Cause, type CauseColumns } from "./attribution/causes.ts";
export {
  type AfterMove,
  afterMove,
  type Band,
  type Recentre,
  type RelativeBand,
  recentre,
  relativeBand,
  type WhalleyWilmott,
  whalleyWilmott,
  type Zakamouline,
  zakamouline,
} from "./bands.ts";
export {
  type Costs,
  type OptionCosts,
  type ProportionalCosts,
  proportionalCosts,
  type VenueCosts,
  type VenueCostsOptions,
  venueCosts,
} from "./costs.ts";
export { type CostsAtOptions, costsAt } from "./costs-at.ts";
export { type CustomHedge, customHedge, type HedgeRule } from "./custom/custom-hedge.ts";
export type { DecisionColumns } from "./custom/decision-columns.ts";
export {
  type Market,
  type StudyDescription,
  type StudyOptions,
  studyDescription,
} from "./description.ts";
export {
  type ExecutionFrontierOptions,
  type ExecutionFrontierPoint,
  executionFrontier,
} from "./execution-frontier.ts";
export {
  type ExecutionOptions,
  type ExecutionSchedule,
  executionSchedule,
} from "./execution-schedule.ts";
export {
  type DiscreteHedgeOptions,
  discreteHedgeDeviation,
} from "./frontier/discrete-hedge-deviation.ts";
export {
  type Frontier,
  type FrontierOptions,
  frontier,
  type HedgePoint,
} from "./frontier/frontier.ts";
export {
  type OptimalHedge,
  type OptimalHedgeOptions,
  optimalHedge,
  type TriedValue,
} from "./frontier/optimal-hedge.ts";
export type { Sweep } from "./frontier/swept.ts";
export { type MarketImpact, type MarketImpactOptions, marketImpact } from "./market-impact.ts";
export {
  type DeltaGammaHedge,
  type DeltaGammaHedgeOptions,
  type DeltaGammaVegaHedge,
  type DeltaGammaVegaHedgeOptions,
  type DeltaVegaHedge,
  type DeltaVegaHedgeOptions,
  deltaGammaHedge,
  deltaGammaVegaHedge,
  deltaVegaHedge,
  type HedgeWithOptions,
} from "./option-hedges.ts";
export {
  type HedgeEfficiency,
  type HedgeEfficiencyOptions,
  hedgeEfficiency,
  type RiskEfficiency,
} from "./outcomes/hedge-efficiency.ts";
export { type LossTail, type LossTails, lossTails } from "./outcomes/loss-tails.ts";
export {
  type PairedProfits,
  type PairedProfitsOptions,
  pairedProfits,
} from "./outcomes/paired-profits.ts";
export { type PathTableOptions, pathTable } from "./outcomes/path-table.ts";
export {
  type DeviationRisk,
  deviationRisk,
  type EntropicRisk,
  entropicRisk,
  type RiskMeasure,
  type SemivarianceRisk,
  type ShortfallRisk,
  semivarianceRisk,
  shortfallRisk,
  type VarianceRisk,
  varianceRisk,
} from "./outcomes/risk-measures.ts";
export type { StudyInput } from "./outcomes/study-input.ts";
export type { CostSplit, Difference, ExamplePath, Histogram, StrategyResult } from "./result.ts";
export type { RunOptions } from "./simulate.ts";
export {
  type DeltaHedge,
  type DeltaHedgeOptions,
  deltaHedge,
  type HoldUnits,
  holdUnits,
  type StopLoss,
  type Strategy,
  stopLoss,
  type Unhedged,
  unhedged,
} from "./strategies.ts";
export { study } from "./study.ts";
export {
  type CurrencyResults,
  type StudyJson,
  StudyResult,
  type Table,
} from "./study-result.ts";
export type { DeltaChoice, VolatilityChoice } from "./targets/delta-choice.ts";
export { type Ewma, ewma } from "./targets/ewma.ts";
export { fitHullWhite, type HullWhiteFit, type OptionChange } from "./targets/fit-hull-white.ts";
export { type HullWhite, hullWhite } from "./targets/hull-white.ts";
export { type LocalRisk, type LocalRiskOptions, localRisk } from "./targets/local-risk.ts";
