import { tradingTerms } from "../market/trading-terms.ts";
import type { InstrumentKind, Venue } from "../market/venue.ts";
import { type VenueCosts, venueCosts } from "./costs.ts";

/** What a study hedges with, and where. */
export interface CostsAtOptions {
  readonly venue: Venue;
  /** The perpetual unless given. */
  readonly instrument?: Exclude<InstrumentKind, "option"> | undefined;
  readonly spot: number;
  /** Whether orders take from the book or wait in it; taker unless given. */
  readonly side?: "maker" | "taker" | undefined;
}

/**
 * Costs of a study on a venue at a spot: a taker pays the fee and half the spread, a maker the fee
 * alone. Rebates are counted as nothing.
 */
export function costsAt(options: CostsAtOptions): VenueCosts {
  const { venue, instrument = "perpetual", spot, side = "taker" } = options;
  const { lot, halfSpread, makerFee, takerFee } = tradingTerms({ venue, instrument, spot });
  if (side === "maker") return venueCosts({ fee: Math.max(0, makerFee) / spot, lot });
  return venueCosts({ fee: Math.max(0, takerFee) / spot, halfSpread: halfSpread / spot, lot });
}
