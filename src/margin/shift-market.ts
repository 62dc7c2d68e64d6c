import {
  type MarginExpiry,
  type MarginMarket,
  type MarginMarketInput,
  marginMarket,
  secondsTo,
  underlyingIn,
} from "./market.ts";
import { type BlackOption, forwardParts, NO_SHOCK, reprice, yearsTo } from "./reprice.ts";

/** A change of one underlying's market; fractions. */
export interface MarketShift {
  readonly underlying: string;
  /** Of spot, perpetual, forwards and currencies that follow; 0 unless given. */
  readonly move?: number;
  /** Of all volatilities; 0 unless given. */
  readonly volatility?: number;
}

/**
 * A market after a change. Volatilities stay with their strikes; marks of options move as their
 * Black (1976) prices do.
 */
export function shiftMarket(
  input: MarginMarketInput,
  { underlying, move = 0, volatility = 0 }: MarketShift,
): MarginMarket {
  const market = marginMarket(input),
    { spot, perpetual, expiries, openInterest } = underlyingIn(market, underlying);
  for (const [name, value] of Object.entries({ move, volatility })) {
    if (!(value >= -1 && value < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${name} must be finite and at least -1, got ${value}`);
    }
  }
  const factor = 1 + move;
  const moved = <T extends { readonly price: number }>(quote: T): T => ({
    ...quote,
    price: quote.price * factor,
  });
  return marginMarket({
    ...market,
    currencies: Object.fromEntries(
      Object.entries(market.currencies).map(([name, currency]) => [
        name,
        currency.follows === underlying ? moved(currency) : currency,
      ]),
    ),
    underlyings: {
      ...market.underlyings,
      [underlying]: {
        spot: moved(spot),
        perpetual: perpetual && moved(perpetual),
        expiries: expiries.map((expiry) =>
          shiftExpiry(market, expiry, { underlying, move, volatility }),
        ),
        openInterest,
      },
    },
  });
}

function shiftExpiry(
  market: MarginMarket,
  expiry: MarginExpiry,
  { underlying, move, volatility: lift }: Required<MarketShift>,
): MarginExpiry {
  const { days } = expiry;
  const change = (type: "call" | "put", strike: number, volatility: number): number => {
    const contract = {
      type,
      underlying,
      strike,
      days,
      multiplier: 1,
      settlement: "linear",
    } as const;
    const option: BlackOption = {
      contract,
      kind: type === "call" ? 1 : 2,
      strike,
      volatility,
      years: yearsTo(days),
      ...forwardParts(market, contract, Math.max(1, secondsTo(days))),
      rate: expiry.rate,
    };
    const shock = { factor: 1 + move, volatility: () => volatility * (1 + lift) };
    const [now, then] = reprice([option], [NO_SHOCK, shock]);
    return then![0]! - now![0]!;
  };
  return {
    ...expiry,
    forward: expiry.forward * (1 + move),
    volatilities: expiry.volatilities.map((row) => {
      const { strike, volatility, callMark, putMark } = row;
      const mark = (type: "call" | "put", now: number | undefined) =>
        now === undefined ? now : Math.max(0, now + change(type, strike, volatility));
      return {
        ...row,
        volatility: volatility * (1 + lift),
        callMark: mark("call", callMark),
        putMark: mark("put", putMark),
      };
    }),
  };
}
