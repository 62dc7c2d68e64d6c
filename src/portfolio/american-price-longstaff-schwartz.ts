import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type ExerciseTerms, exercised } from "../core/early-exercise.ts";
import { type MarketNumbers, type PathColumns, simulatePaths } from "../core/market.ts";
import type { Estimate } from "../estimate.ts";
import { type Model, modelSchema } from "../models/model.ts";
import { hasVarianceFactor, usedModel } from "../models/numbers.ts";

/** An option with early exercise, and how to price it. */
export interface LongstaffSchwartzOptions {
  readonly kind: "call" | "put";
  readonly strike: number;
  readonly days: number;
  readonly spot: number;
  /** Interest, a year, continuously compounded; 0 unless given. */
  readonly rate?: number | undefined;
  /** Yield of holding the asset, a year, continuously compounded; 0 unless given. */
  readonly dividendYield?: number | undefined;
  /** Dynamics; its drift gives way to that of the pricing world, rate less yield. */
  readonly model: Model;
  /** Equally spaced dates of exercise until expiry; 50 a year, and 10 at least, unless given. */
  readonly exercises?: number | undefined;
  /** Steps of the simulation from one date to the next; 1 unless given. */
  readonly stepsBetween?: number | undefined;
  /** Of the polynomials that the value of going on is regressed on; 3 unless given, at most 7. */
  readonly degree?: number | undefined;
  /** Antithetic pairs, twice over: 100,000 paths unless given. */
  readonly paths?: number | undefined;
  readonly seed?: number | undefined;
}

/** The price of an option with early exercise. */
export interface LongstaffSchwartzPrice {
  /** By the rule fitted to the same paths, as published: a little high where paths are few. */
  readonly price: Estimate;
  /** By that rule on paths that it has not seen: low, as no rule beats the best. */
  readonly lowerBound: Estimate;
  readonly exercises: number;
  readonly paths: number;
  readonly seed: number;
}

const schema = v.strictObject({
  kind: v.picklist(["call", "put"], 'must be "call" or "put"'),
  ...{ strike: rules.positive, days: rules.positive, spot: rules.positive, model: modelSchema },
  rate: v.optional(rules.finite, 0),
  dividendYield: v.optional(rules.finite, 0),
  exercises: v.optional(rules.count),
  stepsBetween: v.optional(rules.count, 1),
  degree: v.optional(
    v.pipe(
      rules.count,
      v.check((degree) => degree <= 7, "must be at most 7"),
    ),
    3,
  ),
  paths: v.optional(
    v.pipe(
      rules.count,
      v.check((paths) => paths >= 64, "must be at least 64"),
    ),
    100_000,
  ),
  seed: v.optional(rules.finite, 1),
});

/**
 * American and Bermudan options by least squares over simulated paths (Longstaff, Schwartz 2001),
 * the variance among the regressors where the model has a random one. Exercise now is allowed too.
 * Standard errors fall as 1 / sqrt(paths); the price nears the American one from below as dates
 * become many.
 */
export function americanPriceLongstaffSchwartz(
  options: LongstaffSchwartzOptions,
): LongstaffSchwartzPrice {
  const given = check(schema, options, "options");
  const { kind, strike, days, spot, rate, dividendYield, model, stepsBetween, degree, seed } =
    given;
  const exercises = given.exercises ?? Math.max(10, Math.round((50 * days) / 365));
  const paths = 2 * Math.ceil(given.paths / 2),
    years = days / 365;
  const market: MarketNumbers = {
    ...{ seed, rate, steps: exercises * stepsBetween, noise: "antithetic" },
    stepYears: years / exercises / stepsBetween,
    assets: [{ spot, ...usedModel(model, { drift: rate - dividendYield }) }],
  };
  const terms: ExerciseTerms = {
    ...{ kind: kind === "call" ? 1 : 2, strike, dates: exercises, degree },
    ratePerDate: (rate * years) / exercises,
    withVariance: hasVarianceFactor(model),
  };
  const now = Math.max(kind === "call" ? spot - strike : strike - spot, 0);
  const fit = exercised(terms, atDates(simulatePaths(market, 0, paths), stepsBetween, paths));
  const fresh = atDates(simulatePaths(market, paths, paths), stepsBetween, paths);
  const applied = exercised(terms, fresh, fit.weights);
  const price = atLeast(now, pairsMean(fit.cash)),
    lowerBound = atLeast(now, pairsMean(applied.cash));
  return { price, lowerBound, exercises, paths, seed };
}

/** The rows of the dates of exercise, of a simulation with steps between them. */
function atDates(columns: PathColumns, stepsBetween: number, paths: number): PathColumns {
  if (stepsBetween === 1) return columns;
  const kept = (rows: Float64Array) =>
    rows.filter((_, place) => Math.floor(place / paths) % stepsBetween === 0);
  return { spots: columns.spots.map(kept), variances: columns.variances.map(kept) };
}

/** The mean over antithetic pairs, which are independent of each other. */
function pairsMean(cash: Float64Array): Estimate {
  const count = cash.length / 2;
  let mean = 0,
    squares = 0;
  for (let i = 0; i < count; i++) {
    const value = (cash[2 * i]! + cash[2 * i + 1]!) / 2,
      apart = value - mean;
    mean += apart / (i + 1);
    squares += apart * (value - mean);
  }
  return { value: mean, standardError: Math.sqrt(squares / (count - 1) / count) };
}

/** Exercise at once is worth what it pays, without error. */
function atLeast(now: number, later: Estimate): Estimate {
  return later.value >= now ? later : { value: now, standardError: 0 };
}
