import { type Sketch, sketchHistogram, sketchTails } from "../core/sketch.ts";
import { type Bins, histogram, lowerTails, type Tail } from "../core/tail.ts";

/** The profits of one strategy over all paths, as far as they were kept. */
export interface Profits {
  /** Quantiles and tail means from below, at shares of the paths. */
  lowerTails(tails: readonly number[]): Tail[];
  /** How many fall into each bin. */
  histogram(bins: Bins): number[];
}

/** Every profit kept: quantiles are exact. */
export function keptProfits(column: Float64Array): Profits {
  return {
    lowerTails: (tails) => lowerTails(column, tails),
    histogram: (bins) => histogram(column, bins),
  };
}

/** Profits counted in buckets: quantiles within 0.05 %. */
export function countedProfits(sketch: Sketch): Profits {
  return {
    lowerTails: (tails) => sketchTails(sketch, tails),
    histogram: (bins) => sketchHistogram(sketch, bins),
  };
}
