// Risk: how much a book can lose, how likely that is, and what becomes of it and its hedge on the way.

export { type Contagion, type ContagionOptions, contagion } from "./contagion.ts";
export {
  type DeltaGammaRisk,
  type DeltaGammaRiskOptions,
  deltaGammaRisk,
} from "./delta-gamma-risk.ts";
export {
  type Diversification,
  type DiversificationOptions,
  type DiversifiedRisk,
  diversification,
} from "./diversification.ts";
export {
  type AcerbiSzekelyOptions,
  type AcerbiSzekelyTest,
  acerbiSzekelyTest,
  type SimulatedTest,
} from "./expected-shortfall-tests.ts";
export {
  type FilteredHistoricalRisk,
  type FilteredHistoricalRiskOptions,
  filteredHistoricalRisk,
} from "./filtered-historical-risk.ts";
export {
  type HistoricalRisk,
  type HistoricalRiskOptions,
  historicalRisk,
} from "./historical-risk.ts";
export { type HistoricalWindow, historicalWindows } from "./historical-windows.ts";
export {
  entropicLoss,
  expectedShortfall,
  isoelasticLoss,
  type LossMeasureOptions,
  quadraticShortfall,
  type UtilityLoss,
} from "./loss-measures.ts";
export {
  type FutureContract,
  type Holding,
  type LinearContract,
  type Portfolio,
  type PortfolioPosition,
  portfolio,
  type RiskContract,
} from "./portfolio.ts";
export type { HistoriesOptions, History } from "./read-histories.ts";
export { type ReplayScenarioOptions, replayScenario } from "./replay-scenario.ts";
export { type Resilience, resilience } from "./resilience.ts";
export {
  type FactorMove,
  type LossPoint,
  type ReverseStress,
  type ReverseStressOptions,
  reverseStress,
} from "./reverse-stress.ts";
export type { RiskFactor, RiskFactors, RiskFactorsOptions } from "./risk-factors.ts";
export type { RiskMarketInput, RiskQuote } from "./risk-market.ts";
export { type RunStressOptions, runStress, type StressPath } from "./run-stress.ts";
export { combine, type Scenario, type ScenarioOptions, scenario } from "./scenario.ts";
export {
  type ScenarioLikelihood,
  type ScenarioLikelihoodOptions,
  scenarioLikelihood,
} from "./scenario-likelihood.ts";
export { type ScenarioName, scenarios } from "./scenarios.ts";
export type { Course, Shock, ShockInput, Window as ShockWindow } from "./shock.ts";
export {
  type SimulatedRisk,
  type SimulatedRiskOptions,
  simulatedRisk,
} from "./simulated-risk.ts";
export { type StressGrid, type StressGridOptions, stressGrid } from "./stress-grid.ts";
export type { StressStep } from "./stress-ledger.ts";
export type {
  MarginAnswer,
  MarginRule,
  StressAccount,
  StressContract,
} from "./stress-margin.ts";
export type { StressSettlement } from "./stress-settlement.ts";
export type { RiskContribution, TailPoint, TailRisk } from "./tail-risk.ts";
export type { TailSampling } from "./twisted-normals.ts";
export {
  type ChristoffersenOptions,
  type ChristoffersenTest,
  christoffersenTest,
  type KupiecOptions,
  type KupiecRegionOptions,
  kupiecRegion,
  kupiecTest,
  type RiskTest,
} from "./value-at-risk-tests.ts";
export type { StressMarginMarket } from "./venue-market.ts";
