/** A Monte Carlo number and its standard error, in the same unit. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}
