import { exponential } from "../../core/functions.ts";
import type { HedgePlan, InstrumentNumbers, OptionNumbers } from "../../core/hedging.ts";
import { varianceTime } from "../delivery.ts";
import type { MarkFactor } from "./marks.ts";
import type { TracedPaths } from "./traced-paths.ts";

/** An option that book or hedge hold over some steps; money discounted to the start. */
export interface MarkedOption {
  /** 1 call, 2 put. */
  readonly kind: 1 | 2;
  /** Discounted; one for all paths, or a number a path. */
  readonly strike: number | Float64Array;
  /** Held from one step to another, of which `expiry` may be the second. */
  readonly from: number;
  readonly until: number;
  readonly expiry: number;
  /** Years at a step before expiry in which the spot has the variance of what settles it. */
  readonly years: (step: number) => number;
  /** Average that settles it, discounted, a number a path; the spot unless given. */
  readonly delivered?: Float64Array | undefined;
  /** Whether it pays in coin, by the price that settles it. */
  readonly inCoin: boolean;
  /** Contracts from a step to the next, a number a path. */
  readonly quantity: (step: number) => Float64Array;
  /** Implied volatility at a step before expiry, a number a path. */
  readonly volatility: (step: number) => Float64Array;
  /** What the hedge trades; none where it is the book's. */
  readonly instrument?: InstrumentNumbers | undefined;
}

/** All options of book and hedge along traced paths. */
export function markedOptions(
  plan: HedgePlan,
  traced: TracedPaths,
  factor: MarkFactor,
): MarkedOption[] {
  const legs = plan.strategies[0]!.options ?? [];
  return [
    ...plan.options.map((option, place) => ({
      ...bookOption(plan, option, traced, factor),
      delivered: traced.delivered[place],
    })),
    ...legs.flatMap(({ instrument = 0 }, leg) =>
      contracts(plan, plan.instruments![instrument - 1]!, traced, traced.options[leg]!),
    ),
  ];
}

/** At the end of the study it is marked at its own volatility, as the study does. */
function bookOption(
  plan: HedgePlan,
  { kind, strike, expiry, quantity, volatility }: OptionNumbers,
  { paths, variances }: TracedPaths,
  factor: MarkFactor,
): MarkedOption {
  const { rate, stepYears, steps } = plan,
    years = yearsOf(plan, expiry),
    start = variances[0]!,
    quantities = new Float64Array(paths).fill(quantity);
  return {
    ...{ kind, expiry, years, inCoin: isInCoin(plan), from: 0, until: Math.min(expiry, steps) },
    strike: strike * exponential(-rate * stepYears * expiry),
    quantity: () => quantities,
    volatility: (step) =>
      variances[step]!.map((variance, path) =>
        step === steps ? volatility : volatility * factor(variance, start[path]!, years(step)),
      ),
  };
}

function yearsOf({ stepYears, window = 0 }: HedgePlan, expiry: number): MarkedOption["years"] {
  return (step) => varianceTime(expiry - step, window) * stepYears;
}

function isInCoin({ strategies }: HedgePlan): boolean {
  return strategies[0]!.account === "coin";
}

/** The contracts that a leg holds one after the other, marked as the ledger trades them. */
function contracts(
  plan: HedgePlan,
  instrument: InstrumentNumbers,
  { spots, variances }: TracedPaths,
  held: readonly Float64Array[],
): MarkedOption[] {
  const { rate, stepYears, steps } = plan,
    { kind, strike, tenor, roll = 0, volatility } = instrument;
  const life = tenor - roll,
    multiple = strike * exponential(-rate * stepYears * tenor);
  return Array.from({ length: Math.ceil(steps / life) }, (_, place): MarkedOption => {
    const from = place * life;
    return {
      ...{ kind, instrument, from, until: Math.min(from + life, steps), expiry: from + tenor },
      ...{ years: yearsOf(plan, from + tenor), inCoin: isInCoin(plan) },
      strike: spots[from]!.map((spot) => multiple * spot),
      quantity: (step) => held[step]!,
      volatility: (step) =>
        variances[step]!.map((variance) => (volatility > 0 ? volatility : Math.sqrt(variance))),
    };
  });
}
