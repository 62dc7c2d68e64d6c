import { exponential, logarithm } from "../core/functions.ts";
import { averageGrowth } from "./average-growth.ts";
import { deviationOf } from "./black.ts";
import { withEarlyExercise } from "./early-exercise.ts";
import type { Option, OptionTerms } from "./terms.ts";
import { weightedNormal } from "./weighted-normal.ts";

/**
 * Approximate price of an American option: exercised at a flat boundary, which makes it a lower
 * bound. Bjerksund and Stensland (1993), "Closed-form approximation of American options"; puts by
 * the symmetry of spot and strike. Where falling carry pulls the paper's boundary too low, the
 * bound from the perpetual option's boundary is higher and is taken.
 */
export function americanPriceBjerksundStensland(options: OptionTerms): number {
  return withEarlyExercise(options, (option) =>
    callValue(option.kind === "call" ? option : mirror(option)),
  );
}

/** The call that is worth what a put is: McDonald and Schroder (1998). */
function mirror(put: Option): Option {
  const { spot, strike, rate, dividendYield } = put;
  return { ...put, spot: strike, strike: spot, rate: dividendYield, dividendYield: rate };
}

function callValue(option: Option): number {
  const power = perpetualPower(option),
    [flat, perpetual] = boundaries(option, power);
  const value = valueBelow(option, power, flat);
  return perpetual < Infinity ? Math.max(value, valueBelow(option, power, perpetual)) : value;
}

/** A call that is exercised when the spot first is at `boundary`. */
function valueBelow(option: Option, power: number, boundary: number): number {
  const { spot, strike, rate, dividendYield, volatility, years } = option,
    carry = rate - dividendYield;
  if (spot >= boundary) return spot - strike;
  const deviation = deviationOf(option),
    reach = logarithm(boundary / spot);
  // e^weight times the probability to end below `level` and never to touch the boundary
  const below = (gamma: number, level: number, weight: number) => {
    const drift = (carry + (gamma - 0.5) * volatility ** 2) * years;
    const d = (logarithm(level / spot) - drift) / deviation,
      reflected = ((2 * carry) / volatility ** 2 + 2 * gamma - 1) * reach;
    const touching = weightedNormal(weight + reflected, d - (2 * reach) / deviation);
    return weightedNormal(weight, d) - touching;
  };
  const asset = logarithm(spot) - dividendYield * years,
    money = logarithm(strike) - rate * years;
  const touched = exponential(-power * reach) - below(power, boundary, -power * reach);
  const inside =
    below(1, boundary, asset) -
    below(1, strike, asset) -
    (below(0, boundary, money) - below(0, strike, money));
  return Math.max(0, spot - strike, (boundary - strike) * touched + inside);
}

/** Power of the spot that a perpetual call goes with: the upper root of its equation. */
function perpetualPower({ rate, dividendYield, volatility }: Option): number {
  const variance = volatility ** 2,
    carry = rate - dividendYield;
  const centre = 0.5 - carry / variance;
  const root = Math.sqrt(centre ** 2 + (2 * rate) / variance);
  return centre > 0 ? centre + root : (2 * rate) / variance / (root - centre);
}

/** The paper's boundary, between that at expiry and that of a perpetual call, and the latter. */
function boundaries(option: Option, power: number): [flat: number, perpetual: number] {
  const { strike, rate, dividendYield, years } = option;
  const atExpiry = dividendYield > 0 ? Math.max(strike, (rate / dividendYield) * strike) : strike,
    // out of reach where the power is 1
    perpetual = power > 1 + 1e-12 ? (power / (power - 1)) * strike : Infinity;
  const growth = (rate - dividendYield) * years + 2 * deviationOf(option),
    risen = Math.max(0, growth) * atExpiry,
    gap = perpetual - atExpiry;
  return [gap > 0 ? atExpiry + risen * averageGrowth(-risen / gap) : atExpiry, perpetual];
}
