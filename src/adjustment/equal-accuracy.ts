import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { Estimate } from "../estimate.ts";
import { autocovariances } from "./automatic-block.ts";
import { studentTail } from "./student-tail.ts";

export interface EqualAccuracyOptions {
  /** Losses of two rivals in the same periods, such as squared hedged returns. */
  first: ArrayLike<number>;
  second: ArrayLike<number>;
  /** Periods that one loss overlaps with those after it, itself counted; 1 unless given. */
  horizon?: number;
  /** Lags of the long-run variance; 4 (n / 100)^(2/9), or those of the horizon, unless given. */
  lags?: number;
}

/** A test of equal expected loss. */
export interface EqualAccuracy {
  /** Mean loss of the first less that of the second; negative where the first is better. */
  readonly difference: Estimate;
  /** Of Student's t with n - 1 degrees, were both equal. */
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly lags: number;
}

const schema = v.object({
  horizon: v.optional(rules.count, 1),
  lags: v.optional(rules.nonNegative),
});

/**
 * The test of Diebold and Mariano (1995): the mean difference of losses over its standard error,
 * whose long-run variance has Bartlett's weights (Newey, West 1987), times the correction of
 * Harvey, Leybourne and Newbold (1997) for small samples. Losses that never differ give a statistic
 * of 0.
 */
export function equalAccuracy(options: EqualAccuracyOptions): EqualAccuracy {
  const { first, second } = options,
    count = first.length;
  if (second.length !== count) {
    throw new RangeError(`second has ${second.length} losses, expected ${count}`);
  }
  const { horizon, lags: given } = check(
    schema,
    { horizon: options.horizon, lags: options.lags },
    "equalAccuracy",
  );
  const automatic = Math.max(horizon - 1, Math.floor(4 * (count / 100) ** (2 / 9)));
  const lags = given ?? automatic;
  if (!(count > lags + 1)) {
    throw new RangeError(`losses must be more than ${lags + 1}, got ${count}`);
  }
  const differences = Float64Array.from(first, (loss, t) => loss - second[t]!);
  const bad = differences.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`losses of period ${bad + 1} must be finite`);
  const value = differences.reduce((sum, d) => sum + d, 0) / count;
  const longRun = autocovariances(differences, lags).reduce(
    (sum, covariance, lag) => sum + (lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * covariance,
    0,
  );
  const correction = (count + 1 - 2 * horizon + (horizon * (horizon - 1)) / count) / count;
  const standardError = Math.sqrt(longRun / count / correction);
  const statistic = value === 0 ? 0 : value / standardError;
  const difference = Object.freeze({ value, standardError });
  return Object.freeze({ difference, statistic, pValue: studentTail(statistic, count - 1), lags });
}
