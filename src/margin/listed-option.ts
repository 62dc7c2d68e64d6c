import { type ChainQuote, type OptionChain, unitValue } from "../market/option-chain.ts";

/** Both sides of a market, and the middle or mark between them. */
export interface Sides {
  readonly bid: number;
  readonly mark: number;
  readonly ask: number;
}

/** An option that can be traded, for one unit of the underlying and in the quote currency. */
export interface ListedOption {
  readonly type: "call" | "put";
  readonly strike: number;
  readonly days: number;
  /** Of its expiry. */
  readonly forward: number;
  /** A year, as fractions. */
  readonly volatility: Sides;
  readonly price: Sides;
}

/**
 * The options of a chain, coin prices at the forward of their own row. None is left out: one without
 * both sides or a mark is an error, and `filterQuotes` removes those with a report.
 */
export function listedOptions(chain: OptionChain): readonly ListedOption[] {
  return Object.freeze(
    chain.expiries.flatMap(({ years, forward, quotes }) =>
      quotes.map((quote): ListedOption => {
        const unit = unitValue(chain, quote.forward);
        const { bid, mark, ask } = sidesOf(quote, quote);
        return Object.freeze({
          ...{ type: quote.kind, strike: quote.strike, days: years * 365, forward },
          volatility: sidesOf(quote.impliedVolatility, quote),
          price: { bid: bid * unit, mark: mark * unit, ask: ask * unit },
        });
      }),
    ),
  );
}

function sidesOf(
  { bid, mark, ask }: Readonly<Record<keyof Sides, number | null>>,
  { instrument }: ChainQuote,
): Sides {
  if (bid !== null && mark !== null && ask !== null) return { bid, mark, ask };
  throw new RangeError(
    `${instrument} must have a bid, a mark and an ask; filterQuotes removes quotes without`,
  );
}
