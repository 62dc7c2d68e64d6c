import { lowerTails } from "../core/tail.ts";
import type { Histogram } from "./result.ts";

const BINS = 240;
/** Share of the paths left out at either end of the widest distribution. */
const CUT = 0.001;

/** Counts of the profits of every strategy, between edges that are common to all. */
export function histogram(columns: Readonly<Record<string, Float64Array>>): Histogram {
  const ends = Object.values(columns).flatMap((profits) =>
    lowerTails(profits, [CUT, 1 - CUT]).map((tail) => tail.quantile),
  );
  const low = Math.min(...ends),
    width = (Math.max(...ends) - low) / BINS || 1;
  const edges = Array.from({ length: BINS + 1 }, (_, i) => low + i * width);
  const counts = Object.fromEntries(
    Object.entries(columns).map(([name, profits]) => [name, count(profits, low, width)]),
  );
  return { edges, counts };
}

function count(profits: Float64Array, low: number, width: number): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const profit of profits) {
    const bin = Math.floor((profit - low) / width);
    if (bin >= 0 && bin < BINS) counts[bin]!++;
  }
  return counts;
}
