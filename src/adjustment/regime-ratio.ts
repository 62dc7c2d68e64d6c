import * as v from "valibot";
import { check } from "../check.ts";
import { filterRegimes, type Regimes, regimeRow, smoothRegimes } from "./markov-filter.ts";
import { coefficients, momentsOf, residualSquares } from "./moments.ts";
import { type RatioOptions, returnsSchema } from "./options.ts";
import type { ReturnKind } from "./returns.ts";
import type { RatioRule, ReturnSample } from "./rule.ts";

/** A ratio for each of two regimes between which the market switches. */
export interface RegimeRatio {
  readonly type: "regime";
  readonly returns: ReturnKind;
}

export const regimeSchema: v.GenericSchema<unknown, RegimeRatio> = v.strictObject({
  type: v.literal("regime"),
  returns: returnsSchema,
}) as v.GenericSchema<unknown, RegimeRatio>;

/**
 * Markov switching between two regressions of the asset on its hedges, each with its own constant,
 * ratios and noise, fitted by expectation and maximisation (Hamilton 1990). The ratio is the mean
 * of those of the regimes, weighted by their probability in the next period (Alizadeh, Nomikos
 * 2004). An update is a step of the filter; a refit starts from the parameters before it. A fit ends
 * where the likelihood settles, `converged`, after 300 rounds (a refit after 40), or where a regime
 * runs out of rows.
 */
export function regimeRatio(options: RatioOptions = {}): RegimeRatio {
  return check(regimeSchema, { type: "regime", ...options }, "regimeRatio");
}

const MOST_ROUNDS = 300;
const REFIT_ROUNDS = 40;
/** Relative change of the log likelihood at which the rounds end. */
const SETTLED = 1e-8;
/** Rows a column that a regime has at least, or the fit ends where it is. */
const FEWEST_ROWS = 3;
/** No regime has less of the variance of the noise than this, or its likelihood has no bound. */
const LEAST_VARIANCE = 1e-6;

/** The rule of regime switching. */
export function regimeRule(): RatioRule<Regimes> {
  const estimated = (inner: Regimes) => ({ ratios: meanRatios(inner), inner });
  return {
    fewest: (hedges) => Math.max(40, 20 * hedges),
    refits: true,
    fit: (sample, before) => estimated(fitted(sample, before)),
    step: (inner, row) => estimated(regimeRow(inner, row)),
    inSample: (sample) => {
      const regimes = fitted(sample);
      return Array.from(filterRegimes(regimes, sample.rows).currents, (current) =>
        meanRatios({ ...regimes, probabilities: [current, 1 - current] }),
      );
    },
  };
}

/** Ratios weighted by the probabilities of the regimes. */
function meanRatios({ regressions, probabilities }: Regimes): number[] {
  const [first, second] = regressions;
  return first.slopes.map(
    (slope, i) => probabilities[0] * slope + probabilities[1] * second.slopes[i]!,
  );
}

/** Rows near the line of least squares are one regime, those far from it the other. */
function firstGuess({ rows }: ReturnSample): Regimes {
  const moments = momentsOf(rows);
  const slopes = coefficients(moments);
  const variance = residualSquares(moments, slopes) / moments.weight;
  const regression = (times: number) => ({
    constant: constantOf(moments.means, slopes),
    slopes,
    variance: Math.max(times * variance, Number.MIN_VALUE),
  });
  return {
    regressions: [regression(0.25), regression(3)],
    stay: [0.95, 0.9],
    probabilities: [0.5, 0.5],
    current: 0.5,
    logLikelihood: 0,
    converged: false,
    rounds: 0,
  };
}

function constantOf(means: readonly number[], slopes: readonly number[]): number {
  return slopes.reduce((left, slope, i) => left - slope * means[i + 1]!, means[0]!);
}

/** The fit from `before`, or from the first guess where that leaves a regime without rows. */
function fitted(sample: ReturnSample, before?: Regimes): Regimes {
  const whole = momentsOf(sample.rows);
  const floor = (LEAST_VARIANCE * residualSquares(whole, coefficients(whole))) / whole.weight;
  if (!(floor > 0)) throw new RangeError("asset must differ from its hedges, got a perfect fit");
  const found = before && maximised(sample, before, floor, REFIT_ROUNDS);
  const lost = found !== undefined && !found.converged && found.rounds < REFIT_ROUNDS;
  if (found && !lost) return found;
  return maximised(sample, firstGuess(sample), floor, MOST_ROUNDS);
}

function maximised(sample: ReturnSample, start: Regimes, floor: number, most: number): Regimes {
  const { rows } = sample;
  let now: Regimes = { ...start, probabilities: stationary(start.stay), rounds: 0 };
  for (let round = 1; ; round++) {
    const filtered = filterRegimes(now, rows),
      { logLikelihood, next } = filtered;
    const change = Math.abs(logLikelihood - now.logLikelihood);
    const converged = round > 1 && change <= SETTLED * Math.abs(logLikelihood);
    const { weights, stays } = smoothRegimes(filtered, now.stay);
    const regressions = converged || round >= most ? null : regressionsOf(rows, weights, floor);
    if (regressions === null) {
      const current = filtered.currents[rows.length - 1]!;
      const end = { logLikelihood, converged, rounds: round, current };
      return { ...now, ...end, probabilities: [next, 1 - next] };
    }
    now = { ...now, regressions, stay: stays, probabilities: stationary(stays), logLikelihood };
  }
}

/** The regressions of the regimes given their weights; null where one has too few rows. */
function regressionsOf(
  rows: ReturnSample["rows"],
  weights: Float64Array,
  floor: number,
): Regimes["regressions"] | null {
  const [first, second] = [weights, weights.map((weight) => 1 - weight)].map((column) => {
    const moments = momentsOf(rows, column);
    if (!(moments.weight > FEWEST_ROWS * rows[0]!.length)) return null;
    const slopes = coefficients(moments);
    const variance = Math.max(residualSquares(moments, slopes) / moments.weight, floor);
    return { constant: constantOf(moments.means, slopes), slopes, variance };
  });
  return first && second ? [first, second] : null;
}

/** Probabilities of the regimes in the long run. */
function stationary([first, second]: readonly [number, number]): [number, number] {
  const leaving = 2 - first - second;
  return leaving > 0 ? [(1 - second) / leaving, (1 - first) / leaving] : [0.5, 0.5];
}
