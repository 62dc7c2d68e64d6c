// hedgelab/core: the numeric core alone. No dependencies; Node and browsers.

export { type AdjointGreeks, adjointGreeks } from "./adjoint-greeks.ts";
export {
  type BookOption,
  bookGreeks,
  type Mean,
  type SimulatedGreeks,
} from "./book-greeks.ts";
export * from "./fourier.ts";
export * from "./functions.ts";
export * from "./hedging.ts";
export { type CoreExports, core, coreBytes, instantiate } from "./instance.ts";
export * from "./low-discrepancy.ts";
export * from "./market.ts";
export * from "./models.ts";
export * from "./noise.ts";
export * from "./options.ts";
export * from "./prices.ts";
export * from "./return-models.ts";
export {
  type GarchKind,
  type GarchOptions,
  type GarchSeries,
  type GarchSet,
  garchLogLikelihoods,
  garchSeries,
  type InnovationKind,
} from "./returns.ts";
export { type BookColumns, type Revalued, type RevalueOptions, revalue } from "./revalue.ts";
export type { ByGroup, Scenario } from "./revalue-scenarios.ts";
export * from "./scheduled-hedge.ts";
export * from "./tail.ts";
