import { exponential } from "../core/functions.ts";
import { seconds } from "../hedging/duration.ts";
import type { Holding, Portfolio } from "./portfolio.ts";
import type { RiskMarket } from "./risk-market.ts";
import type { ScenarioState } from "./scenario-path.ts";
import {
  type Account,
  liquidate,
  mapped,
  type StressLedgerOptions,
  settles,
  spotsOf,
  trade,
} from "./stress-account.ts";
import { type MarginAnswer, stressMargin } from "./stress-margin.ts";
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
  /** What the price of the stable coin makes of the cash. */
  readonly stableProfit: number;
  /** All of these together. */
  readonly profit: number;
  readonly cash: number;
  /** What the venue says; null without a rulebook. */
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
  const { states, cash, market } = options;
  const account: Account = {
    ...{ held: targets(options, 0), cash, hedgeProfit: 0, bookProfit: 0, cost: 0, funding: 0 },
    ...{ pending: false, breachedSince: null, liquidated: false },
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
    const margin = account.liquidated ? null : answer(options, account, state);
    liquidate(options, account, k, margin);
    const { held } = account,
      usable = (margin?.equity ?? account.cash) - state.stuck * Math.max(0, account.cash);
    const stableProfit = (state.stable - 1) * account.cash,
      { bookProfit, hedgeProfit, cost, funding } = account;
    return Object.freeze({
      hour: state.hour,
      spot: spotsOf(market, state.spots),
      observed: spotsOf(market, state.observed),
      volatility: mapped(market, (name) => volatilityOf(market, state, name)),
      held,
      traded: mapped(market, (name) => held[name]! - before[name]!),
      ...{ bookProfit, hedgeProfit, cost, funding, stableProfit },
      profit: bookProfit + hedgeProfit - cost - funding + stableProfit,
      cash: account.cash,
      margin,
      liquidity: usable - (margin?.initial ?? 0),
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
function carry(
  { portfolio, market, states, book, costs }: StressLedgerOptions,
  account: Account,
  k: number,
) {
  const [before, now] = [states[k - 1]!, states[k]!],
    years = (now.hour - before.hour) / (24 * 365);
  portfolio.holdings.forEach((holding, i) => {
    const change = holding.quantity * (book.values[k]![i]! - book.values[k - 1]![i]!);
    account.bookProfit += change;
    if (settles(holding)) account.cash += change;
    else if (expires(holding, before, now)) account.cash += holding.quantity * book.values[k]![i]!;
  });
  const [old, spots] = [spotsOf(market, before.spots), spotsOf(market, now.spots)];
  for (const [name, held] of Object.entries(account.held)) {
    const profit = held * (spots[name]! - old[name]!);
    const own = perpetualsOf(portfolio, name) * now.funding * old[name]!;
    const funding = years * (own + holdingCost(costs, now.funding, held * old[name]!));
    account.hedgeProfit += profit;
    account.funding += funding;
    account.cash += profit - funding;
  }
}

function expires({ contract }: Holding, before: ScenarioState, now: ScenarioState): boolean {
  if (!("strike" in contract)) return false;
  return contract.days > before.hour / 24 && contract.days <= now.hour / 24;
}

function perpetualsOf({ holdings }: Portfolio, name: string): number {
  const held = holdings.filter(
    ({ contract, underlying }) => contract.type === "perpetual" && underlying === name,
  );
  return held.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** What the hedge should be: minus the delta that is seen. */
function targets({ portfolio, market, seen, hedge }: StressLedgerOptions, k: number) {
  const wanted = mapped(market, () => 0);
  if (hedge.type === "unhedged") return wanted;
  portfolio.holdings.forEach(({ underlying, quantity }, i) => {
    wanted[underlying]! -= quantity * seen.deltas[k]![i]!;
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
  { rulebook, portfolio, market }: StressLedgerOptions,
  { held, cash }: Account,
  state: ScenarioState,
): MarginAnswer | null {
  if (rulebook === undefined) return null;
  return stressMargin(rulebook, { portfolio, market, state, held, cash });
}
