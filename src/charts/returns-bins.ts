import type { ReturnsFit } from "../models/calibration.ts";

/** A bin of a histogram; `height` is its share of all values over its width. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly height: number;
}

const MOST_BINS = 120;

/** Bins of twice the spread of the middle half over the cube root of the count (Freedman, Diaconis). */
export function binsOf({ values }: ReturnsFit): Bin[] {
  const sorted = Float64Array.from(values).sort();
  const quantile = (p: number) => sorted[Math.round(p * (sorted.length - 1))]!;
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const wanted = (2 * (quantile(0.75) - quantile(0.25))) / Math.cbrt(sorted.length);
  const width = Math.max(wanted, (high - low) / MOST_BINS);
  const counts = new Array<number>(Math.max(Math.ceil((high - low) / width), 1)).fill(0);
  for (const value of sorted) {
    counts[Math.min(Math.floor((value - low) / width), counts.length - 1)]! += 1;
  }
  return counts.map((count, i) => ({
    from: low + i * width,
    to: low + (i + 1) * width,
    count,
    height: count / (values.length * width),
  }));
}

/** Values beyond three standard deviations of the sample, and how many the fitted density expects. */
export function farShare({ values, density: { at, height } }: ReturnsFit): {
  seen: number;
  expected: number;
} {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / count);
  const inside = (x: number) => Math.abs(x - mean) <= 3 * deviation;
  const seen = values.filter((value) => !inside(value)).length;
  const within = at.slice(1).reduce((sum, x, i) => {
    const middle = (x + at[i]!) / 2;
    return inside(middle) ? sum + ((height[i]! + height[i + 1]!) / 2) * (x - at[i]!) : sum;
  }, 0);
  return { seen, expected: Math.max(count * (1 - within), 0) };
}
