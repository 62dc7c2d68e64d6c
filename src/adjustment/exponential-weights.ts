import * as v from "valibot";
import { check } from "../check.ts";
import { coefficients, type Moments, momentsOf, withRow } from "./moments.ts";
import { fraction, type RatioOptions, returnsSchema } from "./options.ts";
import type { ReturnKind } from "./returns.ts";
import { type RatioRule, type ReturnSample, updatedRatios } from "./rule.ts";

/** Minimum variance from exponentially weighted moments. */
export interface ExponentialWeights {
  readonly type: "exponentialWeights";
  /** Weight of a row over that of the next one. */
  readonly decay: number;
  readonly returns: ReturnKind;
}

export const exponentialWeightsSchema: v.GenericSchema<unknown, ExponentialWeights> =
  v.strictObject({
    type: v.literal("exponentialWeights"),
    decay: v.optional(fraction, 0.97),
    returns: returnsSchema,
  }) as v.GenericSchema<unknown, ExponentialWeights>;

/**
 * Least squares with weights that fall by `decay` a row, about weighted means; 0.97 unless given,
 * as RiskMetrics (1996) has it for months.
 */
export function exponentialWeights(
  options: { decay?: number } & RatioOptions = {},
): ExponentialWeights {
  return check(
    exponentialWeightsSchema,
    { type: "exponentialWeights", ...options },
    "exponentialWeights",
  );
}

/** The rule of exponential weights. */
export function exponentialWeightsRule({ decay }: ExponentialWeights): RatioRule<Moments> {
  const estimated = (inner: Moments) => ({ ratios: coefficients(inner), inner });
  const rule: RatioRule<Moments> = {
    fewest: (hedges) => hedges + 2,
    refits: false,
    fit: ({ rows }) => {
      const weights = rows.map((_, t) => decay ** (rows.length - 1 - t));
      return estimated(momentsOf(rows, weights));
    },
    step: (inner, row) => estimated(withRow(inner, row, decay)),
  };
  const memory = Math.ceil(1 / (1 - decay));
  const first = ({ rows }: ReturnSample) =>
    Math.min(rows.length, Math.max(memory, rule.fewest(rows[0]!.length - 1)));
  return { ...rule, inSample: (sample) => updatedRatios(rule, sample, first(sample)) };
}
