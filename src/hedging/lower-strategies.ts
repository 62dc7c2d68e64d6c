import type {
  AssetLegs,
  HedgePlan,
  InstrumentNumbers,
  StrategyNumbers,
  ViewNumbers,
} from "../core/hedging.ts";
import { type AssetPart, checkOwn, strategyOn } from "./assets/asset-part.ts";
import type { AnyStudy } from "./assets/assets-study.ts";
import type { CrossHedge } from "./assets/cross-hedge.ts";
import { minimumVarianceRatio } from "./assets/minimum-variance-ratio.ts";
import { ruleTargets } from "./custom/rule-targets.ts";
import { seconds } from "./duration.ts";
import { instrumentNumbers, optionLegs, optionsOf } from "./option-legs.ts";
import type { Strategy } from "./strategies.ts";
import { decision, kind, viewNumbers } from "./strategy-numbers.ts";
import { givenTargets, isBanded, isTabulated } from "./targets/given-targets.ts";
import type { StudySteps } from "./targets/live-options.ts";
import { withUnits } from "./targets/with-units.ts";

/** Strategies in the core's numbers, and the views of the book that they follow. */
export interface LoweredStrategies {
  readonly strategies: readonly StrategyNumbers[];
  readonly views: readonly ViewNumbers[];
  readonly instruments: readonly InstrumentNumbers[];
}

/** No hedge; the book alone, which comes first in every study. */
const ALONE: StrategyNumbers = { kind: 0, every: 1 };

/** Strategies of a study, after the book alone; views that are alike are one, and instruments. */
export function lowerStrategies(
  description: AnyStudy,
  parts: readonly AssetPart[],
  steps: StudySteps,
  plan: () => HedgePlan,
): LoweredStrategies {
  const found = {
    views: distinct<ViewNumbers>([{}]),
    instruments: distinct<InstrumentNumbers>([]),
  };
  const strategies = Object.entries(description.strategies).map(([name, strategy]) => {
    const [first, ...more] = parts.map((part): AssetLegs => {
      const own = strategyOn(strategy, part),
        path = strategy.type === "eachAsset" ? `${name}.strategies.${part.name}` : name,
        settlement = description.settlement;
      const lowered = { name: path, strategy: own, part, settlement, steps, plan, found };
      return strategy.type === "crossHedge" && strategy.with === part.name
        ? crossed(strategy, description, parts, lowered)
        : legsOn(lowered);
    });
    return more.length > 0 ? { ...first!, more } : first!;
  });
  return {
    strategies: accounts([ALONE, ...strategies], description.settlement),
    views: found.views.all,
    instruments: found.instruments.all,
  };
}

/** A strategy on one asset, and what has been found of all. */
interface Lowered {
  readonly name: string;
  readonly strategy: Strategy;
  readonly part: AssetPart;
  readonly settlement: AnyStudy["settlement"];
  readonly steps: StudySteps;
  readonly plan: () => HedgePlan;
  readonly found: {
    readonly views: Distinct<ViewNumbers>;
    readonly instruments: Distinct<InstrumentNumbers>;
  };
}

/** The legs of a strategy on one asset. */
function legsOn(lowered: Lowered): AssetLegs {
  const { name, strategy, part, steps, plan, found } = lowered,
    { place } = part,
    { stepSeconds } = steps;
  const study = { ...part.study, settlement: lowered.settlement },
    asset = place === 0 ? {} : { asset: place };
  if (strategy.type === "unhedged") return ALONE;
  if (strategy.type === "holdUnits") {
    return { kind: kind("hold"), every: 1, parameter: strategy.units, ...asset };
  }
  const every = seconds(strategy.every) / stepSeconds;
  if (strategy.type === "customHedge") {
    if (lowered.settlement === "coin") {
      throw new RangeError(`strategies.${name} is of books settled in quote, got coin`);
    }
    const seen = found.views.place(asset),
      rule = { name, hedge: strategy, description: study, stepSeconds, every, plan };
    const byPath = () => ruleTargets({ ...rule, asset: place, view: seen });
    const view = found.views.placeOf(`rule ${name}`, () => ({ ...asset, byPath: byPath() }));
    return { kind: kind("track"), every, view, ...asset };
  }
  if (strategy.type === "deltaHedge" && isTabulated(strategy)) {
    const { band, ...rest } = strategy,
      target = isBanded(strategy) ? { ...rest, band } : rest,
      made = () =>
        withUnits(givenTargets(strategy, study, steps), study.book.holdings ?? [], stepSeconds);
    const key = JSON.stringify({ ...target, ...asset });
    const view = found.views.placeOf(key, () => ({ ...asset, given: made() }));
    return { ...decision(strategy, study), every, view, ...asset };
  }
  const view = found.views.place(viewOn(lowered));
  const underlying = { ...decision(strategy, study), every, view, ...asset };
  if (!("using" in strategy)) return underlying;
  for (const contract of optionsOf(strategy)) {
    checkOwn(contract.asset, part, `strategies.${name}.using.asset`);
  }
  // the assets come first
  const options = optionLegs(strategy, view, stepSeconds, study, (contract) => {
    const numbers = instrumentNumbers(contract, strategy, study, stepSeconds);
    return 1 + found.instruments.place({ ...numbers, ...asset });
  });
  return { ...underlying, options };
}

/** What a strategy sees of one asset; the options of the others are not in it. */
function viewOn({ strategy, part, settlement }: Lowered): ViewNumbers {
  const { study, place, before, behind } = part,
    numbers = viewNumbers(strategy, { ...study, settlement }),
    asset = place === 0 ? {} : { asset: place };
  if (!numbers.volatilities) return { ...numbers, ...asset };
  const none = (count: number) => new Array<number>(count).fill(0);
  return {
    ...numbers,
    ...asset,
    volatilities: [...none(before), ...numbers.volatilities, ...none(behind)],
  };
}

/** The leg of a cross hedge: the deltas of its own asset, and of the other by value. */
function crossed(
  cross: CrossHedge,
  { market }: AnyStudy,
  parts: readonly AssetPart[],
  lowered: Lowered,
): AssetLegs {
  const { found, part } = lowered,
    own = legsOn(lowered),
    other = parts.find(({ name }) => name === cross.of)!;
  if (!("assets" in market)) return own;
  const { ratio: weight = minimumVarianceRatio(market, cross.of, cross.with) } = cross;
  const sum = [
    { view: own.view ?? 0, weight: 1 },
    { view: found.views.place(viewOn({ ...lowered, part: other })), weight },
  ];
  const asset = part.place === 0 ? {} : { asset: part.place };
  return { ...own, view: found.views.place({ ...asset, sum }) };
}

/** Strategies once in the quote currency; or in coin, and once more as those coins are worth. */
function accounts(
  strategies: readonly StrategyNumbers[],
  settlement: AnyStudy["settlement"],
): readonly StrategyNumbers[] {
  if (settlement !== "coin") return strategies;
  const kept = (account: "coin" | "coinValued") =>
    strategies.map((strategy) => ({ ...strategy, account }));
  return [...kept("coin"), ...kept("coinValued")];
}

/** A list to which alike descriptions are added once; `place` answers where one is. */
interface Distinct<T> {
  readonly all: readonly T[];
  readonly place: (each: T) => number;
  readonly placeOf: (key: string, make: () => T) => number;
}

function distinct<T>(all: T[]): Distinct<T> {
  const keys = all.map((each) => JSON.stringify(each));
  const placeOf = (key: string, make: () => T) => {
    if (!keys.includes(key)) {
      keys.push(key);
      all.push(make());
    }
    return keys.indexOf(key);
  };
  return { all, placeOf, place: (each: T) => placeOf(JSON.stringify(each), () => each) };
}
