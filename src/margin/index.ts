// Margin: what venues ask of a book, by their own rules.
export {
  type Collateral,
  type MarginAccount,
  type MarginAccountInput,
  type MarginContract,
  type MarginContractInput,
  type MarginFuture,
  type MarginOption,
  type MarginPerpetual,
  type MarginPosition,
  type MarginPositionInput,
  type MarginSpot,
  marginAccount,
} from "./account.ts";
export { type AccountGreeksOptions, accountGreeks } from "./account-greeks.ts";
export {
  type FinancedHedge,
  type FinancedStudy,
  type FinancedStudyOptions,
  financedStudy,
} from "./along-paths/financed-study.ts";
export type { JudgingOptions } from "./along-paths/judged-paths.ts";
export type {
  CapitalNeeded,
  LiquidationAlong,
  QuantileEstimate,
  RequirementAlong,
  RequirementSizes,
} from "./along-paths/judged-summary.ts";
export {
  type MarginAlongPaths,
  type MarginAlongPathsOptions,
  marginAlongPaths,
  type QuantileOptions,
} from "./along-paths/margin-along-paths.ts";
export {
  type BinanceBracket,
  type BinanceUnifiedParameters,
  bracketMargin,
  uniMmr,
} from "./binance-unified.ts";
export type { ContractGreeks } from "./book-greeks.ts";
export {
  type CapitalEfficiency,
  type CapitalEfficiencyOptions,
  capitalEfficiency,
} from "./capital-efficiency.ts";
export {
  type ComparedMargin,
  type CompareMarginsOptions,
  compareMargins,
} from "./compare-margins.ts";
export {
  type CrossVenueMargin,
  type CrossVenueMarginOptions,
  crossVenueMargin,
  type VenueBook,
} from "./cross-venue.ts";
export type { DeltaMarginParameters } from "./delta-margin.ts";
export {
  DERIBIT_FEES,
  type DeribitFeeOptions,
  type DeribitSettlementOptions,
  deribitFee,
  deribitLegacyContingency,
  deribitNetDelta,
  deribitSettlement,
} from "./deribit-contracts.ts";
export {
  DERIBIT_PORTFOLIO,
  DERIBIT_PORTFOLIO_ETH,
  type DeribitPortfolioParameters,
} from "./deribit-portfolio-parameters.ts";
export { DERIBIT_STANDARD_SOL, type DeribitStandardParameters } from "./deribit-standard.ts";
export {
  auctionDiscount,
  DERIVE_AUCTION,
  type DeriveAuction,
  type DeriveAuctionOptions,
  type DeriveAuctionParameters,
  deriveAuction,
} from "./derive-auction.ts";
export { DERIVE_PMRM1, type DerivePmrm1Parameters } from "./derive-pmrm1.ts";
export {
  DERIVE_PMRM2,
  DERIVE_PMRM2_MAINNET,
  type DeriveCollateral,
  type DerivePmrm2Parameters,
  type DeriveScenario,
  type StaticDiscount,
} from "./derive-pmrm2-parameters.ts";
export {
  DERIVE_STANDARD,
  type DeriveStandardParameters,
  type DeriveStandardTerms,
} from "./derive-standard-parameters.ts";
export {
  type DriftCurrency,
  type DriftParameters,
  type DriftPerpetual,
  sizeDiscount,
  sizePremium,
} from "./drift.ts";
export {
  DYDX,
  type DydxParameters,
  dydxInitialMargin,
  dydxInitialPpm,
  dydxMaintenanceMargin,
  dydxMaintenancePpm,
  dydxMaximumFundingPpm,
  type LiquidityTier,
} from "./dydx.ts";
export {
  type IncrementalMargin,
  type IncrementalMarginOptions,
  incrementalMargin,
} from "./incremental-margin.ts";
export {
  type LiquidationPrice,
  type LiquidationPrices,
  type LiquidationPricesOptions,
  liquidationPrices,
} from "./liquidation-prices.ts";
export { type ListedMarketOptions, listedMarket } from "./listed-market.ts";
export { type ListedOption, listedOptions, type Sides } from "./listed-option.ts";
export {
  type ListedPositionsOptions,
  listedPositions,
  type WantedOption,
} from "./listed-positions.ts";
export { type MarginOptions, margin } from "./margin.ts";
export { type FrontierPoint, marginFrontier } from "./margin-frontier.ts";
export { type MarginGrid, type MarginGridOptions, marginGrid } from "./margin-grid.ts";
export { type MarginalMargin, marginalMargin } from "./marginal-margin.ts";
export {
  type MarginCurrency,
  type MarginExpiry,
  type MarginExpiryInput,
  type MarginMarket,
  type MarginMarketInput,
  type MarginUnderlying,
  marginMarket,
  type Quote,
  type QuoteInput,
  type StrikeVolatility,
} from "./market.ts";
export { type MinimumDelta, minimumDelta } from "./minimum-delta.ts";
export { type ModelOptionsOptions, modelOptions } from "./model-options.ts";
export {
  OKX_PORTFOLIO,
  OKX_PORTFOLIO_MIDDLE,
  OKX_PORTFOLIO_SMALL,
  type OkxPortfolioParameters,
} from "./okx-parameters.ts";
export { type OptimalTrade, type OptimisedMargin, optimiseMargin } from "./optimise-margin.ts";
export type { VenueMargin } from "./optimise-position.ts";
export type {
  CashTransfer,
  GreekLimits,
  GreekRange,
  MarginVenue,
  OptimiseMarginOptions,
  TradeCandidate,
} from "./optimise-problem.ts";
export {
  PARADEX_CROSS,
  type ParadexCrossParameters,
  paradexOptionMargin,
} from "./paradex-cross.ts";
export { PARADEX_PORTFOLIO, type ParadexPortfolioParameters } from "./paradex-portfolio.ts";
export type { Changes } from "./parameters.ts";
export {
  type Charge,
  type Contribution,
  type Listed,
  type MarginResult,
  type Rulebook,
  type RulebookParts,
  rulebook,
  type ScenarioProfit,
  type Source,
} from "./rulebook.ts";
export { type RulebookDescription, rulebookOf, rulebooks } from "./rulebooks.ts";
export { type MarketShift, shiftMarket } from "./shift-market.ts";
export type { SpanCredit, SpanOptions, SpanParameters, SpanProduct } from "./span-parameters.ts";
export { SPAN_SCENARIOS, type SpanScan, type SpanScanOptions, spanScan } from "./span-scan.ts";
export type { StrategyMarginParameters } from "./strategy-margin.ts";
export type { NakedRule } from "./strategy-pairs.ts";
export {
  TIMS_BROAD_INDEX,
  TIMS_SMALL_INDEX,
  type TimsParameters,
  type TimsRange,
} from "./tims.ts";
export { type TradeCandidatesOptions, tradeCandidates } from "./trade-candidates.ts";
export {
  type StressedVenue,
  type VenueStress,
  type VenueStressOptions,
  venueStress,
} from "./venue-stress.ts";
export type { SkewShock, VolatilityShock, VolatilityTerm } from "./volatility-shock.ts";
