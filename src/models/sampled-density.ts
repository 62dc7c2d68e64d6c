import { logGamma } from "../core/returns.ts";
import type { ReturnsFit } from "./calibration.ts";

/** Places at which a density is kept for drawing. */
const PLACES = 201;

/** A density at places from the least to the greatest of some numbers, for drawing. */
export function sampledDensity(
  density: (x: number) => number,
  values: readonly number[],
): ReturnsFit["density"] {
  const [low, high] = values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)] as const,
    [Infinity, -Infinity] as const,
  );
  const at = Array.from({ length: PLACES }, (_, i) => low + ((high - low) * i) / (PLACES - 1));
  return Object.freeze({ at: Object.freeze(at), height: Object.freeze(at.map(density)) });
}

/** The standard normal density. */
export function normalDensity(x: number): number {
  return Math.exp(-x * x * 0.5) / Math.sqrt(2 * Math.PI);
}

/** The density of Student's t of variance 1. */
export function studentDensity(degrees: number): (x: number) => number {
  const level = logGamma((degrees + 1) / 2) - logGamma(degrees / 2);
  const height = Math.exp(level) / Math.sqrt(Math.PI * (degrees - 2));
  return (x) => height * (1 + (x * x) / (degrees - 2)) ** (-(degrees + 1) / 2);
}
