import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponential, logarithm, power } from "../core/functions.ts";
import { lowerTails } from "../core/tail.ts";
import type { Estimate } from "../estimate.ts";

/** Profits, each as likely as any other. */
export interface LossMeasureOptions {
  readonly profits: readonly number[];
}

const profits = v.pipe(v.array(rules.finite), v.minLength(1, "must have at least one value"));
const tailSchema = v.strictObject({
  profits,
  tail: v.pipe(
    rules.positive,
    v.check((tail) => tail <= 1, "must be at most 1"),
  ),
});
const aversionSchema = v.strictObject({ profits, riskAversion: rules.positive });

/** Mean loss of the worst part `tail` of profits, with its standard error. */
export function expectedShortfall(
  options: LossMeasureOptions & { readonly tail: number },
): Estimate {
  const { profits, tail } = check(tailSchema, options, "options");
  const { mean, meanError } = lowerTails(profits, [tail])[0]!;
  return { value: -mean, standardError: meanError };
}

/** A mean loss of utility, and the sure profit that has the same. */
export interface UtilityLoss {
  readonly loss: Estimate;
  readonly cash: Estimate;
}

/** Exponential utility: E[exp(-a profit)], and the cash -ln of it / a (delta method). */
export function entropicLoss(
  options: LossMeasureOptions & { readonly riskAversion: number },
): UtilityLoss {
  const { profits, riskAversion } = check(aversionSchema, options, "options");
  const loss = meanOf(profits.map((profit) => exponential(-riskAversion * profit)));
  const cash = {
    value: -logarithm(loss.value) / riskAversion,
    standardError: loss.standardError / (riskAversion * loss.value),
  };
  return Object.freeze({ loss, cash });
}

/**
 * Isoelastic utility of positive profits: -E[profit^(1 - a)] for risk aversion a below 1,
 * -E[ln profit] for 1, and the cash of the same utility (delta method).
 */
export function isoelasticLoss(
  options: LossMeasureOptions & { readonly riskAversion: number },
): UtilityLoss {
  const { profits, riskAversion } = check(aversionSchema, options, "options");
  if (riskAversion > 1) throw new RangeError(`riskAversion must be at most 1, got ${riskAversion}`);
  const bad = profits.findIndex((profit) => !(profit > 0));
  if (bad >= 0) throw new RangeError(`profits.${bad} must be positive, got ${profits[bad]}`);
  const exponent = 1 - riskAversion;
  const utility = (x: number) => (exponent === 0 ? logarithm(x) : power(x, exponent));
  const { value, standardError } = meanOf(profits.map(utility));
  const cash = exponent === 0 ? exponential(value) : power(value, 1 / exponent);
  // the slope of utility at the cash
  const slope = exponent === 0 ? 1 / cash : exponent * power(cash, exponent - 1);
  return Object.freeze({
    loss: { value: -value, standardError },
    cash: { value: cash, standardError: standardError / slope },
  });
}

/**
 * Quadratic shortfall: the least over w of w + lambda E[max(-profit - w, 0)^2] (an optimised
 * certainty equivalent: Ben-Tal and Teboulle 2007), with the error of the mean at that w.
 */
export function quadraticShortfall(
  options: LossMeasureOptions & { readonly riskAversion: number },
): Estimate {
  const { profits, riskAversion } = check(aversionSchema, options, "options");
  const losses = profits.map((profit) => -profit).sort((a, b) => b - a);
  // where the mean excess is 1 / (2 lambda), among the losses that exceed the place
  const wanted = losses.length / (2 * riskAversion);
  let [sum, level] = [0, 0];
  for (let k = 0; k < losses.length; k++) {
    sum += losses[k]!;
    level = (sum - wanted) / (k + 1);
    if (!(k + 1 < losses.length) || level >= losses[k + 1]!) break;
  }
  const squares = meanOf(losses.map((loss) => Math.max(loss - level, 0) ** 2));
  return {
    value: level + riskAversion * squares.value,
    standardError: riskAversion * squares.standardError,
  };
}

function meanOf(values: readonly number[]): Estimate {
  const count = values.length;
  const value = values.reduce((sum, x) => sum + x, 0) / count;
  const squares = values.reduce((sum, x) => sum + (x - value) ** 2, 0);
  return { value, standardError: Math.sqrt(squares / (count - 1) / count) };
}
