import { logarithm } from "../core/functions.ts";
import { deviationOf } from "./black.ts";
import type { Option } from "./terms.ts";
import { signOf } from "./terms.ts";
import { weightedInterval } from "./weighted-normal.ts";

/**
 * Value today of a European payoff where the spot at expiry is between `low` and `high`, as seen
 * from the image of the spot at spot e^`place`, with the image's weight: what the method of images
 * adds and takes away so that a price is 0 on barriers. `place` 0 is the option itself. The
 * volatility and the years must be positive.
 */
export function payoffImage(option: Option, low: number, high: number, place: number): number {
  const { kind, spot, strike, years, rate, dividendYield, volatility } = option;
  const sign = signOf(kind),
    from = kind === "call" ? Math.max(low, strike) : low,
    to = kind === "call" ? high : Math.min(high, strike);
  const deviation = deviationOf(option),
    drift = rate - dividendYield - volatility ** 2 / 2,
    weight = (place * drift) / volatility ** 2;
  const standard = (level: number) => (logarithm(level / spot) - place - drift * years) / deviation;
  const below = standard(from),
    above = standard(to);
  const asset = weightedInterval(
    weight + place - dividendYield * years,
    below - deviation,
    above - deviation,
  );
  const money = weightedInterval(weight - rate * years, below, above);
  return sign * (spot * asset - strike * money);
}
