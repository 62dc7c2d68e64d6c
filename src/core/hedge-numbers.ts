import type { DealingNumbers } from "./dealing.ts";
import type { Dependence, GivenNormals, ModelNumbers } from "./market.ts";
import type { SpreadNumbers } from "./spread-numbers.ts";
import type { ViewNumbers } from "./view-numbers.ts";

/** A European option position in numbers. */
export interface OptionNumbers {
  /** 1 call, 2 put. */
  readonly kind: 1 | 2;
  readonly quantity: number;
  readonly strike: number;
  /** Steps from the start to expiry. */
  readonly expiry: number;
  readonly volatility: number;
  /** Place of its asset; the first unless given. */
  readonly asset?: number | undefined;
}

/** An asset for a strike in numbers; for a strike of 0 the asset itself. */
export type ForwardNumbers = Omit<OptionNumbers, "kind" | "volatility">;

/** Strategies by their numbers: assembly/strategies/decide.ts has what each does. */
export const STRATEGY_KINDS = [
  "unhedged",
  "track",
  "band",
  "recentre",
  "relativeBand",
  "whalleyWilmott",
  "afterMove",
  "hold",
  "givenBand",
] as const;

/** What a leg of an option aims to remove; the last two are a pair of legs for both. */
export const AIMS = ["target", "gamma", "vega", "bothFirst", "bothSecond"] as const;

/** A leg of a strategy in numbers: one instrument, traded by one rule. */
export interface LegNumbers {
  /** Place in `STRATEGY_KINDS`. */
  readonly kind: number;
  /** Steps between decisions. */
  readonly every: number;
  /** Width, share or units, as the kind says; 0 unless given. */
  readonly parameter?: number | undefined;
  /** Place of the view that it follows; the first unless given. */
  readonly view?: number | undefined;
  /** Place of an option that it trades; the asset itself unless given. */
  readonly instrument?: number | undefined;
  /** Place of the asset; the first unless given. */
  readonly asset?: number | undefined;
  /** Place in `AIMS`; the view's target unless given. */
  readonly aim?: number | undefined;
  /** The most units that an aim for Greeks asks for. */
  readonly bound?: number | undefined;
}

/** Legs on one asset in numbers: one in the asset itself, which hedges the deltas of the others too. */
export interface AssetLegs extends LegNumbers {
  /** Legs of options. */
  readonly options?: readonly LegNumbers[] | undefined;
}

/** A strategy in numbers. */
export interface StrategyNumbers extends AssetLegs {
  /**
   * An account in coin, hedged with an inverse perpetual, in place of one in the quote currency;
   * what it leaves is in coin, or valued in the quote currency at the end.
   */
  readonly account?: "coin" | "coinValued" | undefined;
  /** Legs on more assets. */
  readonly more?: readonly AssetLegs[] | undefined;
}

/** An option that a hedge trades, in numbers; what is not said here is as of an asset. */
export interface InstrumentNumbers
  extends Omit<DealingNumbers, "spot" | "costRate" | "funding" | "permanent"> {
  /** 1 call, 2 put. */
  readonly kind: 1 | 2;
  /** Place of its asset; the first unless given. */
  readonly asset?: number | undefined;
  /** Strike over the spot when it is listed. */
  readonly strike: number;
  /** Steps from its listing to its expiry; the first is listed at the start. */
  readonly tenor: number;
  /** Steps before expiry at which it is sold for the next of its kind; never unless given. */
  readonly roll?: number | undefined;
  /** Volatility that it is valued with, a year; 0 for that of the path, of now. */
  readonly volatility: number;
  /** Fee, a fraction of the spot, and the most that it is, a fraction of the price. */
  readonly fee?: number | undefined;
  readonly cap?: number | undefined;
  /** Half of the spread: a fraction of the price, and one of the spot. */
  readonly halfSpread?: number | undefined;
  readonly spreadOfSpot?: number | undefined;
  /** Half-spreads by delta and time, beside `halfSpread`. */
  readonly spreads?: SpreadNumbers | undefined;
}

/**
 * An asset in numbers: its dynamics, and what trading it meets. On recorded paths the first spot of
 * each should be the asset's.
 */
export interface TradedAsset extends DealingNumbers {
  readonly drift: number;
  readonly model: ModelNumbers;
}

/** A hedging study in numbers: rates a year, times in years of 365 days. */
export interface HedgePlan extends TradedAsset {
  readonly seed: number;
  readonly steps: number;
  readonly stepYears: number;
  readonly rate: number;
  /** Assets behind the first, and how all move together. */
  readonly others?: readonly TradedAsset[] | undefined;
  readonly dependence?: Dependence | undefined;
  /** Steps from a decision to its fill; none unless given. */
  readonly delay?: number | undefined;
  /** Deviation of the log of any spot, a year, that tables of deltas are made for. */
  readonly volatility?: number | undefined;
  /**
   * Steps before an expiry over which the spot is averaged to settle options: a share of one, or
   * whole; the last spot settles them unless given.
   */
  readonly window?: number | undefined;
  readonly options: readonly OptionNumbers[];
  /** What the book holds beside them. */
  readonly forwards?: readonly ForwardNumbers[] | undefined;
  /** One view, the options at their own volatilities, unless given. */
  readonly views?: readonly ViewNumbers[] | undefined;
  /** Options that strategies trade beside the assets: places from 1 on. */
  readonly instruments?: readonly InstrumentNumbers[] | undefined;
  readonly strategies: readonly StrategyNumbers[];
  /** Bits of the uniforms that normals are made from: 32 unless given, 53 for rare events. */
  readonly uniformBits?: 32 | 53 | undefined;
  /** Independent paths unless given; antithetic: path 2 k + 1 mirrors the noise of path 2 k. */
  readonly noise?: "independent" | "antithetic" | undefined;
  /** Normals in place of drawn ones. */
  readonly given?: GivenNormals | undefined;
}
