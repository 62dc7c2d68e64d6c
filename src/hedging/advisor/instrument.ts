import * as v from "valibot";
import { rules, unknownKind } from "../../check.ts";
import { type Contract, contractSchema } from "../../portfolio/contracts.ts";

/** The underlying itself. */
export interface SpotContract {
  readonly type: "spot";
}

/** A future without expiry that follows the spot. Its funding is not counted. */
export interface PerpetualContract {
  readonly type: "perpetual";
}

/** A future; the carry to its expiry, told by its price over the spot, stays. */
export interface FutureContract {
  readonly type: "future";
  /** Days to expiry, 24 hours each. */
  readonly days: number;
}

/** What a hedge may be made of. */
export type HedgeContract = SpotContract | PerpetualContract | FutureContract | Contract;

/** A price and how much is to be had at it. */
export interface QuoteLevel {
  readonly price: number;
  readonly quantity: number;
}

/**
 * Something that can be traded, and how. Prices are in the quote currency for one unit of the
 * underlying. What a venue knows need not be given: see `venue` of the advice.
 */
export interface HedgeInstrument {
  readonly name: string;
  readonly contract: HedgeContract;
  /** Nobody buys where it is not given. */
  readonly bid?: number | undefined;
  /** Nobody sells where it is not given. */
  readonly ask?: number | undefined;
  /** Units to be had at bid and at ask; without bound unless given. */
  readonly depth?: number | { readonly bid: number; readonly ask: number } | undefined;
  /** The buy side of an order book from the best price on, in place of bid and depth. */
  readonly bids?: readonly QuoteLevel[] | undefined;
  /** The sell side, in place of ask and depth. */
  readonly asks?: readonly QuoteLevel[] | undefined;
  /**
   * What a unit is worth; between bid and ask unless given. Where neither is given, the spot, or
   * the price of an option at its volatility.
   */
  readonly mark?: number | undefined;
  /** Trades are multiples of it; of the venue, or any quantity, unless given. 0 for any. */
  readonly lot?: number | undefined;
  /** Money a unit; the venue's for a taker, or 0, unless given. */
  readonly fee?: number | undefined;
  /** Units held already: part of what is hedged; 0 unless given. */
  readonly held?: number | undefined;
}

const levels = v.pipe(
  v.array(
    v.strictObject({ price: rules.positive, quantity: rules.positive }),
    "must be an array of levels",
  ),
  v.minLength(1, "must have at least one level"),
);

const futureSchemas = [
  v.strictObject({ type: v.literal("spot") }),
  v.strictObject({ type: v.literal("perpetual") }),
  v.strictObject({ type: v.literal("future"), days: rules.positive }),
] as const;
const KNOWN = ["spot", "perpetual", "future", "call", "put"];

const hedgeContractSchema: v.GenericSchema<unknown, HedgeContract> = v.lazy((input) => {
  const type = (input as { type?: unknown } | null | undefined)?.type;
  if (type === "call" || type === "put") return contractSchema;
  return v.variant("type", futureSchemas, (issue) => unknownKind("contract", issue.input, KNOWN));
});

export const instrumentSchema: v.GenericSchema<unknown, HedgeInstrument> = v.strictObject({
  name: v.pipe(v.string("must be a text"), v.minLength(1, "must not be empty")),
  contract: hedgeContractSchema,
  bid: v.optional(rules.nonNegative),
  ask: v.optional(rules.positive),
  depth: v.optional(
    v.union(
      [rules.nonNegative, v.strictObject({ bid: rules.nonNegative, ask: rules.nonNegative })],
      "must be a number of units, or one at bid and one at ask, none negative",
    ),
  ),
  bids: v.optional(levels),
  asks: v.optional(levels),
  mark: v.optional(rules.positive),
  lot: v.optional(rules.nonNegative),
  fee: v.optional(rules.nonNegative),
  held: v.optional(rules.finite),
});
