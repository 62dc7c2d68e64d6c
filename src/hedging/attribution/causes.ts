/**
 * What a profit is made of, step by step, with V the book, h what is held of the spot S, and all in
 * money discounted to the start, where Black and Scholes have no interest:
 * `delta` (V_S + h) dS; `gammaTheta` 1/2 V_SS S^2 ((dS / S)^2 - s^2 dt), what the spot moved against
 * what its implied volatility s foresaw; `vega` V_s ds, `vanna` V_Ss dS ds and `volga`
 * 1/2 V_ss ds^2, where the implied volatility moves; `jump`, all that the spot does in a step in
 * which it jumped; `funding` and `cost`, what the hedge pays; `residual`, the rest of a step.
 *
 * In coin all is in coins: V / S in place of V, a hedge of N = h S on an inverse perpetual, which
 * pays N (1 / S - 1 / (S + dS)), and m = dS / (S + dS) in place of dS / S. There `delta` is
 * (V_S + h) m; `premium` -V / S m, what the spot does to the worth of the premium in coin, which is
 * nothing elsewhere: both together are the delta of coin value, premium-adjusted. `gammaTheta` is
 * 1/2 V_SS S (m^2 - s^2 dt), `vega` V_s ds / S, `vanna` (V_Ss - V_s / S) m ds.
 */
export const CAUSES = [
  "delta",
  "premium",
  "gammaTheta",
  "vega",
  "vanna",
  "volga",
  "jump",
  "funding",
  "cost",
  "residual",
] as const;

/** A cause of profit. */
export type Cause = (typeof CAUSES)[number];

/** One number a path and cause. */
export type CauseColumns = Readonly<Record<Cause, Float64Array>>;

/** Columns of nothing. */
export function emptyCauses(paths: number): CauseColumns {
  const columns = CAUSES.map((cause) => [cause, new Float64Array(paths)] as const);
  return Object.fromEntries(columns) as Record<Cause, Float64Array>;
}
