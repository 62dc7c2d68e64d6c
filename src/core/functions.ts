// The core's functions of one number: the same bits on every host, which those of `Math` are not.
import { core } from "./instance.ts";

/** e^x within 2 units in the last place. */
export function exponential(x: number): number {
  return core().exponentialOf(x);
}

/** ln x within 1 unit in the last place; -Infinity of 0, NaN below. */
export function logarithm(x: number): number {
  return core().logarithmOf(x);
}

/** Cosine within 2e-16, for |x| up to a million. */
export function cosine(x: number): number {
  return core().cosineOf(x);
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
