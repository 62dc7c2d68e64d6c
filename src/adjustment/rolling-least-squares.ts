import * as v from "valibot";
import { check } from "../check.ts";
import { coefficients, exchangedRow, type Moments, momentsOf } from "./moments.ts";
import { type RatioOptions, returnsSchema, rowsSchema } from "./options.ts";
import type { ReturnKind } from "./returns.ts";
import { type RollingRows, roll, rollingRows, rowsOf } from "./rolling-rows.ts";
import { type RatioRule, updatedRatios } from "./rule.ts";

/** Minimum variance by least squares over the last rows. */
export interface RollingLeastSquares {
  readonly type: "rollingLeastSquares";
  /** Returns in the window. */
  readonly window: number;
  readonly returns: ReturnKind;
}

export const rollingLeastSquaresSchema: v.GenericSchema<unknown, RollingLeastSquares> =
  v.strictObject({
    type: v.literal("rollingLeastSquares"),
    window: rowsSchema,
    returns: returnsSchema,
  }) as v.GenericSchema<unknown, RollingLeastSquares>;

/**
 * Least squares over the last `window` returns. An update adds one row and takes one away, in the
 * same time whatever the window; sums are made anew once a window, so that rounding stays bounded.
 */
export function rollingLeastSquares(
  options: { window: number } & RatioOptions,
): RollingLeastSquares {
  return check(
    rollingLeastSquaresSchema,
    { type: "rollingLeastSquares", ...options },
    "rollingLeastSquares",
  );
}

interface Rolling {
  readonly rows: RollingRows;
  readonly moments: Moments;
  /** Updates since the sums were made. */
  readonly age: number;
}

/** The rule of least squares over the last `window` rows. */
export function rollingLeastSquaresRule({ window }: RollingLeastSquares): RatioRule<Rolling> {
  const estimated = (inner: Rolling) => ({ ratios: coefficients(inner.moments), inner });
  const start = (rows: readonly (readonly number[])[]) => {
    const last = rows.slice(-window);
    return { rows: rollingRows(last), moments: momentsOf(last), age: 0 };
  };
  const rule: RatioRule<Rolling> = {
    fewest: (hedges) => Math.max(window, hedges + 2),
    refits: false,
    fit: ({ rows }) => estimated(start(rows)),
    step: (inner, row) => {
      const { window: rows, left } = roll(inner.rows, row);
      if (inner.age + 1 === window) return estimated(start(rowsOf(rows)));
      const moments = exchangedRow(inner.moments, left, row);
      return estimated({ rows, moments, age: inner.age + 1 });
    },
  };
  return { ...rule, inSample: (sample) => updatedRatios(rule, sample, window) };
}
