// Published prices under models with characteristic functions.

/** A European option: strike and what it is worth, to within `within`. */
export interface Published {
  readonly kind: "call" | "put";
  readonly spot: number;
  readonly strike: number;
  readonly years: number;
  readonly rate: number;
  readonly yield?: number;
  readonly value: number;
  readonly within: number;
}

/** Parameters in the order variance, mean reversion, long variance, sigma, rho. */
export interface PublishedHeston extends Published {
  readonly parameters: readonly [number, number, number, number, number];
}

const lewis = {
  kind: "put",
  spot: 100,
  years: 1,
  rate: 0.01,
  yield: 0.02,
  parameters: [0.04, 4, 0.25, 1, -0.5],
  within: 1e-12,
} as const;
const cos = {
  spot: 100,
  years: 1,
  rate: 0.15,
  yield: 0.07,
  parameters: [0.1, 4, 0.22, 1.8, -0.75],
  within: 1e-10,
} as const;

const forum = {
  kind: "call",
  spot: 0.9792189645694596,
  years: 0.7,
  rate: 0.05,
  yield: 0.02,
  parameters: [0.09, 1.2, 0.08, 1.8, -0.45],
  within: 1e-6,
} as const;

/**
 * Alan Lewis' values of 2009 (50 digits), as QuantLib's test-suite/hestonmodel.cpp has them, and its
 * values for the COS method and those of the Wilmott forum there, commit 2a13d45. Fang and Oosterlee (2008), "A novel pricing
 * method for European options based on Fourier-cosine series expansions", tables 4 and 5. Broadie
 * and Kaya (2006), "Exact simulation of stochastic volatility and other affine jump diffusion
 * processes", table 1.
 */
export const HESTON: readonly PublishedHeston[] = [
  { ...lewis, strike: 80, value: 7.958878113256768285213263077598987193482161301733 },
  { ...lewis, strike: 90, value: 12.017966707346304987709573290236471654992071308187 },
  { ...lewis, strike: 100, value: 17.055270961270109413522653999411000974895436309183 },
  { ...lewis, strike: 110, value: 23.017825898442800538908781834822560777763225722188 },
  { ...lewis, strike: 120, value: 29.811026202682471843340682293165857439167301370697 },
  { ...cos, kind: "call", strike: 120, value: 9.364410588426075 },
  { ...cos, kind: "put", strike: 80, value: 5.319092971836708 },
  { ...forum, strike: 0.9, value: 0.1330371 },
  { ...forum, strike: 1.1, value: 0.0270645 },
  {
    ...{ kind: "call", spot: 100, strike: 100, years: 1, rate: 0 },
    ...{ parameters: [0.0175, 1.5768, 0.0398, 0.5751, -0.5711] },
    ...{ value: 5.78515545, within: 2e-8 },
  },
  {
    ...{ kind: "call", spot: 100, strike: 100, years: 1, rate: 0.0319 },
    ...{ parameters: [0.010201, 6.21, 0.019, 0.61, -0.7] },
    ...{ value: 6.8061, within: 5e-5 },
  },
];

/**
 * Broadie and Kaya (2006), the stochastic volatility models with jumps of their tables: expected
 * jumps of the spot are -12 % and -10 %.
 */
export const BATES = {
  ...{ spot: 100, strike: 100, years: 5, rate: 0.0319, value: 20.1642 },
  ...{ variance: 0.008836, meanReversion: 3.99, longVariance: 0.014 },
  ...{ volatilityOfVariance: 0.27, correlation: -0.79 },
  ...{ jumpsPerYear: 0.11, expectedJump: -0.12, jumpDeviation: 0.15 },
} as const;

export const SVCJ = {
  ...{ spot: 100, strike: 100, years: 1, rate: 0.0319, value: 6.8619 },
  ...{ variance: 0.007569, meanReversion: 3.46, longVariance: 0.008 },
  ...{ volatilityOfVariance: 0.14, correlation: -0.82 },
  ...{ jumpsPerYear: 0.47, expectedJump: -0.1, jumpDeviation: 0.0001 },
  ...{ varianceJumpMean: 0.05, jumpCorrelation: -0.38 },
} as const;

/** Kou (2002), "A jump-diffusion model for option pricing", Management Science 48 (8), footnote 9. */
export const KOU = {
  ...{ spot: 100, strike: 98, years: 0.5, rate: 0.05, value: 9.14732 },
  ...{ volatility: 0.16, jumpsPerYear: 1, upProbability: 0.4, upMean: 1 / 10, downMean: 1 / 5 },
} as const;
