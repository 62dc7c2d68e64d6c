// The core's functions of one number: the same bits on every host, which those of `Math` are not.
import { core } from "./instance.ts";

/** e^x within 2 units in the last place. */
export function exponential(x: number): number {
  return core().exponentialOf(x);
}

/** e^x - 1 within 4 units in the last place, for small x too. */
export function exponentialLessOne(x: number): number {
  return core().exponentialLessOneOf(x);
}

/** ln x within 1 unit in the last place; -Infinity of 0, NaN below. */
export function logarithm(x: number): number {
  return core().logarithmOf(x);
}

/** ln(1 + x) within 4 units in the last place for x >= -1, for small x too. */
export function logarithmOnePlus(x: number): number {
  return core().logarithmOnePlusOf(x);
}

/** x^exponent of a positive x, within some 2 + |exponent ln x| units in the last place. */
export function power(x: number, exponent: number): number {
  return exponential(exponent * logarithm(x));
}

/** Cosine within 2e-16, for |x| up to a million. */
export function cosine(x: number): number {
  return core().cosineOf(x);
}

/** Sine within 2e-16, for |x| up to a million. */
export function sine(x: number): number {
  return core().sineOf(x);
}

/** Angle of the point (x, y) against the x axis, from -pi to pi, within 3 units in the last place. */
export function angle(y: number, x: number): number {
  return core().angleOf(y, x);
}

/** The standard normal density within 5 units in the last place. */
export function normalDensity(x: number): number {
  return core().normalDensityOf(x);
}

/** The standard normal distribution within 6 units in the last place: accurate in the lower tail. */
export function normalDistribution(x: number): number {
  return core().normalDistributionOf(x);
}

/** The x with N(x) = p within 6 units in the last place; infinite at 0 and 1, NaN outside. */
export function normalQuantile(p: number): number {
  return core().normalQuantileOf(p);
}

/** N(-x) e^(x x / 2) for finite x >= -1: a tail without its exponential, which never underflows. */
export function normalTail(x: number): number {
  return core().normalTailOf(x);
}
