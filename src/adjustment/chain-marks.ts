import { optionGreeks } from "../core/options.ts";
import { type OptionInstrument, parseInstrument } from "../market/instrument.ts";
import { YEAR } from "../market/make-chain.ts";
import type { ChainExpiry, ChainQuote, OptionChain } from "../market/option-chain.ts";
import { showTime } from "../market/parse-time.ts";

/** What one option was worth in one chain. */
export interface OptionMark {
  readonly kind: "call" | "put";
  readonly strike: number;
  readonly years: number;
  /** The future that it stands on. */
  readonly forward: number;
  /** A year, of the mark. */
  readonly volatility: number;
  /** In the unit of the chain: coin of inverse options. */
  readonly price: number;
  /** Half the distance of bid and ask in that unit; `null` where one side is missing. */
  readonly halfSpread: number | null;
  /** Whether the chain had a price and a volatility of its own, or its neighbours had to give one. */
  readonly quoted: boolean;
  /** What the venue settled it at, once it has expired. */
  readonly delivery?: number;
}

/** Prices that options and futures were settled at, by the venue's name of the future. */
export type Deliveries = Readonly<Record<string, number>>;

/** Price of the coin in a chain: its index, or the nearest future where the source has none. */
export function spotOf({ index, expiries }: OptionChain): number {
  return index ?? expiries[0]!.forward;
}

/**
 * The mark of an option in a chain: the venue's own, or Black's price at the volatility between
 * those of the neighbouring strikes of its expiry, straight in the strike and flat beyond the last.
 */
export function optionMark(
  chain: OptionChain,
  instrument: string,
  deliveries: Deliveries = {},
): OptionMark {
  const option = parseInstrument(instrument);
  if (option?.type !== "option") throw new RangeError(`${instrument} is not an option`);
  const { kind, strike, expiry } = option;
  if (expiry <= chain.time) return settled(option, chain, deliveries);
  const slice = chain.expiries.find((each) => each.expiry === expiry);
  if (slice === undefined) {
    throw new RangeError(
      `${instrument} has no expiry in the chain of ${showTime(chain.time)}, choose another`,
    );
  }
  const quote = slice.quotes.find((each) => each.instrument === instrument);
  const own = { kind, strike, years: (expiry - chain.time) / YEAR };
  const { mark = null } = quote ?? {},
    volatility = quote?.impliedVolatility.mark ?? null;
  if (quote && mark !== null && mark > 0 && volatility !== null) {
    const { forward } = quote;
    return {
      ...own,
      forward,
      volatility,
      price: mark,
      halfSpread: halfSpreadOf(quote),
      quoted: true,
    };
  }
  const between = volatilityAt(slice, strike, instrument),
    { forward } = slice;
  const terms = { kind: kind === "call" ? 1 : 2, spot: forward, strike, years: own.years } as const;
  const black = optionGreeks({ ...terms, volatility: between }, ["price"]).price[0]!;
  return {
    ...own,
    ...{ forward, volatility: between, quoted: false },
    price: chain.settlement === "inverse" ? black / forward : black,
    halfSpread: quote ? halfSpreadOf(quote) : null,
  };
}

/** An option that has expired: its payoff, for good. */
function settled(option: OptionInstrument, chain: OptionChain, deliveries: Deliveries): OptionMark {
  const { kind, strike, name } = option;
  const future = name.split("-").slice(0, 2).join("-"),
    delivery = deliveries[future];
  if (delivery === undefined) {
    throw new RangeError(
      `${name} had expired at the chain of ${showTime(chain.time)}; ` +
        `set deliveries to what ${future} was settled at, or end the walk before`,
    );
  }
  const payoff = Math.max(0, kind === "call" ? delivery - strike : strike - delivery);
  return {
    ...{ kind, strike, years: 0, forward: delivery, volatility: 0, delivery },
    price: chain.settlement === "inverse" ? payoff / delivery : payoff,
    ...{ halfSpread: 0, quoted: true },
  };
}

function halfSpreadOf({ bid, ask }: ChainQuote): number | null {
  return bid !== null && ask !== null && bid > 0 && ask >= bid ? (ask - bid) / 2 : null;
}

/** Volatility of a strike from those of an expiry, calls and puts of one strike taken together. */
function volatilityAt({ quotes }: ChainExpiry, strike: number, instrument: string): number {
  const known = quotes.flatMap(({ strike: at, impliedVolatility: { mark } }) =>
    mark === null ? [] : [{ at, mark }],
  );
  if (known.length === 0) throw new RangeError(`${instrument}: its expiry has no volatility`);
  const below = known.filter(({ at }) => at <= strike).at(-1) ?? known[0]!,
    above = known.find(({ at }) => at >= strike) ?? known.at(-1)!;
  if (below.at === above.at) return (below.mark + above.mark) / 2;
  return below.mark + ((above.mark - below.mark) * (strike - below.at)) / (above.at - below.at);
}
