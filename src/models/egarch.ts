import * as v from "valibot";
import { check, rules } from "../check.ts";
import { stepEntries } from "./garch.ts";
import type { Innovations } from "./innovations.ts";

/**
 * EGARCH(1,1) of Nelson (1991): ln h = omega + alpha (|z| - E|z|) + gamma z + beta ln h, with z the
 * last return less the mean in standard deviations. Numbers are those of one step of `stepDays`
 * days, returns as fractions: 0.01 is 1 %, so exp(omega / (1 - beta)) is a variance of about 1e-4.
 */
export interface Egarch {
  readonly type: "egarch";
  /** Mean log return a step. */
  readonly mean: number;
  readonly omega: number;
  /** Effect of the size of news. */
  readonly alpha: number;
  readonly beta: number;
  /** Effect of their sign: negative where falls raise the variance. */
  readonly gamma: number;
  readonly innovations: Innovations;
  readonly stepDays: number;
  /** As of `Garch`. */
  readonly nextVariance?: number | undefined;
  readonly riskPremium?: number | undefined;
}

export const egarchSchema: v.GenericSchema<unknown, Egarch> = v.strictObject({
  type: v.literal("egarch"),
  omega: rules.finite,
  alpha: rules.finite,
  beta: v.pipe(
    rules.finite,
    v.check((value) => Math.abs(value) < 1, "must be between -1 and 1"),
  ),
  gamma: rules.finite,
  ...stepEntries,
});

/** EGARCH; normal innovations, mean 0 and steps of one day unless given. */
export function egarch(options: {
  omega: number;
  alpha: number;
  beta: number;
  gamma: number;
  mean?: number;
  innovations?: Innovations;
  stepDays?: number;
  nextVariance?: number;
  riskPremium?: number;
}): Egarch {
  return check(egarchSchema, { type: "egarch", ...options }, "model");
}
