import { exponential } from "../core/functions.ts";
import { seconds } from "../hedging/duration.ts";
import type { Holding } from "./portfolio.ts";
import type { RiskMarket } from "./risk-market.ts";
import type { ScenarioState } from "./scenario-path.ts";
import {
  type Account,
  liquidate,
  mapped,
  type StressLedgerOptions,
  settle,
  spotsOf,
  stuckCash,
  trade,
  unitsOf,
} from "./stress-account.ts";
import { type MarginAnswer, stressMargin } from "./stress-margin.ts";
import { payPrice, settles } from "./stress-settlement.ts";
import { holdingCost } from "./trading-cost.ts";

/** A book at one step of a scenario. Profits, costs and funding are sums since the start. */
export interface StressStep {
  readonly hour: number;
  /** True spots, what venues see, and the volatility at the money in 30 days, by underlying. */
  readonly spot: Readonly<Record<string, number>>;
  readonly observed: Readonly<Record<string, number>>;
  readonly volatility: Readonly<Record<string, number>>;
  /** Perpetuals held as a hedge after this step's trade, and the trade. */
  readonly held: Readonly<Record<string, number>>;
  readonly traded: Readonly<Record<string, number>>;
  readonly bookProfit: number;
  readonly hedgeProfit: number;
  readonly cost: number;
  readonly funding: number;
  /** What the price of the currency that cash is in makes of it. */
  readonly cashProfit: number;
  /** All of these together. */
  readonly profit: number;
  /** In the currency of settlement. */
  readonly cash: number;
  /** What the venue says, in the quote currency; null without a rulebook. */
  readonly margin: MarginAnswer | null;
  /** Usable equity over the initial requirement; without a rulebook, cash that can be used. */
  readonly liquidity: number;
  /** A trade was due and nothing could be traded. */
  readonly blocked: boolean;
  /** Usable equity is below maintenance. */
  readonly breached: boolean;
  /** The account was closed at this step or before. */
  readonly liquidated: boolean;
}

/** The ledger of a book through the states of a scenario. */
export function followStress(options: StressLedgerOptions): StressStep[] {
  const { states, cash, market, settlement } = options;
  const account: Account = {
    ...{ held: targets(options, 0), cash, hedgeProfit: 0, bookProfit: 0, cost: 0, funding: 0 },
    ...{ settled: 0, pending: false, breachedSince: null, liquidated: false },
  };
  return states.map((state, k) => {
    if (k > 0 && !account.liquidated) carry(options, account, k);
    const due = !account.liquidated && k > 0 && isDue(options, account, k);
    const wanted = due ? banded(options, account, k) : account.held;
    const wants = Object.keys(wanted).some((name) => wanted[name] !== account.held[name]);
    const blocked = wants && !state.tradable;
    account.pending = blocked;
    const before = account.held;
    if (wants && state.tradable) trade(options, account, k, wanted);
    const margin = account.liquidated ? null : answer(options, account, k);
    liquidate(options, account, k, margin);
    const { held } = account,
      whole = margin?.equity ?? account.cash * payPrice(settlement, market, state);
    const cashProfit = cashProfitOf(options, account, k),
      { bookProfit, hedgeProfit, cost, funding } = account;
    return Object.freeze({
      hour: state.hour,
      spot: spotsOf(market, state.spots),
      observed: spotsOf(market, state.observed),
      volatility: mapped(market, (name) => volatilityOf(market, state, name)),
      held,
      traded: mapped(market, (name) => held[name]! - before[name]!),
      ...{ bookProfit, hedgeProfit, cost, funding, cashProfit },
      profit: bookProfit + hedgeProfit - cost - funding + cashProfit,
      cash: account.cash,
      margin,
      liquidity: whole - stuckCash(options, account, k) - (margin?.initial ?? 0),
      blocked,
      breached: account.breachedSince !== null,
      liquidated: account.liquidated,
    });
  });
}

function volatilityOf(market: RiskMarket, state: ScenarioState, name: string): number {
  const { level, terms } = state.volatilities[name]!;
  const front = terms.reduce((sum, [log, days]) => sum + log * exponential(-30 / days), 0);
  return market[name]!.volatility * exponential(level + front);
}

/** Profit, funding and settled cash from the step before to this one. */
function carry(options: StressLedgerOptions, account: Account, k: number) {
  const { portfolio, market, states, book, costs, settlement } = options;
  const [before, now] = [states[k - 1]!, states[k]!],
    years = (now.hour - before.hour) / (24 * 365);
  const units = unitsOf(options, k - 1);
  portfolio.holdings.forEach((holding, i) => {
    const change = units[i]! * (book.values[k]![i]! - book.values[k - 1]![i]!);
    account.bookProfit += change;
    if (settles(holding)) settle(options, account, k, change);
    else if (expires(holding, before, now)) {
      settle(options, account, k, units[i]! * book.values[k]![i]!);
    }
  });
  const [old, spots] = [spotsOf(market, before.spots), spotsOf(market, now.spots)];
  for (const [name, held] of Object.entries(account.held)) {
    const profit = held * (spots[name]! - old[name]!);
    const own = perpetualsOf(portfolio.holdings, units, name) * now.funding * old[name]!;
    const funding = years * (own + holdingCost(costs, now.funding, held * old[name]!));
    account.hedgeProfit += profit;
    account.funding += funding;
    settle(options, account, k, profit - funding);
  }
  // an inverse perpetual stays the same money
  if (settlement === "linear") return;
  account.held = mapped(market, (name) => (account.held[name]! * old[name]!) / spots[name]!);
}

/** What cash at the start and all that was paid into it gained or lost by the price of its currency. */
function cashProfitOf(options: StressLedgerOptions, { cash, settled }: Account, k: number): number {
  const { settlement, market, states, cash: first } = options;
  if (settlement === "linear") return (states[k]!.stable - 1) * cash;
  const price = (step: number) => payPrice(settlement, market, states[step]!);
  return cash * price(k) - first * price(0) - settled;
}

function expires({ contract }: Holding, before: ScenarioState, now: ScenarioState): boolean {
  if (!("strike" in contract)) return false;
  return contract.days > before.hour / 24 && contract.days <= now.hour / 24;
}

function perpetualsOf(
  holdings: readonly Holding[],
  units: readonly number[],
  name: string,
): number {
  return holdings.reduce(
    (sum, { contract, underlying }, i) =>
      contract.type === "perpetual" && underlying === name ? sum + units[i]! : sum,
    0,
  );
}

/** What the hedge should be: minus the delta that is seen. */
function targets(options: StressLedgerOptions, k: number) {
  const { portfolio, market, seen, hedge } = options,
    units = unitsOf(options, k);
  const wanted = mapped(market, () => 0);
  if (hedge.type === "unhedged") return wanted;
  portfolio.holdings.forEach(({ underlying }, i) => {
    wanted[underlying]! -= units[i]! * seen.deltas[k]![i]!;
  });
  return wanted;
}

/** The target, or the nearest edge of the band around it. */
function banded(options: StressLedgerOptions, { held }: Account, k: number) {
  const wanted = targets(options, k),
    band = (options.hedge.type === "deltaHedge" && options.hedge.band) || 0;
  return mapped(options.market, (name) =>
    Math.min(Math.max(held[name]!, wanted[name]! - band), wanted[name]! + band),
  );
}

function isDue({ hedge, states }: StressLedgerOptions, { pending }: Account, k: number): boolean {
  if (hedge.type === "unhedged") return false;
  const every = seconds(hedge.every) / 3600;
  const decisions = (hour: number) => Math.floor(hour / every + 1e-9);
  return pending || decisions(states[k]!.hour) > decisions(states[k - 1]!.hour);
}

function answer(
  options: StressLedgerOptions,
  { held, cash }: Account,
  k: number,
): MarginAnswer | null {
  const { rulebook, portfolio, market, states, settlement } = options;
  if (rulebook === undefined) return null;
  const units = unitsOf(options, k);
  return stressMargin(rulebook, {
    ...{ portfolio, market, state: states[k]!, units, held, cash, settlement },
  });
}
