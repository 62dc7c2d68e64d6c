import type { FourierModel } from "../../models/fourier-model.ts";
import type { Sharpness } from "./far-logs.ts";
import type { LiveOption } from "./live-options.ts";
import type { Bend, VarianceRows } from "./target-rows.ts";
import { varianceRows } from "./target-rows.ts";

/** Models with a variance of their own. */
export type VarianceModel = Extract<FourierModel, { readonly volatilityOfVariance: number }>;

/** Whether a model has a variance of its own. */
export function hasVariance(model: FourierModel): model is VarianceModel {
  return "volatilityOfVariance" in model;
}

/** Deviations at which tails of a diffusion are below 1e-12, and of one exponential below 1e-9. */
const FAR = 8;
const FAR_EXPONENTIAL = 20;

/** How deltas bend under a model whose variance is `variance` now. */
export function bendUnder(model: FourierModel, variance: number): (option: LiveOption) => Bend {
  const { square, size } = jumpsOf(model);
  return ({ years }) => {
    const own = integratedVariance(model, variance, years);
    const reach = FAR * Math.sqrt(own + square * years) + size;
    return { deviation: Math.sqrt(own), reach };
  };
}

/** Variance of the diffusion until expiry, as it is expected. */
function integratedVariance(model: FourierModel, variance: number, years: number): number {
  if (!hasVariance(model)) return variance * years;
  const { meanReversion: k, longVariance } = model;
  const part = k * years < 1e-8 ? years : -Math.expm1(-k * years) / k;
  return longVariance * (years - part) + variance * part;
}

/** Where prices under a model at its variance now are sharp: about the strike, by the diffusion. */
export function sharpnessOf(model: FourierModel, { logStrike, years }: LiveOption): Sharpness {
  const variance = hasVariance(model) ? model.variance : plainVariance(model),
    deviation = Math.sqrt(integratedVariance(model, variance, years));
  return { middle: logStrike, reach: (FAR + 1) * deviation, smooth: smoothnessOf(model) };
}

/** Variance a year of a diffusion that has but one. */
export function plainVariance(model: FourierModel): number {
  return "volatility" in model ? model.volatility ** 2 : model.variance;
}

/** Length over which the density of a jump changes. */
function smoothnessOf(model: FourierModel): number {
  if (model.type === "kou") return Math.min(model.upMean, model.downMean);
  return "jumpDeviation" in model ? model.jumpDeviation : 0;
}

/** Mean square a year of jumps, and a size that hardly one exceeds. */
function jumpsOf(model: FourierModel): { square: number; size: number } {
  if (!("jumpsPerYear" in model) || model.jumpsPerYear === 0) return { square: 0, size: 0 };
  if (model.type === "kou") {
    const { upMean, downMean, jumpsPerYear } = model,
      mean = Math.max(upMean, downMean);
    return { square: 2 * jumpsPerYear * mean ** 2, size: FAR_EXPONENTIAL * mean };
  }
  const tilt = model.type === "svcj" ? Math.abs(model.jumpCorrelation * model.varianceJumpMean) : 0;
  const { jumpMean, jumpDeviation, jumpsPerYear } = model,
    mean = Math.abs(jumpMean);
  return {
    square: jumpsPerYear * ((mean + tilt) ** 2 + tilt ** 2 + jumpDeviation ** 2),
    size: mean + 6 * jumpDeviation + FAR_EXPONENTIAL * tilt,
  };
}

/**
 * Rows from a hundredth of the variance now, or of the long one if that is less, to ten deviations
 * of its stationary law above both, jumps of variance included.
 */
export function rowsOf(model: VarianceModel): VarianceRows {
  const { variance, longVariance, meanReversion, volatilityOfVariance } = model;
  const level = Math.max(variance, longVariance, 1e-4),
    least = Math.min(variance, longVariance) || level;
  const spread = volatilityOfVariance * Math.sqrt(level / (2 * Math.max(meanReversion, 0.5)));
  const jumps = model.type === "svcj" ? FAR_EXPONENTIAL * model.varianceJumpMean : 0;
  return varianceRows(least / 100, level + 10 * spread + jumps);
}
