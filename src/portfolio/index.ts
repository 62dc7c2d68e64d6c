// Contracts, positions, books, and their prices and Greeks by simulation.

export {
  americanPriceLongstaffSchwartz,
  type LongstaffSchwartzPrice,
} from "./american-price-longstaff-schwartz.ts";
export {
  type AssetsContract,
  type Basket,
  basket,
  type Rainbow,
  rainbow,
} from "./assets-contracts.ts";
export { type AssetHolding, type Book, book, long, type Position, short } from "./book.ts";
export {
  type Contract,
  call,
  type EuropeanOption,
  type EuropeanOptionOptions,
  type Future,
  future,
  put,
  type Underlying,
  underlying,
} from "./contracts.ts";
export type { Control } from "./controls.ts";
export type {
  LongstaffSchwartzContractOptions,
  LongstaffSchwartzMethod,
  LongstaffSchwartzOptions,
  LongstaffSchwartzSampling,
} from "./exercise-options.ts";
export {
  type LikelihoodRatioGreeks,
  type LikelihoodRatioGreeksOptions,
  likelihoodRatioGreeks,
} from "./likelihood-ratio-greeks.ts";
export {
  type MonteCarloGreeks,
  type MonteCarloGreeksOptions,
  monteCarloGreeks,
  type ParameterGreeks,
} from "./monte-carlo-greeks.ts";
export {
  type MonteCarloPrice,
  type MonteCarloPriceOptions,
  type MonteCarloPrices,
  monteCarloPrice,
} from "./monte-carlo-price.ts";
export {
  type Level,
  type MultilevelPrice,
  type MultilevelPriceOptions,
  multilevelPrice,
} from "./multilevel-price.ts";
export {
  type Asian,
  asian,
  type Barrier,
  barrier,
  type Digital,
  digital,
  type Lookback,
  lookback,
  type PathContract,
  type VarianceSwap,
  varianceSwap,
} from "./path-contracts.ts";
export type { AssetMarket, AssetsMarket } from "./priced-market.ts";
export type { Sampling } from "./sampling.ts";
