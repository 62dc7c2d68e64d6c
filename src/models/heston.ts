import * as v from "valibot";
import { check, rules } from "../check.ts";
import { driftRule, type ModelSchema, type NumberEntries } from "./model-schema.ts";

/**
 * Heston's model: the variance returns to its long level and is itself random,
 * dv = meanReversion (longVariance - v) dt + volatilityOfVariance sqrt(v) dW.
 * Steven L. Heston (1993), "A closed-form solution for options with stochastic volatility".
 */
export interface Heston {
  readonly type: "heston";
  /** Variance now, a year: 0.25 is a volatility of 50 %. */
  readonly variance: number;
  /** Speed of the return, a year. */
  readonly meanReversion: number;
  /** Level that the variance returns to, a year. */
  readonly longVariance: number;
  /** Volatility of the variance, a year. 0 leaves a variance that moves by the clock alone. */
  readonly volatilityOfVariance: number;
  /** Of the changes of the logarithm of the spot and of the variance, -1 to 1. */
  readonly correlation: number;
  /** Growth of the expected spot in the real world, a year, continuously compounded. */
  readonly drift: number;
}

const correlation: v.GenericSchema<unknown, number> = v.pipe(
  rules.finite,
  v.check((value) => Math.abs(value) <= 1, "must lie between -1 and 1"),
);

/** The fields of Heston's model, for models that have more. */
export const hestonEntries: NumberEntries<keyof Omit<Heston, "type">> = {
  variance: rules.nonNegative,
  meanReversion: rules.nonNegative,
  longVariance: rules.nonNegative,
  volatilityOfVariance: rules.nonNegative,
  correlation: correlation,
  drift: driftRule,
};

/** What makes a description of `Heston`. */
export const hestonSchema: ModelSchema<Heston> = v.strictObject({
  type: v.literal("heston"),
  ...hestonEntries,
});

/** What the maker of Heston's model takes: the fields of `Heston`. */
export interface HestonOptions {
  variance: number;
  meanReversion: number;
  longVariance: number;
  volatilityOfVariance: number;
  correlation: number;
  drift?: number;
}

/**
 * Heston's stochastic volatility; the drift is 0 unless given. Where `fellerRatio` is below 1 the
 * variance touches 0; prices are right there too.
 */
export function heston(options: HestonOptions): Heston {
  return check(hestonSchema, { type: "heston", ...options }, "model");
}
