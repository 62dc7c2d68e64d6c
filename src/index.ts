// hedgelab: how much risk does a hedge remove, and what does it cost?

export * from "./adjustment/index.ts";
export type { Estimate } from "./estimate.ts";
export * from "./hedging/index.ts";
export type { BindingLimit, HedgeAdvice, HedgeTrade } from "./hedging/advisor/advice.ts";
export {
  type HedgeAdviceOptions,
  type HedgeLimits,
  type HedgeObjective,
  STRESS,
  type StressScenario,
} from "./hedging/advisor/advice-options.ts";
export { hedgeAdvice } from "./hedging/advisor/hedge-advice.ts";
export type { HedgeContract, HedgeInstrument, QuoteLevel } from "./hedging/advisor/instrument.ts";
export type { Judgement, RiskChange } from "./hedging/advisor/judgement.ts";
export { type Costs, type ProportionalCosts, proportionalCosts } from "./hedging/costs.ts";
export {
  type Market,
  type StudyDescription,
  type StudyOptions,
  studyDescription,
} from "./hedging/description.ts";
export {
  type ExecutionFrontierOptions,
  type ExecutionFrontierPoint,
  executionFrontier,
} from "./hedging/execution-frontier.ts";
export {
  type ExecutionOptions,
  type ExecutionSchedule,
  executionSchedule,
} from "./hedging/execution-schedule.ts";
export {
  type MarketImpact,
  type MarketImpactOptions,
  marketImpact,
} from "./hedging/market-impact.ts";
export type { Difference, ExamplePath, Histogram, StrategyResult } from "./hedging/result.ts";
export type { RunOptions } from "./hedging/simulate.ts";
export {
  type DeltaHedge,
  deltaHedge,
  type Strategy,
  type Unhedged,
  unhedged,
} from "./hedging/strategies.ts";
export { study } from "./hedging/study.ts";
export { type StudyJson, StudyResult, type Table } from "./hedging/study-result.ts";
export {
  auctionDiscount,
  capitalEfficiency,
  crossVenueMargin,
  DERIBIT_PORTFOLIO_ETH,
  DERIBIT_STANDARD_SOL,
  deribitFee,
  deribitLegacyContingency,
  deribitNetDelta,
  deribitSettlement,
  deriveAuction,
  dydxInitialMargin,
  dydxInitialPpm,
  dydxMaintenanceMargin,
  dydxMaintenancePpm,
  dydxMaximumFundingPpm,
  type FrontierPoint,
  incrementalMargin,
  liquidationPrices,
  type MarginAccountInput,
  type MarginMarketInput,
  type MarginOptions,
  type MarginResult,
  margin,
  marginalMargin,
  marginFrontier,
  minimumDelta,
  type OptimisedMargin,
  type OptimiseMarginOptions,
  optimiseMargin,
  paradexOptionMargin,
  type Rulebook,
  rulebook,
  rulebookOf,
  rulebooks,
  shiftMarket,
  sizeDiscount,
  sizePremium,
  spanScan,
  TIMS_BROAD_INDEX,
  TIMS_SMALL_INDEX,
  type TradeCandidate,
  uniMmr,
  venueStress,
} from "./margin/index.ts";
export * from "./market/index.ts";
export * from "./models/index.ts";
export * from "./portfolio/index.ts";
export { embeddedPrices } from "./market/embedded-prices.ts";
export {
  type Gap,
  type PriceSeries,
  type PriceSeriesOptions,
  priceSeries,
} from "./market/price-series.ts";
export { type ReadPricesOptions, readPrices } from "./market/read-prices.ts";
export { type TradingFeeOptions, tradingFee } from "./market/trading-fee.ts";
export {
  type TradingTerms,
  type TradingTermsOptions,
  tradingTerms,
} from "./market/trading-terms.ts";
export {
  type FeeRule,
  type InstrumentKind,
  type InstrumentTerms,
  type InstrumentTermsOptions,
  type Size,
  type SpreadRule,
  type Venue,
  venue,
} from "./market/venue.ts";
export { venues } from "./market/venues.ts";
export { type Bates, type BatesOptions, bates } from "./models/bates.ts";
export { type BatesParameter, calibrateBates } from "./models/calibrate-bates.ts";
export type {
  ChainCalibration,
  ChainStart,
  ExpiryFit,
  VolatilityError,
} from "./models/calibrate-chain.ts";
export { calibrateHeston, type HestonParameter } from "./models/calibrate-heston.ts";
export { calibrateSvcj, type SvcjParameter } from "./models/calibrate-svcj.ts";
export { calibrateVolatility, type VolatilityCalibration } from "./models/calibrate-volatility.ts";
export type { Calibration } from "./models/calibration.ts";
export { fellerRatio } from "./models/feller-ratio.ts";
export type { FourierModel } from "./models/fourier-model.ts";
export { type GeometricBrownian, geometricBrownian } from "./models/geometric-brownian.ts";
export { type Heston, type HestonOptions, heston } from "./models/heston.ts";
export { type Kou, kou } from "./models/kou.ts";
export { type Merton, merton } from "./models/merton.ts";
export type { Model } from "./models/model.ts";
export type { OptionQuote } from "./models/option-quote.ts";
export { type Svcj, type SvcjOptions, svcj } from "./models/svcj.ts";
export { type VarianceGamma, varianceGamma } from "./models/variance-gamma.ts";
export {
  americanPriceLongstaffSchwartz,
  type LongstaffSchwartzOptions,
  type LongstaffSchwartzPrice,
} from "./portfolio/american-price-longstaff-schwartz.ts";
export { type Book, book, long, type Position, short } from "./portfolio/book.ts";
export {
  type Contract,
  call,
  type EuropeanOption,
  type EuropeanOptionOptions,
  put,
} from "./portfolio/contracts.ts";
export type { Control } from "./portfolio/controls.ts";
export {
  type MonteCarloGreeks,
  type MonteCarloGreeksOptions,
  monteCarloGreeks,
  type ParameterGreeks,
} from "./portfolio/monte-carlo-greeks.ts";
export {
  type MonteCarloPrice,
  type MonteCarloPriceOptions,
  type MonteCarloPrices,
  monteCarloPrice,
} from "./portfolio/monte-carlo-price.ts";
export {
  type Level,
  type MultilevelPrice,
  type MultilevelPriceOptions,
  multilevelPrice,
} from "./portfolio/multilevel-price.ts";
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
} from "./portfolio/path-contracts.ts";
export type { Sampling } from "./portfolio/sampling.ts";
export * from "./pricing/index.ts";
