// The hedging study.

export { type Costs, type ProportionalCosts, proportionalCosts } from "./costs.ts";
export {
  type Market,
  type StudyDescription,
  type StudyOptions,
  studyDescription,
} from "./description.ts";
export type { Difference, ExamplePath, Histogram, StrategyResult } from "./result.ts";
export type { RunOptions } from "./simulate.ts";
export {
  type DeltaHedge,
  deltaHedge,
  type Strategy,
  type Unhedged,
  unhedged,
} from "./strategies.ts";
export { study } from "./study.ts";
export { type StudyJson, StudyResult, type Table } from "./study-result.ts";
