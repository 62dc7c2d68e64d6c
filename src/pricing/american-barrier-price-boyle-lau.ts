import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponential, logarithm } from "../core/functions.ts";
import {
  type AmericanBarrierOptions,
  americanBarrierRules,
} from "./american-barrier-price-grid.ts";
import { type BarrierType, isOut, isTouched } from "./barrier-price.ts";
import { computed, numberOr, type Option, signOf } from "./terms.ts";

/** An American barrier option and the tree that prices it. */
export interface AmericanBarrierTreeOptions extends AmericanBarrierOptions {
  /** The fewest steps of the tree; 400 by default. */
  steps?: number | undefined;
}

const schema = v.strictObject({ ...americanBarrierRules, steps: numberOr(rules.count, 400) });

/** Trees beyond it take a second and more. */
const MOST_STEPS = 5_000;

/**
 * Price of an American barrier option by the binomial tree of Cox, Ross and Rubinstein (1979), with
 * the first number of steps not below `steps` that puts a row of nodes just beyond the barrier:
 * Boyle and Lau (1994), "Bumping up against the barrier with the binomial method". What published
 * tables hold. Of an "out" that is best exercised next to its barrier it knows only the last node
 * before: far below `americanBarrierPriceGrid` then, and slow to approach it.
 */
export function americanBarrierPriceBoyleLau(options: AmericanBarrierTreeOptions): number {
  const { barrierType, barrier, rebate, steps, ...option } = check(schema, options, "options");
  if (isTouched(barrierType, barrier, option.spot) && isOut(barrierType)) return rebate;
  const count = stepsFor(option, barrier, steps);
  return rollBack(option, barrierType, barrier, rebate, count);
}

/** Steps with which the barrier is a whole number of moves away, rounded down. */
function stepsFor(option: Option, barrier: number, fewest: number): number {
  const ratio = option.volatility ** 2 * (option.years / logarithm(barrier / option.spot) ** 2);
  if (ratio === Infinity) return fewest;
  let moves = Math.max(1, Math.floor(Math.sqrt(fewest / ratio)));
  while (Math.floor(moves ** 2 * ratio) < fewest) moves++;
  const count = Math.floor(moves ** 2 * ratio);
  if (!(count <= MOST_STEPS)) {
    throw new RangeError(
      `barrier must be farther from the spot for a tree of ${MOST_STEPS} steps, got ${barrier}: use americanBarrierPriceGrid`,
    );
  }
  return count;
}

function rollBack(
  option: Option,
  barrierType: BarrierType,
  barrier: number,
  rebate: number,
  steps: number,
): number {
  const { kind, spot, strike, rate, dividendYield, volatility } = option,
    out = isOut(barrierType),
    years = option.years / steps,
    move = volatility * Math.sqrt(years);
  const up = exponential(move),
    rise = (exponential((rate - dividendYield) * years) - 1 / up) / (up - 1 / up);
  if (!(rise > 0 && rise < 1)) {
    throw new RangeError(`steps must be more for a volatility of ${volatility}, got ${steps}`);
  }
  const discount = exponential(-rate * years),
    [upper, lower] = [discount * rise, discount * (1 - rise)];
  // nodes of all steps: place k is the spot moved up k - steps times
  const spots = Float64Array.from({ length: 2 * steps + 1 }, (_, k) =>
    k === steps ? spot : spot * exponential((k - steps) * move),
  );
  const paid = spots.map((place) => signOf(kind) * (place - strike)),
    touched = spots.map((place) => Number(isTouched(barrierType, barrier, place)));
  // the option once touched or without a barrier, and the option with it
  const free = new Float64Array(steps + 1),
    alive = new Float64Array(steps + 1);
  for (let j = 0; j <= steps; j++) {
    const exercise = Math.max(0, paid[2 * j]!);
    free[j] = exercise;
    alive[j] = Boolean(touched[2 * j]) === out ? rebate : exercise;
  }
  for (let step = steps - 1; step >= 0; step--) {
    for (let j = 0; j <= step; j++) {
      const k = steps - step + 2 * j,
        waiting = upper * alive[j + 1]! + lower * alive[j]!;
      free[j] = Math.max(paid[k]!, upper * free[j + 1]! + lower * free[j]!);
      if (out) alive[j] = touched[k] ? rebate : Math.max(paid[k]!, waiting);
      else alive[j] = touched[k] ? free[j]! : waiting;
    }
  }
  return computed(alive[0]!);
}
