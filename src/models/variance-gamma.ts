import * as v from "valibot";
import { check, rules } from "../check.ts";
import { driftRule, type ModelSchema } from "./model-schema.ts";

/**
 * The variance gamma model: Brownian motion with a drift, run by a clock of gamma increments. Dilip
 * B. Madan, Peter P. Carr and Eric C. Chang (1998), "The variance gamma process and option pricing".
 */
export interface VarianceGamma {
  readonly type: "varianceGamma";
  /** Of the Brownian motion, a year of its clock; sigma of the paper. */
  readonly volatility: number;
  /** Drift of the Brownian motion, a year of its clock: below 0 it skews down; theta. */
  readonly skew: number;
  /** Variance of a year of the clock, in years; nu. 0 is geometric Brownian motion. */
  readonly varianceRate: number;
  /** Growth of the expected spot in the real world, a year. */
  readonly drift: number;
}

/** What makes a description of `VarianceGamma`. */
export const varianceGammaSchema: ModelSchema<VarianceGamma> = v.pipe(
  v.strictObject({
    type: v.literal("varianceGamma"),
    volatility: rules.nonNegative,
    skew: rules.finite,
    varianceRate: rules.nonNegative,
    drift: driftRule,
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { skew, volatility, varianceRate } = dataset.value;
    const growth = (skew + volatility ** 2 / 2) * varianceRate;
    if (growth < 1) return;
    const message = "(skew + volatility^2 / 2) x varianceRate must be below 1";
    addIssue({ message, input: growth });
  }),
);

/** The variance gamma model; the drift is 0 unless given. */
export function varianceGamma(options: {
  volatility: number;
  skew: number;
  varianceRate: number;
  drift?: number;
}): VarianceGamma {
  return check(varianceGammaSchema, { type: "varianceGamma", ...options }, "model");
}
