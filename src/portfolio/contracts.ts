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

/** What makes a description of `Underlying`. */
export const underlyingSchema: v.GenericSchema<unknown, Underlying> = v.strictObject({
  type: v.literal("underlying"),
  asset: name,
});

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
