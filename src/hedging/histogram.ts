import type { Profits } from "./profits.ts";
import type { Histogram } from "./result.ts";

const BINS = 240;
/** Share of the paths left out at either end of the widest distribution. */
const CUT = 0.001;

/** Counts of the profits of every strategy, between edges that are common to all. */
export function histogram(profits: Readonly<Record<string, Profits>>): Histogram {
  const ends = Object.values(profits).flatMap((each) =>
    each.lowerTails([CUT, 1 - CUT]).map((tail) => tail.quantile),
  );
  const low = Math.min(...ends);
  // a little wider, so that the greatest falls into the last bin: a short call keeps its premium on
  // half of the paths, and all of those are the greatest
  const width = ((Math.max(...ends) - low) / BINS) * (1 + 1e-9) || 1;
  const counts = Object.entries(profits).map(
    ([name, each]) => [name, each.histogram({ low, width, count: BINS })] as const,
  );
  const edges = Array.from({ length: BINS + 1 }, (_, i) => low + i * width);
  return { edges, counts: Object.fromEntries(counts) };
}
