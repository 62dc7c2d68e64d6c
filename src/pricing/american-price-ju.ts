import { exponential, logarithm, normalDensity, normalDistribution } from "../core/functions.ts";
import { blackMoneyness, deviationOf, discountOf, europeanValue, forwardOf } from "./black.ts";
import { intrinsicValue, withEarlyExercise } from "./early-exercise.ts";
import { type QuadraticBoundary, quadraticBoundary } from "./quadratic-boundary.ts";
import { computed, type Option, type OptionTerms, signOf } from "./terms.ts";

/**
 * Approximate price of an American option: Ju and Zhong (1999), "An approximate formula for pricing
 * American options", which corrects Barone-Adesi and Whaley for the change of the premium in time.
 * Off by some 0.1 % of the price.
 */
export function americanPriceJu(options: OptionTerms): number {
  return withEarlyExercise(options, approximate);
}

/** Corrections beyond it are not small, as the paper takes them to be. */
const POLE = 0.8;

function approximate(option: Option): number {
  const { kind, spot, strike } = option,
    european = europeanValue(kind, strike, option),
    boundary = quadraticBoundary(option);
  if (!boundary) return Math.max(european, intrinsicValue(option));
  const distance = logarithm(spot / boundary.spot);
  if (signOf(kind) * distance >= 0) return intrinsicValue(option);
  const [square, linear] = correction(option, boundary);
  // the highest that chi can be; at 1 the formula has a pole, and no correction is better
  const highest = linear ** 2 / (-4 * square);
  const chi = highest < POLE ? distance * (square * distance + linear) : 0;
  const premium = boundary.premium * exponential(boundary.power * distance);
  return computed(european + premium / (1 - chi));
}

/**
 * The paper's b and c, equations 11 and 12, with alpha / h written as `pull` and the derivative of
 * the European value by h as one by time, so that the rate may be 0.
 */
function correction(option: Option, boundary: QuadraticBoundary): [square: number, linear: number] {
  const { pull, root, premium, spot } = boundary,
    discount = discountOf(option);
  const turn = (pull / root) ** 2;
  const growth = growthInTime({ ...option, spot });
  const change = (2 * growth) / (option.volatility ** 2 * premium) + discount * (pull - turn);
  return [(-discount * turn) / 2, (-signOf(option.kind) * change) / root];
}

/** Change of the European value by the years left. */
function growthInTime(option: Option): number {
  const { kind, strike, rate, dividendYield, years } = option,
    sign = signOf(kind),
    deviation = deviationOf(option);
  const discount = discountOf(option),
    forward = forwardOf(option),
    d1 = blackMoneyness(forward, strike, deviation);
  const asset = dividendYield * forward * normalDistribution(sign * d1),
    money = rate * strike * normalDistribution(sign * (d1 - deviation));
  const spread = (forward * normalDensity(d1) * deviation) / (2 * years);
  return discount * (spread - sign * (asset - money));
}
