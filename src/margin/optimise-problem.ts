import * as v from "valibot";
import { check, rules } from "../check.ts";
import {
  type MarginAccount,
  type MarginAccountInput,
  type MarginContract,
  type MarginContractInput,
  marginAccount,
} from "./account.ts";
import { type MarginMarket, type MarginMarketInput, marginMarket } from "./market.ts";
import type { Rulebook } from "./rulebook.ts";

/** A venue: its rules, what is held there, what it sees. */
export interface MarginVenue {
  readonly rulebook: Rulebook;
  readonly account: MarginAccountInput;
  readonly market: MarginMarketInput;
}

/** A contract of a venue's chain that may be traded, in the currency of the venue's margin. */
export interface TradeCandidate {
  readonly venue: string;
  readonly contract: MarginContractInput;
  /** Price of a contract that trades cost nothing at. */
  readonly mark: number;
  readonly bid: number;
  readonly ask: number;
  /** Contracts to be had at the bid and at the ask; without bound unless given. */
  readonly bidSize?: number;
  readonly askSize?: number;
  /** For a contract; 0 unless given. */
  readonly fee?: number;
  /** Contracts that trade together: trades are whole numbers of lots. Any amount unless given. */
  readonly lot?: number;
}

/** Cash that may be moved, in the common currency of both venues. */
export interface CashTransfer {
  readonly from: string;
  readonly to: string;
  readonly most: number;
  /** A fraction of what is moved; 0 unless given. */
  readonly fee?: number;
}

/** Least and most of a Greek of the book on one underlying, over all venues. */
export interface GreekRange {
  readonly least?: number;
  readonly most?: number;
}

/** Limits on Black's Greeks, for a unit of spot, of volatility and a year. */
export type GreekLimits = Readonly<
  Partial<Record<"delta" | "gamma" | "vega" | "theta", GreekRange>>
>;

/** What to trade and move so that margin is least. */
export interface OptimiseMarginOptions {
  readonly venues: Readonly<Record<string, MarginVenue>>;
  readonly candidates: readonly TradeCandidate[];
  readonly transfers?: readonly CashTransfer[];
  /** By underlying. */
  readonly limits?: Readonly<Record<string, GreekLimits>>;
  /** Most that trades and transfers may cost; without bound unless given. */
  readonly budget?: number;
  /** Which requirement is made small; the initial one by default. */
  readonly requirement?: "initial" | "maintenance";
  /** What one of cost weighs against one of margin; 1 by default. */
  readonly costWeight?: number;
}

/** The same, read: defaults filled, accounts and markets checked. */
export interface MarginProblem {
  readonly venues: readonly {
    readonly name: string;
    readonly rulebook: Rulebook;
    readonly account: MarginAccount;
    readonly market: MarginMarket;
  }[];
  readonly candidates: readonly (Required<Omit<TradeCandidate, "contract" | "lot">> & {
    readonly contract: MarginContract;
    readonly lot: number | undefined;
  })[];
  readonly transfers: readonly Required<CashTransfer>[];
  readonly limits: readonly {
    readonly underlying: string;
    readonly greek: keyof GreekLimits;
    readonly least: number;
    readonly most: number;
  }[];
  readonly budget: number;
  readonly requirement: "initial" | "maintenance";
  readonly costWeight: number;
}

const number = v.number("must be a number");
const range = v.strictObject({ least: v.optional(rules.finite), most: v.optional(rules.finite) });
const schema = v.strictObject({
  venues: v.record(v.string(), v.looseObject({})),
  candidates: v.array(
    v.strictObject({
      venue: v.string(),
      contract: v.looseObject({}),
      mark: rules.nonNegative,
      bid: rules.nonNegative,
      ask: rules.nonNegative,
      bidSize: v.optional(rules.nonNegative),
      askSize: v.optional(rules.nonNegative),
      fee: v.optional(rules.nonNegative, 0),
      lot: v.optional(rules.positive),
    }),
  ),
  transfers: v.optional(
    v.array(
      v.strictObject({
        from: v.string(),
        to: v.string(),
        most: rules.nonNegative,
        fee: v.optional(rules.nonNegative, 0),
      }),
    ),
    [],
  ),
  limits: v.optional(
    v.record(
      v.string(),
      v.strictObject({
        ...{ delta: v.optional(range), gamma: v.optional(range) },
        ...{ vega: v.optional(range), theta: v.optional(range) },
      }),
    ),
    {},
  ),
  budget: v.optional(
    v.pipe(
      number,
      v.check((value) => value >= 0, "must not be negative"),
    ),
    Number.POSITIVE_INFINITY,
  ),
  requirement: v.optional(v.picklist(["initial", "maintenance"]), "initial"),
  costWeight: v.optional(rules.nonNegative, 1),
});

/** Read a problem; an error names what is wrong with it. */
export function marginProblem(options: OptimiseMarginOptions): MarginProblem {
  const { venues: _, candidates: __, ...rest } = options;
  // venues hold functions and candidates contracts: both are read by their own rules below
  const read = check(
    schema,
    { ...rest, venues: {}, candidates: plain(options.candidates) },
    "options",
  );
  const venues = Object.entries(options.venues).map(([name, { rulebook, account, market }]) => ({
    ...{ name, rulebook },
    account: marginAccount(account),
    market: marginMarket(market),
  }));
  const known = (name: string) => {
    if (venues.some((venue) => venue.name === name)) return;
    const names = venues.map((venue) => venue.name).join(", ") || "none";
    throw new RangeError(`venues has no ${name}, known are ${names}`);
  };
  const infinite = Number.POSITIVE_INFINITY;
  return {
    ...{ venues, transfers: read.transfers, budget: read.budget },
    ...{ requirement: read.requirement, costWeight: read.costWeight },
    candidates: options.candidates.map(({ contract }, i) => {
      const { bidSize = infinite, askSize = infinite, lot, ...one } = read.candidates[i]!;
      known(one.venue);
      if (one.bid > one.ask)
        throw new RangeError(`bid must be at most the ask ${one.ask}, got ${one.bid}`);
      const [position] = marginAccount({ positions: [{ quantity: 1, contract }] }).positions;
      return { ...one, bidSize, askSize, lot, contract: position!.contract };
    }),
    limits: Object.entries(read.limits).flatMap(([underlying, greeks]) =>
      (["delta", "gamma", "vega", "theta"] as const).flatMap((greek) => {
        const { least = -infinite, most = infinite } = greeks[greek] ?? {};
        if (least > most)
          throw new RangeError(
            `${greek} of ${underlying} must have a least below its most, got ${least}`,
          );
        return greeks[greek] ? [{ underlying, greek, least, most }] : [];
      }),
    ),
  };

  function plain(candidates: readonly TradeCandidate[]) {
    return candidates.map(({ contract: _contract, ...one }) => ({ ...one, contract: {} }));
  }
}
