import * as v from "valibot";
import { check, rules } from "../check.ts";
import {
  type FeeRule,
  type InstrumentKind,
  type InstrumentTerms,
  type Venue,
  venueSchema,
} from "./venue.ts";

/** A trade on a venue. */
export interface TradingFeeOptions {
  venue: Venue;
  instrument: InstrumentKind;
  /** Whether the order waited in the book or took from it; taker by default. */
  side?: "maker" | "taker";
  /** Of one unit of the underlying, in the quote currency; an option's premium. */
  price: number;
  /** Of the underlying; needed for options, the price of the others by default. */
  spot?: number;
  /** Units of the underlying, negative when sold. */
  quantity: number;
}

export const instrumentKindSchema: v.GenericSchema<unknown, InstrumentKind> = v.picklist(
  ["spot", "perpetual", "future", "option"],
  'must be "spot", "perpetual", "future" or "option"',
);

const schema = v.strictObject({
  venue: venueSchema,
  instrument: instrumentKindSchema,
  side: v.optional(v.picklist(["maker", "taker"], 'must be "maker" or "taker"'), "taker"),
  price: rules.nonNegative,
  spot: v.optional(rules.positive),
  quantity: rules.finite,
});

/**
 * What a venue charges for a trade, in the quote currency; negative for a rebate. A fee in coin is
 * valued at the price of the trade, or at the spot for options. On Deribit an option costs 0.03 %
 * of the underlying but never more than 12.5 % of its premium.
 */
export function tradingFee(options: TradingFeeOptions): number {
  const { venue, instrument, side, price, spot, quantity } = check(schema, options, "options");
  const rule = termsOf(venue, instrument)[side];
  if (instrument === "option" && spot === undefined) throw new TypeError("spot is missing");
  return Math.abs(quantity) * unitFee(rule, price, instrument === "option" ? spot! : price);
}

/** A fee for one unit; `value` is what its rate is taken of. */
export function unitFee({ rate, perUnit, cap }: FeeRule, price: number, value: number): number {
  const fee = rate * value + perUnit;
  return cap === undefined ? fee : Math.min(fee, cap * price);
}

/** How a venue trades a kind of instrument; an error where it does not. */
export function termsOf(venue: Venue, instrument: InstrumentKind): InstrumentTerms {
  const terms = venue.instruments[instrument];
  if (terms) return terms;
  throw new RangeError(`instrument must be one that ${venue.name} trades, got "${instrument}"`);
}
