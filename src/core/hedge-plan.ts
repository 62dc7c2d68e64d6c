import { core, resetCount } from "./instance.ts";
import { copyMarket, type GivenNormals, type ModelNumbers } from "./market.ts";
import { allocate, copyIn } from "./memory.ts";
import { succeed } from "./status.ts";

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
] as const;

/** A strategy in numbers. */
export interface StrategyNumbers {
  /** Place in `STRATEGY_KINDS`. */
  readonly kind: number;
  /** Steps between decisions. */
  readonly every: number;
  /** Width, share or units, as the kind says; 0 unless given. */
  readonly parameter?: number | undefined;
  /** Place of the view that it follows; the first unless given. */
  readonly view?: number | undefined;
}

/** What hedges the book, as one sees it. */
export interface ViewNumbers {
  /** 0 Black-Scholes delta, 1 less the premium over the spot. */
  readonly convention?: 0 | 1 | undefined;
  /** Volatility of every option; their own unless given. */
  readonly volatilities?: readonly number[] | undefined;
  /** Whether deltas are looked up in tables, within 1e-9 a unit; for large books unless given. */
  readonly tabulated?: boolean | undefined;
}

/** A hedging study in numbers: rates a year, times in years of 365 days. */
export interface HedgePlan {
  readonly seed: number;
  readonly steps: number;
  readonly stepYears: number;
  readonly spot: number;
  readonly rate: number;
  readonly drift: number;
  /** Dynamics of the spot. On recorded paths the first spot of each should be the plan's. */
  readonly model: ModelNumbers;
  /** Cost of trading, a fraction of the value traded. */
  readonly costRate: number;
  /** Impact: trading n units costs this times the root of n, a fraction of their value. */
  readonly impact?: number | undefined;
  /** Cost of a trade of any size. */
  readonly tradeCost?: number | undefined;
  /** What a long hedge pays, a year, a fraction of its value; a short one receives it. */
  readonly funding?: number | undefined;
  /** What holding a hedge of either side costs, a year, a fraction of its value. */
  readonly capital?: number | undefined;
  /** The smallest unit that is traded. */
  readonly lot?: number | undefined;
  /** The most units that a decision can trade. */
  readonly most?: number | undefined;
  /** Deviation of the log of the spot, a year, that tables of deltas are made for. */
  readonly volatility?: number | undefined;
  readonly options: readonly OptionNumbers[];
  /** One view, the options at their own volatilities, unless given. */
  readonly views?: readonly ViewNumbers[] | undefined;
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

function prepareAnew(plan: HedgePlan): Prepared {
  core().reset();
  const { seed, steps, stepYears, rate, uniformBits, noise, given } = plan;
  const { costRate, options, strategies } = plan;
  const assets = [{ spot: plan.spot, drift: plan.drift, model: plan.model }];
  const market = copyMarket({ seed, steps, stepYears, rate, assets, uniformBits, noise, given });
  const { impact = 0, tradeCost = 0, funding = 0, capital = 0, lot = 0, most = 0 } = plan;
  const { volatility = Math.max(0, ...options.map((o) => o.volatility)), views = [{}] } = plan;
  const sizes = [market, options.length, views.length, strategies.length, volatility];
  const dealing = [costRate, impact, tradeCost / plan.spot, funding, capital, lot, most];
  const book = options.flatMap((o) => [o.kind, o.quantity, o.strike, o.expiry, o.volatility]);
  const seen = views.flatMap(({ convention = 0, volatilities, tabulated }, place) => [
    convention,
    tabulation(plan, place, tabulated ?? options.length > FEW),
    ...(volatilities ?? options.map((o) => o.volatility)),
  ]);
  const hedges = strategies.flatMap((s) => [s.kind, s.every, s.view ?? 0, s.parameter ?? 0]);
  const pointer = copyIn([...sizes, ...dealing, ...book, ...seen, ...hedges]);
  const workspace = allocate(core().hedgeWorkspace(pointer));
  succeed(core().hedgePrepare(pointer, workspace));
  return { pointer, workspace };
}

/** Bands of Whalley and Wilmott need slopes, which tables have. */
function tabulation({ strategies }: HedgePlan, place: number, tabulated: boolean): 0 | 1 | 2 {
  const sloped = strategies.some(
    ({ kind, view = 0 }) => STRATEGY_KINDS[kind] === "whalleyWilmott" && view === place,
  );
  return sloped ? 2 : tabulated ? 1 : 0;
}
