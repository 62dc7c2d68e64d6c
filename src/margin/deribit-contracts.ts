import * as v from "valibot";
import { check, rules } from "../check.ts";

/** An option that expires. */
export interface DeribitSettlementOptions {
  readonly type: "call" | "put";
  readonly strike: number;
  /** Settlement price: the average of the index over the last half hour. */
  readonly delivery: number;
  /** Paid for one unit, in the currency of settlement. */
  readonly premium?: number;
  /** Contracts, negative when sold; 1 by default. */
  readonly quantity?: number;
  /** Units of the underlying a contract; 1 by default. */
  readonly multiplier?: number;
  /** In coin (by default), or in the quote currency. */
  readonly settlement?: "inverse" | "linear";
}

const settlementSchema = v.strictObject({
  type: v.picklist(["call", "put"]),
  strike: rules.positive,
  delivery: rules.positive,
  premium: v.optional(rules.finite, 0),
  quantity: v.optional(rules.finite, 1),
  multiplier: v.optional(rules.positive, 1),
  settlement: v.optional(v.picklist(["inverse", "linear"]), "inverse"),
});

/**
 * What an option pays at expiry and what it has earned after its premium, in the currency of
 * settlement: an inverse one max(+-(delivery - strike), 0) / delivery coins a unit.
 */
export function deribitSettlement(options: DeribitSettlementOptions): {
  readonly payoff: number;
  readonly profit: number;
} {
  const read = check(settlementSchema, options, "option");
  const sign = read.type === "call" ? 1 : -1,
    units = read.quantity * read.multiplier;
  const paid = Math.max(sign * (read.delivery - read.strike), 0);
  const payoff = (units * paid) / (read.settlement === "inverse" ? read.delivery : 1);
  return { payoff, profit: payoff - units * read.premium };
}

/** Fees as fractions of the coins traded (support.deribit.com, Fees, read 2026-11). */
export const DERIBIT_FEES = {
  weeklyFuture: { maker: -0.0001, taker: 0.0005 },
  future: { maker: 0, taker: 0.0005 },
  perpetual: { maker: 0, taker: 0.0005 },
  option: { maker: 0.0003, taker: 0.0003 },
  linearOption: { maker: 0.0001, taker: 0.0005 },
  spot: { maker: 0, taker: 0 },
  /** Of the price of an option: its fee is never more. */
  optionCap: 0.125,
} as const;

/** A trade on Deribit. */
export interface DeribitFeeOptions {
  readonly product: Exclude<keyof typeof DERIBIT_FEES, "optionCap">;
  readonly side?: "maker" | "taker";
  /** Value traded, in the unit that the fee is wanted in: coins of an inverse contract. */
  readonly notional: number;
  /** What an option costs, as a fraction of its notional. */
  readonly price?: number;
}

const feeSchema = v.strictObject({
  product: v.picklist([
    ...["weeklyFuture", "future", "perpetual", "option", "linearOption", "spot"],
  ] as DeribitFeeOptions["product"][]),
  side: v.optional(v.picklist(["maker", "taker"]), "taker"),
  notional: rules.nonNegative,
  price: v.optional(rules.nonNegative),
});

/** Fee of a trade in the unit of its notional; a rebate is negative. */
export function deribitFee(options: DeribitFeeOptions): number {
  const { product, side, notional, price } = check(feeSchema, options, "trade");
  const fee = DERIBIT_FEES[product][side] * notional;
  if (product !== "option" && product !== "linearOption") return fee;
  if (price === undefined) throw new TypeError("price is missing: an option's fee is capped by it");
  return Math.min(fee, DERIBIT_FEES.optionCap * price * notional);
}

const deltaSchema = v.strictObject({
  delta: rules.finite,
  mark: rules.nonNegative,
  minutes: v.optional(
    v.pipe(
      rules.nonNegative,
      v.check((value) => value <= 30, "must be at most 30"),
    ),
    0,
  ),
});

/**
 * Net transaction delta of an inverse option: Black's `delta` less its `mark` in coin, both of one
 * unit. `minutes` into the settlement average (0 to 30) the mark has decayed linearly; the delta is
 * taken as the venue shows it then, decayed already.
 */
export function deribitNetDelta(options: {
  readonly delta: number;
  readonly mark: number;
  readonly minutes?: number;
}): number {
  const { delta, mark, minutes } = check(deltaSchema, options, "option");
  return delta - mark * (1 - minutes / 30);
}

const legacySchema = v.strictObject({
  strikes: v.optional(v.array(v.strictObject({ call: rules.finite, put: rules.finite })), []),
  futures: v.optional(v.strictObject({ long: rules.nonNegative, short: rules.nonNegative }), {
    long: 0,
    short: 0,
  }),
});

/**
 * Contingencies of the portfolio margin of 2019, in coins: 0.01 for each option net short at its
 * strike, and 1 % of futures that offset each other. Superseded; kept to read old accounts.
 */
export function deribitLegacyContingency(options: {
  readonly strikes?: readonly { readonly call: number; readonly put: number }[];
  readonly futures?: { readonly long: number; readonly short: number };
}): { readonly options: number; readonly futures: number } {
  const { strikes, futures } = check(legacySchema, options, "book");
  const naked = strikes.reduce((sum, { call, put }) => sum + Math.max(0, -(call + put)), 0);
  return { options: 0.01 * naked, futures: 0.01 * Math.min(futures.long, futures.short) };
}
