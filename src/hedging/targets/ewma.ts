import * as v from "valibot";
import { check } from "../../check.ts";
import { durationSchema } from "../duration.ts";

/**
 * The volatility that a path has shown: the root of an exponentially weighted average of its squared
 * log returns from step to step of the study, which starts at the market's volatility.
 */
export interface Ewma {
  readonly type: "ewma";
  /** Time in which the weight of a return halves. */
  readonly halfLife: string;
}

/** What makes a description of `Ewma`. */
export const ewmaSchema: v.GenericSchema<unknown, Ewma> = v.strictObject({
  type: v.literal("ewma"),
  halfLife: v.optional(durationSchema, "11d"),
});

/** Realised volatility; a half-life of 11 days, RiskMetrics' 0.94 a day, unless given. */
export function ewma(options: { halfLife?: string } = {}): Ewma {
  return check(ewmaSchema, { type: "ewma", ...options }, "volatility");
}
