import { sum } from "../numerics/sum.ts";

/** Deltas in units of the underlying, and the charge on them in money. */
export interface MinimumDelta {
  readonly net: number;
  readonly gross: number;
  /** What longs and shorts cancel. */
  readonly hedged: number;
  readonly charge: number;
}

/**
 * Paradex's least charge: fractions of the spot, `net` (2 %) on the net delta and `hedged` (1 %) on
 * what longs and shorts cancel.
 */
export function minimumDelta(options: {
  readonly deltas: readonly number[];
  readonly spot: number;
  readonly net?: number;
  readonly hedged?: number;
}): MinimumDelta {
  const { deltas, spot, net: netRate = 0.02, hedged: hedgedRate = 0.01 } = options;
  const net = sum(deltas),
    gross = sum(deltas.map(Math.abs)),
    hedged = (gross - Math.abs(net)) / 2;
  const charge = (netRate * Math.abs(net) + hedgedRate * hedged) * spot;
  return { net, gross, hedged, charge };
}
