import * as v from "valibot";
import { check } from "../check.ts";
import { coefficients, type Moments, momentsOf, withRow } from "./moments.ts";
import { type RatioOptions, returnsSchema } from "./options.ts";
import type { ReturnKind } from "./returns.ts";
import type { RatioRule } from "./rule.ts";

/** Minimum variance by least squares over all that has been seen. */
export interface LeastSquares {
  readonly type: "leastSquares";
  readonly returns: ReturnKind;
}

export const leastSquaresSchema: v.GenericSchema<unknown, LeastSquares> = v.strictObject({
  type: v.literal("leastSquares"),
  returns: returnsSchema,
}) as v.GenericSchema<unknown, LeastSquares>;

/**
 * The ratio of least squares, Cov(asset, hedge) / Var(hedge), or the several ratios of a multiple
 * regression; every row weighs the same (Ederington 1979). Each update is exact.
 */
export function leastSquares(options: RatioOptions = {}): LeastSquares {
  return check(leastSquaresSchema, { type: "leastSquares", ...options }, "leastSquares");
}

/** The rule of least squares over a growing window. */
export function leastSquaresRule(): RatioRule<Moments> {
  const estimated = (inner: Moments) => ({ ratios: coefficients(inner), inner });
  return {
    fewest: (hedges) => hedges + 2,
    refits: false,
    fit: ({ rows }) => estimated(momentsOf(rows)),
    step: (inner, row) => estimated(withRow(inner, row)),
  };
}
