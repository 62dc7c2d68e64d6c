import type { HedgePlan, OptionNumbers } from "../core/hedging.ts";
import { modelVolatility, stepDaysOf, usedModel } from "../models/numbers.ts";
import type { Position } from "../portfolio/book.ts";
import { type Costs, flowOf, type VenueCosts } from "./costs.ts";
import { checkDelivery, windowSeconds } from "./delivery.ts";
import type { Market, StudyDescription } from "./description.ts";
import { seconds, wholeSeconds } from "./duration.ts";
import { checkHedgeOptions, optionsOf } from "./option-legs.ts";
import type { Strategy } from "./strategies.ts";
import { lowerStrategies } from "./strategy-numbers.ts";

const DAY = 86_400;
const YEAR = 365 * DAY;
/** More steps than any study needs; a grid this fine is a mistake in a duration. */
const MOST_STEPS = 1_000_000;

/** The grid of a study: the coarsest that meets every decision and every expiry. */
export interface Grid {
  readonly steps: number;
  readonly stepSeconds: number;
  readonly horizonDays: number;
}

/** Steps of a study, in whole seconds. */
export function grid(description: StudyDescription): Grid {
  const expiries = description.book.positions.map(({ contract }) => wholeSeconds(contract.days));
  const horizon =
    description.days === undefined ? Math.max(...expiries) : wholeSeconds(description.days);
  const intervals = Object.values(description.strategies).flatMap(intervalsOf),
    delay = delayOf(description.costs);
  const wanted = stepDaysOf(description.model),
    own = wanted === undefined ? [] : [wholeSeconds(wanted)];
  const coarsest = [...expiries, ...intervals, ...own, delay].reduce(divisor, horizon),
    window = windowSeconds(description);
  // averages are over a share of a step, or over whole ones
  const stepSeconds = window > coarsest ? divisor(coarsest, window) : coarsest;
  if (wanted !== undefined && stepSeconds !== own[0]) {
    throw new RangeError(
      `model must be of steps that divide every interval and expiry, got stepDays ${wanted}`,
    );
  }
  checkHedgeOptions(description, horizon / DAY);
  if (delay >= horizon) {
    const { delay } = description.costs as VenueCosts;
    throw new RangeError(
      `costs.delay must be below the ${horizon / DAY} days of the study, got ${delay}`,
    );
  }
  checkDelivery(description, horizon / DAY);
  const steps = horizon / stepSeconds;
  if (steps > MOST_STEPS) {
    throw new RangeError(
      `steps must be at most ${MOST_STEPS}, got ${steps}: intervals and expiries have no common` +
        ` step longer than ${stepSeconds} s`,
    );
  }
  return { steps, stepSeconds, horizonDays: horizon / DAY };
}

/** Value of what the options of a plan stand on, longs and shorts added up. */
export function notional({ spot, options }: HedgePlan): number {
  return spot * options.reduce((sum, option) => sum + Math.abs(option.quantity), 0);
}

/** The plan of a study in numbers; the book alone comes first, then the strategies in order. */
export function lower(description: StudyDescription, { steps, stepSeconds }: Grid): HedgePlan {
  const { book, market, model, costs, seed } = description,
    window = windowSeconds(description);
  const plan: HedgePlan = {
    seed,
    steps,
    stepYears: stepSeconds / YEAR,
    spot: market.spot,
    rate: market.rate,
    ...usedModel(model),
    volatility: modelVolatility(model),
    ...(window > 0 ? { window: window / stepSeconds } : {}),
    ...dealing(costs, stepSeconds),
    options: book.positions.map((position) => optionNumbers(position, market, stepSeconds)),
    ...lowerStrategies(description, { steps, stepSeconds }, () => plan),
  };
  return plan;
}

function dealing(costs: Costs, stepSeconds: number) {
  if (costs.type === "proportional") return { costRate: costs.rate };
  const { fee, halfSpread, impact, perTrade, funding, capital, lot, most, missed } = costs;
  const limits = { lot, most, missed, flow: flowOf(costs, stepSeconds) };
  const { permanentImpact: permanent } = costs,
    delay = delayOf(costs) / stepSeconds;
  return {
    costRate: fee,
    halfSpread,
    impact,
    tradeCost: perTrade,
    funding,
    capital,
    ...limits,
    permanent,
    delay,
  };
}

/** Seconds from a decision to its fill. */
function delayOf(costs: Costs): number {
  return costs.type === "venue" && costs.delay !== undefined ? seconds(costs.delay) : 0;
}

function optionNumbers(position: Position, market: Market, stepSeconds: number): OptionNumbers {
  const { quantity, contract } = position;
  const { type, strike, days, volatility = market.volatility } = contract;
  const expiry = wholeSeconds(days) / stepSeconds;
  return { kind: type === "call" ? 1 : 2, quantity, strike, expiry, volatility };
}

/** Lengths of time that a strategy needs whole numbers of steps for. */
function intervalsOf(strategy: Strategy): number[] {
  const tenors = optionsOf(strategy).map(({ days }) => wholeSeconds(days));
  const durations = [
    "every" in strategy ? strategy.every : undefined,
    "optionsEvery" in strategy ? strategy.optionsEvery : undefined,
  ].flatMap((duration) => duration ?? []);
  const roll = "roll" in strategy && strategy.roll ? [wholeSeconds(strategy.roll.days)] : [];
  return [...durations.map(seconds), ...tenors, ...roll];
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
