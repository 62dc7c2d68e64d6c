import { exponential, normalDistribution } from "../core/functions.ts";
import { averageGrowth } from "./average-growth.ts";
import { blackMoneyness, deviationOf, europeanValue, forwardOf } from "./black.ts";
import { findRoot } from "./find-root.ts";
import { type Option, signOf } from "./terms.ts";

/** The quadratic approximation of an American option, at its exercise boundary. */
export interface QuadraticBoundary {
  /** Spot at which to exercise. */
  readonly spot: number;
  /** Early-exercise premium there: what exercise pays less the European value. */
  readonly premium: number;
  /** Power of the spot that the premium goes with. */
  readonly power: number;
  /** 2 / (volatility^2 annuity), the paper's M / K. */
  readonly pull: number;
  /** Root of the discriminant of the equation of the power. */
  readonly root: number;
}

/** Beyond e^700 times the strike there is no boundary. */
const FARTHEST = 700;

/**
 * Boundary of Barone-Adesi and Whaley (1987), equations 19 and 25, where value and delta of the
 * approximation meet those of exercise; nothing if it is out of reach, or too near to tell apart. Their M / K has a limit where
 * the rate is 0, for it holds the rate over 1 - e^(-rate years).
 */
export function quadraticBoundary(option: Option): QuadraticBoundary | undefined {
  const { kind, strike, rate, dividendYield, volatility, years } = option,
    sign = signOf(kind);
  const variance = volatility ** 2,
    drift = (2 * (rate - dividendYield)) / variance - 1,
    pull = 2 / (variance * years * averageGrowth(-rate * years)),
    root = Math.sqrt(drift ** 2 + 4 * pull);
  // the branch of the power without cancellation
  const power =
    sign * drift > 0 ? (2 * sign * pull) / (root + sign * drift) : (sign * root - drift) / 2;
  const paid = exponential(-dividendYield * years);
  const premiumAt = (spot: number) =>
    sign * (spot - strike) - europeanValue(kind, strike, { ...option, spot });
  const surplus = (distance: number) => {
    const spot = strike * exponential(distance),
      d1 = blackMoneyness(forwardOf({ ...option, spot }), strike, deviationOf(option));
    const smooth = (sign * spot * (1 - paid * normalDistribution(sign * d1))) / power;
    return premiumAt(spot) - smooth;
  };
  let step = deviationOf(option);
  while (surplus(sign * step) < 0) {
    step *= 2;
    if (step > FARTHEST) return undefined;
  }
  const spot = strike * exponential(findRoot(surplus, 0, sign * step));
  const premium = premiumAt(spot);
  return premium > 0 ? { spot, premium, power, pull, root } : undefined;
}
