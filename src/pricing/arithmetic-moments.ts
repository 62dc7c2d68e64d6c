import { exponential } from "../core/functions.ts";
import type { Average } from "./average.ts";
import { averageGrowth } from "./average-growth.ts";
import { integrate } from "./integrate.ts";
import type { Market } from "./terms.ts";

/** First two moments of the part of an arithmetic average that is still to come. */
export interface AverageMoments {
  readonly mean: number;
  readonly square: number;
  /** Expected product with the spot at expiry. */
  readonly withSpot: number;
}

/** Moments of the sum of the fixings to come over the count of all, or of the integral over time. */
export function arithmeticMoments(terms: Market & Average): AverageMoments {
  return terms.fixings === undefined ? ofIntegral(terms) : ofFixings(terms, terms.fixings);
}

function ofFixings(terms: Market & Average, fixings: readonly number[]): AverageMoments {
  const { spot, rate, dividendYield, volatility, years, observed = [] } = terms;
  const carry = rate - dividendYield,
    count = fixings.length + observed.length;
  const forward = fixings.map((time) => (spot * exponential(carry * time)) / count);
  const last = spot * exponential(carry * years);
  let mean = 0,
    square = 0,
    withSpot = 0;
  // from the last: each fixing goes with itself once, and twice with all after it
  for (let i = fixings.length - 1; i >= 0; i--) {
    const growth = exponential(volatility ** 2 * fixings[i]!);
    square += forward[i]! * growth * (forward[i]! + 2 * mean);
    withSpot += forward[i]! * growth * last;
    mean += forward[i]!;
  }
  return { mean, square, withSpot };
}

/** Levy (1992), equation 6: integrals of e^(b t), and of e^(b t + (b + v) s) over s < t. */
function ofIntegral(terms: Market & Average): AverageMoments {
  const { spot, rate, dividendYield, volatility, years, elapsed } = terms;
  const carry = rate - dividendYield,
    tilted = carry + volatility ** 2,
    scale = years === 0 ? 0 : (spot * years) / (years + elapsed);
  const forward = exponential(carry * years);
  return {
    mean: scale * averageGrowth(carry * years),
    square: 2 * scale ** 2 * pairedGrowth(carry * years, tilted * years),
    withSpot: scale * spot * forward * averageGrowth(tilted * years),
  };
}

/** Integral of e^(b t) t mean(e^(c t u)) over t from 0 to 1. */
function pairedGrowth(b: number, c: number): number {
  if (Math.abs(c) > 1) return (averageGrowth(b + c) - averageGrowth(b)) / c;
  return integrate(
    (t) => exponential(b * t) * t * averageGrowth(c * t),
    0,
    1,
    Math.ceil(1 + Math.abs(b) / 10),
  );
}
