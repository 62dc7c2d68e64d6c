import * as v from "valibot";
import { check, freeze, rules } from "../check.ts";
import {
  type ChainExpiry,
  type ChainQuote,
  type Dropped,
  type DropReason,
  type OptionChain,
  unitValue,
} from "./option-chain.ts";
import { parityGap } from "./parity-gap.ts";

export interface FilterQuotesOptions {
  /** Widest spread, as a share of the mid price; 0.5 by default. */
  maximumSpread?: number | undefined;
  /** Widest spread in implied volatility, a fraction a year; 0.25 by default. */
  maximumVolatilitySpread?: number | undefined;
  /** Least mid price, in the unit of the chain; 0.0002 by default, two ticks of a coin option. */
  minimumPrice?: number | undefined;
  /** Oldest quote, in seconds before the time of the chain; 60 by default. */
  maximumAge?: number | undefined;
  /** Shortest time left, in days; 0 by default. */
  minimumDays?: number | undefined;
  /** Longest time left, in days; without limit by default. */
  maximumDays?: number | undefined;
  /**
   * How far a call and a put may lie beyond put-call parity, in the unit of the chain for one unit
   * of the underlying, after both spreads are paid; 0.001 by default, for the seconds that lie
   * between two rows. Linear prices are divided by the forward first.
   */
  parityTolerance?: number | undefined;
  /** `outOfTheMoney`, the default, keeps of a call and a put the one with time value alone. */
  kinds?: "outOfTheMoney" | "all" | undefined;
}

const schema = v.strictObject({
  maximumSpread: v.optional(rules.positive, 0.5),
  maximumVolatilitySpread: v.optional(rules.positive, 0.25),
  minimumPrice: v.optional(rules.nonNegative, 0.0002),
  maximumAge: v.optional(rules.positive, 60),
  minimumDays: v.optional(rules.nonNegative, 0),
  maximumDays: v.optional(rules.positive, 36_500),
  parityTolerance: v.optional(rules.nonNegative, 0.001),
  kinds: v.optional(v.picklist(["outOfTheMoney", "all"]), "outOfTheMoney"),
});

type Limits = v.InferOutput<typeof schema>;

/** The first rule that a quote breaks, in words; nothing where it breaks none. */
type Rule = (quote: ChainQuote, place: Place) => string | undefined;

/** What rules see of the surroundings of a quote. */
interface Place {
  readonly chain: OptionChain;
  readonly expiry: ChainExpiry;
  /** The other kind with the same strike. */
  readonly partner: ChainQuote | undefined;
}

/**
 * The quotes of a chain that can be relied on. Those that cannot are in `dropped` of the answer,
 * after what the chain had dropped already, each with the first rule that it breaks: one-sided,
 * zero or crossed prices, too old, at or below the intrinsic value, at or above the greatest price,
 * too cheap, too wide, beyond put-call parity, of a time left out, in the money.
 */
export function filterQuotes(chain: OptionChain, options: FilterQuotesOptions = {}): OptionChain {
  const limits = check(schema, options, "options");
  const rulebook = rulesOf(limits);
  const dropped: Dropped[] = [...chain.dropped];
  const expiries = chain.expiries.map((expiry) => {
    const byName = new Map(expiry.quotes.map((q) => [`${q.strike}${q.kind}`, q]));
    const quotes = expiry.quotes.filter((quote) => {
      const other = quote.kind === "call" ? "put" : "call";
      const partner = byName.get(`${quote.strike}${other}`);
      const found = broken(rulebook, quote, { chain, expiry, partner });
      if (found) dropped.push({ instrument: quote.instrument, ...found });
      return !found;
    });
    return { ...expiry, quotes };
  });
  const kept = expiries.filter(({ quotes }) => quotes.length > 0);
  return freeze({ ...chain, expiries: kept, dropped });
}

function broken(rulebook: readonly [DropReason, Rule][], quote: ChainQuote, place: Place) {
  for (const [reason, rule] of rulebook) {
    const detail = rule(quote, place);
    if (detail !== undefined) return { reason, detail };
  }
  return undefined;
}

function rulesOf(limits: Limits): [DropReason, Rule][] {
  const { maximumSpread, maximumVolatilitySpread, minimumPrice, maximumAge } = limits;
  const days = (e: ChainExpiry) => e.years * 365;
  return [
    ["expired", (_, { expiry: e }) => below(days(e), limits.minimumDays, "days left")],
    ["expired", (_, { expiry: e }) => above(days(e), limits.maximumDays, "days left")],
    ["oneSided", ({ bid, ask }) => (bid === null || ask === null ? sides(bid, ask) : undefined)],
    ["zero", ({ bid, ask }) => (bid === 0 || ask === 0 ? `bid ${bid}, ask ${ask}` : undefined)],
    ["crossed", ({ bid, ask }) => (bid! > ask! ? `bid ${bid} is above ask ${ask}` : undefined)],
    ["stale", (q, { chain }) => above(age(q, chain), maximumAge, "seconds old")],
    ["belowIntrinsic", (q, { chain }) => atMost(mid(q), intrinsic(q, chain), "intrinsic value")],
    ["aboveBound", (q, { chain }) => atLeast(mid(q), bound(q, chain), "greatest price")],
    ["cheap", (q) => below(mid(q), minimumPrice, "mid price")],
    ["wide", (q) => above((q.ask! - q.bid!) / mid(q), maximumSpread, "spread / mid")],
    ["wide", (q) => volatilitySpread(q, maximumVolatilitySpread)],
    ["parity", (q, { partner, chain }) => parity(q, partner, chain, limits.parityTolerance)],
    ...(limits.kinds === "all" ? [] : [["inTheMoney", inTheMoney] as [DropReason, Rule]]),
  ];
}

function below(value: number, limit: number, what: string): string | undefined {
  return value >= limit ? undefined : `${what} ${short(value)} is below ${limit}`;
}

function above(value: number, limit: number, what: string): string | undefined {
  return value <= limit ? undefined : `${what} ${short(value)} is above ${limit}`;
}

function atMost(value: number, limit: number, what: string): string | undefined {
  return value > limit ? undefined : `mid ${short(value)} is not above the ${what} ${short(limit)}`;
}

function atLeast(value: number, limit: number, what: string): string | undefined {
  return value < limit ? undefined : `mid ${short(value)} is not below the ${what} ${short(limit)}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function sides(bid: number | null, ask: number | null): string {
  if (bid !== null) return "no ask";
  return ask === null ? "no bid and no ask" : "no bid";
}

/** The middle of bid and ask, in the unit of the chain. */
export function mid({ bid, ask }: ChainQuote): number {
  return (bid! + ask!) / 2;
}

function age({ time }: ChainQuote, chain: OptionChain): number {
  return time === null ? 0 : (chain.time - time) / 1000;
}

function intrinsic({ kind, strike, forward }: ChainQuote, chain: OptionChain): number {
  const gain = kind === "call" ? forward - strike : strike - forward;
  return Math.max(gain, 0) / unitValue(chain, forward);
}

function bound({ kind, strike, forward }: ChainQuote, chain: OptionChain): number {
  return (kind === "call" ? forward : strike) / unitValue(chain, forward);
}

function volatilitySpread({ impliedVolatility }: ChainQuote, limit: number): string | undefined {
  const { bid, ask } = impliedVolatility;
  // A bid below the intrinsic value has no volatility: its price says that it is wide.
  if (ask === null) return "no volatility gives the ask";
  return above(ask - (bid ?? 0), limit, "spread in volatility");
}

function parity(
  quote: ChainQuote,
  partner: ChainQuote | undefined,
  chain: OptionChain,
  tolerance: number,
): string | undefined {
  if (partner === undefined) return undefined;
  const gap = parityGap(chain, quote.kind === "call" ? [quote, partner] : [partner, quote]);
  return gap === null ? undefined : above(gap, tolerance, "beyond put-call parity by");
}

function inTheMoney({ kind, strike, forward }: ChainQuote): string | undefined {
  const out = kind === "call" ? strike >= forward : strike < forward;
  return out ? undefined : `strike ${strike}, forward ${short(forward)}`;
}
