// hedgelab: how much risk does a hedge remove, and what does it cost?

export * from "./adjustment/index.ts";
export type { Estimate } from "./estimate.ts";
export * from "./hedging/index.ts";
export {
  accountGreeks,
  auctionDiscount,
  type ComparedMargin,
  capitalEfficiency,
  compareMargins,
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
  financedStudy,
  incrementalMargin,
  type ListedOption,
  liquidationPrices,
  listedMarket,
  listedOptions,
  listedPositions,
  type MarginAccountInput,
  type MarginMarketInput,
  type MarginOptions,
  type MarginResult,
  margin,
  marginAlongPaths,
  marginalMargin,
  marginFrontier,
  marginGrid,
  minimumDelta,
  modelOptions,
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
  tradeCandidates,
  uniMmr,
  venueStress,
} from "./margin/index.ts";
export * from "./market/index.ts";
export * from "./models/index.ts";
export * from "./portfolio/index.ts";
export * from "./pricing/index.ts";
export * from "./replication/index.ts";
export * from "./risk/index.ts";
