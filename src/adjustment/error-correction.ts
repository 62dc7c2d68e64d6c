import * as v from "valibot";
import { check, rules } from "../check.ts";
import { coefficients, type Moments, momentsOf, withRow } from "./moments.ts";
import { type RatioOptions, returnsSchema } from "./options.ts";
import type { ReturnKind } from "./returns.ts";
import type { RatioRule, ReturnSample } from "./rule.ts";

/** Minimum variance given the basis: a vector error correction model. */
export interface ErrorCorrection {
  readonly type: "errorCorrection";
  /** Lagged returns in each equation. */
  readonly lags: number;
  readonly returns: ReturnKind;
}

export const errorCorrectionSchema: v.GenericSchema<unknown, ErrorCorrection> = v.strictObject({
  type: v.literal("errorCorrection"),
  lags: v.optional(
    v.pipe(
      rules.nonNegative,
      v.check((lags) => Number.isSafeInteger(lags), "must be whole"),
    ),
    1,
  ),
  returns: returnsSchema,
}) as v.GenericSchema<unknown, ErrorCorrection>;

/**
 * The ratio Cov(e_s, e_f) / Var(e_f) of the innovations of asset and hedge that are cointegrated:
 * both equations have a constant, the cointegration error of the row before and `lags` lagged
 * returns, 1 unless given (Engle, Granger 1987; Ghosh 1993). By the theorem of Frisch and Waugh it
 * is the coefficient of the hedge's return in one regression of the asset's on that and them.
 * The cointegrating vector is estimated at every fit; updates between fits are exact given it.
 */
export function errorCorrection(options: { lags?: number } & RatioOptions = {}): ErrorCorrection {
  return check(errorCorrectionSchema, { type: "errorCorrection", ...options }, "errorCorrection");
}

interface Corrected {
  readonly moments: Moments;
  /** Level of the asset less these times those of the hedges is stationary. */
  readonly vector: readonly number[];
  /** The cointegration error now. */
  readonly error: number;
  /** Lagged returns, newest first. */
  readonly lagged: readonly (readonly number[])[];
}

/** The rule of error correction. */
export function errorCorrectionRule({ lags, returns }: ErrorCorrection): RatioRule<Corrected> {
  const levels = (prices: readonly number[]) =>
    returns === "change" ? prices : prices.map(Math.log);
  const error = (vector: readonly number[], prices: readonly number[]) => {
    const [asset, ...hedges] = levels(prices);
    return hedges.reduce((left, hedge, i) => left - vector[i]! * hedge, asset!);
  };
  const regression = (
    row: readonly number[],
    before: number,
    lagged: readonly (readonly number[])[],
  ) => [...row, before, ...lagged.flat()];
  const estimated = (inner: Corrected) => ({
    ratios: coefficients(inner.moments).slice(0, inner.vector.length),
    inner,
  });
  const fit = ({ rows, prices }: ReturnSample) => {
    const vector = coefficients(momentsOf(prices.map(levels)));
    const newest = (t: number) => rows.slice(t - lags, t).reverse();
    const regressions = rows
      .slice(lags)
      .map((row, i) => regression(row, error(vector, prices[i + lags]!), newest(i + lags)));
    return estimated({
      moments: momentsOf(regressions),
      vector,
      error: error(vector, prices.at(-1)!),
      lagged: newest(rows.length),
    });
  };
  return {
    fewest: (hedges) => 3 + lags + hedges + (hedges + 1) * lags,
    refits: true,
    fit,
    step: (inner, row, prices) =>
      estimated({
        moments: withRow(inner.moments, regression(row, inner.error, inner.lagged)),
        vector: inner.vector,
        error: error(inner.vector, prices),
        lagged: lags === 0 ? [] : [row, ...inner.lagged.slice(0, lags - 1)],
      }),
  };
}
