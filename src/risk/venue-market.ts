import { exponential } from "../core/functions.ts";
import { type Holding, isOption } from "./portfolio.ts";
import type { RiskMarket } from "./risk-market.ts";
import type { ScenarioState } from "./scenario-path.ts";
import { stressedVolatility } from "./stressed-book.ts";

interface SeenPrice {
  readonly price: number;
  /** How sure its source is, from 0 to 1. */
  readonly confidence: number;
}

interface SeenExpiry {
  readonly days: number;
  readonly forward: number;
  readonly rate: number;
  readonly volatilities: readonly { readonly strike: number; readonly volatility: number }[];
}

/** A market as a rulebook reads it. */
export interface StressMarginMarket {
  readonly underlyings: Readonly<
    Record<
      string,
      {
        readonly spot: SeenPrice;
        readonly perpetual: SeenPrice;
        readonly expiries: readonly SeenExpiry[];
      }
    >
  >;
  readonly stable: { readonly price: number };
}

/** A holding that has not expired, and the days that it has left. */
export type Alive = Holding & { readonly days: number };

/** A market as a venue sees it at one step, with an expiry for each that the book holds. */
export function venueMarket(
  market: RiskMarket,
  state: ScenarioState,
  alive: readonly Alive[],
): StressMarginMarket {
  const { confidence } = state;
  const underlyings = Object.entries(market).map(([name, { spot }]) => {
    const price = spot * exponential(state.observed[name]!),
      quote = { price, confidence };
    const dated = alive.filter((each) => each.underlying === name && "days" in each.contract);
    const expiries = [...new Set(dated.map(({ days }) => days))].map((days) =>
      seenExpiry(
        price,
        dated.filter((each) => each.days === days),
        market,
        state,
      ),
    );
    return [name, { spot: quote, perpetual: quote, expiries }] as const;
  });
  return { underlyings: Object.fromEntries(underlyings), stable: { price: state.stable } };
}

/** One expiry at a spot, with the volatility of each strike that is held. */
function seenExpiry(
  spot: number,
  held: readonly Alive[],
  market: RiskMarket,
  state: ScenarioState,
): SeenExpiry {
  const { underlying, days } = held[0]!,
    { rate, volatility } = market[underlying]!,
    years = days / 365;
  const strikes = new Map<number, number>();
  for (const { contract } of held) {
    if (!isOption(contract)) continue;
    const { strike } = contract;
    const now = stressedVolatility(
      contract.volatility ?? volatility,
      state.volatilities[underlying]!,
      { strike, spot, years },
    );
    if ((strikes.get(strike) ?? now) !== now) {
      throw new RangeError(`volatility at strike ${strike} must be one, as a venue sees it`);
    }
    strikes.set(strike, now);
  }
  return {
    days,
    forward: spot * exponential(rate * years),
    rate,
    volatilities: [...strikes].map(([strike, each]) => ({ strike, volatility: each })),
  };
}
