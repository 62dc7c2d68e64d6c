import { type MixturePart, mixtureTerms } from "../core/return-models.ts";
import type { LikelihoodCalibration } from "./calibration.ts";
import { fitLikelihood, fittedValues } from "./fit-likelihood.ts";
import { jumpCounts } from "./jump-counts.ts";
import { type Merton, merton } from "./merton.ts";
import { type ReturnsOptions, readReturns } from "./read-returns.ts";
import { normalDensity, sampledDensity } from "./sampled-density.ts";

/** Arguments of Merton's model, all but those of jumps a year. */
export type MertonParameter =
  | "volatility"
  | "jumpsPerYear"
  | "jumpMean"
  | "jumpDeviation"
  | "drift";

/** Merton's jump diffusion fitted to returns. */
export interface MertonCalibration extends LikelihoodCalibration<MertonParameter> {
  /** The fit as a description, its drift included. */
  readonly model: Merton;
}

const NAMES = ["volatility", "jumpsPerYear", "jumpMean", "jumpDeviation", "drift"] as const;
const FEWEST = 100;
/** More jumps in one return than these are left out. */
const MOST_JUMPS = 200;

/** Deviations of the diffusion, jumps a return, means and deviations of jumps to start from. */
const STARTS = [0.5, 0.7, 0.85].flatMap((deviation) =>
  [0.03, 0.1, 0.3, 1].flatMap((rate) =>
    [-0.5, 0, 0.5].map((mean) => {
      const left = (1 - deviation ** 2) / rate - mean ** 2;
      return { deviation, rate, mean, size: Math.sqrt(Math.max(left, 0.2)) };
    }),
  ),
);

interface Jumps {
  /** Of the diffusion, a return. */
  readonly mean: number;
  readonly deviation: number;
  /** Expected jumps a return. */
  readonly rate: number;
  readonly jumpMean: number;
  readonly size: number;
}

/**
 * Fit Merton's jump diffusion to log returns by maximum likelihood: each is a mixture over Poisson
 * numbers of jumps of normals, carried until further jumps add nothing to the farthest return.
 * Parameters are a year, `drift` the growth of the expected price; coordinates of the search are
 * logarithms where a parameter is positive. No correction for volatility that comes in clusters.
 */
export async function calibrateMerton(options: ReturnsOptions): Promise<MertonCalibration> {
  const { values, stepDays, stepYears, times } = readReturns(options, FEWEST);
  const count = values.length;
  const centre = values.reduce((sum, r) => sum + r, 0) / count;
  const scale = Math.sqrt(values.reduce((sum, r) => sum + (r - centre) ** 2, 0) / count);
  const farthest = values.reduce((most, r) => Math.max(most, Math.abs(r)), 0);
  const jumps = (point: readonly number[]): Jumps => {
    const [mean, deviation, rate, jumpMean, size] = point as [
      number,
      number,
      number,
      number,
      number,
    ];
    return {
      mean: mean * scale,
      deviation: Math.exp(deviation) * scale,
      rate: Math.exp(rate),
      jumpMean: jumpMean * scale,
      size: Math.exp(size) * scale,
    };
  };
  const starts = STARTS.map(({ deviation, rate, mean, size }) => [
    centre / scale - rate * mean,
    Math.log(deviation),
    Math.log(rate),
    mean,
    Math.log(size),
  ]);
  const mixture = (point: readonly number[]) => partsOf(jumps(point), farthest);
  const { fit, top } = await fitLikelihood({
    values: (points) => points.map((point) => mixtureTerms(values, mixture(point)).total),
    terms: (point) => mixtureTerms(values, mixture(point)).terms,
    starts,
    tries: 3,
    names: NAMES,
    natural: (point) => annualised(jumps(point), stepYears),
    returns: count,
  });
  const parts = mixture(top.point);
  const density = (x: number) =>
    parts.reduce(
      (sum, { weight, mean, deviation }) =>
        sum + (weight / deviation) * normalDensity((x - mean) / deviation),
      0,
    );
  return Object.freeze({
    ...fit,
    model: merton(fittedValues(fit.parameters)),
    stepDays,
    fit: Object.freeze({
      model: "Merton\u2019s jump diffusion",
      what: "log returns" as const,
      values: Object.freeze(Array.from(values)),
      density: sampledDensity(density, Array.from(values)),
      volatility: null,
      times,
    }),
  });
}

function partsOf(
  { mean, deviation, rate, jumpMean, size }: Jumps,
  farthest: number,
): MixturePart[] {
  const spread = (n: number) => Math.hypot(deviation, size * Math.sqrt(n));
  const distance = (n: number) => (farthest + Math.abs(mean) - n * Math.abs(jumpMean)) / spread(n);
  const height = (n: number) => -0.5 * Math.max(distance(n), 0) ** 2;
  const reach = (n: number) => Math.exp(height(n) - height(1));
  return jumpCounts(rate, MOST_JUMPS, reach).map((weight, n) => ({
    weight,
    mean: mean + n * jumpMean,
    deviation: spread(n),
  }));
}

/** In the order of `NAMES`. */
function annualised({ mean, deviation, rate, jumpMean, size }: Jumps, years: number): number[] {
  const variance = deviation ** 2;
  const growth = mean + variance / 2 + rate * Math.expm1(jumpMean + size ** 2 / 2);
  return [Math.sqrt(variance / years), rate / years, jumpMean, size, growth / years];
}
