import * as v from "valibot";
import { check, rules, unknownKind } from "../../check.ts";

/** Variance of profit, in money squared. */
export interface VarianceRisk {
  readonly type: "variance";
}

/** Standard deviation of profit. */
export interface DeviationRisk {
  readonly type: "deviation";
}

/** Mean of min(profit - target, 0)^2, in money squared. */
export interface SemivarianceRisk {
  readonly type: "semivariance";
  readonly target: number;
}

/** Mean loss of the worst paths. */
export interface ShortfallRisk {
  readonly type: "shortfall";
  /** Share of the paths that count: 0.05 for the worst twentieth. */
  readonly tail: number;
}

/** What one would pay to be rid of the profit under exponential utility: ln E[e^(-a profit)] / a. */
export interface EntropicRisk {
  readonly type: "entropic";
  /** Absolute risk aversion a, per unit of money. */
  readonly riskAversion: number;
}

/** A number for how bad a distribution of profits is: less is better. */
export type RiskMeasure =
  | VarianceRisk
  | DeviationRisk
  | SemivarianceRisk
  | ShortfallRisk
  | EntropicRisk;

const varianceSchema = v.strictObject({ type: v.literal("variance") });
const deviationSchema = v.strictObject({ type: v.literal("deviation") });
const semivarianceSchema = v.strictObject({
  type: v.literal("semivariance"),
  target: v.optional(rules.finite, 0),
});
const shortfallSchema = v.strictObject({
  type: v.literal("shortfall"),
  tail: v.optional(
    v.pipe(
      rules.positive,
      v.check((tail) => tail < 1, "must be below 1"),
    ),
    0.05,
  ),
});
const entropicSchema = v.strictObject({
  type: v.literal("entropic"),
  riskAversion: rules.positive,
});

const kinds = ["variance", "deviation", "semivariance", "shortfall", "entropic"] as const;

/** Any of the measures. */
export const riskMeasureSchema: v.GenericSchema<unknown, RiskMeasure> = v.variant(
  "type",
  [varianceSchema, deviationSchema, semivarianceSchema, shortfallSchema, entropicSchema],
  (issue) => unknownKind("risk", issue.input, kinds),
);

/** Risk as the variance of profit. */
export function varianceRisk(): VarianceRisk {
  return check(varianceSchema, { type: "variance" }, "risk");
}

/** Risk as the standard deviation of profit. */
export function deviationRisk(): DeviationRisk {
  return check(deviationSchema, { type: "deviation" }, "risk");
}

/** Risk as the mean square of what falls short of a target; 0 unless given. */
export function semivarianceRisk(options: { target?: number } = {}): SemivarianceRisk {
  return check(semivarianceSchema, { type: "semivariance", ...options }, "risk");
}

/** Risk as the mean loss of the worst part of the paths; the worst twentieth unless given. */
export function shortfallRisk(options: { tail?: number } = {}): ShortfallRisk {
  return check(shortfallSchema, { type: "shortfall", ...options }, "risk");
}

/** Risk as minus the certainty equivalent of exponential utility, for a risk aversion. */
export function entropicRisk(options: { riskAversion: number }): EntropicRisk {
  return check(entropicSchema, { type: "entropic", ...options }, "risk");
}

/** A measure in words: `shortfall 5 %`. */
export function riskName(measure: RiskMeasure): string {
  switch (measure.type) {
    case "semivariance":
      return measure.target === 0 ? "semivariance" : `semivariance below ${measure.target}`;
    case "shortfall":
      return `shortfall ${Number((100 * measure.tail).toPrecision(6))} %`;
    case "entropic":
      return `entropic ${measure.riskAversion}`;
    default:
      return measure.type;
  }
}
