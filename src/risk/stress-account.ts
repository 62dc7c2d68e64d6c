import { exponential } from "../core/functions.ts";
import type { Costs } from "../hedging/costs.ts";
import type { Portfolio } from "./portfolio.ts";
import type { RiskMarket } from "./risk-market.ts";
import type { ScenarioState } from "./scenario-path.ts";
import type { StressHedge } from "./stress-hedge.ts";
import type { MarginAnswer, MarginRule } from "./stress-margin.ts";
import { payPrice, type StressSettlement, settles, unitsAt } from "./stress-settlement.ts";
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
  readonly settlement: StressSettlement;
  readonly liquidationFee: number;
  /** The book at true spots, and as venues and hedgers see it. */
  readonly book: StressedBook;
  readonly seen: StressedBook;
  readonly rulebook: MarginRule | undefined;
}

/** What changes from step to step. */
export interface Account {
  held: Record<string, number>;
  /** In the currency of settlement. */
  cash: number;
  /** What was paid into cash since the start, in the quote currency of its time. */
  settled: number;
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

/** Units of each holding at a step. */
export function unitsOf({ portfolio, book, settlement }: StressLedgerOptions, k: number): number[] {
  return portfolio.holdings.map((holding, i) =>
    unitsAt(settlement, holding, book.values[0]![i]!, book.values[k]![i]!),
  );
}

/** Pay an amount of the quote currency into cash, at the price of the hour. */
export function settle(
  { settlement, market, states }: StressLedgerOptions,
  account: Account,
  k: number,
  amount: number,
): void {
  account.settled += amount;
  account.cash += amount / payPrice(settlement, market, states[k]!);
}

/** Trade at true spots what the venue takes; spread and impact are those of the hour. */
export function trade(
  options: StressLedgerOptions,
  account: Account,
  k: number,
  wanted: Record<string, number>,
): void {
  const { market, states, costs } = options,
    state = states[k]!,
    spots = spotsOf(market, state.spots);
  account.held = mapped(market, (name) => {
    const taken = takenTrade(costs, wanted[name]! - account.held[name]!);
    pay(options, account, k, tradingCost(costs, state, Math.abs(taken), spots[name]!));
    return account.held[name]! + taken;
  });
}

function pay(options: StressLedgerOptions, account: Account, k: number, cost: number): void {
  account.cost += cost;
  settle(options, account, k, -cost);
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
  const usable = margin.equity - stuckCash(options, account, k);
  if (usable >= margin.maintenance) {
    account.breachedSince = null;
    return;
  }
  account.breachedSince ??= state.hour;
  if (!state.tradable || state.hour < account.breachedSince + state.liquidationDelay) return;
  const spots = spotsOf(market, state.spots);
  for (const [name, held] of Object.entries(account.held)) {
    pay(options, account, k, tradingCost(costs, state, Math.abs(held), spots[name]!));
    pay(options, account, k, liquidationFee * Math.abs(held) * spots[name]!);
  }
  const quantities = unitsOf(options, k);
  portfolio.holdings.forEach((holding, i) => {
    const { underlying, contract } = holding,
      quantity = quantities[i]!;
    const units = Math.abs(quantity * book.deltas[k]![i]!);
    const alive = !("days" in contract) || contract.days > state.hour / 24;
    if (!alive) return;
    pay(options, account, k, tradingCost(costs, state, units, spots[underlying]!));
    pay(options, account, k, liquidationFee * Math.abs(quantity) * spots[underlying]!);
    if (!settles(holding)) settle(options, account, k, quantity * book.values[k]![i]!);
  });
  account.held = mapped(market, () => 0);
  account.liquidated = true;
}

/** What of the cash cannot be used, in the quote currency. */
export function stuckCash(
  { settlement, market, states }: StressLedgerOptions,
  { cash }: Account,
  k: number,
): number {
  const state = states[k]!;
  return state.stuck * Math.max(0, cash) * payPrice(settlement, market, state);
}
