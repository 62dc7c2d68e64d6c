import { exponential, logarithm } from "../core/functions.ts";
import { europeanValue } from "./black.ts";
import { intrinsicValue, withEarlyExercise } from "./early-exercise.ts";
import { quadraticBoundary } from "./quadratic-boundary.ts";
import { type Option, type OptionTerms, signOf } from "./terms.ts";

/**
 * Approximate price of an American option: Barone-Adesi and Whaley (1987), "Efficient analytic
 * approximation of American option values". Best for short and for very long expiries; off by up to
 * 2 % of the price near a year.
 */
export function americanPriceBaroneAdesiWhaley(options: OptionTerms): number {
  return withEarlyExercise(options, approximate);
}

function approximate(option: Option): number {
  const { kind, spot, strike } = option,
    european = europeanValue(kind, strike, option),
    boundary = quadraticBoundary(option);
  if (!boundary) return Math.max(european, intrinsicValue(option));
  const distance = logarithm(spot / boundary.spot);
  if (signOf(kind) * distance >= 0) return intrinsicValue(option);
  return european + boundary.premium * exponential(boundary.power * distance);
}
