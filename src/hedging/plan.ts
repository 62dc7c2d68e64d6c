import { show } from "../check.ts";
import { exponential } from "../core/functions.ts";
import type { DealingNumbers, ForwardNumbers, HedgePlan, OptionNumbers } from "../core/hedging.ts";
import { jointNumbers, jointStepDays } from "../models/joint-numbers.ts";
import { modelVolatility, stepDaysOf, usedModel } from "../models/numbers.ts";
import type { Position } from "../portfolio/book.ts";
import { type AssetPart, assetParts } from "./assets/asset-part.ts";
import type { AnyStudy } from "./assets/assets-study.ts";
import { type BookStrategy, partsOf } from "./assets/book-strategy.ts";
import { type Costs, flowOf } from "./costs.ts";
import { checkDelivery, windowSeconds } from "./delivery.ts";
import type { Market } from "./description.ts";
import { seconds, wholeSeconds } from "./duration.ts";
import { lowerStrategies } from "./lower-strategies.ts";
import { checkHedgeOptions, optionsOf } from "./option-legs.ts";

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
export function grid(description: AnyStudy): Grid {
  const { positions, holdings = [] } = description.book;
  const expiries = [...positions, ...holdings].flatMap(({ contract }) =>
    "days" in contract ? [wholeSeconds(contract.days)] : [],
  );
  if (description.days === undefined && expiries.length === 0) {
    throw new TypeError("days is missing: a book of units alone has no end of its own");
  }
  const horizon =
    description.days === undefined ? Math.max(...expiries) : wholeSeconds(description.days);
  const intervals = Object.values(description.strategies).flatMap(intervalsOf),
    delay = delayOf(description);
  const wanted = ownStepDays(description),
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
    throw new RangeError(
      `costs.delay must be below the ${horizon / DAY} days of the study, got ${delayText(assetParts(description)[0]!.study.costs)}`,
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

function ownStepDays({ market, model }: AnyStudy): number | undefined {
  return "assets" in market ? jointStepDays(market) : stepDaysOf(model!);
}

/** Value of what the book of a plan stands on, longs and shorts added up. */
export function notional(plan: HedgePlan): number {
  const spots = [plan, ...(plan.others ?? [])].map(({ spot }) => spot),
    of = ({ quantity, asset = 0 }: ForwardNumbers) => spots[asset]! * Math.abs(quantity);
  return [...plan.options, ...(plan.forwards ?? [])].reduce((sum, each) => sum + of(each), 0);
}

/** The plan of a study in numbers; the book alone comes first, then the strategies in order. */
export function lower(description: AnyStudy, { steps, stepSeconds }: Grid): HedgePlan {
  const parts = assetParts(description),
    { market, seed } = description;
  const { assets, ...dependence } =
    "assets" in market
      ? jointNumbers(market)
      : { assets: [{ spot: market.spot, ...usedModel(description.model!) }] };
  const window = windowSeconds(description),
    delay = delayOf(description) / stepSeconds,
    forwards = parts.flatMap((part) => forwardsOf(part, steps, stepSeconds));
  const traded = parts.map(({ study }, i) => ({
    ...assets[i]!,
    ...dealing(study.costs, stepSeconds, delay),
  }));
  const plan: HedgePlan = {
    seed,
    steps,
    stepYears: stepSeconds / YEAR,
    rate: market.rate ?? 0,
    ...traded[0]!,
    ...(traded.length > 1 ? { others: traded.slice(1) } : {}),
    ...(Object.values(dependence).some((each) => each !== undefined) ? { dependence } : {}),
    volatility: Math.max(...parts.map(({ study }) => modelVolatility(study.model))),
    options: parts.flatMap(({ study, place }) =>
      study.book.positions.map((each) => optionNumbers(each, study.market, place, stepSeconds)),
    ),
    ...(window > 0 ? { window: window / stepSeconds } : {}),
    ...(forwards.length > 0 ? { forwards } : {}),
    ...lowerStrategies(description, parts, { steps, stepSeconds }, () => plan),
  };
  return plan;
}

function dealing(
  costs: Costs,
  stepSeconds: number,
  delay: number,
): Omit<DealingNumbers, "spot"> & Pick<HedgePlan, "delay"> {
  if (costs.type === "proportional") return { costRate: costs.rate };
  const { fee, halfSpread, impact, perTrade, funding, capital, lot, most, missed } = costs;
  const limits = { lot, most, missed, flow: flowOf(costs, stepSeconds), delay };
  const { permanentImpact: permanent } = costs;
  return {
    permanent,
    costRate: fee,
    halfSpread,
    impact,
    tradeCost: perTrade,
    funding,
    capital,
    ...limits,
  };
}

/** Seconds from a decision to its fill, the same for all assets. */
function delayOf(description: AnyStudy): number {
  const all = assetParts(description).map(({ study }) => delayText(study.costs)),
    found = all.findIndex((delay) => delay !== all[0]);
  if (found > 0) {
    const { name } = assetParts(description)[found]!;
    throw new RangeError(`costs.${name}.delay must be that of all assets, got ${show(all[found])}`);
  }
  return all[0] === undefined ? 0 : seconds(all[0]);
}

function delayText(costs: Costs): string | undefined {
  return costs.type === "venue" ? costs.delay : undefined;
}

function optionNumbers(
  position: Position,
  market: Market,
  asset: number,
  stepSeconds: number,
): OptionNumbers {
  const { quantity, contract } = position;
  const { type, strike, days, volatility = market.volatility } = contract;
  const expiry = wholeSeconds(days) / stepSeconds;
  const on = asset === 0 ? {} : { asset };
  return { kind: type === "call" ? 1 : 2, quantity, strike, expiry, volatility, ...on };
}

/** Futures, and units of an asset: those are marked at the horizon, far from any settlement. */
function forwardsOf(
  { place: asset, study }: AssetPart,
  steps: number,
  stepSeconds: number,
): ForwardNumbers[] {
  const { spot, rate = 0 } = study.market,
    holdings = study.book.holdings ?? [];
  const units = holdings.reduce((s, { quantity, contract }) => {
    return contract.type === "underlying" ? s + quantity : s;
  }, 0);
  const futures = holdings.flatMap(({ quantity, contract }) => {
    if (contract.type !== "future") return [];
    const strike = spot * exponential((rate * contract.days) / 365);
    return [{ asset, quantity, strike, expiry: wholeSeconds(contract.days) / stepSeconds }];
  });
  const held = { asset, quantity: units, strike: 0, expiry: 2 * steps + 1 };
  return units === 0 ? futures : [held, ...futures];
}

/** Lengths of time that a strategy needs whole numbers of steps for. */
function intervalsOf(strategy: BookStrategy): number[] {
  return partsOf(strategy, "").flatMap(([, part]) => {
    const tenors = optionsOf(part).map(({ days }) => wholeSeconds(days));
    const durations = [
      "every" in part ? part.every : undefined,
      "optionsEvery" in part ? part.optionsEvery : undefined,
    ].flatMap((duration) => duration ?? []);
    const roll = "roll" in part && part.roll ? [wholeSeconds(part.roll.days)] : [];
    return [...durations.map(seconds), ...tenors, ...roll];
  });
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
