/** Three numbers of one quote; `null` where there is none. */
export interface BidAskMark {
  readonly bid: number | null;
  readonly ask: number | null;
  readonly mark: number | null;
}

/** One option as a venue quotes it. */
export interface ChainQuote extends BidAskMark {
  readonly instrument: string;
  readonly kind: "call" | "put";
  readonly strike: number;
  /**
   * The future, or the venue's stand-in for one, that this row was priced on, quote currency. Rows
   * of one snapshot are read seconds apart, so it differs a little from row to row.
   */
  readonly forward: number;
  /** When the row was quoted, UTC milliseconds; `null` where the source has one time for all. */
  readonly time: number | null;
  /**
   * A year, as fractions. Bid and ask are implied by the prices at the row's own forward, `null`
   * where no volatility gives the price; mark is the venue's own, and implied where it has none.
   */
  readonly impliedVolatility: BidAskMark;
  /** Black delta of a forward, not premium-adjusted; the venue's, else from the mark volatility. */
  readonly delta: number | null;
  /** Contracts open, in coin. */
  readonly openInterest: number | null;
  /** Contracts traded in the last 24 hours, in coin. */
  readonly volume: number | null;
}

/** The options of a chain that expire together. */
export interface ChainExpiry {
  /** UTC milliseconds. */
  readonly expiry: number;
  /** Years of 365 days from the time of the chain. */
  readonly years: number;
  /** Median of the rows' own forwards, quote currency. */
  readonly forward: number;
  /** The venue's name of the forward; `SYN.` begins one without a listed future. */
  readonly underlying: string | null;
  /** By strike, calls before puts. */
  readonly quotes: readonly ChainQuote[];
}

/** Why a row is not in a chain. */
export type DropReason =
  | "notAnOption"
  | "duplicate"
  | "expired"
  | "noForward"
  | "oneSided"
  | "zero"
  | "crossed"
  | "stale"
  | "belowIntrinsic"
  | "aboveBound"
  | "cheap"
  | "wide"
  | "parity"
  | "inTheMoney";

/** A row that was left out, and why. */
export interface Dropped {
  readonly instrument: string;
  readonly reason: DropReason;
  /** The rule with its numbers, in one sentence. */
  readonly detail: string;
}

/** All options on one currency at one moment: what the venue showed, and what was left out. */
export interface OptionChain {
  readonly venue: string;
  /** The underlying, `BTC`. */
  readonly currency: string;
  /** Inverse: priced and settled in coin; linear: in a stable coin. */
  readonly settlement: "inverse" | "linear";
  /** What bid, ask and mark are counted in: `BTC`, or `USDC`. */
  readonly unit: string;
  /** UTC milliseconds: the latest of its rows. */
  readonly time: number;
  /** Median of the rows' index prices, quote currency; `null` where the source has none. */
  readonly index: number | null;
  /** The nearest first. */
  readonly expiries: readonly ChainExpiry[];
  readonly dropped: readonly Dropped[];
  /** What was decided on the way in, one sentence each. */
  readonly notes: readonly string[];
}

/** Number of quotes in a chain. */
export function quoteCount(chain: OptionChain): number {
  return chain.expiries.reduce((sum, { quotes }) => sum + quotes.length, 0);
}

/** How many rows were left out for each reason, the most frequent first. */
export function dropCounts(chain: OptionChain): Partial<Record<DropReason, number>> {
  const counts = new Map<DropReason, number>();
  for (const { reason } of chain.dropped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
}

/** What one coin price is worth in the quote currency: the forward, or 1 where prices are linear. */
export function unitValue({ settlement }: OptionChain, forward: number): number {
  return settlement === "inverse" ? forward : 1;
}
