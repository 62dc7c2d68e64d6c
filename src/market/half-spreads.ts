import * as v from "valibot";
import { check, freeze, rules } from "../check.ts";
import { median } from "./median.ts";
import type { ChainQuote, OptionChain } from "./option-chain.ts";

/** Half the distance of bid and ask in one bucket of delta and time. */
export interface HalfSpread {
  /** From, inclusive, to, exclusive: |delta| of Black. */
  readonly delta: readonly [number, number];
  /** From, inclusive, to, exclusive: days to expiry. */
  readonly days: readonly [number, number];
  /** Median, in volatility points: hundredths a year; `null` where no quote has both. */
  readonly volatilityPoints: number | null;
  /** Median, as a share of the mid price; `null` where there is no quote. */
  readonly premiumFraction: number | null;
  /** Quotes with two sides in the bucket. */
  readonly quotes: number;
  /** Those of them where both sides have a volatility. */
  readonly volatilityQuotes: number;
}

export interface HalfSpreadsOptions {
  /** Edges of |delta|, ascending; 0, 0.05, 0.15, 0.3, 0.45, 0.55, 0.7, 0.85, 1 by default. */
  deltas?: readonly number[] | undefined;
  /** Edges of days to expiry, ascending; 0, 2, 9, 35, 100, 400 by default. */
  days?: readonly number[] | undefined;
}

const edges = v.pipe(
  v.array(rules.nonNegative),
  v.minLength(2, "must have at least 2 edges"),
  v.check((list) => list.every((edge, i) => i === 0 || edge > list[i - 1]!), "must ascend"),
);
const schema = v.strictObject({
  deltas: v.optional(edges, [0, 0.05, 0.15, 0.3, 0.45, 0.55, 0.7, 0.85, 1]),
  days: v.optional(edges, [0, 2, 9, 35, 100, 400]),
});

/**
 * What it costs to cross half the spread, by delta and time to expiry: medians over the quotes of a
 * chain that have two sides, bid above 0 and below ask, and a delta. Rows with shorter times come
 * first, smaller deltas first within; buckets without quotes are there with a count of 0. The chain
 * need not be filtered: a filter on spreads would make them too small. Several chains are taken
 * together. Deltas beyond a half are options in the money, which are quoted wider.
 */
export function halfSpreads(
  chains: OptionChain | readonly OptionChain[],
  options: HalfSpreadsOptions = {},
): HalfSpread[] {
  const { deltas, days } = check(schema, options, "options");
  const expiries = [chains].flat().flatMap((chain: OptionChain) => chain.expiries);
  const twoSided = expiries.flatMap(({ years, quotes }) =>
    quotes
      .filter(({ bid, ask, delta }) => bid !== null && ask !== null && delta !== null)
      .filter(({ bid, ask }) => bid! > 0 && ask! >= bid!)
      .map((quote) => ({ quote, day: years * 365, size: Math.abs(quote.delta!) })),
  );
  return pairsOf(days).flatMap((day) =>
    pairsOf(deltas).map((delta, i) => {
      // The greatest delta belongs to the last bucket.
      const last = i === deltas.length - 2;
      const members = twoSided.filter(
        (each) =>
          each.day >= day[0] &&
          each.day < day[1] &&
          each.size >= delta[0] &&
          (each.size < delta[1] || (last && each.size === delta[1])),
      );
      return halfSpread(
        delta,
        day,
        members.map(({ quote }) => quote),
      );
    }),
  );
}

function pairsOf(list: readonly number[]): [number, number][] {
  return list.slice(1).map((high, i) => [list[i]!, high]);
}

function halfSpread(
  delta: readonly [number, number],
  days: readonly [number, number],
  quotes: readonly ChainQuote[],
): HalfSpread {
  const shares = quotes.map(({ bid, ask }) => (ask! - bid!) / (ask! + bid!));
  const points = quotes.flatMap(({ impliedVolatility: { bid, ask } }) =>
    bid === null || ask === null ? [] : 50 * (ask - bid),
  );
  return freeze({
    delta,
    days,
    volatilityPoints: points.length > 0 ? median(points) : null,
    premiumFraction: shares.length > 0 ? median(shares) : null,
    quotes: quotes.length,
    volatilityQuotes: points.length,
  });
}
