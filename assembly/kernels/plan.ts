// The layout of a hedging study in memory. Every field is an f64, so that a host writes one array.
import { Market, assetAt } from "./market";
import { Asset } from "../models/asset";

/**
 * The head of a plan. `options` Option records follow it, then `views` View records with a
 * volatility for every option behind each, then `strategies` Strategy records.
 */
@unmanaged
export class Plan {
  /** Where the market is. */
  market: f64;
  options: f64;
  views: f64;
  strategies: f64;
  /** Deviation of the log of the spot, a year: how far tables of deltas reach. */
  volatility: f64;
  /** Cost of trading, a fraction of the value traded. */
  costRate: f64;
  /** Impact: trading n units costs this times the root of n, a fraction of their value. */
  impact: f64;
  /** Cost of a trade of any size, over the spot at the start. */
  tradeCost: f64;
  /** What a long hedge pays, a year, a fraction of its value; a short one receives it. */
  funding: f64;
  /** What holding a hedge of either side costs, a year, a fraction of its value. */
  capital: f64;
  /** The smallest unit that is traded; 0 for none. */
  lot: f64;
  /** The most units that a decision can trade; 0 for no limit. */
  most: f64;
}

export const PLAN_BYTES: usize = 96;

// @ts-ignore: decorator
@inline
export function marketOf(plan: Plan): Market {
  return changetype<Market>(<usize>plan.market);
}

/** What the options stand on: the first asset. */
// @ts-ignore: decorator
@inline
export function underlyingOf(plan: Plan): Asset {
  return assetAt(marketOf(plan), 0);
}

/** One option position. */
@unmanaged
export class Option {
  /** 1 call, 2 put. */
  kind: f64;
  /** Contracts, negative when short. */
  quantity: f64;
  strike: f64;
  /** Steps from the start to expiry; beyond the plan's steps it is marked at the horizon. */
  expiry: f64;
  /** Volatility that it is valued with, a year. */
  volatility: f64;
}

export const OPTION_BYTES: usize = 40;

/** What hedges a book, as one sees it: every option at a volatility of its own. */
@unmanaged
export class View {
  /** One of the conventions below. */
  convention: f64;
  /** 0 adds up the options, 1 looks up a table, 2 slopes too. */
  tabulated: f64;
}

export const VIEW_BYTES: usize = 16;

/** Minus the delta of Black and Scholes. */
export const BLACK: i32 = 0;
/** Minus the delta less the premium over the spot: what hedges a book that is counted in coin. */
export const PREMIUM_ADJUSTED: i32 = 1;
export const CONVENTIONS: i32 = 2;

/** One strategy. */
@unmanaged
export class Strategy {
  /** One of the numbers of strategies/decide. */
  kind: f64;
  /** Steps between decisions. */
  every: f64;
  /** Place of the view whose target it follows. */
  view: f64;
  /** Width, share or units, as the kind says. */
  parameter: f64;
}

export const STRATEGY_BYTES: usize = 32;

// @ts-ignore: decorator
@inline
export function optionAt(plan: usize, index: u32): Option {
  return changetype<Option>(plan + PLAN_BYTES + <usize>index * OPTION_BYTES);
}

function viewStride(plan: Plan): usize {
  return VIEW_BYTES + (<usize>plan.options << 3);
}

export function viewAt(plan: Plan, index: u32): View {
  const views = changetype<usize>(plan) + PLAN_BYTES + <usize>plan.options * OPTION_BYTES;
  return changetype<View>(views + <usize>index * viewStride(plan));
}

/** The volatility that a view gives an option. */
export function volatilityOf(view: View, option: u32): f64 {
  return load<f64>(changetype<usize>(view) + VIEW_BYTES + (<usize>option << 3));
}

export function strategyAt(plan: Plan, index: u32): Strategy {
  const first = changetype<usize>(viewAt(plan, <u32>plan.views));
  return changetype<Strategy>(first + <usize>index * STRATEGY_BYTES);
}
