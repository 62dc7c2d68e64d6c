import { brownianNumbers, type ModelNumbers } from "../core/market.ts";
import type { Model } from "./geometric-brownian.ts";

/** A model in the core's numbers. */
export function modelNumbers(model: Model): ModelNumbers {
  return brownianNumbers(model.volatility);
}

/** Whether variance has a factor of its own. */
export function hasVarianceFactor(_: Model): boolean {
  return false;
}

/** A volatility that stands for the model, a year: what one would hedge with who knows no better. */
export function modelVolatility(model: Model): number {
  return model.volatility;
}

/** Whether spot or variance jumps. */
export function hasJumps(_: Model): boolean {
  return false;
}
