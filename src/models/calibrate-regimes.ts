import { check, rules } from "../check.ts";
import { type RegimeChain, regimeTerms, smoothRegimes } from "../core/return-models.ts";
import type { LikelihoodCalibration } from "./calibration.ts";
import { fitLikelihood } from "./fit-likelihood.ts";
import { type ReturnsOptions, readReturns } from "./read-returns.ts";
import { learnRegimes, stationary } from "./regime-learning.ts";
import { type RegimeSwitching, regimeSwitching } from "./regime-switching.ts";
import { normalDensity, sampledDensity } from "./sampled-density.ts";

/** Regimes fitted to returns, the calmest first. Names are those of the model's parts, by place. */
export interface RegimesCalibration extends LikelihoodCalibration {
  readonly model: RegimeSwitching;
  /** Share of time in each regime in the long run. */
  readonly shares: readonly number[];
  /** Probabilities of the regimes at each return, given all returns. */
  readonly smoothed: readonly (readonly number[])[];
  /** Probabilities of the regimes at the last return: where a forecast starts. */
  readonly last: readonly number[];
}

export interface CalibrateRegimesOptions extends ReturnsOptions {
  /** Number of regimes, 2 by default, at most 6. */
  readonly regimes?: number | undefined;
}

const FEWEST = 100;
const MOST_REGIMES = 6;

/**
 * Fit a Markov chain of regimes with normal returns by maximum likelihood (Hamilton 1989). The
 * expectation-maximisation of Baum and Welch leads from returns sorted by size to near a top, Newton's
 * method to it. Parameters are `drift1`, `volatility1` ... of the regimes, a year, and
 * `transition12` ..., the chance a step to go from regime 1 to regime 2. The chain starts in its
 * stationary distribution.
 */
export async function calibrateRegimes(
  options: CalibrateRegimesOptions,
): Promise<RegimesCalibration> {
  const regimes = check(rules.count, options.regimes ?? 2, "regimes");
  if (!(regimes >= 2 && regimes <= MOST_REGIMES))
    throw new RangeError(`regimes must be from 2 to ${MOST_REGIMES}, got ${regimes}`);
  const { values, stepDays, stepYears, times } = readReturns(options, FEWEST * (regimes - 1));
  const count = values.length;
  const scale = Math.sqrt(values.reduce((sum, r) => sum + r * r, 0) / count);
  const returns = values.map((value) => value / scale);
  const start = learnRegimes(returns, regimes);
  const chain = (point: readonly number[]) => chainOf(point, regimes);
  const { fit, top } = await fitLikelihood({
    values: (points) => points.map((point) => regimeTerms(returns, chain(point)).total),
    terms: (point) => regimeTerms(returns, chain(point)).terms,
    starts: [pointOf(start)],
    names: namesOf(regimes),
    natural: (point) => annualised(chain(point), scale, stepYears),
    returns: count,
  });
  const best = chain(top.point);
  const { filtered, smoothed } = smoothRegimes(returns, best);
  const row = (rows: Float64Array, t: number) =>
    Object.freeze(Array.from(rows.subarray(t * regimes, (t + 1) * regimes)));
  const shares = best.initial;
  const density = (x: number) =>
    best.means.reduce((sum, mean, k) => {
      const deviation = best.deviations[k]!;
      return (
        sum + (shares[k]! / (deviation * scale)) * normalDensity((x / scale - mean) / deviation)
      );
    }, 0);
  const scaleLogs = count * Math.log(scale);
  const foreseen = foreseenVolatility(filtered, best).map(
    (d) => (d * scale) / Math.sqrt(stepYears),
  );
  return Object.freeze({
    ...fit,
    logLikelihood: fit.logLikelihood - scaleLogs,
    aic: fit.aic + 2 * scaleLogs,
    bic: fit.bic + 2 * scaleLogs,
    model: modelOf(best, scale, stepYears, stepDays),
    shares,
    smoothed: Object.freeze(Array.from({ length: count }, (_, t) => row(smoothed, t))),
    last: row(filtered, count - 1),
    stepDays,
    fit: Object.freeze({
      model: `${regimes} regimes`,
      what: "log returns" as const,
      values: Object.freeze(Array.from(values)),
      density: sampledDensity(density, Array.from(values)),
      volatility: Object.freeze(foreseen),
      times,
    }),
  });
}

/** Coordinates: means, logarithms of deviations, roots of transitions over staying. */
function pointOf({ means, deviations, transitions }: RegimeChain): number[] {
  const odds = transitions.flatMap((row, i) =>
    row.flatMap((p, j) => (i === j ? [] : [Math.sqrt(Math.max(p, 1e-4) / row[i]!)])),
  );
  return [...means, ...deviations.map(Math.log), ...odds];
}

function chainOf(point: readonly number[], regimes: number): RegimeChain {
  const odds = point.slice(2 * regimes).map((root) => root ** 2);
  const transitions = Array.from({ length: regimes }, (_, i) => {
    const others = odds.slice(i * (regimes - 1), (i + 1) * (regimes - 1));
    const whole = others.reduce((sum, value) => sum + value, 1);
    const row = [...others.slice(0, i), 1, ...others.slice(i)];
    return row.map((value) => value / whole);
  });
  return {
    means: point.slice(0, regimes),
    deviations: point.slice(regimes, 2 * regimes).map(Math.exp),
    transitions,
    initial: stationary(transitions),
  };
}

function namesOf(regimes: number): string[] {
  const each = Array.from({ length: regimes }, (_, i) => i + 1);
  return [
    ...each.map((i) => `drift${i}`),
    ...each.map((i) => `volatility${i}`),
    ...each.flatMap((i) => each.flatMap((j) => (i === j ? [] : [`transition${i}${j}`]))),
  ];
}

/** In the order of `namesOf`. */
function annualised(chain: RegimeChain, scale: number, years: number): number[] {
  const { means, deviations, transitions } = chain;
  return [
    ...means.map((mean) => (mean * scale) / years),
    ...deviations.map((deviation) => (deviation * scale) / Math.sqrt(years)),
    ...transitions.flatMap((row, i) => row.filter((_, j) => j !== i)),
  ];
}

function modelOf(
  { means, deviations, transitions }: RegimeChain,
  scale: number,
  years: number,
  stepDays: number,
): RegimeSwitching {
  const regimes = means.map((mean, k) => ({
    drift: (mean * scale) / years,
    volatility: (deviations[k]! * scale) / Math.sqrt(years),
  }));
  return regimeSwitching({ regimes, transitions, stepDays });
}

/** Standard deviation of each return given those before it. */
function foreseenVolatility(filtered: Float64Array, chain: RegimeChain): number[] {
  const { means, deviations, transitions, initial } = chain;
  const regimes = means.length;
  const squares = means.map((mean, k) => mean ** 2 + deviations[k]! ** 2);
  let predicted = initial;
  return Array.from({ length: filtered.length / regimes }, (_, t) => {
    const expected = (of: readonly number[]) =>
      predicted.reduce((sum, p, k) => sum + p * of[k]!, 0);
    const deviation = Math.sqrt(expected(squares) - expected(means) ** 2);
    const now = filtered.subarray(t * regimes, (t + 1) * regimes);
    predicted = means.map((_, j) => now.reduce((sum, p, i) => sum + p * transitions[i]![j]!, 0));
    return deviation;
  });
}
