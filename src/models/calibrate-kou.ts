import { type DoubleExponential, kouTerms } from "../core/return-models.ts";
import type { LikelihoodCalibration } from "./calibration.ts";
import { fitLikelihood, fittedValues } from "./fit-likelihood.ts";
import { type Kou, kou } from "./kou.ts";
import { type KouJumps, kouWeights } from "./kou-weights.ts";
import { type ReturnsOptions, readReturns } from "./read-returns.ts";
import { sampledDensity } from "./sampled-density.ts";

/** Arguments of Kou's model. */
export type KouParameter =
  | "volatility"
  | "jumpsPerYear"
  | "upProbability"
  | "upMean"
  | "downMean"
  | "drift";

/** Kou's double exponential jump diffusion fitted to returns. */
export interface KouCalibration extends LikelihoodCalibration<KouParameter> {
  /** The fit as a description, its drift included; `null` where the drift is NaN. */
  readonly model: Kou | null;
}

const NAMES = [
  "volatility",
  "jumpsPerYear",
  "upProbability",
  "upMean",
  "downMean",
  "drift",
] as const;
const FEWEST = 100;

/** Deviations of the diffusion, jumps a return and chances of one up to start from. */
const STARTS = [0.5, 0.7, 0.85].flatMap((deviation) =>
  [0.03, 0.1, 0.3, 1].flatMap((rate) =>
    [0.35, 0.5, 0.65].map((upProbability) => {
      // the variance of double exponential jumps is 2 rate size^2
      const size = Math.sqrt((1 - deviation ** 2) / (2 * rate));
      return { deviation, rate, upProbability, size };
    }),
  ),
);

/** In units of returns. */
interface Step extends KouJumps {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Fit Kou's double exponential jump diffusion to log returns by maximum likelihood. The density is
 * exact: a sum over Poisson numbers of jumps of a normal and exponentials (Kou 2002, theorem B.1),
 * carried until further jumps add nothing to the farthest return, at most 48 jumps a return.
 * Parameters are a year, `drift` the growth of the expected price; it is NaN where jumps up of mean
 * 1 or more have no expectation. No correction for volatility that comes in clusters.
 */
export async function calibrateKou(options: ReturnsOptions): Promise<KouCalibration> {
  const { values, stepDays, stepYears, times } = readReturns(options, FEWEST);
  const count = values.length;
  const centre = values.reduce((sum, r) => sum + r, 0) / count;
  const scale = Math.sqrt(values.reduce((sum, r) => sum + (r - centre) ** 2, 0) / count);
  const farthest = values.reduce((most, r) => Math.max(most, Math.abs(r - centre)), 0);
  const step = (point: readonly number[]): Step => {
    const [mean, deviation, rate, chance, up, down] = point as Six;
    return {
      mean: mean * scale,
      deviation: Math.exp(deviation) * scale,
      rate: Math.exp(rate),
      upProbability: 1 / (1 + Math.exp(-chance)),
      up: Math.exp(-up) / scale,
      down: Math.exp(-down) / scale,
    };
  };
  const starts = STARTS.map(({ deviation, rate, upProbability, size }) => [
    centre / scale - rate * (2 * upProbability - 1) * size,
    Math.log(deviation),
    Math.log(rate),
    Math.log(upProbability / (1 - upProbability)),
    Math.log(size),
    Math.log(size),
  ]);
  const model = (point: readonly number[]): DoubleExponential => {
    const at = step(point);
    return { ...at, ...kouWeights(at, farthest) };
  };
  const { fit, top } = await fitLikelihood({
    values: (points) => points.map((point) => kouTerms(values, model(point)).total),
    terms: (point) => kouTerms(values, model(point)).terms,
    starts,
    tries: 2,
    names: NAMES,
    natural: (point) => annualised(step(point), stepYears),
    returns: count,
  });
  const best = model(top.point);
  const density = (x: number) => Math.exp(kouTerms([x], best).total);
  return Object.freeze({
    ...fit,
    model: Number.isFinite(fit.parameters.drift.value) ? kou(fittedValues(fit.parameters)) : null,
    stepDays,
    fit: Object.freeze({
      model: "Kou\u2019s jump diffusion",
      what: "log returns" as const,
      values: Object.freeze(Array.from(values)),
      density: sampledDensity(density, Array.from(values)),
      volatility: null,
      times,
    }),
  });
}

type Six = [number, number, number, number, number, number];

/** In the order of `NAMES`. */
function annualised({ mean, deviation, rate, upProbability, up, down }: Step, years: number) {
  const variance = deviation ** 2;
  const jump = (upProbability * up) / (up - 1) + ((1 - upProbability) * down) / (down + 1) - 1;
  const growth = up > 1 ? mean + variance / 2 + rate * jump : Number.NaN;
  return [
    Math.sqrt(variance / years),
    rate / years,
    upProbability,
    1 / up,
    1 / down,
    growth / years,
  ];
}
