import * as v from "valibot";
import { check, rules } from "../check.ts";
import { driftRule, type ModelSchema } from "./model-schema.ts";

/**
 * Kou's model: geometric Brownian motion with jumps whose logarithms are exponential, up or down.
 * S. G. Kou (2002), "A jump-diffusion model for option pricing".
 */
export interface Kou {
  readonly type: "kou";
  /** Of the motion between jumps, a year, a fraction. */
  readonly volatility: number;
  /** Expected number of jumps a year. */
  readonly jumpsPerYear: number;
  /** Probability that a jump goes up. */
  readonly upProbability: number;
  /** Mean of the logarithm of a jump up, below 1; Kou's 1 / eta1. */
  readonly upMean: number;
  /** Mean size of the logarithm of a jump down; Kou's 1 / eta2. */
  readonly downMean: number;
  /** Growth of the expected spot in the real world, jumps included, a year. */
  readonly drift: number;
}

const probability = v.pipe(
  rules.finite,
  v.check((value) => value >= 0 && value <= 1, "must lie between 0 and 1"),
);

const belowOne = v.pipe(
  rules.nonNegative,
  v.check((value) => value < 1, "must be below 1"),
);

/** What makes a description of `Kou`. */
export const kouSchema: ModelSchema<Kou> = v.strictObject({
  type: v.literal("kou"),
  volatility: rules.nonNegative,
  jumpsPerYear: rules.nonNegative,
  upProbability: probability,
  upMean: belowOne,
  downMean: rules.nonNegative,
  drift: driftRule,
});

/** Kou's double exponential jump diffusion; the drift is 0 unless given. */
export function kou(options: {
  volatility: number;
  jumpsPerYear: number;
  upProbability: number;
  upMean: number;
  downMean: number;
  drift?: number;
}): Kou {
  return check(kouSchema, { type: "kou", ...options }, "model");
}
