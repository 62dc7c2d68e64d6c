import { type SviParameters, sviJet } from "./svi.ts";

/** A stretch of log-moneyness. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Half again as far as two stretches reach from the forward. */
export function widened(a: Stretch, b: Stretch): Stretch {
  return { from: 1.5 * Math.min(a.from, b.from), to: 1.5 * Math.max(a.to, b.to) };
}

const POINTS = 800;

/** Least rise of total variance from one slice to a later one over a stretch, and where it is. */
export function leastRise(
  later: SviParameters,
  earlier: SviParameters,
  { from, to }: Stretch,
): { readonly rise: number; readonly at: number } {
  let least = { rise: Number.POSITIVE_INFINITY, at: 0 };
  for (let i = 0; i <= POINTS; i++) {
    const at = from + (i / POINTS) * (to - from);
    const rise = sviJet(later, at).variance - sviJet(earlier, at).variance;
    if (rise < least.rise) least = { rise, at };
  }
  return least;
}
