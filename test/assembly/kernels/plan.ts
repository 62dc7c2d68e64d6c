// Plans and columns that the tests of the hedging kernel share.
import type {
  HedgePlan,
  OptionNumbers,
  PathRange,
  StrategyNumbers,
} from "../../../src/core/hedging.ts";
import { bookValue, HEDGE_FIELDS, hedgeColumns } from "../../../src/core/hedging.ts";
import { brownianNumbers } from "../../../src/core/market.ts";

export const UNHEDGED: StrategyNumbers = { kind: 0, every: 1, parameter: 0 };
export const TRACKED: StrategyNumbers = { kind: 1, every: 1, parameter: 0 };

export function banded(band: number): StrategyNumbers {
  return { kind: 2, every: 1, parameter: band };
}

export function option(terms: Partial<OptionNumbers> = {}): OptionNumbers {
  return { kind: 1, quantity: -1, strike: 100, expiry: 20, volatility: 0.5, ...terms };
}

/** A month of a short call, 20 steps, drift = rate, 10 basis points, alone and hedged. */
export function plan(changes: Partial<HedgePlan> = {}): HedgePlan {
  return {
    seed: 11,
    steps: 20,
    stepYears: 1 / 240,
    spot: 100,
    rate: 0.04,
    drift: 0.04,
    model: brownianNumbers(0.5),
    costRate: 0.001,
    options: [option()],
    strategies: [UNHEDGED, TRACKED],
    ...changes,
  };
}

/** Paths in blocks of 512. */
export function range(paths: number, first = 0): PathRange {
  return { first, paths, block: 512 };
}

/** What a strategy did on every path. */
export interface Columns {
  readonly profit: Float64Array;
  readonly cost: Float64Array;
  readonly turnover: Float64Array;
  readonly trades: Float64Array;
}

/** Columns of every strategy of a plan. */
export function run(of: HedgePlan, paths: number, first = 0): Columns[] {
  const columns = hedgeColumns(of, first, paths);
  const column = (index: number) => columns.subarray(index * paths, (index + 1) * paths);
  return of.strategies.map((_, k) => ({
    profit: column(HEDGE_FIELDS * k),
    cost: column(HEDGE_FIELDS * k + 1),
    turnover: column(HEDGE_FIELDS * k + 2),
    trades: column(HEDGE_FIELDS * k + 3),
  }));
}

/** Value at the horizon of money at the start. */
export function growth({ rate, stepYears, steps }: HedgePlan): number {
  return Math.exp(rate * stepYears * steps);
}

/** The profit of a traced path computed anew: premium, trades, costs, payoffs, all with interest. */
export function profitOf(of: HedgePlan, trace: Float64Array, k: number): number {
  const { steps, costRate, options } = of;
  const spots = trace.subarray(0, steps + 1);
  const held = [...trace.subarray(steps + 1 + k * steps, steps + 1 + (k + 1) * steps), 0];
  const later = (step: number) => growth({ ...of, steps: steps - step });
  let cash = -bookValue(of) * growth(of);
  held.forEach((units, step) => {
    const value = (units - (held[step - 1] ?? 0)) * spots[step]!;
    cash -= (value + costRate * Math.abs(value)) * later(step);
  });
  for (const option of options) {
    const { kind, quantity, strike, expiry } = option;
    if (expiry > steps) {
      cash += bookValue({
        ...of,
        spot: spots[steps]!,
        options: [{ ...option, expiry: expiry - steps }],
      });
    } else {
      const gain = spots[expiry]! - strike;
      cash += quantity * Math.max(kind === 1 ? gain : -gain, 0) * later(expiry);
    }
  }
  return cash;
}
