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
}

export type Contract = EuropeanOption;

/** What an option is made from. */
export interface EuropeanOptionOptions {
  strike: number;
  days: number;
  volatility?: number;
}

const terms = {
  strike: rules.positive,
  days: rules.positive,
  volatility: v.optional(rules.nonNegative),
};
const callSchema = v.strictObject({ type: v.literal("call"), ...terms });
const putSchema = v.strictObject({ type: v.literal("put"), ...terms });

export const contractSchema: v.GenericSchema<unknown, Contract> = v.variant(
  "type",
  [callSchema, putSchema],
  (issue) => unknownKind("contract", issue.input, ["call", "put"]),
);

/** The right to buy one unit of the underlying at the strike, at expiry. */
export function call(options: EuropeanOptionOptions): EuropeanOption {
  return check(callSchema, { type: "call", ...options }, "call");
}

/** The right to sell one unit of the underlying at the strike, at expiry. */
export function put(options: EuropeanOptionOptions): EuropeanOption {
  return check(putSchema, { type: "put", ...options }, "put");
}
