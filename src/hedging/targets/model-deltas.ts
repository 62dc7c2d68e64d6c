import { fourierPriceSets, fourierPrices } from "../../core/fourier.ts";
import { type FourierModel, fourierParameters } from "../../models/fourier-model.ts";
import { fillFar } from "./far-logs.ts";
import type { LiveOption } from "./live-options.ts";
import { hasVariance, sharpnessOf, type VarianceModel } from "./model-scale.ts";

/** Forwards at a price of one, and the error of the integrals in parts of it. */
const UNIT = { forward: 1, tolerance: 1e-12 };

/** Strikes of one option over forwards whose logs are given. */
function strikesOver({ logStrike }: LiveOption, logs: Float64Array): Float64Array {
  return logs.map((log) => Math.exp(logStrike - log));
}

/** A model with another variance, or as it is where it has none. */
export function atVariance(model: FourierModel, variance: number): FourierModel {
  return hasVariance(model) ? { ...model, variance } : model;
}

/** Deltas of a call by the model's own prices, at evenly spaced logs of the discounted spot. */
export function modelDeltas(
  model: FourierModel,
  option: LiveOption,
  logs: Float64Array,
): Float64Array {
  const terms = { ...fourierParameters(model), years: option.years, ...UNIT };
  return fillFar(
    logs,
    sharpnessOf(model, option),
    (some) => fourierPrices({ ...terms, strike: strikesOver(option, some) }).delta,
  );
}

/** Prices of a call over the spot, at evenly spaced logs of the discounted spot. */
export function modelPrices(
  model: FourierModel,
  option: LiveOption,
  logs: Float64Array,
): Float64Array {
  const { model: name, parameters } = fourierParameters(model),
    terms = { model: name, years: option.years, ...UNIT };
  return fillFar(
    logs,
    sharpnessOf(model, option),
    (some) => fourierPriceSets({ ...terms, strike: strikesOver(option, some) }, [parameters])[0]!,
  );
}

/** Change of a call's price over the spot by the variance now, by central differences. */
export function varianceVegas(
  model: VarianceModel,
  option: LiveOption,
  logs: Float64Array,
): Float64Array {
  const { model: name, parameters } = fourierParameters(model),
    [variance, ...rest] = parameters as [number, ...number[]],
    step = 1e-3 * variance;
  const terms = { model: name, years: option.years, ...UNIT };
  const sets = [
    [variance + step, ...rest],
    [variance - step, ...rest],
  ];
  return fillFar(logs, sharpnessOf(model, option), (some) => {
    const [up, down] = fourierPriceSets({ ...terms, strike: strikesOver(option, some) }, sets);
    return up!.map((price, i) => (price - down![i]!) / (2 * step));
  });
}
