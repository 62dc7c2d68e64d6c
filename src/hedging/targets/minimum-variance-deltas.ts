import type { FourierModel } from "../../models/fourier-model.ts";
import type { Merton } from "../../models/merton.ts";
import type { LiveOption } from "./live-options.ts";
import { modelDeltas, modelPrices, varianceVegas } from "./model-deltas.ts";
import type { VarianceModel } from "./model-scale.ts";

/**
 * Holdings of the underlying that leave a call the least variance over the next instant under
 * stochastic volatility: delta + rho xi vega_v / S, where vega_v is by the variance. Jumps of Bates'
 * model and of SVCJ are left out, as in Alexander, Nogueira (2007), "Model-free hedge ratios and
 * scale-invariant models", and Matic, Packham, Haerdle (2023), "Hedging cryptocurrency options".
 */
export function varianceHedge(
  model: VarianceModel,
  option: LiveOption,
  logs: Float64Array,
): Float64Array {
  const { correlation, volatilityOfVariance } = model,
    deltas = modelDeltas(model, option, logs),
    vegas = varianceVegas(model, option, logs);
  return deltas.map((delta, i) => delta + correlation * volatilityOfVariance * vegas[i]!);
}

/** Deviations of a jump that the integral reaches to either side. */
const FAR = 8;

/**
 * The same under Merton's jumps: (s^2 delta + 1/S E (C(S e^x) - C(S)) (e^x - 1)) / (s^2 + E (e^x -
 * 1)^2), expectations by the number of jumps a year (Cont, Tankov 2004, "Financial modelling with
 * jump processes", section 10.4). The integral over jumps is the trapezoidal rule at the width of
 * the logs, which must be evenly spaced, and closer than half a deviation of the jumps.
 */
export function jumpHedge(model: Merton, option: LiveOption, logs: Float64Array): Float64Array {
  const { volatility, jumpsPerYear, jumpMean: m, jumpDeviation: d } = model;
  const variance = volatility ** 2,
    deltas = modelDeltas(model, option, logs);
  if (jumpsPerYear === 0) return deltas;
  const width = logs[1]! - logs[0]!,
    side = Math.ceil((FAR * d) / width);
  const prices = modelPrices(model, option, logs),
    after = modelPrices(model, option, shifted(logs, m, side));
  const nodes = jumpNodes(m, d, width, side),
    squares = Math.exp(2 * (m + d * d)) - 2 * Math.exp(m + (d * d) / 2) + 1;
  const whole = variance + jumpsPerYear * squares;
  return deltas.map((delta, i) => {
    const gain = nodes.reduce(
      (sum, { growth, weight }, k) =>
        sum + weight * ((1 + growth) * after[i + k]! - prices[i]!) * growth,
      0,
    );
    return (variance * delta + jumpsPerYear * gain) / whole;
  });
}

/** Logs moved by the mean jump, `side` more at either end. */
function shifted(logs: Float64Array, mean: number, side: number): Float64Array {
  const width = logs[1]! - logs[0]!,
    start = logs[0]! + mean - side * width;
  return Float64Array.from({ length: logs.length + 2 * side }, (_, i) => start + i * width);
}

/** Growth of the spot by jumps `width` apart, and their probabilities. */
function jumpNodes(mean: number, deviation: number, width: number, side: number) {
  if (side === 0) return [{ growth: Math.expm1(mean), weight: 1 }];
  return Array.from({ length: 2 * side + 1 }, (_, i) => {
    const size = (i - side) * width,
      z = size / deviation;
    const weight = (width * Math.exp((-z * z) / 2)) / (deviation * Math.sqrt(2 * Math.PI));
    return { growth: Math.expm1(mean + size), weight };
  });
}

/** Whether a model has a minimum-variance delta here. */
export function hasMinimumVariance(model: FourierModel): model is VarianceModel | Merton {
  return model.type === "merton" || "volatilityOfVariance" in model;
}
