import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponential, logarithm } from "../core/functions.ts";
import { deviationOf, discountOf, europeanValue } from "./black.ts";
import { discountedPassage, passageProbability, passageTo } from "./first-passage.ts";
import { payoffImage } from "./payoff-image.ts";
import { numberOr, type Option, type OptionTerms, optionRules } from "./terms.ts";

/** From which side the barrier is reached, and whether the option dies there or begins to live. */
export type BarrierType = "downOut" | "downIn" | "upOut" | "upIn";

/** A European option with one barrier. */
export interface BarrierOptions extends OptionTerms {
  barrierType: BarrierType;
  barrier: number;
  /** Paid when an "out" is knocked out, or at expiry when an "in" never was; 0 by default. */
  rebate?: number | undefined;
  /** Years between observations of the spot; it is watched continuously unless given. */
  monitoring?: number | undefined;
}

export const barrierTypeRule: v.GenericSchema<unknown, BarrierType> = v.picklist(
  ["downOut", "downIn", "upOut", "upIn"],
  "must be downOut, downIn, upOut or upIn",
);

const schema = v.strictObject({
  ...optionRules,
  barrierType: barrierTypeRule,
  barrier: rules.positive,
  rebate: numberOr(rules.nonNegative, 0),
  monitoring: v.optional(rules.positive),
});

/** -zeta(1/2) / sqrt(2 pi), of the overshoot of a random walk. */
const OVERSHOOT = 0.5825971579390107;

/**
 * Price of a barrier option: Reiner and Rubinstein (1991), "Breaking down the barriers", by images.
 * A spot at the barrier or beyond has touched it. With `monitoring` the barrier is moved as in
 * Broadie, Glasserman and Kou (1997), "A continuity correction for discrete barrier options", which
 * is off by less than the root of the spacing.
 */
export function barrierPrice(options: BarrierOptions): number {
  const { barrierType, barrier, rebate, monitoring, ...option } = check(schema, options, "options");
  const down = isDown(barrierType),
    out = isOut(barrierType);
  if (isTouched(barrierType, barrier, option.spot)) {
    return out ? rebate : europeanValue(option.kind, option.strike, option);
  }
  const shift = OVERSHOOT * option.volatility * Math.sqrt(monitoring ?? 0);
  const watched = barrier * exponential(down ? -shift : shift),
    passage = passageTo(watched, option);
  const value = knockedValue(option, watched, down, out);
  if (rebate === 0) return value;
  return out
    ? value + rebate * discountedPassage(passage, option.rate)
    : value + rebate * discountOf(option) * (1 - passageProbability(passage));
}

/** Whether the barrier is below the spot. */
export function isDown(barrierType: BarrierType): boolean {
  return barrierType.startsWith("down");
}

/** Whether the option dies at the barrier. */
export function isOut(barrierType: BarrierType): boolean {
  return barrierType.endsWith("Out");
}

/** Whether a spot is at the barrier or beyond. */
export function isTouched(barrierType: BarrierType, barrier: number, spot: number): boolean {
  return isDown(barrierType) ? spot <= barrier : spot >= barrier;
}

/** The option alone, its barrier not yet touched. */
function knockedValue(option: Option, barrier: number, down: boolean, out: boolean): number {
  if (deviationOf(option) === 0) {
    const touched = passageProbability(passageTo(barrier, option)) === 1;
    return touched === out ? 0 : europeanValue(option.kind, option.strike, option);
  }
  const image = 2 * logarithm(barrier / option.spot);
  const inside: [number, number] = down ? [barrier, Infinity] : [0, barrier],
    outside: [number, number] = down ? [0, barrier] : [barrier, Infinity];
  const reflected = payoffImage(option, ...inside, image);
  const value = out
    ? payoffImage(option, ...inside, 0) - reflected
    : payoffImage(option, ...outside, 0) + reflected;
  return Math.max(0, value);
}
