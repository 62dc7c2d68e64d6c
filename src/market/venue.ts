import * as v from "valibot";
import { check, rules } from "../check.ts";

/** What can be traded on a venue. */
export type InstrumentKind = "spot" | "perpetual" | "future" | "option";

/** A fee for one unit of the underlying; negative for a rebate. */
export interface FeeRule {
  /** Fraction of the value traded: of the spot for an option, of the price for the others. */
  readonly rate: number;
  /** Money a unit besides. */
  readonly perUnit: number;
  /** The fee is at most this fraction of the price; unbounded unless given. */
  readonly cap?: number | undefined;
}

/** Half the distance from bid to ask as a sum of three parts, for one unit of the underlying. */
export interface SpreadRule {
  /** Money. */
  readonly perUnit: number;
  /** Fraction of the spot. */
  readonly ofSpot: number;
  /** Fraction of the price. */
  readonly ofPrice: number;
}

/** A size: in units of the underlying, or in money that buys them. */
export interface Size {
  readonly amount: number;
  readonly unit: "underlying" | "quote";
}

/** How one kind of instrument is traded. */
export interface InstrumentTerms {
  readonly maker: FeeRule;
  readonly taker: FeeRule;
  /** Quantities are multiples of it; any quantity where the amount is 0. */
  readonly lot: Size;
  /** The least that is traded. */
  readonly minimum: Size;
  readonly halfSpread: SpreadRule;
}

/** Frictions of a market place, as plain data. */
export interface Venue {
  readonly name: string;
  /** Where the numbers were read, and when. */
  readonly source: string;
  readonly instruments: { readonly [K in InstrumentKind]?: InstrumentTerms | undefined };
}

const fraction = v.pipe(
  rules.finite,
  v.check((rate) => Math.abs(rate) < 1, "must be a fraction below 1"),
);
const feeSchema = v.strictObject({
  rate: v.optional(fraction, 0),
  perUnit: v.optional(rules.finite, 0),
  cap: v.optional(rules.positive),
});
const spreadSchema = v.strictObject({
  perUnit: v.optional(rules.nonNegative, 0),
  ofSpot: v.optional(rules.nonNegative, 0),
  ofPrice: v.optional(rules.nonNegative, 0),
});
const sizeSchema = v.strictObject({
  amount: rules.nonNegative,
  unit: v.optional(
    v.picklist(["underlying", "quote"], 'must be "underlying" or "quote"'),
    "underlying",
  ),
});
const termsSchema = v.optional(
  v.strictObject({
    maker: feeSchema,
    taker: feeSchema,
    lot: v.optional(sizeSchema, { amount: 0 }),
    minimum: v.optional(sizeSchema, { amount: 0 }),
    halfSpread: v.optional(spreadSchema, {}),
  }),
);

export const venueSchema: v.GenericSchema<unknown, Venue> = v.strictObject({
  name: v.string("must be a text"),
  source: v.string("must be a text"),
  instruments: v.strictObject({
    spot: termsSchema,
    perpetual: termsSchema,
    future: termsSchema,
    option: termsSchema,
  }),
});

/** Terms with what may be left out: parts of fees and spreads that are 0, sizes that do not bind. */
export interface InstrumentTermsOptions {
  readonly maker: Partial<FeeRule>;
  readonly taker: Partial<FeeRule>;
  readonly lot?: { readonly amount: number; readonly unit?: Size["unit"] };
  readonly minimum?: { readonly amount: number; readonly unit?: Size["unit"] };
  readonly halfSpread?: Partial<SpreadRule>;
}

/** A venue checked and completed. */
export function venue(options: {
  readonly name: string;
  readonly source: string;
  readonly instruments: { readonly [K in InstrumentKind]?: InstrumentTermsOptions };
}): Venue {
  return check(venueSchema, options, "venue");
}
