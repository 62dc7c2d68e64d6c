import { AIMS, type InstrumentNumbers, type LegNumbers } from "../core/hedging.ts";
import type { Contract } from "../portfolio/contracts.ts";
import type { AnyStudy } from "./assets/assets-study.ts";
import { partsOf } from "./assets/book-strategy.ts";
import type { CrossHedge } from "./assets/cross-hedge.ts";
import { type Costs, flowOf } from "./costs.ts";
import type { StudyDescription } from "./description.ts";
import { seconds, wholeSeconds } from "./duration.ts";
import type { HedgeWithOptions } from "./option-hedges.ts";
import { spreadNumbers } from "./quoted-spreads.ts";
import type { Strategy } from "./strategies.ts";

/** Contracts held at most for every option of the book. */
const MOST = 10;

/** The options that a strategy trades, as listed at the start; none for most strategies. */
export function optionsOf(strategy: Strategy | CrossHedge): readonly Contract[] {
  if (!("using" in strategy)) return [];
  return strategy.type === "deltaGammaVegaHedge" ? strategy.using : [strategy.using];
}

/** Legs of options of a strategy; `place` has the instrument that each trades. */
export function optionLegs(
  strategy: HedgeWithOptions,
  view: number,
  stepSeconds: number,
  { book }: StudyDescription,
  place: (contract: Contract) => number,
): LegNumbers[] {
  const { every, optionsEvery = every, optionBand, most } = strategy;
  const quantity = book.positions.reduce((sum, position) => sum + Math.abs(position.quantity), 0);
  const leg = {
    ...(optionBand === undefined ? { kind: 1 } : { kind: 2, parameter: optionBand }),
    every: seconds(optionsEvery) / stepSeconds,
    bound: most ?? MOST * quantity,
    view,
  };
  return optionsOf(strategy).map((contract, i) => {
    const aim = AIMS.indexOf(AIM[strategy.type][i]!);
    return { ...leg, aim, instrument: place(contract) };
  });
}

const AIM = {
  deltaGammaHedge: ["gamma"],
  deltaVegaHedge: ["vega"],
  deltaGammaVegaHedge: ["bothFirst", "bothSecond"],
} as const;

/** A hedge option in the core's numbers. */
export function instrumentNumbers(
  contract: Contract,
  { roll, valuation }: HedgeWithOptions,
  { market, costs }: StudyDescription,
  stepSeconds: number,
): InstrumentNumbers {
  return {
    kind: contract.type === "call" ? 1 : 2,
    strike: contract.strike / market.spot,
    tenor: wholeSeconds(contract.days) / stepSeconds,
    roll: roll && wholeSeconds(roll.days) / stepSeconds,
    volatility: valuation === "path" ? 0 : (contract.volatility ?? market.volatility),
    ...optionCosts(costs, stepSeconds),
  };
}

/** What options cost: a fraction of their value where costs say nothing else about them. */
function optionCosts(costs: Costs, stepSeconds: number) {
  if (costs.type === "proportional") return shareOfValue(costs.rate, 0);
  const { option, perTrade, capital } = costs,
    rest = { tradeCost: perTrade, capital };
  if (option === undefined) return { ...shareOfValue(costs.fee, costs.halfSpread), ...rest };
  const { participation: _, spreads, ...terms } = option;
  const table = spreads && { spreads: spreadNumbers(spreads, stepSeconds) };
  return { ...terms, flow: flowOf(option, stepSeconds), ...table, ...rest };
}

/** A fee of all of the spot with its cap at a share of the price is that share. */
function shareOfValue(fee: number, halfSpread: number) {
  return fee > 0 ? { fee: 1, cap: fee, halfSpread } : { halfSpread };
}

/** Refuse hedge options that expire before the study ends, or roll before they are listed. */
export function checkHedgeOptions({ strategies }: AnyStudy, horizonDays: number): void {
  const parts = Object.entries(strategies).flatMap(([name, strategy]) =>
    partsOf(strategy, `strategies.${name}`),
  );
  for (const [path, strategy] of parts) {
    for (const { type, strike, days } of optionsOf(strategy)) {
      const { roll } = strategy as HedgeWithOptions;
      const what = `${path}.using`;
      if (roll && roll.days >= days) {
        throw new RangeError(
          `${path}.roll.days must be below the ${days} of the ${type}, got ${roll.days}`,
        );
      }
      if (!roll && wholeSeconds(days) < wholeSeconds(horizonDays)) {
        throw new RangeError(
          `${what} must last the ${horizonDays} days of the study, or roll, got the ${type} at` +
            ` ${strike} with ${days} days`,
        );
      }
    }
  }
}
