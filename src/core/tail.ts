import { core } from "./instance.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";

/** The lower tail of a sample, with standard errors. */
export interface Tail {
  readonly quantile: number;
  readonly quantileError: number;
  /** Mean of the sample up to the quantile. */
  readonly mean: number;
  readonly meanError: number;
}

/** Exact lower tails of a sample: the order statistic of rank ceil(n x tail), and the mean below. */
export function lowerTails(values: ArrayLike<number>, tails: readonly number[]): Tail[] {
  core().reset();
  const pointer = copyIn(values),
    out = allocate(32);
  // the greatest first: each leaves its numbers in front
  let front = values.length;
  const found = [...tails]
    .sort((a, b) => b - a)
    .map((tail) => {
      core().lowerTail(pointer, values.length, front, tail, out);
      front = Math.ceil(values.length * tail);
      return [tail, readTail(out)] as const;
    });
  const byTail = new Map(found);
  return tails.map((tail) => byTail.get(tail)!);
}

/** A tail as kernels write it: four numbers at `pointer`. */
export function readTail(pointer: number): Tail {
  const [quantile, quantileError, mean, meanError] = copyOut(pointer, 4);
  return { quantile: quantile!, quantileError: quantileError!, mean: mean!, meanError: meanError! };
}

/** Bins of equal width. */
export interface Bins {
  /** Lower edge of the first bin. */
  readonly low: number;
  readonly width: number;
  readonly count: number;
}

/** How many of a sample fall into each bin. */
export function histogram(values: ArrayLike<number>, { low, width, count: bins }: Bins): number[] {
  core().reset();
  const pointer = copyIn(values),
    out = allocate(bins * 8);
  core().histogram(pointer, values.length, low, width, bins, out);
  return [...copyOut(out, bins)];
}
