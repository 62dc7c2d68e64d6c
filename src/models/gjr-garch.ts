import * as v from "valibot";
import { check, rules } from "../check.ts";
import { betaBelow, stepEntries } from "./garch.ts";
import type { Innovations } from "./innovations.ts";

/**
 * GARCH with a leverage effect, of Glosten, Jagannathan and Runkle (1993): the next variance is
 * h = omega + (alpha + gamma 1[e < 0]) e^2 + beta h. Numbers are those of one step of `stepDays`
 * days, returns as fractions: 0.01 is 1 %.
 */
export interface GjrGarch {
  readonly type: "gjrGarch";
  /** Mean log return a step. */
  readonly mean: number;
  /** Variance a step. */
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
  /** What a fall adds to alpha. */
  readonly gamma: number;
  readonly innovations: Innovations;
  readonly stepDays: number;
  /** As of `Garch`. */
  readonly nextVariance?: number | undefined;
  readonly riskPremium?: number | undefined;
}

export const gjrGarchSchema: v.GenericSchema<unknown, GjrGarch> = v.pipe(
  v.strictObject({
    type: v.literal("gjrGarch"),
    omega: rules.nonNegative,
    alpha: rules.nonNegative,
    beta: rules.nonNegative,
    gamma: rules.finite,
    ...stepEntries,
  }),
  betaBelow(({ alpha, gamma }) => 1 - alpha - gamma / 2, "1 - alpha - gamma / 2"),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || dataset.value.alpha + dataset.value.gamma >= 0) return;
    const { gamma } = dataset.value;
    const key = { type: "object", origin: "value", key: "gamma", value: gamma } as const;
    const path: [v.ObjectPathItem] = [{ ...key, input: { ...dataset.value } }];
    addIssue({ message: "must not be below -alpha", input: gamma, path });
  }),
);

/** GJR-GARCH; normal innovations, mean 0 and steps of one day unless given. */
export function gjrGarch(options: {
  omega: number;
  alpha: number;
  beta: number;
  gamma: number;
  mean?: number;
  innovations?: Innovations;
  stepDays?: number;
  nextVariance?: number;
  riskPremium?: number;
}): GjrGarch {
  return check(gjrGarchSchema, { type: "gjrGarch", ...options }, "model");
}
