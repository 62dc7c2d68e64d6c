import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponential, logarithm } from "../core/functions.ts";
import { deviationOf, europeanValue } from "./black.ts";
import { type Option, type OptionTerms, optionRules, signOf } from "./terms.ts";

const schema = v.strictObject({ ...optionRules, strike: rules.positive });

/**
 * Value of an American option where no approximation is needed: never exercised early, or without
 * randomness; otherwise what `price` makes of it. A `RangeError` for rates so negative that there are
 * two exercise boundaries, unless `price` takes any.
 */
export function withEarlyExercise(
  options: OptionTerms,
  price: (option: Option) => number,
  boundariesTaken: "one" | "any" = "one",
): number {
  const option = check(schema, options, "options");
  if (deviationOf(option) === 0) return certainValue(option);
  const boundaries = exerciseBoundaries(option);
  if (boundaries === 0) return europeanValue(option.kind, option.strike, option);
  if (boundaries === 2 && boundariesTaken === "one") {
    throw new RangeError(
      `rate and dividendYield must leave one exercise boundary, got ${option.rate} and ${option.dividendYield}: use americanPriceGrid`,
    );
  }
  return price(option);
}

/**
 * How many boundaries part exercising from waiting. Exercise gains what the asset pays less
 * interest on the strike, for a put the reverse: Battauz, De Donno and Sbuelz (2015), "Real options
 * with a double continuation region".
 */
export function exerciseBoundaries({ kind, rate, dividendYield }: Option): 0 | 1 | 2 {
  const [gained, lost] = kind === "call" ? [dividendYield, rate] : [rate, dividendYield];
  if (gained > 0) return 1;
  if (lost >= gained) return 0;
  return gained === 0 ? 1 : 2;
}

/** The most that exercise at any time pays today, when the spot only grows at its carry. */
function certainValue(option: Option): number {
  const { spot, strike, years, rate, dividendYield } = option,
    sign = signOf(option.kind);
  const ratio = (rate * strike) / (dividendYield * spot);
  const turning = ratio > 0 ? logarithm(ratio) / (rate - dividendYield) : 0;
  const times = [0, years, Math.min(Math.max(turning || 0, 0), years)];
  const values = times.map(
    (time) =>
      sign * (spot * exponential(-dividendYield * time) - strike * exponential(-rate * time)),
  );
  return Math.max(0, ...values);
}

/** What exercise now pays. */
export function intrinsicValue({ kind, spot, strike }: Option): number {
  return Math.max(0, signOf(kind) * (spot - strike));
}
