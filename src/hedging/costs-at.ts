import { tradingTerms } from "../market/trading-terms.ts";
import type { InstrumentKind, Venue } from "../market/venue.ts";
import { type OptionCosts, type VenueCosts, venueCosts } from "./costs.ts";
import type { QuotedSpread } from "./quoted-spreads.ts";

/** What a study hedges with, and where. */
export interface CostsAtOptions {
  readonly venue: Venue;
  /** The perpetual unless given. */
  readonly instrument?: Exclude<InstrumentKind, "option"> | undefined;
  readonly spot: number;
  /** Whether orders take from the book or wait in it; taker unless given. */
  readonly side?: "maker" | "taker" | undefined;
  /** Quoted half-spreads of options, by delta and time, in place of the venue's rule. */
  readonly spreads?: readonly QuotedSpread[] | undefined;
}

/**
 * Costs of a study on a venue at a spot: a taker pays the fee and half the spread, a maker the fee
 * alone. Rebates are counted as nothing. Options of the hedge are always taken.
 */
export function costsAt(options: CostsAtOptions): VenueCosts {
  const { venue, instrument = "perpetual", spot, side = "taker", spreads } = options;
  const { lot, halfSpread, makerFee, takerFee } = tradingTerms({ venue, instrument, spot });
  const maker = side === "maker";
  return venueCosts({
    fee: Math.max(0, maker ? makerFee : takerFee) / spot,
    halfSpread: maker ? 0 : halfSpread / spot,
    lot,
    option: optionCostsAt(venue, spot, spreads),
  });
}

/** Rules of a venue's options as fractions; sizes are left to the hedge. */
function optionCostsAt(
  { instruments }: Venue,
  spot: number,
  spreads: readonly QuotedSpread[] | undefined,
): Partial<OptionCosts> | undefined {
  if (!instruments.option) return undefined;
  const { taker, halfSpread } = instruments.option;
  const fees = { fee: Math.max(0, taker.rate + taker.perUnit / spot), cap: taker.cap ?? 0 };
  if (spreads) return { ...fees, spreads };
  return {
    ...fees,
    halfSpread: halfSpread.ofPrice,
    spreadOfSpot: halfSpread.ofSpot + halfSpread.perUnit / spot,
  };
}
