import { exponential } from "../core/functions.ts";
import type { Costs } from "../hedging/costs.ts";
import type { Holding, Portfolio } from "./portfolio.ts";
import type { RiskMarket } from "./risk-market.ts";
import type { ScenarioState } from "./scenario-path.ts";
import type { StressHedge } from "./stress-hedge.ts";
import type { MarginAnswer, MarginRule } from "./stress-margin.ts";
import type { StressedBook } from "./stressed-book.ts";
import { takenTrade, tradingCost } from "./trading-cost.ts";

/** What a ledger is kept of. */
export interface StressLedgerOptions {
  readonly portfolio: Portfolio;
  readonly market: RiskMarket;
  readonly states: readonly ScenarioState[];
  readonly hedge: StressHedge;
  readonly costs: Costs;
  readonly cash: number;
  readonly liquidationFee: number;
  /** The book at true spots, and as venues and hedgers see it. */
  readonly book: StressedBook;
  readonly seen: StressedBook;
  readonly rulebook: MarginRule | undefined;
}

/** What changes from step to step. */
export interface Account {
  held: Record<string, number>;
  cash: number;
  hedgeProfit: number;
  bookProfit: number;
  cost: number;
  funding: number;
  /** Trades that were due while nothing could be traded are made up for. */
  pending: boolean;
  breachedSince: number | null;
  liquidated: boolean;
}

/** A number an underlying. */
export function mapped(
  market: RiskMarket,
  value: (name: string) => number,
): Record<string, number> {
  return Object.fromEntries(Object.keys(market).map((name) => [name, value(name)]));
}

/** Spots from their logs over those at the start. */
export function spotsOf(
  market: RiskMarket,
  logs: Readonly<Record<string, number>>,
): Record<string, number> {
  return mapped(market, (name) => market[name]!.spot * exponential(logs[name]!));
}

/** Whether profits go to cash at once. */
export function settles({ contract: { type } }: Holding): boolean {
  return type === "perpetual" || type === "future";
}

/** Trade at true spots what the venue takes; spread and impact are those of the hour. */
export function trade(
  { market, states, costs }: StressLedgerOptions,
  account: Account,
  k: number,
  wanted: Record<string, number>,
): void {
  const state = states[k]!,
    spots = spotsOf(market, state.spots);
  account.held = mapped(market, (name) => {
    const taken = takenTrade(costs, wanted[name]! - account.held[name]!);
    pay(account, tradingCost(costs, state, Math.abs(taken), spots[name]!));
    return account.held[name]! + taken;
  });
}

function pay(account: Account, cost: number): void {
  account.cost += cost;
  account.cash -= cost;
}

/** Close the account where it has been below maintenance for as long as the engine needs. */
export function liquidate(
  options: StressLedgerOptions,
  account: Account,
  k: number,
  margin: MarginAnswer | null,
): void {
  if (margin === null) return;
  const { portfolio, states, book, market, costs, liquidationFee } = options,
    state = states[k]!;
  const usable = margin.equity - state.stuck * Math.max(0, account.cash);
  if (usable >= margin.maintenance) {
    account.breachedSince = null;
    return;
  }
  account.breachedSince ??= state.hour;
  if (!state.tradable || state.hour < account.breachedSince + state.liquidationDelay) return;
  const spots = spotsOf(market, state.spots);
  for (const [name, held] of Object.entries(account.held)) {
    pay(account, tradingCost(costs, state, Math.abs(held), spots[name]!));
    pay(account, liquidationFee * Math.abs(held) * spots[name]!);
  }
  portfolio.holdings.forEach((holding, i) => {
    const { quantity, underlying, contract } = holding;
    const units = Math.abs(quantity * book.deltas[k]![i]!);
    const alive = !("days" in contract) || contract.days > state.hour / 24;
    if (!alive) return;
    pay(account, tradingCost(costs, state, units, spots[underlying]!));
    pay(account, liquidationFee * Math.abs(quantity) * spots[underlying]!);
    if (!settles(holding)) account.cash += quantity * book.values[k]![i]!;
  });
  account.held = mapped(market, () => 0);
  account.liquidated = true;
}
