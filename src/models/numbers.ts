import type { ModelNumbers } from "../core/market.ts";
import type { Heston } from "./heston.ts";
import type { Model } from "./model.ts";

const NO_JUMPS = [0, 0, 0, 0, 0, 0];

/** How variance is stepped: Andersen's scheme (2008), or full truncation Euler to compare with. */
export type Scheme = "quadraticExponential" | "fullTruncation";

/** A model in the core's numbers, in the order of assembly/ABI.md. */
export function modelNumbers(model: Model, scheme: Scheme = "quadraticExponential"): ModelNumbers {
  const how = scheme === "quadraticExponential" ? 0 : 1;
  switch (model.type) {
    case "geometricBrownian":
      return { kind: 0, parameters: [model.volatility] };
    case "merton":
      return { kind: 2, parameters: [model.volatility, ...normalJumps(model)] };
    case "kou": {
      const { volatility, jumpsPerYear, upProbability, upMean, downMean } = model;
      return {
        kind: 2,
        parameters: [volatility, jumpsPerYear, 1, upProbability, upMean, downMean, 0],
      };
    }
    case "heston":
      return { kind: 3, parameters: [...variance(model), how, ...NO_JUMPS] };
    case "bates":
      return { kind: 3, parameters: [...variance(model), how, ...normalJumps(model)] };
    case "svcj": {
      const { jumpsPerYear, jumpMean, jumpDeviation, varianceJumpMean, jumpCorrelation } = model;
      const jumps = [jumpsPerYear, 2, jumpMean, jumpDeviation, varianceJumpMean, jumpCorrelation];
      return { kind: 3, parameters: [...variance(model), how, ...jumps] };
    }
  }
}

interface NormalJumps {
  readonly jumpsPerYear: number;
  readonly jumpMean: number;
  readonly jumpDeviation: number;
}

function normalJumps({ jumpsPerYear, jumpMean, jumpDeviation }: NormalJumps): number[] {
  return [jumpsPerYear, 0, jumpMean, jumpDeviation, 0, 0];
}

function variance(model: Omit<Heston, "type">): number[] {
  const { variance, meanReversion, longVariance, volatilityOfVariance, correlation } = model;
  return [variance, meanReversion, longVariance, volatilityOfVariance, correlation];
}

/** Whether variance has a factor of its own. */
export function hasVarianceFactor(model: Model): boolean {
  return "volatilityOfVariance" in model;
}

/** Whether spot or variance jumps. */
export function hasJumps(model: Model): boolean {
  return "jumpsPerYear" in model && model.jumpsPerYear > 0;
}

/** A volatility that stands for the model, a year: its returns' at the start, jumps included. */
export function modelVolatility(model: Model): number {
  const diffusion = "volatility" in model ? model.volatility ** 2 : model.variance;
  return Math.sqrt(diffusion + jumpVariance(model));
}

/** Variance a year that jumps add: their number times the mean square of their size. */
function jumpVariance(model: Model): number {
  if (!("jumpsPerYear" in model)) return 0;
  if (model.type === "kou") {
    const { upProbability, upMean, downMean, jumpsPerYear } = model;
    return 2 * jumpsPerYear * (upProbability * upMean ** 2 + (1 - upProbability) * downMean ** 2);
  }
  const tilt = model.type === "svcj" ? model.jumpCorrelation * model.varianceJumpMean : 0;
  // the tilt is exponential: its mean square is twice the square of its mean
  const square = (model.jumpMean + tilt) ** 2 + tilt ** 2 + model.jumpDeviation ** 2;
  return model.jumpsPerYear * square;
}
