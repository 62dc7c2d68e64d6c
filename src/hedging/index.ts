// The hedging study.

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
} from "./bands.ts";
export {
  type Costs,
  type ProportionalCosts,
  proportionalCosts,
  type VenueCosts,
  venueCosts,
} from "./costs.ts";
export {
  type Market,
  type StudyDescription,
  type StudyOptions,
  studyDescription,
} from "./description.ts";
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
export { type StudyJson, StudyResult, type Table } from "./study-result.ts";
