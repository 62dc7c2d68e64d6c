import * as v from "valibot";
import { check, rules } from "../check.ts";
import { driftRule, type ModelSchema, type NumberEntries } from "./model-schema.ts";

/**
 * Merton's model: geometric Brownian motion with jumps at random times, whose logarithms are normal.
 * Robert C. Merton (1976), "Option pricing when underlying stock returns are discontinuous".
 */
export interface Merton {
  readonly type: "merton";
  /** Of the motion between jumps, a year, a fraction. */
  readonly volatility: number;
  /** Expected number of jumps a year. */
  readonly jumpsPerYear: number;
  /** Mean of ln(spot after / spot before) of a jump. */
  readonly jumpMean: number;
  /** Standard deviation of the same. */
  readonly jumpDeviation: number;
  /** Growth of the expected spot in the real world, jumps included, a year. */
  readonly drift: number;
}

/** The fields of normal jumps of the logarithm. */
export const normalJumpEntries: NumberEntries<"jumpsPerYear" | "jumpMean" | "jumpDeviation"> = {
  jumpsPerYear: rules.nonNegative,
  jumpMean: rules.finite,
  jumpDeviation: rules.nonNegative,
};

/** What makes a description of `Merton`. */
export const mertonSchema: ModelSchema<Merton> = v.strictObject({
  type: v.literal("merton"),
  volatility: rules.nonNegative,
  ...normalJumpEntries,
  drift: driftRule,
});

/** Merton's jump diffusion; the drift is 0 unless given. */
export function merton(options: {
  volatility: number;
  jumpsPerYear: number;
  jumpMean: number;
  jumpDeviation: number;
  drift?: number;
}): Merton {
  return check(mertonSchema, { type: "merton", ...options }, "model");
}
