import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponential, logarithm } from "../core/functions.ts";
import { europeanValue, forwardOf } from "./black.ts";
import { numberOr } from "./terms.ts";

/** Options of one expiry that replicate a variance swap. */
export interface FairVarianceOptions {
  spot: number;
  /** Years to expiry. */
  years: number;
  /** Interest, continuous, per year; 0 by default. */
  rate?: number | undefined;
  /** 0 by default. */
  dividendYield?: number | undefined;
  /** Strikes with their volatilities, in any order, on both sides of the forward. */
  smile: readonly { readonly strike: number; readonly volatility: number }[];
  /** Strike between puts and calls: one of the smile, by default the last not above the forward. */
  divide?: number | undefined;
}

const schema = v.strictObject({
  spot: rules.positive,
  years: rules.positive,
  rate: numberOr(rules.finite, 0),
  dividendYield: numberOr(rules.finite, 0),
  smile: v.array(v.strictObject({ strike: rules.positive, volatility: rules.nonNegative })),
  divide: v.optional(rules.positive),
});

/**
 * Fair variance of a variance swap, a year: the cost of puts below and calls above a strike that
 * replicate its logarithm. Demeterfi, Derman, Kamal and Zou (1999), "More than you ever wanted to
 * know about volatility swaps", equations 26 to 28 and appendix A: weights by chords, which are
 * above the logarithm, so that the value is too high by the squares of the spacings, and too low by
 * what options beyond the ends are worth.
 */
export function fairVariance(options: FairVarianceOptions): number {
  const { smile, divide, ...terms } = check(schema, options, "options");
  const points = pointsOf(smile);
  const forward = forwardOf({ ...terms, volatility: 0 }),
    strikes = points.map(({ strike }) => strike),
    centre = placeOf(strikes, divide, forward);
  const { years, rate } = terms;
  const cost = (kind: "put" | "call") =>
    chordWeights(kind === "put" ? strikes.slice(0, centre + 1).reverse() : strikes.slice(centre))
      .map((weight, i) => {
        const { strike, volatility } = points[kind === "put" ? centre - i : centre + i]!;
        return weight * europeanValue(kind, strike, { ...terms, volatility });
      })
      .reduce((sum, value) => sum + value, 0);
  const at = strikes[centre]!,
    growth = exponential(rate * years);
  const replicated = growth * (cost("put") + cost("call"));
  return (2 / years) * (logarithm(forward / at) - (forward / at - 1) + replicated);
}

type Point = FairVarianceOptions["smile"][number];

/** The smile by strike; a put and a call of one strike and volatility are one point. */
function pointsOf(smile: readonly Point[]): Point[] {
  const points = new Map<number, Point>();
  for (const point of smile) {
    const { strike, volatility } = point,
      known = points.get(strike)?.volatility ?? volatility;
    if (known !== volatility) {
      throw new RangeError(
        `smile must have one volatility at ${strike}, got ${known} and ${volatility}`,
      );
    }
    points.set(strike, point);
  }
  return [...points.values()].sort((a, b) => a.strike - b.strike);
}

/** Place of the strike between puts and calls. */
function placeOf(strikes: readonly number[], divide: number | undefined, forward: number): number {
  const place =
    divide === undefined
      ? strikes.filter((strike) => strike <= forward).length - 1
      : strikes.indexOf(divide);
  if (place < 0 && divide !== undefined) {
    throw new RangeError(`divide must be a strike of the smile, got ${divide}`);
  }
  if (place < 1 || place === strikes.length - 1) {
    throw new RangeError(`smile must have strikes on both sides of ${divide ?? forward}`);
  }
  return place;
}

/**
 * How many options of each strike, from the dividing one outward, make the chords of
 * k / S - 1 - ln(k / S): the slope of each chord less that of the one before. The last chord ends
 * as far beyond the last strike as that is from the one before.
 */
function chordWeights(strikes: readonly number[]): number[] {
  const last = strikes.at(-1)!,
    beyond = Math.max(2 * last - strikes.at(-2)!, last / 2),
    ends = [...strikes, beyond];
  const slopes = strikes.map((strike, i) => {
    const next = ends[i + 1]!;
    const rise = (next - strike) / strikes[0]! - logarithm(next / strike);
    return rise / Math.abs(next - strike);
  });
  return slopes.map((slope, i) => slope - (slopes[i - 1] ?? 0));
}
