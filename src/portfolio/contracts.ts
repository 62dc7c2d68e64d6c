import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";

/** A European option on one unit of the underlying, settled in the quote currency. */
export interface EuropeanOption {
  readonly type: "call" | "put";
  readonly strike: number;
  /** Days to expiry, 24 hours each. */
  readonly days: number;
  /** Volatility it is priced and hedged with, a year; the market's unless given. */
  readonly volatility?: number | undefined;
  /** Name of the underlying, where a market has several. */
  readonly asset?: string | undefined;
}

export type Contract = EuropeanOption;

/** What an option is made from. */
export interface EuropeanOptionOptions {
  strike: number;
  days: number;
  volatility?: number;
  asset?: string;
}

/** One unit of an asset: of the spot, or of a perpetual on it. */
export interface Underlying {
  readonly type: "underlying";
  /** Its name, where a market has several. */
  readonly asset?: string | undefined;
}

/** One unit of an asset at expiry, for the price that is fair today: a dated future. */
export interface Future {
  readonly type: "future";
  /** Days to expiry, 24 hours each. */
  readonly days: number;
  /** Name of the asset, where a market has several. */
  readonly asset?: string | undefined;
}

const name = v.optional(v.string("must be the name of an asset"));
const terms = {
  strike: rules.positive,
  days: rules.positive,
  volatility: v.optional(rules.nonNegative),
  asset: name,
};
const callSchema = v.strictObject({ type: v.literal("call"), ...terms });
const putSchema = v.strictObject({ type: v.literal("put"), ...terms });

export const contractSchema: v.GenericSchema<unknown, Contract> = v.variant(
  "type",
  [callSchema, putSchema],
  (issue) => unknownKind("contract", issue.input, ["call", "put"]),
);

const underlyingSchema = v.strictObject({ type: v.literal("underlying"), asset: name });
const futureSchema = v.strictObject({
  type: v.literal("future"),
  days: rules.positive,
  asset: name,
});

/** What makes a description of what is held beside options. */
export const holdingSchema: v.GenericSchema<unknown, Underlying | Future> = v.variant(
  "type",
  [underlyingSchema, futureSchema],
  (issue) => unknownKind("holding", issue.input, ["underlying", "future"]),
);

/** The right to buy one unit of the underlying at the strike, at expiry. */
export function call(options: EuropeanOptionOptions): EuropeanOption {
  return check(callSchema, { type: "call", ...options }, "call");
}

/** The right to sell one unit of the underlying at the strike, at expiry. */
export function put(options: EuropeanOptionOptions): EuropeanOption {
  return check(putSchema, { type: "put", ...options }, "put");
}

/** One unit of an asset itself. */
export function underlying(options: { asset?: string } = {}): Underlying {
  return check(underlyingSchema, { type: "underlying", ...options }, "underlying");
}

/**
 * One unit of an asset at expiry, bought today at spot x e^(rate x years): a dated future, up to the
 * interest on its daily gains. Another price changes every profit by the same basis, known today.
 */
export function future(options: { days: number; asset?: string }): Future {
  return check(futureSchema, { type: "future", ...options }, "future");
}
