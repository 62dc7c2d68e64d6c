import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type Innovations, innovationsSchema } from "./innovations.ts";

/**
 * GARCH(1,1) of Bollerslev (1986): the variance of the next log return is
 * h = omega + alpha e^2 + beta h, with e the last return less the mean. Numbers are those of one
 * step of `stepDays` days, returns as fractions: 0.01 is 1 %.
 */
export interface Garch {
  readonly type: "garch";
  /** Mean log return a step. */
  readonly mean: number;
  /** Variance a step. */
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
  readonly innovations: Innovations;
  readonly stepDays: number;
  /** Of the next return, a step; the one that the model returns to unless given. */
  readonly nextVariance?: number | undefined;
  /**
   * Price of a unit of risk, lambda of Duan (1995): in the pricing world residuals are the
   * innovations less it. For normal innovations; 0 unless given.
   */
  readonly riskPremium?: number | undefined;
}

/** Entries that all models of the family share. */
export const stepEntries: {
  readonly mean: v.OptionalSchema<typeof rules.finite, 0>;
  readonly innovations: v.OptionalSchema<typeof innovationsSchema, { readonly type: "normal" }>;
  readonly stepDays: v.OptionalSchema<typeof rules.positive, 1>;
  readonly nextVariance: v.OptionalSchema<typeof rules.positive, undefined>;
  readonly riskPremium: v.OptionalSchema<typeof rules.finite, undefined>;
} = {
  mean: v.optional(rules.finite, 0),
  innovations: v.optional(innovationsSchema, { type: "normal" } as const),
  stepDays: v.optional(rules.positive, 1),
  nextVariance: v.optional(rules.positive),
  riskPremium: v.optional(rules.finite),
};

/** A rule that beta is below what the other parameters leave of 1, so that the variance exists. */
export function betaBelow<T extends { readonly alpha: number; readonly beta: number }>(
  limit: (model: T) => number,
  named: string,
): v.RawCheckAction<T> {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed || dataset.value.beta < limit(dataset.value)) return;
    const { value } = dataset;
    const key = { type: "object", origin: "value", key: "beta", value: value.beta } as const;
    const path: [v.ObjectPathItem] = [{ ...key, input: { ...value } }];
    addIssue({ message: `must be below ${named}`, input: value.beta, path });
  });
}

export const garchSchema: v.GenericSchema<unknown, Garch> = v.pipe(
  v.strictObject({
    type: v.literal("garch"),
    omega: rules.nonNegative,
    alpha: rules.nonNegative,
    beta: rules.nonNegative,
    ...stepEntries,
  }),
  betaBelow(({ alpha }) => 1 - alpha, "1 - alpha"),
);

/** GARCH(1,1); normal innovations, mean 0 and steps of one day unless given. */
export function garch(options: {
  omega: number;
  alpha: number;
  beta: number;
  mean?: number;
  innovations?: Innovations;
  stepDays?: number;
  nextVariance?: number;
  riskPremium?: number;
}): Garch {
  return check(garchSchema, { type: "garch", ...options }, "model");
}
