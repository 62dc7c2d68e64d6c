import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { ChainExpiry, ChainQuote, OptionChain } from "../market/option-chain.ts";
import { showTime } from "../market/parse-time.ts";
import { fraction } from "./options.ts";

export interface ListedOptionOptions {
  /** Calls unless given. */
  kind?: "call" | "put";
  /** Days to expiry that are wanted. */
  days: number;
  /** Size of Black's delta that is wanted; either this or `strike`, or neither: the forward. */
  delta?: number;
  strike?: number;
  /** UTC milliseconds before which it must not expire: the last chain of a walk. */
  after?: number;
}

const schema = v.pipe(
  v.strictObject({
    kind: v.optional(v.picklist(["call", "put"], 'must be "call" or "put"'), "call"),
    days: rules.positive,
    delta: v.optional(fraction),
    strike: v.optional(rules.positive),
    after: v.optional(rules.finite, Number.MIN_SAFE_INTEGER),
  }),
  v.check(
    ({ delta, strike }) => delta === undefined || strike === undefined,
    "has delta and strike",
  ),
);
type Wanted = v.InferOutput<typeof schema>;

/**
 * The venue's name of the listed option that is nearest to what is wanted: of the expiry nearest in
 * days, the strike nearest to the delta, the strike or the forward.
 */
export function listedOption(chain: OptionChain, options: ListedOptionOptions): string {
  const wanted = check(schema, options, "options");
  const alive = chain.expiries.filter(
    ({ expiry, quotes }) =>
      expiry > wanted.after && quotes.some((quote) => Number.isFinite(miss(quote, wanted, 1))),
  );
  if (alive.length === 0) {
    const after = showTime(wanted.after);
    throw new RangeError(`chain of ${showTime(chain.time)} has no such option beyond ${after}`);
  }
  const days = ({ years }: ChainExpiry) => Math.abs(365 * years - wanted.days);
  const { quotes, forward } = alive.reduce((a, b) => (days(b) < days(a) ? b : a));
  return quotes.reduce((a, b) => (miss(b, wanted, forward) < miss(a, wanted, forward) ? b : a))
    .instrument;
}

/** How far a quote is from what is wanted; infinite for the other kind and where no delta is known. */
function miss(quote: ChainQuote, { kind, delta, strike }: Wanted, forward: number): number {
  if (quote.kind !== kind) return Number.POSITIVE_INFINITY;
  if (delta === undefined) return Math.abs(quote.strike - (strike ?? forward));
  return quote.delta === null ? Number.POSITIVE_INFINITY : Math.abs(Math.abs(quote.delta) - delta);
}
