import { freeze } from "../check.ts";
import { impliedVolatilities } from "../core/options.ts";
import { mid } from "./filter-quotes.ts";
import { type OptionChain, unitValue } from "./option-chain.ts";

/** One option as models are fitted to it. */
export interface VolatilityQuote {
  readonly strike: number;
  /** Of 365 days. */
  readonly years: number;
  /** Price of the underlying for the expiry. */
  readonly forward: number;
  readonly kind: "call" | "put";
  /** A year, as a fraction. */
  readonly impliedVolatility: number;
}

export interface ChainQuotesOptions {
  /** The middle of bid and ask, by default, or the venue's mark. */
  price?: "mid" | "mark" | undefined;
}

/**
 * The quotes of a chain as rows to fit models to: each with the forward of its own row and the
 * Black volatility of its price there. No quote is left out here: one without a volatility is an
 * error, and `filterQuotes` removes those with a report.
 */
export function chainQuotes(
  chain: OptionChain,
  { price = "mid" }: ChainQuotesOptions = {},
): readonly VolatilityQuote[] {
  if (price !== "mid" && price !== "mark")
    throw new RangeError(`price must be mid or mark, got ${String(price)}`);
  const rows = chain.expiries.flatMap(({ years, quotes }) => quotes.map((q) => ({ ...q, years })));
  const volatilities =
    price === "mark"
      ? rows.map(({ impliedVolatility }) => impliedVolatility.mark ?? 0)
      : impliedVolatilities({
          kind: rows.map(({ kind }) => (kind === "call" ? 1 : 2)),
          price: rows.map((q) => priceOf(q, chain)),
          spot: rows.map(({ forward }) => forward),
          strike: rows.map(({ strike }) => strike),
          years: rows.map(({ years }) => years),
        });
  return freeze(
    rows.map(({ instrument, strike, years, forward, kind }, i) => {
      const impliedVolatility = volatilities[i]!;
      if (!(impliedVolatility > 0))
        throw new RangeError(
          `${instrument}: ${price} price has no implied volatility; filterQuotes removes such quotes`,
        );
      return { strike, years, forward, kind, impliedVolatility };
    }),
  );
}

/** The mid in the quote currency, NaN where a side is missing. */
function priceOf(quote: Parameters<typeof mid>[0], chain: OptionChain): number {
  if (quote.bid === null || quote.ask === null) return Number.NaN;
  return mid(quote) * unitValue(chain, quote.forward);
}
