// What a first study needs, loaded with the package. The rest of index.ts loads when it is called:
// bundle.mjs makes it so.

export { HEDGE_STRESS } from "./hedging/advisor/advice-options.ts";
export { CAUSES } from "./hedging/attribution/causes.ts";
export { afterMove, recentre, relativeBand, whalleyWilmott, zakamouline } from "./hedging/bands.ts";
export { proportionalCosts, venueCosts } from "./hedging/costs.ts";
export { customHedge } from "./hedging/custom/custom-hedge.ts";
export { studyDescription } from "./hedging/description.ts";
export { marketImpact } from "./hedging/market-impact.ts";
export { deltaGammaHedge, deltaGammaVegaHedge, deltaVegaHedge } from "./hedging/option-hedges.ts";
export { deltaHedge, holdUnits, stopLoss, unhedged } from "./hedging/strategies.ts";
export { study } from "./hedging/study.ts";
export { StudyResult } from "./hedging/study-result.ts";
export { ewma } from "./hedging/targets/ewma.ts";
export { hullWhite } from "./hedging/targets/hull-white.ts";
export { venues } from "./market/venues.ts";
export { geometricBrownian } from "./models/geometric-brownian.ts";
export { heston } from "./models/heston.ts";
export { merton } from "./models/merton.ts";
export { markets } from "./models/presets/markets.ts";
export { book, long, short } from "./portfolio/book.ts";
export { call, put } from "./portfolio/contracts.ts";
