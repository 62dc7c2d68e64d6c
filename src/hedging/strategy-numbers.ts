import {
  type HedgePlan,
  type InstrumentNumbers,
  STRATEGY_KINDS,
  type StrategyNumbers,
  type ViewNumbers,
} from "../core/hedging.ts";
import { modelVolatility } from "../models/numbers.ts";
import type { Position } from "../portfolio/book.ts";
import { ruleTargets } from "./custom/rule-targets.ts";
import type { StudyDescription } from "./description.ts";
import { seconds } from "./duration.ts";
import { instrumentNumbers, optionLegs } from "./option-legs.ts";
import type { DeltaHedge, Strategy } from "./strategies.ts";
import type { DeltaChoice } from "./targets/delta-choice.ts";
import { givenTargets, isBanded, isTabulated } from "./targets/given-targets.ts";
import type { StudySteps } from "./targets/live-options.ts";

/** Strategies in the core's numbers, and the views of the book that they follow. */
export interface LoweredStrategies {
  readonly strategies: readonly StrategyNumbers[];
  readonly views: readonly ViewNumbers[];
  readonly instruments: readonly InstrumentNumbers[];
}

/** The book alone, which comes first in every study. */
const ALONE: StrategyNumbers = { kind: 0, every: 1 };

/** Strategies of a study, after the book alone; views that are alike are one, and instruments. */
export function lowerStrategies(
  description: StudyDescription,
  steps: StudySteps,
  plan: () => HedgePlan,
): LoweredStrategies {
  const views = distinct<ViewNumbers>([{}]),
    instruments = distinct<InstrumentNumbers>([]);
  const lowered = (name: string, strategy: Strategy): StrategyNumbers => {
    if (strategy.type === "unhedged") return ALONE;
    if (strategy.type === "holdUnits")
      return { kind: kind("hold"), every: 1, parameter: strategy.units };
    const { stepSeconds } = steps,
      every = seconds(strategy.every) / stepSeconds;
    if (strategy.type === "customHedge") {
      if (description.settlement === "coin") {
        throw new RangeError(`strategies.${name} is of books settled in quote, got coin`);
      }
      const rule = { name, hedge: strategy, description, stepSeconds, every, plan };
      const view = views.placeOf(`rule ${name}`, () => ({ byPath: ruleTargets(rule) }));
      return { kind: kind("track"), every, view };
    }
    if (strategy.type === "deltaHedge" && isTabulated(strategy)) {
      const { band, ...rest } = strategy,
        target = isBanded(strategy) ? { ...rest, band } : rest,
        make = () => ({ given: givenTargets(strategy, description, steps) });
      const view = views.placeOf(JSON.stringify(target), make);
      return { ...decision(strategy, description), every, view };
    }
    const view = views.place(viewNumbers(strategy, description));
    const underlying = { ...decision(strategy, description), every, view };
    if (!("using" in strategy)) return underlying;
    // the underlying is the first instrument
    const options = optionLegs(strategy, view, stepSeconds, description, (contract) => {
      const numbers = instrumentNumbers(contract, strategy, description, stepSeconds);
      return 1 + instruments.place(numbers);
    });
    return { ...underlying, options };
  };
  const strategies = Object.entries(description.strategies).map(([name, each]) =>
    lowered(name, each),
  );
  return {
    strategies: accounts([ALONE, ...strategies], description.settlement),
    views: views.all,
    instruments: instruments.all,
  };
}

/** Strategies once in the quote currency; or in coin, and once more as those coins are worth. */
function accounts(
  strategies: readonly StrategyNumbers[],
  settlement: StudyDescription["settlement"],
): readonly StrategyNumbers[] {
  if (settlement !== "coin") return strategies;
  const kept = (account: "coin" | "coinValued") =>
    strategies.map((strategy) => ({ ...strategy, account }));
  return [...kept("coin"), ...kept("coinValued")];
}

/** A list to which alike descriptions are added once; `place` answers where one is. */
function distinct<T>(all: T[]) {
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

function kind(name: (typeof STRATEGY_KINDS)[number]): number {
  return STRATEGY_KINDS.indexOf(name);
}

function decision(
  strategy: Exclude<Strategy, { type: "unhedged" | "holdUnits" | "customHedge" }>,
  { costs }: StudyDescription,
): Pick<StrategyNumbers, "kind" | "parameter"> {
  const band = strategy.type === "stopLoss" ? undefined : strategy.band;
  if (band === undefined) return { kind: kind("track"), parameter: 0 };
  if (typeof band === "number") return { kind: kind("band"), parameter: band };
  switch (band.type) {
    case "relativeBand":
      return { kind: kind("relativeBand"), parameter: band.share };
    case "recentre":
      return { kind: kind("recentre"), parameter: band.width };
    case "afterMove":
      return { kind: kind("afterMove"), parameter: band.share };
    case "zakamouline":
      return { kind: kind("givenBand"), parameter: 1 };
    case "whalleyWilmott": {
      const parameter = Math.cbrt((1.5 * tradingRate(costs)) / band.riskAversion);
      return { kind: kind("whalleyWilmott"), parameter };
    }
  }
}

/** Cost of trading, a fraction of the value traded. */
export function tradingRate(costs: StudyDescription["costs"]): number {
  return costs.type === "proportional" ? costs.rate : costs.fee + costs.halfSpread;
}

function viewNumbers(strategy: Strategy, description: StudyDescription): ViewNumbers {
  const { positions } = description.book;
  // in the money a delta without volatility is one, out of it none
  if (strategy.type === "stopLoss") return { volatilities: positions.map(() => 0) };
  if (strategy.type !== "deltaHedge" && !("using" in strategy)) return {};
  const { volatility = "implied" } = strategy;
  const { leland = false, delta = "black" } = strategy.type === "deltaHedge" ? strategy : {};
  // hedges by options have a delta of their own: that of the account
  const inCoin = description.settlement === "coin" && strategy.type !== "deltaHedge";
  const convention = inCoin ? CONVENTIONS.premiumAdjusted : conventionOf(delta);
  if (volatility === "implied" && !leland) return convention;
  const volatilities = positions.map((position) => {
    const plain = hedgeVolatility(position, volatility, description);
    return leland ? lelandVolatility(plain, position, strategy.every, description) : plain;
  });
  return { ...convention, volatilities };
}

const CONVENTIONS = {
  black: {},
  premiumAdjusted: { convention: 1 },
  netTransaction: { convention: 2 },
} as const;

function conventionOf(delta: DeltaChoice): Pick<ViewNumbers, "convention"> {
  const named: Readonly<Record<string, Pick<ViewNumbers, "convention">>> = CONVENTIONS;
  return typeof delta === "string" ? (named[delta] ?? {}) : {};
}

function hedgeVolatility(
  { contract }: Position,
  wanted: NonNullable<DeltaHedge["volatility"]>,
  { market, model }: StudyDescription,
): number {
  if (typeof wanted === "number") return wanted;
  return wanted === "model" ? modelVolatility(model) : (contract.volatility ?? market.volatility);
}

/**
 * Leland (1985), "Option pricing and replication with transactions costs": the variance is
 * multiplied by 1 + A for an option sold and 1 - A for one bought, A = root(2 / pi) k / (s root dt),
 * with k the cost of a round trip and dt the time between trades.
 */
function lelandVolatility(
  volatility: number,
  { quantity }: Position,
  every: string,
  { costs }: StudyDescription,
): number {
  const years = seconds(every) / (365 * 86_400);
  const number =
    (Math.sqrt(2 / Math.PI) * 2 * tradingRate(costs)) / (volatility * Math.sqrt(years));
  const factor = quantity < 0 ? 1 + number : 1 - number;
  if (!(factor > 0)) {
    throw new RangeError(
      `leland needs a cost that leaves options bought some variance: ${every} is too often`,
    );
  }
  return volatility * Math.sqrt(factor);
}
