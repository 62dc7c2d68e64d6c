import type { HedgePlan, InstrumentNumbers } from "../../core/hedging.ts";
import type { TracedPaths } from "../../hedging/attribution/traced-paths.ts";
import type { ValuedOption } from "./valued-options.ts";

/** What a hedge pays in a step, a number a path; money discounted to the start. */
export interface StepCosts {
  /** At its decision. */
  readonly dealt: Float64Array;
  /** For what it holds until the next step: funding and cost of capital. */
  readonly carried: Float64Array;
}

/**
 * What the hedge of a plan pays in every step and, at the horizon, to unwind: what its ledger counts.
 */
export function hedgeCosts(
  plan: HedgePlan,
  traced: TracedPaths,
  hedges: readonly ValuedOption[],
): readonly StepCosts[] {
  return traced.spots.map((spots, step) => {
    const { paths } = traced,
      [before, held] = [traced.held[step - 1], traced.held[step]],
      dealt = new Float64Array(paths),
      carried = new Float64Array(paths);
    for (let path = 0; path < paths; path++) {
      const spot = spots[path]!,
        units = held?.[path] ?? 0;
      dealt[path] = underlyingCost(plan, units - (before?.[path] ?? 0), spot);
      carried[path] = carry(plan, units * spot);
    }
    for (const option of hedges) addOption(plan, option, traced, step, { dealt, carried });
    return { dealt, carried };
  });
}

/** What one trade of the underlying costs. */
function underlyingCost(plan: HedgePlan, units: number, spot: number): number {
  if (units === 0) return 0;
  const { costRate, halfSpread = 0, impact = 0, tradeCost = 0 } = plan,
    size = Math.abs(units);
  return size * spot * (costRate + halfSpread + impact * Math.sqrt(size)) + tradeCost;
}

/** Funding follows the side of what is held, the cost of capital its size. */
function carry({ stepYears, funding = 0, capital = 0 }: HedgePlan, value: number): number {
  return stepYears * (funding * value + capital * Math.abs(value));
}

/** Add what an option of the hedge costs in a step: where it is bought, traded, sold for the next. */
function addOption(
  { steps, stepYears }: HedgePlan,
  option: ValuedOption,
  { paths, spots }: TracedPaths,
  step: number,
  { dealt, carried }: StepCosts,
): void {
  const { from, until, expiry, instrument } = option;
  if (instrument === undefined || step < from || step > until) return;
  // what expires at the horizon is paid out, not sold
  if (step === steps && step === expiry) return;
  const spot = spots[step]!,
    { price } = option.at(step),
    before = step > from ? option.quantity(step - 1) : undefined,
    after = step < until ? option.quantity(step) : undefined;
  for (let path = 0; path < paths; path++) {
    const units = (after?.[path] ?? 0) - (before?.[path] ?? 0);
    dealt[path]! += optionCost(instrument, units, price[path]!, spot[path]!);
    const value = (after?.[path] ?? 0) * price[path]!;
    carried[path]! += stepYears * (instrument.capital ?? 0) * Math.abs(value);
  }
}

/** What one trade of an option costs: fee with its cap, spread, impact, and a sum a trade. */
function optionCost(of: InstrumentNumbers, units: number, price: number, spot: number): number {
  if (units === 0) return 0;
  const { fee = 0, cap = 0, halfSpread = 0, spreadOfSpot = 0, impact = 0, tradeCost = 0 } = of;
  const size = Math.abs(units),
    charged = cap > 0 ? Math.min(fee * spot, cap * price) : fee * spot,
    spread = Math.min(halfSpread * price + spreadOfSpot * spot, price);
  return size * (charged + spread + impact * Math.sqrt(size) * price) + tradeCost;
}
