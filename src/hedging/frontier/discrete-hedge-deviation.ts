import { exponential, logarithm, normalDensity } from "../../core/functions.ts";
import { varianceTime, windowSeconds } from "../delivery.ts";
import { seconds } from "../duration.ts";
import { descriptionOf, type StudyInput } from "../outcomes/study-input.ts";
import { grid } from "../plan.ts";

/** A book, its market, and how often it is hedged. */
export interface DiscreteHedgeOptions {
  /** A study under geometric Brownian motion; its strategies and costs do not matter. */
  readonly study: StudyInput;
  /** Time between trades: `"1d"`, `"4h"`. */
  readonly every: string;
}

/** An option as the square of its dollar gamma sees it; all in the logarithm of the spot. */
interface Bell {
  readonly weight: number;
  readonly middle: number;
  readonly width: number;
}

const YEAR = 365 * 86_400;

/**
 * Standard deviation of profit that a delta hedge leaves because it trades at intervals, without
 * costs: to the leading order the root of the sum over intervals of
 * 1/2 E[(V_SS S^2)^2] (v^2 dt)^2, which falls as one over the root of their number (Boyle and
 * Emanuel 1980; Bertsimas, Kogan and Lo 2000). With an at-the-money option it is near Derman and
 * Kamal's root(pi / 4) vega v / root(N) (1999). The hedge is at the contracts' volatilities, v that
 * of the model; money at the horizon. In coin it is the same of options on 1 / S, in coins, for
 * premium-adjusted deltas.
 */
export function discreteHedgeDeviation({ study, every }: DiscreteHedgeOptions): number {
  const description = descriptionOf(study),
    { market, model, book } = description;
  if (model.type !== "geometricBrownian") {
    throw new RangeError(`model must be geometricBrownian, got ${model.type}`);
  }
  const dt = seconds(every) / YEAR;
  if (!(dt > 0)) throw new RangeError(`every must be a duration such as "1d", got ${every}`);
  const horizon = grid({ ...description, strategies: {} }).horizonDays / 365,
    window = windowSeconds(description) / YEAR,
    coin = description.settlement === "coin",
    side = coin ? -1 : 1,
    start = side * logarithm(market.spot);
  let variance = 0;
  // half an interval's slack for rounding
  for (let t = 0; t < horizon - dt / 2; t += dt) {
    const bells = book.positions.flatMap(({ quantity, contract }) => {
      const left = contract.days / 365 - t,
        volatility = contract.volatility ?? market.volatility,
        strike = contract.strike * exponential((-market.rate * contract.days) / 365);
      if (left <= dt / 2) return [];
      const years = varianceTime(left, window);
      // a call on S is as many puts on 1 / S as its strike
      return coin
        ? [bellOf(quantity * strike, 1 / strike, volatility, years)]
        : [bellOf(quantity, strike, volatility, years)];
    });
    const growth = model.drift - market.rate - model.volatility ** 2 / 2,
      middle = start + side * growth * t;
    const square = meanSquare(bells, middle, model.volatility ** 2 * t);
    variance += 0.5 * square * (model.volatility ** 2 * Math.min(dt, horizon - t)) ** 2;
  }
  return Math.sqrt(variance) * (coin ? 1 : exponential(market.rate * horizon));
}

/** V_SS S^2 as a function of the logarithm of S: K n(d2) / (s root T). */
function bellOf(quantity: number, strike: number, volatility: number, years: number): Bell {
  const width = volatility * Math.sqrt(years);
  return {
    weight: (quantity * strike) / width,
    middle: logarithm(strike) + (width * width) / 2,
    width,
  };
}

/** E of the square of a sum of bells for a normal of a mean and a variance. */
function meanSquare(bells: readonly Bell[], mean: number, variance: number): number {
  const pairs = bells.flatMap((one) =>
    bells.map((other) => {
      const [a, b] = [one.width ** 2, other.width ** 2],
        middle = (one.middle * b + other.middle * a) / (a + b);
      const apart = density(one.middle - other.middle, a + b),
        away = density(middle - mean, (a * b) / (a + b) + variance);
      // n(x / s) is s times the density of variance s^2
      return one.weight * other.weight * one.width * other.width * apart * away;
    }),
  );
  return pairs.reduce((sum, pair) => sum + pair, 0);
}

function density(x: number, variance: number): number {
  const root = Math.sqrt(variance);
  return normalDensity(x / root) / root;
}
