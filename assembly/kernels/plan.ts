// The layout of a hedging study in memory. Every field is an f64, so that a host writes one array.
import { Market, assetAt } from "./market";
import { Asset } from "../models/asset";

/** The head of a plan; `options` Option records and `strategies` Strategy records follow it. */
@unmanaged
export class Plan {
  /** Where the market is. */
  market: f64;
  /** Cost of trading, a fraction of the value traded. */
  costRate: f64;
  options: f64;
  strategies: f64;
}

export const PLAN_BYTES: usize = 32;

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
  /** Volatility that it is priced and hedged with, a year. */
  volatility: f64;
}

export const OPTION_BYTES: usize = 40;

/** One strategy. */
@unmanaged
export class Strategy {
  /** 0 unhedged, 1 track the target, 2 no-trade band around it. */
  kind: f64;
  /** Steps between decisions. */
  every: f64;
  /** Half width of the band, in units of the underlying. */
  band: f64;
}

export const STRATEGY_BYTES: usize = 24;

// @ts-ignore: decorator
@inline
export function optionAt(plan: usize, index: u32): Option {
  return changetype<Option>(plan + PLAN_BYTES + <usize>index * OPTION_BYTES);
}

// @ts-ignore: decorator
@inline
export function strategyAt(plan: usize, index: u32): Strategy {
  const options = <usize>changetype<Plan>(plan).options;
  return changetype<Strategy>(
    plan + PLAN_BYTES + options * OPTION_BYTES + <usize>index * STRATEGY_BYTES);
}
