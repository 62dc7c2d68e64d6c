// When a lognormal spot first touches a level. Distances and drifts are of the logarithm of the
// spot, counted towards the level.
import { exponential, logarithm, normalDensity } from "../core/functions.ts";
import { integrate } from "./integrate.ts";
import type { Market } from "./terms.ts";
import { weightedNormal } from "./weighted-normal.ts";

/** A Brownian motion that starts `distance` >= 0 below a level. */
export interface Passage {
  readonly distance: number;
  readonly drift: number;
  readonly volatility: number;
  readonly years: number;
}

/** The passage of the spot to `level`, in the pricing measure. */
export function passageTo(level: number, market: Market): Passage {
  const { spot, rate, dividendYield, volatility, years } = market;
  const towards = level < spot ? -1 : 1;
  const drift = rate - dividendYield - volatility ** 2 / 2;
  const distance = towards * logarithm(level / spot);
  return { distance, drift: towards * drift, volatility, years };
}

/** The same in the measure that counts in units of the asset. */
export function passageInAsset(level: number, market: Market): Passage {
  const dividendYield = market.dividendYield - market.volatility ** 2;
  return passageTo(level, { ...market, dividendYield });
}

/** Probability that the level is touched in time. */
export function passageProbability(passage: Passage): number {
  return discountedPassage(passage, 0);
}

/**
 * Value of one unit of money paid when the level is touched: E[e^(-rate time); touched in time].
 * Rubinstein and Reiner (1991), "Unscrambling the binary code".
 */
export function discountedPassage(passage: Passage, rate: number): number {
  const { distance, drift, volatility, years } = passage;
  if (distance === 0) return 1;
  const variance = volatility ** 2,
    deviation = volatility * Math.sqrt(years);
  if (deviation === 0) return certainPassage(passage, rate);
  const square = drift ** 2 + 2 * rate * variance;
  if (square < 0) return growingPassage(passage, rate);
  // the drift that makes e^(-rate t) times the density one of a passage again
  const tilted = Math.sqrt(square);
  const less = drift > 0 ? (-2 * rate) / (drift + tilted) : (drift - tilted) / variance;
  const early = weightedNormal(distance * less, (tilted * years - distance) / deviation);
  const more = less + (2 * tilted) / variance;
  return early + weightedNormal(distance * more, -(tilted * years + distance) / deviation);
}

/** Without randomness: touched at distance / drift, or never. */
function certainPassage({ distance, drift, years }: Passage, rate: number): number {
  return drift > 0 && distance <= drift * years ? exponential((-rate * distance) / drift) : 0;
}

/**
 * For rates so negative that no real drift fits: the density of the passage integrated over
 * w = distance / (volatility sqrt(time)).
 */
function growingPassage(passage: Passage, rate: number): number {
  const { distance, drift, volatility, years } = passage;
  const first = distance / (volatility * Math.sqrt(years)),
    pace = drift / volatility;
  const density = (w: number) => {
    const time = (distance / (volatility * w)) ** 2;
    return (
      normalDensity(w) * exponential(pace * (distance / volatility) - (rate + pace ** 2 / 2) * time)
    );
  };
  return 2 * integrate(density, first, first + 12, 24);
}
