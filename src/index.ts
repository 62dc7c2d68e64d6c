// hedgelab: how much risk does a hedge remove, and what does it cost?

export * from "./adjustment/index.ts";
export type { Estimate } from "./estimate.ts";
export * from "./hedging/index.ts";
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
export { atTheMoney } from "./market/at-the-money.ts";
export {
  type ChainQuotesOptions,
  chainQuotes,
  type VolatilityQuote,
} from "./market/chain-quotes.ts";
export type { ChainSource } from "./market/chain-source.ts";
export { embeddedPrices } from "./market/embedded-prices.ts";
export { type FilterQuotesOptions, filterQuotes } from "./market/filter-quotes.ts";
export {
  type FundingSeries,
  type FundingSeriesOptions,
  type FundingStatistics,
  type FundingStatisticsOptions,
  fundingSeries,
  fundingStatistics,
} from "./market/funding-series.ts";
export {
  chainFutures,
  type FuturesCurve,
  type FuturesCurveOptions,
  type FuturesPoint,
  forwardPrice,
  futuresCurve,
} from "./market/futures-curve.ts";
export { type HalfSpread, type HalfSpreadsOptions, halfSpreads } from "./market/half-spreads.ts";
export { type ImpliedForward, impliedForwards } from "./market/implied-forwards.ts";
export {
  type FutureInstrument,
  type Instrument,
  type OptionInstrument,
  type PerpetualInstrument,
  parseInstrument,
} from "./market/instrument.ts";
export {
  type DroppedTimes,
  type JoinedSeries,
  type JoinSeriesOptions,
  joinSeries,
} from "./market/join-series.ts";
export {
  type BidAskMark,
  type ChainExpiry,
  type ChainQuote,
  type Dropped,
  type DropReason,
  dropCounts,
  type OptionChain,
  quoteCount,
} from "./market/option-chain.ts";
export {
  type Gap,
  type PriceSeries,
  type PriceSeriesOptions,
  priceSeries,
} from "./market/price-series.ts";
export { type ReadChainOptions, readChain, readChains } from "./market/read-chain.ts";
export { type DepthSeries, type ReadDepthOptions, readDepth } from "./market/read-depth.ts";
export { type ReadFundingOptions, readFunding } from "./market/read-funding.ts";
export { type ReadFuturesOptions, readFutures } from "./market/read-futures.ts";
export { type ReadPricesOptions, readPrices } from "./market/read-prices.ts";
export {
  type Bars,
  type RangeEstimator,
  type RealisedVolatilityOptions,
  realisedVolatility,
} from "./market/realised-volatility.ts";
export type { Synchrony } from "./market/synchrony.ts";
export { type Bates, type BatesOptions, bates } from "./models/bates.ts";
export { type BatesParameter, calibrateBates } from "./models/calibrate-bates.ts";
export type {
  ChainCalibration,
  ChainStart,
  ExpiryFit,
  VolatilityError,
} from "./models/calibrate-chain.ts";
export {
  type CalibrateDccOptions,
  calibrateDcc,
  type DccCalibration,
} from "./models/calibrate-dcc.ts";
export {
  type CalibrateGarchOptions,
  calibrateGarch,
  type GarchCalibration,
} from "./models/calibrate-garch.ts";
export { calibrateHeston, type HestonParameter } from "./models/calibrate-heston.ts";
export { calibrateKou, type KouCalibration } from "./models/calibrate-kou.ts";
export { calibrateMerton, type MertonCalibration } from "./models/calibrate-merton.ts";
export {
  type CalibrateOrnsteinUhlenbeckOptions,
  calibrateOrnsteinUhlenbeck,
  type OrnsteinUhlenbeckCalibration,
} from "./models/calibrate-ornstein-uhlenbeck.ts";
export {
  type CalibrateRegimesOptions,
  calibrateRegimes,
  type RegimesCalibration,
} from "./models/calibrate-regimes.ts";
export { calibrateSvcj, type SvcjParameter } from "./models/calibrate-svcj.ts";
export { calibrateVolatility, type VolatilityCalibration } from "./models/calibrate-volatility.ts";
export type {
  Calibration,
  DatedCalibration,
  LikelihoodCalibration,
  ReturnsFit,
} from "./models/calibration.ts";
export { type Egarch, egarch } from "./models/egarch.ts";
export { type EwmaVolatilityOptions, ewmaVolatility } from "./models/ewma-volatility.ts";
export { fellerRatio } from "./models/feller-ratio.ts";
export { type FitSsviOptions, fitSsvi, type SsviFit } from "./models/fit-ssvi.ts";
export { fitSvi, type SviFit, type SviSliceFit } from "./models/fit-svi.ts";
export type { FourierModel } from "./models/fourier-model.ts";
export { type Garch, garch } from "./models/garch.ts";
export { type GeometricBrownian, geometricBrownian } from "./models/geometric-brownian.ts";
export { type GjrGarch, gjrGarch } from "./models/gjr-garch.ts";
export { type Heston, type HestonOptions, heston } from "./models/heston.ts";
export type { Innovations } from "./models/innovations.ts";
export { type Kou, kou } from "./models/kou.ts";
export { type Merton, merton } from "./models/merton.ts";
export type { Model } from "./models/model.ts";
export type { OptionQuote } from "./models/option-quote.ts";
export { type OrnsteinUhlenbeck, ornsteinUhlenbeck } from "./models/ornstein-uhlenbeck.ts";
export type {
  ChainDay,
  ChainModels,
  CryptoMarketPreset,
  LevelPreset,
  MarketPreset,
  PairPreset,
  PresetChainFit,
  PresetFit,
  ReturnsModels,
} from "./models/presets/market-preset.ts";
export type { PresetSource, ReturnsFitName } from "./models/presets/market-table.ts";
export { type Markets, markets } from "./models/presets/markets.ts";
export type { ReturnsOptions } from "./models/read-returns.ts";
export { type Regime, type RegimeSwitching, regimeSwitching } from "./models/regime-switching.ts";
export type { FitError, VolatilityQuotes } from "./models/smile-points.ts";
export {
  type HestonPhi,
  type PowerLawPhi,
  type SsviConditions,
  type SsviParameters,
  type SsviPhi,
  type SsviPoint,
  ssviConditions,
  ssviSurface,
} from "./models/ssvi.ts";
export {
  type Arbitrage,
  type ArbitrageOptions,
  butterflyArbitrage,
  calendarArbitrage,
  type VarianceSurface,
} from "./models/surface-arbitrage.ts";
export { type Svcj, type SvcjOptions, svcj } from "./models/svcj.ts";
export { type SviButterfly, type SviParameters, svi, sviButterfly } from "./models/svi.ts";
export { type SviSlice, sviSurface } from "./models/svi-surface.ts";
export { type VarianceGamma, varianceGamma } from "./models/variance-gamma.ts";
export { logDensity, type VarianceJet } from "./models/variance-jet.ts";
export type { VolatilitySurface } from "./models/volatility-surface.ts";
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
