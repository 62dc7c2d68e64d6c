import type { Estimate } from "../../estimate.ts";

/** The mean of a sample and its standard error; `at` is the number of a path. */
export function meanEstimate(paths: number, at: (path: number) => number): Estimate {
  let mean = 0,
    squares = 0;
  // Welford (1962)
  for (let path = 0; path < paths; path++) {
    const value = at(path),
      off = value - mean;
    mean += off / (path + 1);
    squares += off * (value - mean);
  }
  return { value: mean, standardError: Math.sqrt(squares / (paths - 1) / paths) };
}
