import { core } from "./instance.ts";
import type { PathColumns } from "./market.ts";
import { copyIn, copyOut } from "./memory.ts";

/** An option that may be exercised at every date of its paths but the first. */
export interface ExerciseTerms {
  /** 1 call, 2 put. */
  readonly kind: 1 | 2;
  readonly strike: number;
  /** Dates after the first. */
  readonly dates: number;
  /** Interest from one date to the next, continuously compounded. */
  readonly ratePerDate: number;
  /** Of the polynomials that the value of going on is regressed on, at most 7. */
  readonly degree: number;
  /** Whether variances are regressors too. */
  readonly withVariance: boolean;
}

/** What paths pay, discounted to the first date, and the weights of the regressors by date. */
export interface Exercised {
  readonly cash: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Exercise by least squares (Longstaff, Schwartz 2001, "Valuing American options by simulation").
 * With `weights` of an earlier fit those decide, on paths that they have not seen.
 */
export function exercised(
  terms: ExerciseTerms,
  { spots, variances }: PathColumns,
  weights?: Float64Array,
): Exercised {
  const { kind, strike, dates, ratePerDate, degree, withVariance } = terms;
  core().reset();
  const paths = spots[0]!.length / (dates + 1);
  const count = core().exerciseRegressors(degree, withVariance ? 1 : 0) * (dates - 1);
  const state = [copyIn(spots[0]!), withVariance ? copyIn(variances[0]!) : 0] as const;
  const cash = copyIn(new Float64Array(paths)),
    fitted = copyIn(weights ?? new Float64Array(count));
  const kernel = weights ? core().applyExercise : core().fitExercise;
  kernel(...state, dates, paths, kind, strike, ratePerDate, degree, cash, fitted);
  return { cash: copyOut(cash, paths), weights: copyOut(fitted, count) };
}
