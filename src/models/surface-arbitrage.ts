import * as v from "valibot";
import { check, rules } from "../check.ts";
import { butterflyFunction, type VarianceJet } from "./variance-jet.ts";

/** Anything that says total variance, and its derivatives, at log(strike / forward) and a time. */
export interface VarianceSurface {
  jet(logMoneyness: number, years: number): VarianceJet;
}

/** Where a surface is looked at. */
export interface ArbitrageOptions {
  readonly surface: VarianceSurface;
  /** Times, ascending. */
  readonly years: readonly number[];
  /** Log-moneyness from and to; -1.5 and 1.5 by default. */
  readonly from?: number;
  readonly to?: number;
  /** Points from end to end; 601 by default. */
  readonly points?: number;
}

/** What was found on the grid. */
export interface Arbitrage {
  readonly free: boolean;
  /** The least value found; negative where there is arbitrage. */
  readonly least: number;
  /** Where it is. */
  readonly at: { readonly logMoneyness: number; readonly years: number };
}

const schema = v.strictObject({
  years: v.pipe(v.array(rules.positive), v.minLength(1, "must not be empty")),
  from: v.optional(rules.finite, -1.5),
  to: v.optional(rules.finite, 1.5),
  points: v.optional(rules.count, 601),
});

/**
 * Butterfly arbitrage of any surface on a grid: the least g of Gatheral and Jacquier 2014, eq. 2.1,
 * which has the sign of the density. g of a variance that is not positive is negative infinity.
 */
export function butterflyArbitrage(options: ArbitrageOptions): Arbitrage {
  return leastOnGrid(options, (surface, k, years) => {
    const jet = surface.jet(k, years);
    return jet.variance > 0 ? butterflyFunction(k, jet) : Number.NEGATIVE_INFINITY;
  });
}

/**
 * Calendar arbitrage of any surface on a grid: the least rise of total variance at one log-moneyness
 * from one time to the next, from 0 to the first.
 */
export function calendarArbitrage(options: ArbitrageOptions): Arbitrage {
  const { years } = options;
  return leastOnGrid(options, (surface, k, time) => {
    const before = years[years.indexOf(time) - 1];
    const then = before === undefined ? 0 : surface.jet(k, before).variance;
    return surface.jet(k, time).variance - then;
  });
}

type Measure = (surface: VarianceSurface, logMoneyness: number, years: number) => number;

function leastOnGrid({ surface, ...grid }: ArbitrageOptions, measure: Measure): Arbitrage {
  const { years: times, from, to, points } = check(schema, grid, "options");
  let least = Number.POSITIVE_INFINITY;
  let at = { logMoneyness: from, years: times[0]! };
  for (const years of times)
    for (let i = 0; i < points; i++) {
      const logMoneyness = from + (i / Math.max(points - 1, 1)) * (to - from);
      const value = measure(surface, logMoneyness, years);
      // NaN is arbitrage too: nobody can price with it.
      if (!(value >= least)) [least, at] = [value, { logMoneyness, years }];
      if (Number.isNaN(value)) return freezeArbitrage(Number.NaN, at);
    }
  return freezeArbitrage(least, at);
}

function freezeArbitrage(least: number, at: Arbitrage["at"]): Arbitrage {
  return Object.freeze({ free: least >= 0, least, at: Object.freeze(at) });
}
