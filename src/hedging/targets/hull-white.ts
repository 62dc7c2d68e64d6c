import * as v from "valibot";
import { check, rules } from "../../check.ts";

/**
 * The minimum-variance delta of Hull and White (2017), "Optimal delta hedging for options": Black's
 * delta and vega / (S sqrt(T)) (a + b delta + c delta^2), which follows how implied volatilities
 * move with the spot.
 */
export interface HullWhite {
  readonly type: "hullWhite";
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What makes a description of `HullWhite`. */
export const hullWhiteSchema: v.GenericSchema<unknown, HullWhite> = v.strictObject({
  type: v.literal("hullWhite"),
  a: rules.finite,
  b: rules.finite,
  c: rules.finite,
});

/** Hull and White's delta; `fitHullWhite` finds the three numbers in a history. */
export function hullWhite(options: { a: number; b: number; c: number }): HullWhite {
  return check(hullWhiteSchema, { type: "hullWhite", ...options }, "delta");
}
