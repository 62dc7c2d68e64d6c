// Markets that the tests of models share.
import {
  type AssetNumbers,
  brownianNumbers,
  type MarketNumbers,
  type ModelNumbers,
  simulateEnds,
} from "../../../src/core/market.ts";
import {
  bootstrapNumbers,
  garchNumbers,
  jumpDiffusionNumbers,
  kernelDensityNumbers,
  levelNumbers,
  regimeNumbers,
  roughBergomiNumbers,
  type SvcjStep,
  scheduledSvcjNumbers,
  stochasticVolatilityNumbers,
} from "../../../src/core/models.ts";

/** A step of the markets below. */
export const STEP: number = 1 / 64;

/** A market of one asset: a spot of 100, a quarter in 16 steps, drift = rate = 4 %. */
export function market(model: ModelNumbers, changes: Partial<MarketNumbers> = {}): MarketNumbers {
  return joint([model], changes);
}

/** The same for several assets. */
export function joint(
  models: readonly ModelNumbers[],
  changes: Partial<MarketNumbers> = {},
): MarketNumbers {
  const assets = models.map((model): AssetNumbers => ({ spot: 100, drift: 0.04, model }));
  return { seed: 11, steps: 16, stepYears: STEP, rate: 0.04, assets, ...changes };
}

/** Years of a market. */
export function years({ steps, stepYears }: MarketNumbers): number {
  return steps * stepYears;
}

/** Logarithms of the last spots over the first. */
export function logReturns(of: MarketNumbers, paths: number, asset = 0): Float64Array {
  const { spot } = of.assets[asset]!;
  return simulateEnds(of, 0, paths).spots[asset]!.map((last) => Math.log(last / spot));
}

/** Discounted payoffs of a call, negative strikes meaning puts. */
export function payoffs(of: MarketNumbers, strike: number, paths: number): Float64Array {
  const discount = Math.exp(-of.rate * years(of)),
    sign = Math.sign(strike);
  const [spots] = simulateEnds(of, 0, paths).spots;
  return spots!.map((spot) => discount * Math.max(sign * spot - strike, 0));
}

export const BROWNIAN: ModelNumbers = brownianNumbers(0.5);
export const NORMAL_JUMPS = { intensity: 8, mean: -0.05, deviation: 0.1 };
export const EXPONENTIAL_JUMPS = { intensity: 8, upward: 0.4, meanUp: 0.08, meanDown: 0.1 };
export const JOINT_JUMPS = { ...NORMAL_JUMPS, varianceMean: 0.1, tilt: -0.3 };
export const HESTON = {
  variance: 0.3,
  meanReversion: 3,
  longVariance: 0.4,
  volatilityOfVariance: 0.9,
  correlation: -0.6,
};
export const GARCH = {
  stepYears: STEP,
  variance: 0.005,
  omega: 3e-4,
  alpha: 0.05,
  beta: 0.87,
  gamma: 0.06,
  drift: "spot",
} as const;
export const EGARCH = { ...GARCH, omega: -0.5, alpha: 0.15, beta: 0.9, gamma: -0.08 } as const;
export const REGIMES = {
  start: [0.7, 0.3],
  drifts: [0, 0],
  volatilities: [0.3, 0.9],
  transitions: [
    [0.95, 0.05],
    [0.2, 0.8],
  ],
};
export const ROUGH = { forwardVariance: 0.2, hurst: 0.12, eta: 1.5, correlation: -0.7 };
export const HISTORY: Float64Array = Float64Array.from(
  { length: 101 },
  (_, i) => Math.sin(i * i) / 20,
);

/** A schedule of SVCJ whose parameters swing about those of `HESTON` and `JOINT_JUMPS`. */
export const SCHEDULE: readonly SvcjStep[] = Array.from({ length: 75 }, (_, i) => {
  const swing = 1 + 0.5 * Math.sin(i);
  return {
    meanReversion: HESTON.meanReversion * swing,
    longVariance: HESTON.longVariance / swing,
    volatilityOfVariance: HESTON.volatilityOfVariance * swing,
    correlation: HESTON.correlation / (1 + swing),
    intensity: NORMAL_JUMPS.intensity * swing,
    mean: NORMAL_JUMPS.mean,
    deviation: NORMAL_JUMPS.deviation / 2,
    varianceMean: 0.1 * swing,
    tilt: -0.3,
  };
});

/** One model of every kind whose discounted spot is a martingale where the drift is the rate. */
export const MARTINGALES: Readonly<Record<string, ModelNumbers>> = {
  "geometric Brownian motion": BROWNIAN,
  "Merton's jumps": jumpDiffusionNumbers(0.4, NORMAL_JUMPS),
  "Kou's jumps": jumpDiffusionNumbers(0.4, EXPONENTIAL_JUMPS),
  "Heston by quadratic-exponential steps": stochasticVolatilityNumbers(HESTON),
  "Heston by full truncation": stochasticVolatilityNumbers(HESTON, undefined, "fullTruncation"),
  Bates: stochasticVolatilityNumbers(HESTON, NORMAL_JUMPS),
  "Bates with Kou's jumps": stochasticVolatilityNumbers(HESTON, EXPONENTIAL_JUMPS),
  SVCJ: stochasticVolatilityNumbers(HESTON, JOINT_JUMPS),
  "SVCJ by full truncation": stochasticVolatilityNumbers(HESTON, JOINT_JUMPS, "fullTruncation"),
  "SVCJ on a schedule": scheduledSvcjNumbers(HESTON.variance, SCHEDULE),
  GARCH: garchNumbers({ ...GARCH, kind: "garch" }),
  GJR: garchNumbers({ ...GARCH, kind: "gjr", premium: 0.2 }),
  EGARCH: garchNumbers({ ...EGARCH, kind: "egarch" }),
  "switching regimes": regimeNumbers(REGIMES),
  "rough Bergomi": roughBergomiNumbers(ROUGH),
};

const RESIDUALS = Float64Array.from({ length: 50 }, (_, i) => (i - 24.5) / 14.4);

/** One model of every kind. */
export const ALL: Readonly<Record<string, ModelNumbers>> = {
  ...MARTINGALES,
  "GARCH with Student's t": garchNumbers({
    ...GARCH,
    kind: "gjr",
    drift: "logarithm",
    innovations: { type: "student", degrees: 5 },
  }),
  "filtered historical simulation": garchNumbers({
    ...EGARCH,
    kind: "egarch",
    drift: "logarithm",
    innovations: { type: "empirical", residuals: RESIDUALS },
  }),
  "the stationary bootstrap": bootstrapNumbers({ returns: HISTORY, meanLength: 6 }),
  "the circular bootstrap": bootstrapNumbers({
    returns: HISTORY,
    meanLength: 6,
    blocks: "circular",
  }),
  "a kernel density": kernelDensityNumbers({
    deviations: HISTORY.subarray(0, 75).map(Math.abs),
    residuals: RESIDUALS,
    bandwidth: 0.1,
  }),
  "a level that reverts to its mean": levelNumbers({
    meanReversion: 4,
    longLevel: 60,
    volatility: 30,
  }),
};
