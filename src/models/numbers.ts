import { brownianNumbers, type ModelNumbers } from "../core/market.ts";
import type { Model } from "./geometric-brownian.ts";

/** A model in the core's numbers. */
export function modelNumbers(model: Model): ModelNumbers {
  return brownianNumbers(model.volatility);
}
