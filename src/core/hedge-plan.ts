import { type DealingNumbers, underlyingNumbers } from "./dealing.ts";
import { copyPaths } from "./given-targets.ts";
import {
  type HedgePlan,
  type InstrumentNumbers,
  type LegNumbers,
  STRATEGY_KINDS,
  type StrategyNumbers,
} from "./hedge-numbers.ts";
import { core, resetCount } from "./instance.ts";
import { copyMarket } from "./market.ts";
import { allocate, copyIn } from "./memory.ts";
import { copySpreads } from "./spread-numbers.ts";
import { succeed } from "./status.ts";
import { conventionOf, copyTargets, type ViewNumbers } from "./view-numbers.ts";

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
  const { strategies } = plan,
    forwards = (plan.forwards ?? []).map((each) => ({ ...each, kind: 0, volatility: 0 })),
    options = [...plan.options, ...forwards];
  const assets = [plan, ...(plan.others ?? [])];
  const how = { ...plan.dependence, uniformBits, noise, given };
  const market = copyMarket({ seed, steps, stepYears, rate, assets, ...how });
  const { volatility = Math.max(0, ...options.map((o) => o.volatility)), views = [{}] } = plan;
  const book = options.flatMap((o) => [
    ...[o.kind, o.quantity, o.strike, o.expiry, o.volatility, o.asset ?? 0],
  ]);
  const targets = views.map(copyTargets);
  const seen = views.flatMap((view, place) => [
    conventionOf(view),
    tabulation(plan, place, view.tabulated ?? isLong(plan, view)),
    targets[place]!,
    view.asset ?? 0,
    ...(view.volatilities ?? plan.options.map((o) => o.volatility)),
    ...forwards.map((o) => o.volatility),
  ]);
  const coin = strategies.some(({ account }) => account !== undefined);
  const instruments = [
    underlyingNumbers(plan, 0),
    ...(plan.instruments ?? []).map(optionNumbers(assets)),
    ...assets.slice(1).map((asset, i) => underlyingNumbers(asset, 0, i + 1)),
    ...(coin ? Object.values(ACCOUNTS).map((kind) => underlyingNumbers(plan, kind)) : []),
  ];
  const legs = legsOf(plan);
  const sizes = [options.length, views.length, instruments.length, strategies.length, legs.length];
  const rows = [...book, ...seen, ...instruments.flat(), ...legs.flat()];
  const head = [market, ...sizes, volatility, plan.delay ?? 0, plan.window ?? 0];
  const pointer = copyIn([...head, ...rows]);
  const workspace = allocate(core().hedgeWorkspace(pointer));
  succeed(core().hedgePrepare(pointer, workspace));
  return { pointer, workspace, targets };
}

/** Whether a view sees more options than are quick to add up. */
function isLong({ options }: HedgePlan, { asset: own = 0 }: ViewNumbers): boolean {
  return options.filter(({ asset = 0 }) => asset === own).length > FEW;
}

/** Accounts in coin: instruments behind the others, by their kinds. */
const ACCOUNTS = { coin: 3, coinValued: 4 } as const;

/** The record of an option that strategies trade. */
function optionNumbers(
  assets: readonly DealingNumbers[],
): (instrument: InstrumentNumbers) => number[] {
  return ({ kind, asset = 0, strike, tenor, roll = 0, volatility, ...terms }) => {
    const { spot } = assets[asset]!;
    const { fee = 0, cap = 0, halfSpread = 0, spreadOfSpot = 0, impact = 0 } = terms;
    const { tradeCost = 0, capital = 0, lot = 0, most = 0, missed = 0, flow = 0, spreads } = terms;
    const costs = [fee, cap, halfSpread, spreadOfSpot, impact, tradeCost / spot, 0, capital];
    return [
      kind,
      asset,
      strike,
      tenor,
      roll,
      volatility,
      ...costs,
      lot,
      most,
      missed,
      0,
      flow,
      copySpreads(spreads),
    ];
  };
}

/** The records of all legs: of each strategy and asset its options, then the asset itself. */
function legsOf({ strategies, instruments = [], others = [] }: HedgePlan): number[][] {
  // other assets stand behind the options, accounts in coin behind these
  const itself = ({ asset = 0 }: LegNumbers) => (asset === 0 ? 0 : instruments.length + asset);
  const row = (place: number, leg: LegNumbers, instrument = leg.instrument ?? itself(leg)) => [
    place,
    ...[leg.kind, leg.every, leg.view ?? 0, leg.parameter ?? 0],
    ...[instrument, leg.aim ?? 0, leg.bound ?? 0],
  ];
  return strategies.flatMap((strategy, place) => {
    const { account, more = [] } = strategy;
    const first = instruments.length + 1 + others.length;
    const own = account && first + Object.keys(ACCOUNTS).indexOf(account);
    return [strategy, ...more].flatMap((legs) => [
      ...(legs.options ?? []).map((leg) => row(place, leg)),
      row(place, legs, own),
    ]);
  });
}

/** Where the holdings of each strategy in each of its assets are in a traced path, in legs. */
export function assetLegs(strategies: readonly StrategyNumbers[]): number[][] {
  let legs = -1;
  return strategies.map((strategy) =>
    [strategy, ...(strategy.more ?? [])].map(({ options = [] }) => (legs += options.length + 1)),
  );
}

/** The same in the first asset. */
export function lastLegs(strategies: readonly StrategyNumbers[]): number[] {
  return assetLegs(strategies).map(([first]) => first!);
}

/** Bands of Whalley and Wilmott need slopes, which tables have. */
function tabulation({ strategies }: HedgePlan, place: number, tabulated: boolean): 0 | 1 | 2 {
  const legs = strategies.flatMap((strategy) => [strategy, ...(strategy.more ?? [])]);
  const sloped = legs.some(
    ({ kind, view = 0 }) => STRATEGY_KINDS[kind] === "whalleyWilmott" && view === place,
  );
  return sloped ? 2 : tabulated ? 1 : 0;
}
