import * as v from "valibot";
import { check, rules } from "../check.ts";
import { instrumentKindSchema, termsOf, unitFee } from "./trading-fee.ts";
import { type InstrumentKind, type Size, type Venue, venueSchema } from "./venue.ts";

/** An instrument at its price of now. */
export interface TradingTermsOptions {
  venue: Venue;
  instrument: InstrumentKind;
  spot: number;
  /** Of one unit of the underlying, in the quote currency; the spot unless given. */
  price?: number;
}

/** What trading one unit of the underlying means at a price. */
export interface TradingTerms {
  /** Units; 0 where any quantity is traded. */
  readonly lot: number;
  /** Units. */
  readonly minimum: number;
  /** Money a unit, at most the price: no bid is below nothing. */
  readonly halfSpread: number;
  readonly makerFee: number;
  readonly takerFee: number;
}

const schema = v.strictObject({
  venue: venueSchema,
  instrument: instrumentKindSchema,
  spot: rules.positive,
  price: v.optional(rules.nonNegative),
});

/** Lots, spread and fees of an instrument on a venue, in units of the underlying and in money. */
export function tradingTerms(options: TradingTermsOptions): TradingTerms {
  const { venue, instrument, spot, price = spot } = check(schema, options, "options");
  const { lot, minimum, halfSpread, maker, taker } = termsOf(venue, instrument);
  const units = ({ amount, unit }: Size) => (unit === "quote" ? amount / spot : amount);
  const value = instrument === "option" ? spot : price;
  const half = halfSpread.perUnit + halfSpread.ofSpot * spot + halfSpread.ofPrice * price;
  return Object.freeze({
    lot: units(lot),
    minimum: units(minimum),
    halfSpread: Math.min(half, price),
    makerFee: unitFee(maker, price, value),
    takerFee: unitFee(taker, price, value),
  });
}
