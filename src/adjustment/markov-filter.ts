/** A regression that holds in one regime. */
interface Regression {
  readonly constant: number;
  readonly slopes: readonly number[];
  /** Of what the regression leaves. */
  readonly variance: number;
}

/** Two regressions, how long each lasts, and what is known of the next row. */
export interface Regimes {
  readonly regressions: readonly [Regression, Regression];
  /** Probabilities to stay in each. */
  readonly stay: readonly [number, number];
  /** Of the regimes in the next row. */
  readonly probabilities: readonly [number, number];
  /** Of the first regime in the last row. */
  readonly current: number;
  readonly logLikelihood: number;
  /** Whether the likelihood had settled when the fit ended. */
  readonly converged: boolean;
  /** Rounds of the fit. */
  readonly rounds: number;
}

/** Regimes after one step of Hamilton's filter (1989), which has seen `row`. */
export function regimeRow(regimes: Regimes, row: readonly number[]): Regimes {
  const { currents, next } = filterRegimes(regimes, [row]);
  return { ...regimes, probabilities: [next, 1 - next], current: currents[0]! };
}

/** The filter over all rows. */
export interface FilteredRegimes {
  /** Probabilities of the first regime before each row, and after it. */
  readonly predictions: Float64Array;
  readonly currents: Float64Array;
  /** Probability of the first regime in the row to come. */
  readonly next: number;
  readonly logLikelihood: number;
}

/** Hamilton's filter over rows. */
export function filterRegimes(
  { regressions, stay, probabilities }: Regimes,
  rows: readonly (readonly number[])[],
): FilteredRegimes {
  const [calm, wild] = regressions,
    count = rows.length;
  const predictions = new Float64Array(count),
    currents = new Float64Array(count);
  // densities of the second regime over those of the first
  const scale = 0.5 * Math.log(calm.variance / wild.variance),
    constant = -0.5 * Math.log(2 * Math.PI * calm.variance);
  let next = probabilities[0],
    logLikelihood = 0;
  for (let t = 0; t < count; t++) {
    const row = rows[t]!,
      first = misfit(calm, row),
      ratio = scale + first - misfit(wild, row);
    // the greater density is divided out, so that none vanishes far from both lines
    const weight = Math.exp(-Math.abs(ratio));
    const a = next * (ratio > 0 ? weight : 1),
      b = (1 - next) * (ratio > 0 ? 1 : weight);
    logLikelihood += constant - first + Math.max(ratio, 0) + Math.log(a + b);
    predictions[t] = next;
    currents[t] = a / (a + b);
    next = currents[t]! * stay[0] + (1 - currents[t]!) * (1 - stay[1]);
  }
  return { predictions, currents, next, logLikelihood };
}

/** Half the squared distance of a row from a line, over the variance. */
function misfit({ constant, slopes, variance }: Regression, row: readonly number[]): number {
  let error = row[0]! - constant;
  for (let i = 0; i < slopes.length; i++) error -= slopes[i]! * row[i + 1]!;
  return (error * error) / (2 * variance);
}

/** Any regime may follow any other, or one that was ruled out could not be when its rows come. */
const LEAST_CHANCE = 1e-6;

function chance(value: number): number {
  return Math.min(Math.max(value, LEAST_CHANCE), 1 - LEAST_CHANCE);
}

/**
 * Probabilities of the first regime given all rows, and the new probabilities to stay in each (Kim
 * 1994).
 */
export function smoothRegimes(
  { predictions, currents }: FilteredRegimes,
  stay: readonly [number, number],
): { weights: Float64Array; stays: [number, number] } {
  const weights = currents.slice();
  let [kept, were, keptWild, wereWild] = [0, 0, 0, 0];
  for (let t = weights.length - 2; t >= 0; t--) {
    const current = currents[t]!,
      predicted = predictions[t + 1]!,
      ahead = weights[t + 1]!;
    const toCalm = predicted > 0 ? ahead / predicted : 0,
      toWild = predicted < 1 ? (1 - ahead) / (1 - predicted) : 0;
    const calm = current * stay[0] * toCalm,
      wild = (1 - current) * stay[1] * toWild;
    weights[t] = calm + current * (1 - stay[0]) * toWild;
    kept += calm;
    were += weights[t]!;
    keptWild += wild;
    wereWild += 1 - weights[t]!;
  }
  return {
    weights,
    stays: [
      were > 0 ? chance(kept / were) : stay[0],
      wereWild > 0 ? chance(keptWild / wereWild) : stay[1],
    ],
  };
}
