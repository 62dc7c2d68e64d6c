import type { ModelNumbers } from "../core/market.ts";
import {
  bootstrapNumbers,
  garchNumbers,
  type InnovationNumbers,
  jumpDiffusionNumbers,
  regimeNumbers,
  roughBergomiNumbers,
  stochasticVolatilityNumbers,
  type VarianceScheme,
} from "../core/models.ts";
import type { BlockBootstrap } from "./block-bootstrap.ts";
import type { Egarch } from "./egarch.ts";
import type { Garch } from "./garch.ts";
import type { GjrGarch } from "./gjr-garch.ts";
import type { Innovations } from "./innovations.ts";
import type { Model } from "./model.ts";
import type { RegimeSwitching } from "./regime-switching.ts";

/** In which world a model is simulated, and how. */
export interface ModelUse {
  /** Growth of the expected spot, a year, in place of the model's own: that of a pricing world. */
  readonly drift?: number | undefined;
  /** How steps of a random variance are made: Andersen's (2008) unless given. */
  readonly scheme?: VarianceScheme | undefined;
}

/** A model in the core's numbers, and the drift of its asset. */
export interface UsedModel {
  readonly model: ModelNumbers;
  readonly drift: number;
}

/** A model as an asset of the core takes it: in the real world, or in one with a drift. */
export function usedModel(model: Model, use: ModelUse = {}): UsedModel {
  switch (model.type) {
    case "garch":
    case "gjrGarch":
    case "egarch":
      return usedGarch(model, use);
    case "regimeSwitching":
      return usedRegimes(model, use);
    case "blockBootstrap":
      return usedHistory(model, use);
    default:
      return { model: numbersOf(model, use.scheme), drift: use.drift ?? model.drift };
  }
}

type Plain = Exclude<Model, Garch | GjrGarch | Egarch | RegimeSwitching | BlockBootstrap>;

function numbersOf(model: Plain, scheme?: VarianceScheme): ModelNumbers {
  switch (model.type) {
    case "geometricBrownian":
      return { kind: 0, parameters: [model.volatility] };
    case "merton":
      return jumpDiffusionNumbers(model.volatility, normalJumps(model));
    case "kou": {
      const { jumpsPerYear, upProbability, upMean, downMean } = model;
      const sizes = { upward: upProbability, meanUp: upMean, meanDown: downMean };
      return jumpDiffusionNumbers(model.volatility, { intensity: jumpsPerYear, ...sizes });
    }
    case "heston":
      return stochasticVolatilityNumbers(model, undefined, scheme);
    case "bates":
      return stochasticVolatilityNumbers(model, normalJumps(model), scheme);
    case "svcj": {
      const tied = { varianceMean: model.varianceJumpMean, tilt: model.jumpCorrelation };
      return stochasticVolatilityNumbers(model, { ...normalJumps(model), ...tied }, scheme);
    }
    case "roughBergomi":
      return roughBergomiNumbers(model);
  }
}

interface NormalJumps {
  readonly jumpsPerYear: number;
  readonly jumpMean: number;
  readonly jumpDeviation: number;
}

function normalJumps({ jumpsPerYear, jumpMean, jumpDeviation }: NormalJumps) {
  return { intensity: jumpsPerYear, mean: jumpMean, deviation: jumpDeviation };
}

/**
 * In a pricing world the expected spot grows by the drift: with normal innovations Duan's (1995,
 * "The GARCH option pricing model", theorem 2.2), with those of history the extended Girsanov
 * principle's (Elliott, Madan 1998), which takes the cumulant of the residuals off every return and
 * leaves them and the recursion as they are. Student's t has no expected spot, so no such world.
 */
function usedGarch(model: Garch | GjrGarch | Egarch, { drift }: ModelUse): UsedModel {
  const { omega, alpha, beta, mean, stepDays, innovations, riskPremium } = model,
    stepYears = stepDays / 365;
  if (drift !== undefined && innovations.type === "student-t") {
    throw new RangeError(
      "innovations must be normal or filtered-historical to price, got student-t: it has no expected spot",
    );
  }
  if (riskPremium && innovations.type !== "normal") {
    throw new RangeError(`riskPremium must be 0 for ${innovations.type}, got ${riskPremium}`);
  }
  const kind = { garch: "garch", gjrGarch: "gjr", egarch: "egarch" } as const;
  const numbers = garchNumbers({
    ...{ kind: kind[model.type], stepYears, omega, alpha, beta },
    ...{
      variance: model.nextVariance ?? garchVariance(model),
      gamma: "gamma" in model ? model.gamma : 0,
    },
    drift: drift === undefined ? "logarithm" : "spot",
    innovations: innovationNumbers(innovations),
    premium: drift === undefined ? 0 : riskPremium,
  });
  return { model: numbers, drift: drift ?? mean / stepYears };
}

/** Variance of a step that the model returns to. */
export function garchVariance(model: Garch | GjrGarch | Egarch): number {
  const { omega, alpha, beta } = model;
  if (model.type === "egarch") return Math.exp(omega / (1 - beta));
  return omega / (1 - alpha - beta - (model.type === "gjrGarch" ? model.gamma / 2 : 0));
}

function innovationNumbers(innovations: Innovations): InnovationNumbers {
  switch (innovations.type) {
    case "normal":
      return { type: "normal" };
    case "student-t":
      return { type: "student", degrees: innovations.degreesOfFreedom };
    case "filtered-historical":
      return { type: "empirical", residuals: innovations.residuals };
  }
}

function usedRegimes({ regimes, transitions }: RegimeSwitching, { drift }: ModelUse): UsedModel {
  const volatilities = regimes.map(({ volatility }) => volatility);
  // a regime's drift is that of the logarithm
  const own = regimes.map((regime) => regime.drift + regime.volatility ** 2 / 2);
  const drifts = drift === undefined ? own : regimes.map(() => 0);
  const model = regimeNumbers({
    start: stationary(transitions),
    drifts,
    volatilities,
    transitions,
  });
  return { model, drift: drift ?? 0 };
}

/** Long-run shares of the regimes: where half-lazy transitions lead from equal ones. */
function stationary(transitions: readonly (readonly number[])[]): number[] {
  let shares: number[] = transitions.map(() => 1 / transitions.length);
  for (let round = 0; round < 10_000; round++) {
    const next = shares.map((share, k) => {
      const into = transitions.reduce((sum, row, i) => sum + shares[i]! * row[k]!, 0);
      return (share + into) / 2;
    });
    const moved = Math.max(...next.map((share, k) => Math.abs(share - shares[k]!)));
    shares = next;
    if (moved < 1e-15) break;
  }
  return shares;
}

/** In a pricing world the history is shifted so that the expected spot grows by the drift alone. */
function usedHistory(model: BlockBootstrap, { drift }: ModelUse): UsedModel {
  const { returns, meanLength, blocks } = model;
  const growth = returns.reduce((sum, x) => sum + Math.exp(x), 0) / returns.length;
  const shift = drift === undefined ? 0 : Math.log(growth);
  const numbers = bootstrapNumbers({ returns: returns.map((x) => x - shift), meanLength, blocks });
  return { model: numbers, drift: drift ?? model.drift };
}

/** Days of the steps that a model is made for; none where any will do. */
export function stepDaysOf(model: Model): number | undefined {
  return "stepDays" in model ? model.stepDays : undefined;
}

/** Whether variance has a factor of its own. */
export function hasVarianceFactor(model: Model): boolean {
  return "volatilityOfVariance" in model || model.type === "roughBergomi";
}

/** Whether spot or variance jumps. */
export function hasJumps(model: Model): boolean {
  return "jumpsPerYear" in model && model.jumpsPerYear > 0;
}

/** A volatility that stands for the model, a year: its returns' at the start, jumps included. */
export function modelVolatility(model: Model): number {
  switch (model.type) {
    case "garch":
    case "gjrGarch":
    case "egarch":
      return Math.sqrt(((model.nextVariance ?? garchVariance(model)) * 365) / model.stepDays);
    case "regimeSwitching": {
      const shares = stationary(model.transitions);
      return Math.sqrt(
        model.regimes.reduce((sum, r, k) => sum + shares[k]! * r.volatility ** 2, 0),
      );
    }
    case "blockBootstrap": {
      const mean = model.returns.reduce((sum, x) => sum + x, 0) / model.returns.length;
      const squares = model.returns.reduce((sum, x) => sum + (x - mean) ** 2, 0);
      return Math.sqrt((squares / model.returns.length) * (365 / model.stepDays));
    }
    case "roughBergomi":
      return Math.sqrt(model.forwardVariance);
    default: {
      const diffusion = "volatility" in model ? model.volatility ** 2 : model.variance;
      return Math.sqrt(diffusion + jumpVariance(model));
    }
  }
}

/** Variance a year that jumps add: their number times the mean square of their size. */
function jumpVariance(model: Plain): number {
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
