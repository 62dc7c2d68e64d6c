import * as v from "valibot";
import { rules } from "../check.ts";
import type { Source } from "./rulebook.ts";

/** What a clearing house sets for one underlying. Money is for one unit of it. */
export interface SpanProduct {
  /** Price scan range, in money. */
  readonly priceScan: number;
  /** Volatility scan range: points (0.04 is four) or a fraction of the volatility. */
  readonly volatilityScan: { readonly unit: "points" | "fraction"; readonly size: number };
  /** Charge for each delta of one expiry set against another. */
  readonly intermonth: number;
  /** Least charge for each short option. */
  readonly shortOptionMinimum: number;
}

/** A spread between underlyings that lessens their risk. */
export interface SpanCredit {
  /** Deltas of one spread; legs of opposite signs are bought and sold. */
  readonly legs: readonly { readonly underlying: string; readonly delta: number }[];
  /** Of the price risk of the legs, a fraction. */
  readonly rate: number;
}

/** What SPAN is made of. */
export interface SpanParameters {
  readonly products: Readonly<Record<string, SpanProduct>>;
  /** How far the extreme moves go, in price scan ranges, and what of their loss counts. */
  readonly extreme: { readonly multiple: number; readonly cover: number };
  /** Days that pass before options are priced again. */
  readonly horizonDays: number;
  /** Spreads between underlyings in the order of their priority. */
  readonly credits: readonly SpanCredit[];
  /** Initial requirement over the maintenance one. */
  readonly initialFactor: number;
}

/** Parameters as one writes them: products at the least. */
export interface SpanOptions extends Partial<Omit<SpanParameters, "products">> {
  readonly products: Readonly<
    Record<string, Pick<SpanProduct, "priceScan" | "volatilityScan"> & Partial<SpanProduct>>
  >;
}

/** The form of the parameters. */
export const spanSchema: v.GenericSchema<unknown, SpanParameters> = v.strictObject({
  products: v.record(
    v.string(),
    v.strictObject({
      priceScan: rules.positive,
      volatilityScan: v.strictObject({
        unit: v.picklist(["points", "fraction"]),
        size: rules.nonNegative,
      }),
      intermonth: v.optional(rules.nonNegative, 0),
      shortOptionMinimum: v.optional(rules.nonNegative, 0),
    }),
  ),
  extreme: v.optional(v.strictObject({ multiple: rules.positive, cover: rules.nonNegative }), {
    multiple: 2,
    cover: 0.35,
  }),
  horizonDays: v.optional(rules.nonNegative, 1),
  credits: v.optional(
    v.array(
      v.strictObject({
        legs: v.array(v.strictObject({ underlying: v.string(), delta: rules.finite })),
        rate: rules.nonNegative,
      }),
    ),
    [],
  ),
  initialFactor: v.optional(rules.positive, 1),
});

/** Where the rules were read. */
export const SPAN_SOURCE: Source = {
  document: "McMillan, Options as a Strategic Investment, ch. 34; CME, Understanding SPAN",
  date: "2026-11-22",
  note: "date of reading; the numbers of a product are the clearing house's, they have no default",
};
