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
  readonly logLikelihood: number;
  /** Whether the likelihood had settled when the fit ended. */
  readonly converged: boolean;
  /** Rounds of the fit. */
  readonly rounds: number;
}

/** What one row says. */
export interface FilteredRow {
  /** Probabilities before the row and after it. */
  readonly predicted: readonly [number, number];
  readonly current: readonly [number, number];
  readonly logDensity: number;
  readonly regimes: Regimes;
}

/** One step of Hamilton's filter (1989). */
export function regimeRow(regimes: Regimes, row: readonly number[]): FilteredRow {
  const { regressions, stay, probabilities: predicted } = regimes;
  const logs = [logDensity(regressions[0], row), logDensity(regressions[1], row)] as const;
  // densities over the greater one, so that none vanishes far from both lines
  const greatest = Math.max(...logs);
  const first = predicted[0] * Math.exp(logs[0] - greatest);
  const second = predicted[1] * Math.exp(logs[1] - greatest);
  const sum = first + second;
  const current = [first / sum, second / sum] as const;
  const next = current[0] * stay[0] + current[1] * (1 - stay[1]);
  return {
    predicted,
    current,
    logDensity: greatest + Math.log(sum),
    regimes: { ...regimes, probabilities: [next, 1 - next] },
  };
}

function logDensity({ constant, slopes, variance }: Regression, row: readonly number[]): number {
  let error = row[0]! - constant;
  for (let i = 0; i < slopes.length; i++) error -= slopes[i]! * row[i + 1]!;
  return -0.5 * (Math.log(2 * Math.PI * variance) + (error * error) / variance);
}

/** The filter over all rows. */
export function filterRegimes(start: Regimes, rows: readonly (readonly number[])[]): FilteredRow[] {
  let regimes = start;
  return rows.map((row) => {
    const filtered = regimeRow(regimes, row);
    regimes = filtered.regimes;
    return filtered;
  });
}

/**
 * Probabilities of the regimes given all rows, one column a regime, and the new probabilities to
 * stay (Kim 1994).
 */
export function smoothRegimes(
  filtered: readonly FilteredRow[],
  stay: readonly [number, number],
): { weights: [Float64Array, Float64Array]; stays: [number, number] } {
  const count = filtered.length;
  const weights: [Float64Array, Float64Array] = [new Float64Array(count), new Float64Array(count)];
  const last = filtered[count - 1]!.current;
  weights[0][count - 1] = last[0];
  weights[1][count - 1] = last[1];
  const [stayed, were] = [
    [0, 0],
    [0, 0],
  ] as [[number, number], [number, number]];
  for (let t = count - 2; t >= 0; t--) {
    const { current } = filtered[t]!;
    const { predicted } = filtered[t + 1]!;
    const ahead = [weights[0][t + 1]!, weights[1][t + 1]!] as const;
    for (const k of [0, 1] as const) {
      const staying = (current[k] * stay[k] * ahead[k]) / (predicted[k] || 1);
      const other = (1 - k) as 0 | 1;
      const leaving = (current[k] * (1 - stay[k]) * ahead[other]) / (predicted[other] || 1);
      weights[k][t] = staying + leaving;
      stayed[k] += staying;
      were[k] += staying + leaving;
    }
  }
  const stays: [number, number] = [
    were[0] > 0 ? stayed[0] / were[0] : stay[0],
    were[1] > 0 ? stayed[1] / were[1] : stay[1],
  ];
  return { weights, stays };
}
