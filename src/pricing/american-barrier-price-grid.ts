import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponential, logarithm } from "../core/functions.ts";
import { americanPriceGrid, americanProblem, CELLS, onTwoGrids } from "./american-price-grid.ts";
import { type BarrierType, barrierTypeRule, isDown, isOut, isTouched } from "./barrier-price.ts";
import { intrinsicValue } from "./early-exercise.ts";
import { type GridProblem, reachOf, solveOnGrid } from "./log-spot-grid.ts";
import { computed, numberOr, type Option, type OptionTerms, optionRules } from "./terms.ts";

/** An American option with one barrier, watched continuously. */
export interface AmericanBarrierOptions extends OptionTerms {
  barrierType: BarrierType;
  barrier: number;
  /** Paid when an "out" is knocked out, or at expiry when an "in" never was; 0 by default. */
  rebate?: number | undefined;
}

/** Rules of such an option, to be spread into a schema. */
export const americanBarrierRules: typeof optionRules & {
  readonly barrierType: v.GenericSchema<unknown, BarrierType>;
  readonly barrier: v.GenericSchema<unknown, number>;
  readonly rebate: v.GenericSchema<unknown, number>;
} = {
  ...optionRules,
  strike: rules.positive,
  years: rules.positive,
  volatility: rules.positive,
  barrierType: barrierTypeRule,
  barrier: rules.positive,
  rebate: numberOr(rules.nonNegative, 0),
};

const schema = v.strictObject(americanBarrierRules);

/**
 * Price of an American barrier option, watched and exercised continuously, by finite differences,
 * within some 1e-5 of the strike. An "out" may be exercised up to the moment of its touch, an "in"
 * from it on. A spot at the barrier or beyond has touched it.
 */
export function americanBarrierPriceGrid(options: AmericanBarrierOptions): number {
  const { barrierType, barrier, rebate, ...option } = check(schema, options, "options");
  if (isTouched(barrierType, barrier, option.spot)) {
    return isOut(barrierType) ? rebate : americanPriceGrid(option);
  }
  const down = isDown(barrierType);
  if (isOut(barrierType)) return onTwoGrids(outProblem(option, barrier, rebate, down), option);
  const [coarse, fine] = [CELLS, 2 * CELLS].map((cells) =>
    inValue(option, barrier, rebate, down, cells),
  ) as [number, number];
  return Math.max(0, computed(fine + (fine - coarse) / 3));
}

/** The American option with the better of rebate and exercise at the barrier, if that is in reach. */
function outProblem(option: Option, barrier: number, rebate: number, down: boolean): GridProblem {
  const whole = americanProblem(option),
    place = logarithm(barrier);
  if (down ? place <= whole.low : place >= whole.high) return whole;
  const touched = Math.max(rebate, intrinsicValue({ ...option, spot: barrier }));
  return {
    ...whole,
    [down ? "low" : "high"]: place,
    ends: (years, step) => {
      const [low, high] = whole.ends(years, step);
      return down ? [touched, high] : [low, touched];
    },
  };
}

/** A claim on the American option, had when the barrier is touched, and on the rebate until then. */
function inValue(option: Option, barrier: number, rebate: number, down: boolean, cells: number) {
  const place = logarithm(barrier),
    untouched = (years: number) => rebate * exponential(-option.rate * years),
    { low, high } = reachOf(option);
  if (down ? place <= low : place >= high) return untouched(option.years);
  const free = americanProblem({ ...option, spot: barrier }),
    { history } = solveOnGrid(free, cells, place);
  const problem: GridProblem = {
    market: option,
    low: down ? place : low,
    kink: place,
    high: down ? high : place,
    payoff: () => rebate,
    ends: (years, step) =>
      down ? [history[step]!, untouched(years)] : [untouched(years), history[step]!],
  };
  return solveOnGrid(problem, cells).today(logarithm(option.spot));
}
