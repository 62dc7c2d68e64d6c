// What the world gives: prices, chains, curves, funding.

export { atTheMoney } from "./at-the-money.ts";
export { autocorrelation, autocorrelationError } from "./autocorrelation.ts";
export {
  type ChainQuotesOptions,
  chainQuotes,
  type VolatilityQuote,
} from "./chain-quotes.ts";
export type { ChainSource } from "./chain-source.ts";
export { embeddedPrices } from "./embedded-prices.ts";
export { type FilterQuotesOptions, filterQuotes } from "./filter-quotes.ts";
export {
  type FundingSeries,
  type FundingSeriesOptions,
  type FundingStatistics,
  type FundingStatisticsOptions,
  fundingSeries,
  fundingStatistics,
} from "./funding-series.ts";
export {
  chainFutures,
  type FuturesCurve,
  type FuturesCurveOptions,
  type FuturesPoint,
  forwardPrice,
  futuresCurve,
} from "./futures-curve.ts";
export { type HalfSpread, type HalfSpreadsOptions, halfSpreads } from "./half-spreads.ts";
export { type ImpliedForward, impliedForwards } from "./implied-forwards.ts";
export {
  type FutureInstrument,
  type Instrument,
  type OptionInstrument,
  type PerpetualInstrument,
  parseInstrument,
} from "./instrument.ts";
export {
  type DroppedTimes,
  type JoinedSeries,
  type JoinSeriesOptions,
  joinSeries,
} from "./join-series.ts";
export { type JumpShareOptions, jumpShare } from "./jump-share.ts";
export { type LogReturns, logReturns } from "./log-returns.ts";
export {
  type BidAskMark,
  type ChainExpiry,
  type ChainQuote,
  type Dropped,
  type DropReason,
  dropCounts,
  type OptionChain,
  quoteCount,
} from "./option-chain.ts";
export {
  type Gap,
  type PriceSeries,
  type PriceSeriesOptions,
  priceSeries,
} from "./price-series.ts";
export { type ReadChainOptions, readChain, readChains } from "./read-chain.ts";
export { type DepthSeries, type ReadDepthOptions, readDepth } from "./read-depth.ts";
export { type ReadFundingOptions, readFunding } from "./read-funding.ts";
export { type ReadFuturesOptions, readFutures } from "./read-futures.ts";
export { type ReadPricesOptions, readPrices } from "./read-prices.ts";
export {
  type Bars,
  type RangeEstimator,
  type RealisedVolatilityOptions,
  realisedVolatility,
} from "./realised-volatility.ts";
export type { Synchrony } from "./synchrony.ts";
export { type TradingFeeOptions, tradingFee } from "./trading-fee.ts";
export { type TradingTerms, type TradingTermsOptions, tradingTerms } from "./trading-terms.ts";
export {
  type FeeRule,
  type InstrumentKind,
  type InstrumentTerms,
  type InstrumentTermsOptions,
  type Size,
  type SpreadRule,
  type Venue,
  venue,
} from "./venue.ts";
export { venues } from "./venues.ts";
