import { isOption, type Portfolio } from "./portfolio.ts";
import type { RiskMarket } from "./risk-market.ts";
import type { ScenarioState } from "./scenario-path.ts";
import type { StressSettlement } from "./stress-settlement.ts";
import { type Alive, type StressMarginMarket, venueMarket } from "./venue-market.ts";

/** What a venue asks; a rulebook of `hedgelab` is one, and so is any object of this kind. */
export interface MarginRule {
  /** Kinds of contracts that it takes; all of them unless given. */
  readonly listed?: { readonly types: readonly string[] };
  margin(account: StressAccount, market: StressMarginMarket): MarginAnswer;
}

/** Money of a venue. */
export interface MarginAnswer {
  readonly equity: number;
  readonly initial: number;
  readonly maintenance: number;
  /** An underlying where it is in coins of it; else it is in the quote currency. */
  readonly currency?: string;
}

/** Positions, coins and cash as a rulebook reads them. */
export interface StressAccount {
  readonly positions: readonly {
    readonly quantity: number;
    readonly contract: StressContract;
  }[];
  readonly collateral: readonly { readonly currency: string; readonly quantity: number }[];
  readonly cash: number;
}

interface Derivative {
  readonly underlying: string;
  readonly settlement: StressSettlement;
}

/** A contract as a rulebook reads it. */
export type StressContract =
  | (Derivative & {
      readonly type: "call" | "put";
      readonly strike: number;
      readonly days: number;
    })
  | (Derivative & { readonly type: "future"; readonly days: number })
  | (Derivative & { readonly type: "perpetual" })
  | { readonly type: "spot"; readonly underlying: string };

type StressPosition = StressAccount["positions"][number];

/** A book, its hedges and its cash at one step. */
export interface MarginQuestion {
  readonly portfolio: Portfolio;
  readonly market: RiskMarket;
  readonly state: ScenarioState;
  /** Of each holding now. */
  readonly units: readonly number[];
  /** Perpetuals held as a hedge, by underlying. */
  readonly held: Readonly<Record<string, number>>;
  readonly cash: number;
  readonly settlement: StressSettlement;
}

/**
 * What the venue asks at one step, at the spots that it sees, in the quote currency at those spots;
 * what has expired is gone.
 */
export function stressMargin(rule: MarginRule, question: MarginQuestion): MarginAnswer {
  const { market, state } = question,
    alive = aliveOf(question),
    seen = venueMarket(market, state, alive);
  const { equity, initial, maintenance, currency } = rule.margin(
    accountOf(rule, question, alive, seen),
    seen,
  );
  const price = (currency && seen.underlyings[currency]?.spot.price) || 1;
  return Object.freeze({
    equity: equity * price,
    initial: initial * price,
    maintenance: maintenance * price,
  });
}

function aliveOf({ portfolio, state, units }: MarginQuestion): Alive[] {
  return portfolio.holdings.flatMap((holding, i) => {
    const days = "days" in holding.contract ? holding.contract.days - state.hour / 24 : 1;
    return days > 0 ? [{ ...holding, quantity: units[i]!, days }] : [];
  });
}

/** Coins are collateral where the venue does not list them; hedges are what it lists of them. */
function accountOf(
  { listed }: MarginRule,
  { held, cash, settlement }: MarginQuestion,
  alive: readonly Alive[],
  seen: StressMarginMarket,
): StressAccount {
  const lists = (type: string) => listed?.types.includes(type) ?? true;
  const isCoin = ({ contract, quantity }: Alive) =>
    contract.type === "spot" && quantity > 0 && !lists("spot");
  const hedges = Object.entries(held).filter(([, quantity]) => quantity !== 0);
  const kind = ["perpetual", "spot", "future"].find(lists);
  const bought = hedges.map(([name, quantity]) =>
    kind === "spot" ? quantity * seen.underlyings[name]!.spot.price : 0,
  );
  return {
    positions: [
      ...alive.filter((one) => !isCoin(one)).map((one) => positionOf(one, settlement)),
      ...hedges.map(([underlying, quantity]): StressPosition => {
        if (kind === "spot") return { quantity, contract: { type: "spot", underlying } };
        if (kind !== "future") {
          return { quantity, contract: { type: "perpetual", underlying, settlement } };
        }
        const days = Math.max(...seen.underlyings[underlying]!.expiries.map((each) => each.days));
        return { quantity, contract: { type: "future", underlying, days, settlement } };
      }),
    ],
    collateral: alive
      .filter(isCoin)
      .map(({ underlying, quantity }) => ({ currency: underlying, quantity })),
    cash: bought.reduce((rest, price) => rest - price, cash),
  };
}

function positionOf(
  { contract, underlying, quantity, days }: Alive,
  settlement: StressSettlement,
): StressPosition {
  if (contract.type === "spot") return { quantity, contract: { type: "spot", underlying } };
  const common = { underlying, settlement };
  if (isOption(contract)) {
    const { type, strike } = contract;
    return { quantity, contract: { type, ...common, strike, days } };
  }
  if (contract.type === "perpetual")
    return { quantity, contract: { type: "perpetual", ...common } };
  return { quantity, contract: { type: "future", ...common, days } };
}
