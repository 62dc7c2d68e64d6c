import { type DealingNumbers, underlyingNumbers } from "./dealing.ts";
import { copyPaths } from "./given-targets.ts";
import { core, resetCount } from "./instance.ts";
import { copyMarket, type GivenNormals, type ModelNumbers } from "./market.ts";
import { allocate, copyIn } from "./memory.ts";
import { succeed } from "./status.ts";
import { copyTargets, type ViewNumbers } from "./view-numbers.ts";

/** A European option position in numbers. */
export interface OptionNumbers {
  /** 1 call, 2 put. */
  readonly kind: 1 | 2;
  readonly quantity: number;
  readonly strike: number;
  /** Steps from the start to expiry. */
  readonly expiry: number;
  readonly volatility: number;
}

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
  /** Place of what it trades; the underlying, 0, unless given. */
  readonly instrument?: number | undefined;
  /** Place in `AIMS`; the view's target unless given. */
  readonly aim?: number | undefined;
  /** The most units that an aim for Greeks asks for. */
  readonly bound?: number | undefined;
}

/** A strategy in numbers: a leg in the underlying, which hedges the deltas of the others too. */
export interface StrategyNumbers extends LegNumbers {
  /**
   * An account in coin, hedged with an inverse perpetual, in place of one in the quote currency;
   * what it leaves is in coin, or valued in the quote currency at the end.
   */
  readonly account?: "coin" | "coinValued" | undefined;
  /** Legs of options. */
  readonly options?: readonly LegNumbers[] | undefined;
}

/** An option that a hedge trades, in numbers. */
export interface InstrumentNumbers {
  /** 1 call, 2 put. */
  readonly kind: 1 | 2;
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
  /** As those of the plan. */
  readonly impact?: number | undefined;
  readonly tradeCost?: number | undefined;
  readonly capital?: number | undefined;
  readonly lot?: number | undefined;
  readonly most?: number | undefined;
  readonly missed?: number | undefined;
}

/** A hedging study in numbers: rates a year, times in years of 365 days. */
export interface HedgePlan extends DealingNumbers {
  readonly seed: number;
  readonly steps: number;
  readonly stepYears: number;
  readonly rate: number;
  readonly drift: number;
  /** Dynamics of the spot. On recorded paths the first spot of each should be the plan's. */
  readonly model: ModelNumbers;
  /** Steps from a decision to its fill; none unless given. */
  readonly delay?: number | undefined;
  /** Deviation of the log of the spot, a year, that tables of deltas are made for. */
  readonly volatility?: number | undefined;
  readonly options: readonly OptionNumbers[];
  /** One view, the options at their own volatilities, unless given. */
  readonly views?: readonly ViewNumbers[] | undefined;
  /** What strategies trade beside the underlying: places from 1 on. */
  readonly instruments?: readonly InstrumentNumbers[] | undefined;
  readonly strategies: readonly StrategyNumbers[];
  /** Bits of the uniforms that normals are made from: 32 unless given, 53 for rare events. */
  readonly uniformBits?: 32 | 53 | undefined;
  /** Independent paths unless given; antithetic: path 2 k + 1 mirrors the noise of path 2 k. */
  readonly noise?: "independent" | "antithetic" | undefined;
  /** Normals in place of drawn ones. */
  readonly given?: GivenNormals | undefined;
}

/** Options that are quicker to add up than to look up. */
const FEW = 6;

/** A plan that stands prepared in the core, until its memory is reset. */
let kept: (Prepared & { plan: HedgePlan; resets: number; mark: number }) | undefined;

export interface Prepared {
  readonly pointer: number;
  readonly workspace: number;
  /** Where what is given of each view is; 0 for the others. */
  readonly targets: readonly number[];
}

/** Where a plan and its workspace are; the plan of the last call still stands. */
export function prepare(plan: HedgePlan): Prepared {
  if (kept?.plan === plan && kept.resets === resetCount()) {
    core().release(kept.mark);
    return kept;
  }
  kept = undefined;
  const prepared = prepareAnew(plan);
  kept = { ...prepared, plan, resets: resetCount(), mark: core().allocated() >>> 0 };
  return kept;
}

/** As `prepare`, for a range of paths: targets that are given path by path are there. */
export function prepareRange(plan: HedgePlan, first: number, paths: number): Prepared {
  const given = (plan.views ?? []).map(({ byPath }) => byPath?.(first, paths)),
    prepared = prepare(plan);
  given.forEach((rows, place) => {
    if (rows) copyPaths({ first, paths, rows }, prepared.targets[place]!);
  });
  return prepared;
}

function prepareAnew(plan: HedgePlan): Prepared {
  core().reset();
  const { seed, steps, stepYears, rate, uniformBits, noise, given } = plan;
  const { options, strategies } = plan;
  const assets = [{ spot: plan.spot, drift: plan.drift, model: plan.model }];
  const market = copyMarket({ seed, steps, stepYears, rate, assets, uniformBits, noise, given });
  const { volatility = Math.max(0, ...options.map((o) => o.volatility)), views = [{}] } = plan;
  const book = options.flatMap((o) => [o.kind, o.quantity, o.strike, o.expiry, o.volatility]);
  const targets = views.map(copyTargets);
  const seen = views.flatMap(({ convention = 0, volatilities, tabulated, ...view }, place) => [
    view.given ? 3 : view.byPath ? 4 : convention,
    tabulation(plan, place, tabulated ?? options.length > FEW),
    targets[place]!,
    ...(volatilities ?? options.map((o) => o.volatility)),
  ]);
  const coin = strategies.some(({ account }) => account !== undefined);
  const instruments = [
    underlyingNumbers(plan, 0),
    ...(plan.instruments ?? []).map(optionNumbers(plan)),
    ...(coin ? Object.values(ACCOUNTS).map((kind) => underlyingNumbers(plan, kind)) : []),
  ];
  const legs = legsOf(plan);
  const sizes = [options.length, views.length, instruments.length, strategies.length, legs.length];
  const rows = [...book, ...seen, ...instruments.flat(), ...legs.flat()];
  const pointer = copyIn([market, ...sizes, volatility, plan.delay ?? 0, ...rows]);
  const workspace = allocate(core().hedgeWorkspace(pointer));
  succeed(core().hedgePrepare(pointer, workspace));
  return { pointer, workspace, targets };
}

/** Accounts in coin: instruments behind the others, by their kinds. */
const ACCOUNTS = { coin: 3, coinValued: 4 } as const;

/** The record of an option that strategies trade. */
function optionNumbers({ spot }: HedgePlan): (instrument: InstrumentNumbers) => number[] {
  return ({ kind, strike, tenor, roll = 0, volatility, ...terms }) => {
    const { fee = 0, cap = 0, halfSpread = 0, spreadOfSpot = 0, impact = 0 } = terms;
    const { tradeCost = 0, capital = 0, lot = 0, most = 0, missed = 0 } = terms;
    const costs = [fee, cap, halfSpread, spreadOfSpot, impact, tradeCost / spot, 0, capital];
    return [kind, 0, strike, tenor, roll, volatility, ...costs, lot, most, missed];
  };
}

/** The records of all legs: of each strategy its options, then the underlying. */
function legsOf({ strategies, instruments = [] }: HedgePlan): number[][] {
  const row = (place: number, leg: LegNumbers, instrument = leg.instrument ?? 0) => [
    place,
    ...[leg.kind, leg.every, leg.view ?? 0, leg.parameter ?? 0],
    ...[instrument, leg.aim ?? 0, leg.bound ?? 0],
  ];
  return strategies.flatMap((strategy, place) => {
    const { account, options = [] } = strategy;
    const own = account && instruments.length + 1 + Object.keys(ACCOUNTS).indexOf(account);
    return [...options.map((leg) => row(place, leg)), row(place, strategy, own)];
  });
}

/** Where the underlying's holdings of each strategy are in a traced path, in legs. */
export function lastLegs(strategies: readonly StrategyNumbers[]): number[] {
  let legs = -1;
  return strategies.map(({ options = [] }) => (legs += options.length + 1));
}

/** Bands of Whalley and Wilmott need slopes, which tables have. */
function tabulation({ strategies }: HedgePlan, place: number, tabulated: boolean): 0 | 1 | 2 {
  const sloped = strategies.some(
    ({ kind, view = 0 }) => STRATEGY_KINDS[kind] === "whalleyWilmott" && view === place,
  );
  return sloped ? 2 : tabulated ? 1 : 0;
}
