import type { TracedPaths } from "./traced-paths.ts";

/**
 * How a step is measured by an account, a number a path; money discounted to the start. A series of
 * Taylor runs in what the hedge is linear in: the spot, or in coin the price 1 / S of the money
 * that an inverse perpetual is short of. There C = V / S is an option as V is, with
 * C_u du = (V_S - V / S) m, C_uu du^2 = V_SS S m^2 and C_us du = (V_Ss - V_s / S) m for
 * u = 1 / S and m = 1 - S / (S + dS): those of V by moves S m, worth 1 / S, and of the premium.
 */
export interface Measure {
  /** What money is worth at the start of the step, and at its end: 1, or in coin 1 / S. */
  readonly worth: Float64Array;
  readonly next: Float64Array;
  /** Moves of the spot, dS, or in coin S m. */
  readonly moves: Float64Array;
  /** What a premium loses: nothing, or in coin m. */
  readonly shares: Float64Array;
}

/** The measure of the step from one row of traced spots to the next. */
export function stepMeasure({ spots }: TracedPaths, step: number, coin: boolean): Measure {
  const [from, to] = [spots[step]!, spots[step + 1]!];
  if (coin) {
    const shares = from.map((spot, path) => 1 - spot / to[path]!);
    return {
      worth: from.map((spot) => 1 / spot),
      next: to.map((spot) => 1 / spot),
      moves: from.map((spot, path) => spot * shares[path]!),
      shares,
    };
  }
  const ones = new Float64Array(from.length).fill(1);
  return {
    ...{ worth: ones, next: ones, shares: new Float64Array(from.length) },
    moves: to.map((spot, path) => spot - from[path]!),
  };
}
