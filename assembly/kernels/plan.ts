// The layout of a hedging study in memory. Every field is an f64, so that a host writes one array.
import { COIN, INSTRUMENT_BYTES, Instrument, isOptionKind } from "./instrument";
import { Market, assetAt } from "./market";
import { Asset } from "../models/asset";

/**
 * The head of a plan. `options` Option records follow it, then `views` View records with a
 * volatility for every option behind each, then `instruments` Instrument records, then `legs` Leg
 * records.
 */
@unmanaged
export class Plan {
  /** Where the market is. */
  market: f64;
  options: f64;
  views: f64;
  instruments: f64;
  strategies: f64;
  legs: f64;
  /** Deviation of the log of the spot, a year: how far tables of deltas reach. */
  volatility: f64;
  /** Steps from a decision to its fill. */
  delay: f64;
  /** Steps before an expiry whose mean spot settles options: a share of one, or whole; or 0. */
  window: f64;
}

export const PLAN_BYTES: usize = 72;

// @ts-ignore: decorator
@inline
export function marketOf(plan: Plan): Market {
  return changetype<Market>(<usize>plan.market);
}

/** The asset number `index`. */
// @ts-ignore: decorator
@inline
export function underlyingOf(plan: Plan, index: f64): Asset {
  return assetAt(marketOf(plan), <u32>index);
}

/** The spot of an asset at the start over that of the first: what its accounts are in units of. */
export function unitOf(plan: Plan, asset: f64): f64 {
  return underlyingOf(plan, asset).spot / underlyingOf(plan, 0).spot;
}

/** One position of the book. */
@unmanaged
export class Option {
  /** 0 forward, 1 call, 2 put. */
  kind: f64;
  /** Contracts, negative when short. */
  quantity: f64;
  strike: f64;
  /** Steps from the start to expiry; beyond the plan's steps it is marked at the horizon. */
  expiry: f64;
  /** Volatility that it is valued with, a year. */
  volatility: f64;
  /** Place of the asset that it stands on. */
  asset: f64;
}

export const OPTION_BYTES: usize = 48;

/** What hedges the options on an asset, as one sees it: each at a volatility of its own. */
@unmanaged
export class View {
  /** One of the conventions below. */
  convention: f64;
  /** 0 adds up the options, 1 looks up a table, 2 slopes too. */
  tabulated: f64;
  /** Where what the host worked out is; or 0. */
  given: f64;
  /** Place of the asset that its targets are units of. */
  asset: f64;
}

export const VIEW_BYTES: usize = 32;

/** Minus the delta of Black and Scholes. */
export const BLACK: i32 = 0;
/** Minus the delta less the premium over the spot: what hedges a book that is counted in coin. */
export const PREMIUM_ADJUSTED: i32 = 1;
/** Minus the delta less the coins of the premium at the start, which a trader keeps as coins. */
export const NET_TRANSACTION: i32 = 2;
/** Targets in tables of the host. */
export const TABLES: i32 = 3;
/** Targets of the host, path by path. */
export const PATHS: i32 = 4;
/** Targets of other views, of other assets too, added up. */
export const SUM: i32 = 5;
export const CONVENTIONS: i32 = 6;

/**
 * One instrument of one strategy. Legs stand in the order of their strategies; within one, options
 * right before the underlying, which then hedges the deltas of those held on it too.
 */
@unmanaged
export class Leg {
  /** Place of the strategy that it belongs to. */
  strategy: f64;
  /** One of the numbers of strategies/decide. */
  kind: f64;
  /** Steps between decisions. */
  every: f64;
  /** Place of the view whose target it follows, or whose Greeks it removes. */
  view: f64;
  /** Width, share or units, as the kind says. */
  parameter: f64;
  /** Place of what it trades. */
  instrument: f64;
  /** One of the aims below. */
  aim: f64;
  /** The most units that an aim for Greeks asks for. */
  bound: f64;
}

export const LEG_BYTES: usize = 64;

/** Hold what the view wants. */
export const TARGET: i32 = 0;
/** Remove the view's gamma, or its vega, by an option. */
export const GAMMA: i32 = 1;
export const VEGA: i32 = 2;
/** Remove both, by this option and that of the next leg; and by this one and that of the last. */
export const BOTH_FIRST: i32 = 3;
export const BOTH_SECOND: i32 = 4;
export const AIMS: i32 = 5;

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

export function instrumentAt(plan: Plan, index: u32): Instrument {
  const first = changetype<usize>(viewAt(plan, <u32>plan.views));
  return changetype<Instrument>(first + <usize>index * INSTRUMENT_BYTES);
}

export function legAt(plan: Plan, index: u32): Leg {
  const first = changetype<usize>(instrumentAt(plan, <u32>plan.instruments));
  return changetype<Leg>(first + <usize>index * LEG_BYTES);
}

/** What a leg trades. */
export function instrumentOf(plan: Plan, leg: Leg): Instrument {
  return instrumentAt(plan, <u32>leg.instrument);
}

/** Whether the leg is one of an option. */
export function isOption(plan: Plan, leg: Leg): bool {
  return isOptionKind(instrumentOf(plan, leg).kind);
}

/** What the strategy of a leg hedges deltas with: the instrument of its last leg. */
export function mainKind(plan: Plan, index: u32): i32 {
  const strategy = legAt(plan, index).strategy;
  while (index + 1 < <u32>plan.legs && legAt(plan, index + 1).strategy == strategy) index++;
  return <i32>instrumentOf(plan, legAt(plan, index)).kind;
}

/** Whether any account is in coin. */
export function hasCoin(plan: Plan): bool {
  for (let i: u32 = 0; i < <u32>plan.instruments; i++) {
    if (instrumentAt(plan, i).kind >= COIN) return true;
  }
  return false;
}

/** Whether a leg stands behind one of an option on its asset, in the same strategy. */
export function followsOption(plan: Plan, index: u32): bool {
  if (index == 0) return false;
  const last = legAt(plan, index - 1), leg = legAt(plan, index);
  if (last.strategy != leg.strategy || !isOption(plan, last)) return false;
  return instrumentOf(plan, last).asset == instrumentOf(plan, leg).asset;
}
