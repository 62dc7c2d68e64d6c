// Models in numbers: parameters by name to the order of assembly/ABI.md. Rates and variances are a
// year's, sizes of jumps are those of the logarithm.
import type { ModelNumbers } from "./market.ts";

/** Jumps of log returns in numbers. */
export type JumpNumbers =
  | { readonly intensity: number; readonly mean: number; readonly deviation: number }
  | {
      readonly intensity: number;
      /** Probability of an upward jump. */
      readonly upward: number;
      readonly meanUp: number;
      readonly meanDown: number;
    }
  | {
      readonly intensity: number;
      readonly mean: number;
      readonly deviation: number;
      /** Mean of the exponential jump of variance that comes with each. */
      readonly varianceMean: number;
      /** What a unit of that jump adds to the mean size. */
      readonly tilt: number;
    };

/** Brownian motion with jumps: Merton's with normal sizes, Kou's with double exponential ones. */
export function jumpDiffusionNumbers(volatility: number, jumps: JumpNumbers): ModelNumbers {
  return { kind: 2, parameters: [volatility, ...jumpParameters(jumps)] };
}

/** Heston's variance in numbers. */
export interface VarianceNumbers {
  readonly variance: number;
  readonly meanReversion: number;
  readonly longVariance: number;
  readonly volatilityOfVariance: number;
  readonly correlation: number;
}

/** How steps of the variance are made. */
export type VarianceScheme = "quadraticExponential" | "fullTruncation";

/** Heston's model; with jumps Bates', with jumps of variance too SVCJ. */
export function stochasticVolatilityNumbers(
  model: VarianceNumbers,
  jumps?: JumpNumbers | undefined,
  scheme: VarianceScheme = "quadraticExponential",
): ModelNumbers {
  const { variance, meanReversion, longVariance, volatilityOfVariance, correlation } = model;
  const own = [variance, meanReversion, longVariance, volatilityOfVariance, correlation];
  const last = jumps ? jumpParameters(jumps) : [0, 0, 0, 0, 0, 0];
  return { kind: 3, parameters: [...own, scheme === "fullTruncation" ? 1 : 0, ...last] };
}

function jumpParameters(jumps: JumpNumbers): number[] {
  const { intensity } = jumps;
  if ("upward" in jumps) {
    return [intensity, 1, jumps.upward, jumps.meanUp, jumps.meanDown, 0];
  }
  const { mean, deviation } = jumps;
  if ("tilt" in jumps) return [intensity, 2, mean, deviation, jumps.varianceMean, jumps.tilt];
  return [intensity, 0, mean, deviation, 0, 0];
}

/** Innovations of a GARCH model, of mean 0 and variance 1. */
export type InnovationNumbers =
  | { readonly type: "normal" }
  | { readonly type: "student"; readonly degrees: number }
  | { readonly type: "empirical"; readonly residuals: ArrayLike<number> };

/** A GARCH model in numbers; variances are those of one return. */
export interface GarchNumbers {
  readonly kind: "garch" | "gjr" | "egarch";
  /** Years between the returns that the parameters belong to: those of a step of the market. */
  readonly stepYears: number;
  /** Variance of the first return. */
  readonly variance: number;
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma?: number | undefined;
  /** Duan's unit price of risk, in a pricing world; 0 unless given. */
  readonly premium?: number | undefined;
  /** What the asset's drift is of: "spot", its expected growth, or "logarithm". */
  readonly drift: "spot" | "logarithm";
  readonly innovations?: InnovationNumbers | undefined;
}

/** GARCH(1,1), GJR or EGARCH. */
export function garchNumbers(model: GarchNumbers): ModelNumbers {
  const { stepYears, variance, omega, alpha, beta, gamma = 0, premium = 0 } = model;
  const { innovations = { type: "normal" } } = model;
  const kind = { garch: 1, gjr: 2, egarch: 3 }[model.kind];
  const distribution = { normal: 1, student: 2, empirical: 3 }[innovations.type];
  const head = [kind, model.drift === "spot" ? 0 : 1, distribution, stepYears];
  const own = [variance, omega, alpha, beta, gamma, premium];
  return { kind: 4, parameters: [...head, ...own, ...innovationParameters(innovations)] };
}

function innovationParameters(innovations: InnovationNumbers): number[] {
  if (innovations.type === "normal") return [0];
  if (innovations.type === "student") return [innovations.degrees];
  const sorted = Float64Array.from(innovations.residuals).sort();
  return [sorted.length, ...sorted];
}

/** Regimes in numbers: one entry a state. */
export interface RegimeNumbers {
  /** Probabilities of the first state. */
  readonly start: readonly number[];
  /** On top of the asset's drift. */
  readonly drifts: readonly number[];
  readonly volatilities: readonly number[];
  /** Probabilities of the next state after one step, a row for each state. */
  readonly transitions: readonly (readonly number[])[];
}

/** Brownian motion whose drift and volatility switch with a Markov chain. */
export function regimeNumbers(model: RegimeNumbers): ModelNumbers {
  const { start, drifts, volatilities, transitions } = model;
  const parameters = [start.length, ...start, ...drifts, ...volatilities, ...transitions.flat()];
  return { kind: 5, parameters };
}

/** A history to resample, in numbers. */
export interface BootstrapNumbers {
  /** Log returns of one step, on top of the asset's drift. */
  readonly returns: ArrayLike<number>;
  /** Mean length of a block, in steps. */
  readonly meanLength: number;
  /** Blocks of geometric length unless "circular": all of one length. */
  readonly blocks?: "stationary" | "circular" | undefined;
  /** Number of the asset whose blocks are shared; 0 unless given. */
  readonly leader?: number | undefined;
}

/** History resampled in blocks. Assets with one leader are resampled jointly. */
export function bootstrapNumbers(model: BootstrapNumbers): ModelNumbers {
  const { returns, meanLength, blocks = "stationary", leader = 0 } = model;
  const head = [blocks === "stationary" ? 0 : 1, meanLength, leader, returns.length];
  return { kind: 6, parameters: [...head, ...Array.from(returns)] };
}

/** Rough Bergomi with a flat forward variance, in numbers. */
export interface RoughBergomiNumbers {
  readonly forwardVariance: number;
  readonly hurst: number;
  readonly eta: number;
  readonly correlation: number;
}

/** The rough Bergomi model. */
export function roughBergomiNumbers(model: RoughBergomiNumbers): ModelNumbers {
  const { forwardVariance, hurst, eta, correlation } = model;
  return { kind: 7, parameters: [forwardVariance, hurst, eta, correlation] };
}

/** A level that reverts to its mean, in numbers. */
export interface LevelNumbers {
  readonly meanReversion: number;
  readonly longLevel: number;
  readonly volatility: number;
  /** The asset whose variance it moves with, and the weight of that variance's own normal. */
  readonly varianceOf?: { readonly asset: number; readonly weight: number } | undefined;
}

/** An Ornstein-Uhlenbeck process: a funding rate, a basis. The asset's spot is its first level. */
export function levelNumbers(model: LevelNumbers): ModelNumbers {
  const { meanReversion, longLevel, volatility, varianceOf } = model;
  const { asset, weight } = varianceOf ?? { asset: -1, weight: 0 };
  return { kind: 8, parameters: [meanReversion, longLevel, volatility, asset, weight] };
}

/**
 * How a level must be joined to an asset with stochastic variance so that its shocks correlate with
 * the asset's returns and with its variance as wanted: the entry of the market's correlations, and
 * the weight in `varianceOf`. `correlation` is that of the asset's returns with its variance.
 */
export function levelWeights(wanted: {
  readonly returns: number;
  readonly variance: number;
  readonly correlation: number;
}): { readonly entry: number; readonly weight: number } {
  const { returns, variance, correlation } = wanted;
  const weight = (variance - correlation * returns) / Math.sqrt(1 - correlation ** 2);
  const entry = returns / Math.sqrt(1 - weight ** 2);
  if (!(Math.abs(weight) < 1 && Math.abs(entry) <= 1)) {
    throw new RangeError(
      `variance must be a correlation possible beside the others, got ${variance}`,
    );
  }
  return { entry, weight };
}

/** Parameters of one step of `scheduledSvcjNumbers`; rates and variances a year. */
export interface SvcjStep {
  readonly meanReversion: number;
  readonly longVariance: number;
  readonly volatilityOfVariance: number;
  readonly correlation: number;
  /** Jumps a year, at most one a step. */
  readonly intensity: number;
  /** Mean and deviation of a jump, a share of the spot. */
  readonly mean: number;
  readonly deviation: number;
  /** Mean of the exponential jump of variance that comes with each. */
  readonly varianceMean: number;
  /** What a unit of that jump adds to the mean size; 0 unless given. */
  readonly tilt?: number | undefined;
}

/** Stochastic volatility with jumps of spot and variance, a row of parameters for every step. */
export function scheduledSvcjNumbers(variance: number, rows: readonly SvcjStep[]): ModelNumbers {
  const days = rows.flatMap((row) => [
    ...[row.meanReversion, row.longVariance, row.volatilityOfVariance, row.correlation],
    ...[row.intensity, row.mean, row.deviation, row.varianceMean, row.tilt ?? 0],
  ]);
  return { kind: 9, parameters: [variance, rows.length, ...days] };
}

/** A kernel density of standardised returns, in numbers. */
export interface KernelDensityNumbers {
  /** Deviation of the logarithm in every step. */
  readonly deviations: ArrayLike<number>;
  readonly residuals: ArrayLike<number>;
  /** Deviation of the normal kernel around each residual. */
  readonly bandwidth: number;
}

/** Returns drawn from a kernel density, in deviations given step by step. */
export function kernelDensityNumbers(model: KernelDensityNumbers): ModelNumbers {
  const { deviations, residuals, bandwidth } = model;
  const head = [bandwidth, deviations.length, residuals.length];
  return { kind: 10, parameters: [...head, ...Array.from(deviations), ...Array.from(residuals)] };
}
