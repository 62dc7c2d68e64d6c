import { lowerTails } from "../core/tail.ts";
import type { Estimate } from "../estimate.ts";

/** What the study reports of relative profits, each with the standard error of its paths. */
export interface ProfitMeasures {
  /** Standard deviation, in percent. */
  readonly hedgeError: Estimate;
  /** Mean of the worst 5 %. */
  readonly es5: Estimate;
  /** Mean of the best 5 %. */
  readonly es95: Estimate;
  readonly mean: Estimate;
}

const TAIL = 0.05;

/**
 * Measures of relative profits. The standard error of the deviation is that of large samples,
 * deviation x sqrt((kurtosis - 1) / 4n); jumps make the kurtosis itself uncertain.
 */
export function profitMeasures(profits: Float64Array): ProfitMeasures {
  const count = profits.length,
    mean = profits.reduce((sum, x) => sum + x, 0) / count;
  const squares = profits.map((x) => (x - mean) * (x - mean));
  const second = squares.reduce((sum, s) => sum + s, 0) / count;
  const kurtosis = squares.reduce((sum, s) => sum + s * s, 0) / count / second ** 2;
  const deviation = Math.sqrt((second * count) / (count - 1));
  const [worst] = lowerTails(profits, [TAIL]);
  const [best] = lowerTails(
    profits.map((x) => -x),
    [TAIL],
  );
  return {
    hedgeError: {
      value: 100 * deviation,
      standardError: 100 * deviation * Math.sqrt((kurtosis - 1) / (4 * count)),
    },
    es5: { value: worst!.mean, standardError: worst!.meanError },
    es95: { value: -best!.mean, standardError: best!.meanError },
    mean: { value: mean, standardError: deviation / Math.sqrt(count) },
  };
}
