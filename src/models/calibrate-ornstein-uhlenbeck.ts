import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { Estimate } from "../estimate.ts";
import type { Calibration } from "./calibration.ts";
import { correlationEstimate } from "./correlation-estimate.ts";
import { type OrnsteinUhlenbeck, ornsteinUhlenbeck } from "./ornstein-uhlenbeck.ts";

export interface CalibrateOrnsteinUhlenbeckOptions {
  /** The level, equally spaced: a funding rate a year, a basis. */
  readonly levels: readonly number[];
  /** Days between levels, of which a year has 365; 1 by default. */
  readonly stepDays?: number | undefined;
  /** Log returns of the asset from each level to the next, one fewer than the levels. */
  readonly returns?: readonly number[] | undefined;
}

/** A mean-reverting level fitted to its own past. */
export interface OrnsteinUhlenbeckCalibration
  extends Calibration<"meanReversion" | "longLevel" | "volatility"> {
  /** From the last level on. */
  readonly model: OrnsteinUhlenbeck;
  /** Of its shocks with the returns; `null` without returns. */
  readonly correlation: Estimate | null;
  /** Years until half of a gap is gone. */
  readonly halfLife: number;
}

const schema = v.strictObject({
  levels: v.pipe(v.array(rules.finite), v.minLength(10, "must have at least 10 values")),
  stepDays: v.optional(rules.positive, 1),
  returns: v.optional(v.array(rules.finite)),
});

/** An autoregression of a level on the one before. */
interface Regression {
  readonly count: number;
  readonly slope: number;
  readonly intercept: number;
  readonly shocks: readonly number[];
  /** Mean square of the shocks. */
  readonly variance: number;
  readonly before: { readonly mean: number; readonly squares: number };
}

/**
 * Fit an Ornstein-Uhlenbeck level by the exact regression of each value on the one before, which is
 * its maximum likelihood given the first (Vasicek 1977 has the transition). Standard errors are by
 * the delta method; that of the volatility takes the fourth moment of the shocks, not a normal one.
 * Reversion is estimated too fast in short samples. A level whose slope is not between 0 and 1 does
 * not revert, and is an error.
 */
export function calibrateOrnsteinUhlenbeck(
  options: CalibrateOrnsteinUhlenbeckOptions,
): OrnsteinUhlenbeckCalibration {
  const { levels, stepDays, returns } = check(schema, options, "options");
  if (returns !== undefined && returns.length !== levels.length - 1)
    throw new RangeError(`returns has ${returns.length} values, expected ${levels.length - 1}`);
  const fit = regression(levels);
  const { slope, shocks, variance, count } = fit;
  if (!(slope > 0 && slope < 1 && variance > 0))
    throw new RangeError(`levels must revert to a mean, got a slope of ${slope} on the one before`);
  const parameters = parametersOf(fit, stepDays / 365);
  const correlation = returns === undefined ? null : correlationEstimate(shocks, returns);
  const { meanReversion, longLevel, volatility } = parameters;
  return Object.freeze({
    model: ornsteinUhlenbeck({
      level: levels.at(-1)!,
      meanReversion: meanReversion.value,
      longLevel: longLevel.value,
      volatility: volatility.value,
      correlations: { returns: correlation?.value ?? 0 },
    }),
    parameters,
    correlation,
    halfLife: Math.LN2 / meanReversion.value,
    logLikelihood: (-count / 2) * (Math.log(2 * Math.PI * variance) + 1),
    converged: true,
    returns: count,
  });
}

function regression(levels: readonly number[]): Regression {
  const [before, after] = [levels.slice(0, -1), levels.slice(1)];
  const count = before.length;
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / count;
  const [meanBefore, meanAfter] = [mean(before), mean(after)];
  const squares = before.reduce((sum, x) => sum + (x - meanBefore) ** 2, 0);
  const products = before.reduce((sum, x, t) => sum + (x - meanBefore) * after[t]!, 0);
  const slope = products / squares;
  const intercept = meanAfter - slope * meanBefore;
  const shocks = after.map((x, t) => x - intercept - slope * before[t]!);
  const variance = mean(shocks.map((shock) => shock ** 2));
  return { count, slope, intercept, shocks, variance, before: { mean: meanBefore, squares } };
}

function parametersOf(
  { count, slope, intercept, shocks, variance, before }: Regression,
  stepYears: number,
): OrnsteinUhlenbeckCalibration["parameters"] {
  const meanReversion = -Math.log(slope) / stepYears;
  const longLevel = intercept / (1 - slope);
  const volatility = Math.sqrt((2 * meanReversion * variance) / (1 - slope ** 2));
  const slopeError = Math.sqrt(variance / before.squares);
  const fourth = shocks.reduce((sum, shock) => sum + shock ** 4, 0) / count;
  // Of the logarithm of the volatility, by the slope and by the variance of the shocks.
  const bySlope = 1 / (2 * slope * Math.log(slope)) + slope / (1 - slope ** 2);
  const byVariance = Math.sqrt((fourth / variance ** 2 - 1) / count) / 2;
  const estimate = (value: number, standardError: number) =>
    Object.freeze({ value, standardError });
  return Object.freeze({
    meanReversion: estimate(meanReversion, slopeError / (slope * stepYears)),
    longLevel: estimate(
      longLevel,
      (Math.sqrt(variance) / (1 - slope)) *
        Math.sqrt(1 / count + (before.mean - longLevel) ** 2 / before.squares),
    ),
    volatility: estimate(volatility, volatility * Math.hypot(bySlope * slopeError, byVariance)),
  });
}
