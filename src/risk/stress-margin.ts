import { exponential } from "../core/functions.ts";
import type { Holding, Portfolio } from "./portfolio.ts";
import { isOption } from "./portfolio.ts";
import type { RiskMarket } from "./risk-market.ts";
import type { ScenarioState } from "./scenario-path.ts";
import { stressedVolatility } from "./stressed-book.ts";

/** What a venue asks; a rulebook of `hedgelab` is one, and so is any object of this kind. */
export interface MarginRule {
  margin(account: StressAccount, market: StressMarginMarket): MarginAnswer;
}

/** In the currency of the venue. */
export interface MarginAnswer {
  readonly equity: number;
  readonly initial: number;
  readonly maintenance: number;
}

/** Positions and cash as a rulebook reads them. */
export interface StressAccount {
  readonly positions: readonly {
    readonly quantity: number;
    readonly contract: StressContract;
  }[];
  readonly cash: number;
}

/** A contract as a rulebook reads it. */
export type StressContract =
  | {
      readonly type: "call" | "put";
      readonly underlying: string;
      readonly strike: number;
      readonly days: number;
    }
  | { readonly type: "future"; readonly underlying: string; readonly days: number }
  | { readonly type: "spot" | "perpetual"; readonly underlying: string };

/** A market as a rulebook reads it. */
export interface StressMarginMarket {
  readonly underlyings: Readonly<
    Record<
      string,
      {
        readonly spot: { readonly price: number };
        readonly perpetual: { readonly price: number };
        readonly expiries: readonly {
          readonly days: number;
          readonly forward: number;
          readonly rate: number;
          readonly volatilities: readonly {
            readonly strike: number;
            readonly volatility: number;
          }[];
        }[];
      }
    >
  >;
  readonly stable: { readonly price: number };
}

/** A book, its hedges and its cash at one step. */
export interface MarginQuestion {
  readonly portfolio: Portfolio;
  readonly market: RiskMarket;
  readonly state: ScenarioState;
  /** Perpetuals held as a hedge, by underlying. */
  readonly held: Readonly<Record<string, number>>;
  readonly cash: number;
}

/** What the venue asks at one step, at the spots that it sees; what has expired is gone. */
export function stressMargin(rule: MarginRule, question: MarginQuestion): MarginAnswer {
  const { portfolio, market, state, held, cash } = question;
  const alive = portfolio.holdings.flatMap((holding) => {
    const days = "days" in holding.contract ? holding.contract.days - state.hour / 24 : 1;
    return days > 0 ? [{ ...holding, days }] : [];
  });
  const hedges = Object.entries(held).map(([underlying, quantity]) => ({
    quantity,
    contract: { type: "perpetual" as const, underlying },
  }));
  const positions = [
    ...alive.map(({ quantity, contract, underlying, days }) => ({
      quantity,
      contract: contractOf(contract, underlying, days),
    })),
    ...hedges.filter(({ quantity }) => quantity !== 0),
  ];
  const underlyings = Object.fromEntries(
    Object.keys(market).map((name) => [name, seenBy(name, alive, market, state)]),
  );
  return rule.margin({ positions, cash }, { underlyings, stable: { price: state.stable } });
}

type Alive = Holding & { readonly days: number };

function contractOf(
  contract: Holding["contract"],
  underlying: string,
  days: number,
): StressContract {
  if (isOption(contract)) return { type: contract.type, underlying, strike: contract.strike, days };
  return contract.type === "future"
    ? { type: "future", underlying, days }
    : { type: contract.type, underlying };
}

/** One underlying as the venue sees it, with an expiry for each that the book holds. */
function seenBy(name: string, alive: readonly Alive[], market: RiskMarket, state: ScenarioState) {
  const { rate, spot: now, volatility } = market[name]!;
  const price = now * exponential(state.observed[name]!);
  const dated = alive.filter((each) => each.underlying === name && "days" in each.contract);
  const expiries = [...new Set(dated.map(({ days }) => days))].map((days) => {
    const strikes = new Map<number, number>();
    for (const { contract, days: own } of dated) {
      if (own !== days || !isOption(contract)) continue;
      const { strike } = contract,
        years = days / 365;
      const smile = state.volatilities[name]!;
      const base = contract.volatility ?? volatility;
      strikes.set(strike, stressedVolatility(base, smile, { strike, spot: price, years }));
    }
    return {
      days,
      forward: price * exponential((rate * days) / 365),
      rate,
      volatilities: [...strikes].map(([strike, each]) => ({ strike, volatility: each })),
    };
  });
  return { spot: { price }, perpetual: { price }, expiries };
}
