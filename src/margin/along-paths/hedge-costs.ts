import { type HedgePlan, type InstrumentNumbers, spreadAt } from "../../core/hedging.ts";
import type { TracedPaths } from "../../hedging/attribution/traced-paths.ts";
import type { ValuedOption } from "./valued-options.ts";

/** What a hedge pays in a step, a number a path; money discounted to the start, or coins. */
export interface StepCosts {
  /** At its decision. */
  readonly dealt: Float64Array;
  /** For what it holds until the next step: funding and cost of capital. */
  readonly carried: Float64Array;
}

/** Prices of a step in the unit of the account. */
interface StepPrices {
  /** Of what the hedge holds: the underlying, or in coin as much money as it cost at the start. */
  readonly units: Float64Array;
  /** Of the underlying, and of money. */
  readonly spot: Float64Array;
  readonly money: Float64Array;
  /** Of money of the start, which trades of any size cost. */
  readonly start: number;
}

/** Shares of a position that are no trade. */
const ROUNDING = 1e-13;

/**
 * What the hedge of a plan pays in every step and, at the horizon, to unwind: what its ledger counts.
 */
export function hedgeCosts(
  plan: HedgePlan,
  traced: TracedPaths,
  hedges: readonly ValuedOption[],
): readonly StepCosts[] {
  const { strategies, permanent = 0 } = plan,
    coin = strategies[0]!.account === "coin";
  let before: Float64Array | undefined;
  return traced.spots.map((spots, step) => {
    const { paths } = traced,
      prices = coin ? inCoin(spots, plan.spot) : inMoney(spots),
      held = unitsHeld(traced, step, coin ? plan.spot : undefined),
      dealt = new Float64Array(paths),
      carried = new Float64Array(paths);
    for (let path = 0; path < paths; path++) {
      const price = prices.units[path]!,
        units = held?.[path] ?? 0,
        had = before?.[path] ?? 0,
        traded = tradedUnits(had, units);
      dealt[path] = underlyingCost(plan, traded, price, prices.start);
      // the hedge is marked, at the end, where its own trades have not been
      if (held) dealt[path]! += 0.5 * permanent * traded * (units + had) * price;
      carried[path] = carry(plan, units * price);
    }
    before = held;
    for (const option of hedges) addOption(plan, option, step, prices, { dealt, carried });
    return { dealt, carried };
  });
}

function inMoney(spots: Float64Array): StepPrices {
  return { units: spots, spot: spots, money: new Float64Array(spots.length).fill(1), start: 1 };
}

function inCoin(spots: Float64Array, first: number): StepPrices {
  return {
    units: spots.map((spot) => first / spot),
    spot: new Float64Array(spots.length).fill(1),
    money: spots.map((spot) => 1 / spot),
    start: 1 / first,
  };
}

/** Units held from a step on: coins, or in coin the money that is owed for them, in first spots. */
function unitsHeld(
  { held, spots }: TracedPaths,
  step: number,
  first: number | undefined,
): Float64Array | undefined {
  const coins = held[step];
  if (first === undefined) return coins;
  return coins?.map((each, path) => (each * spots[step]![path]!) / first);
}

/** Units traded; money that stood still comes back from coins with a rounding. */
function tradedUnits(before: number, after: number): number {
  const traded = after - before;
  return Math.abs(traded) > ROUNDING * Math.abs(after) ? traded : 0;
}

/** What one trade of the hedge costs. */
function underlyingCost(plan: HedgePlan, units: number, price: number, start: number): number {
  if (units === 0) return 0;
  const { costRate, halfSpread = 0, impact = 0, tradeCost = 0 } = plan,
    size = Math.abs(units);
  return size * price * (costRate + halfSpread + impact * Math.sqrt(size)) + start * tradeCost;
}

/** Funding follows the side of what is held, the cost of capital its size. */
function carry({ stepYears, funding = 0, capital = 0 }: HedgePlan, value: number): number {
  return stepYears * (funding * value + capital * Math.abs(value));
}

/** Add what an option of the hedge costs in a step: where it is bought, traded, sold for the next. */
function addOption(
  { steps, stepYears }: HedgePlan,
  option: ValuedOption,
  step: number,
  { spot, money, start }: StepPrices,
  { dealt, carried }: StepCosts,
): void {
  const { from, until, expiry, instrument } = option;
  if (instrument === undefined || step < from || step > until) return;
  // what expires at the horizon is paid out, not sold
  if (step === steps && step === expiry) return;
  const { price: prices, delta } = option.at(step),
    { spreads } = instrument,
    before = step > from ? option.quantity(step - 1) : undefined,
    after = step < until ? option.quantity(step) : undefined;
  for (let path = 0; path < spot.length; path++) {
    const units = (after?.[path] ?? 0) - (before?.[path] ?? 0),
      price = prices[path]! * money[path]!,
      half = spreads ? spreadAt(spreads, expiry - step, delta[path]!) : 0;
    dealt[path]! += optionCost(instrument, units, price, spot[path]!, start, half);
    const value = (after?.[path] ?? 0) * price;
    carried[path]! += stepYears * (instrument.capital ?? 0) * Math.abs(value);
  }
}

/** What one trade of an option costs: fee with its cap, spread, impact, and a sum a trade. */
function optionCost(
  of: InstrumentNumbers,
  units: number,
  price: number,
  spot: number,
  start: number,
  half: number,
): number {
  if (units === 0) return 0;
  const { fee = 0, cap = 0, halfSpread = 0, spreadOfSpot = 0, impact = 0, tradeCost = 0 } = of;
  const size = Math.abs(units),
    charged = cap > 0 ? Math.min(fee * spot, cap * price) : fee * spot,
    spread = Math.min((halfSpread + half) * price + spreadOfSpot * spot, price);
  return size * (charged + spread + impact * Math.sqrt(size) * price) + start * tradeCost;
}
