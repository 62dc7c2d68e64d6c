import { histogram as count, lowerTails } from "../../core/tail.ts";
import type { Estimate } from "../../estimate.ts";
import { meanEstimate } from "./mean-estimate.ts";
import { estimateOf, measuredRisk } from "./measured-risk.ts";
import { pathOutcomes, type WatchOptions } from "./path-outcomes.ts";
import { anyDescriptionOf, placeOf, type StudyInput } from "./study-input.ts";

/** Two strategies of a study. */
export interface PairedProfitsOptions extends WatchOptions {
  readonly first: string;
  readonly second: string;
}

/** Profit of the first strategy less that of the second, path by path. Money at the horizon. */
export interface PairedProfits {
  readonly first: string;
  readonly second: string;
  readonly paths: number;
  readonly mean: Estimate;
  readonly deviation: Estimate;
  /** Probability that the first has more profit on a path. */
  readonly wins: Estimate;
  /** Probability that both have the same, to the bit. */
  readonly ties: Estimate;
  /** Probability that the first is nearer to nothing: off by less, whichever way. */
  readonly nearer: Estimate;
  /** The difference that is not exceeded with a probability. */
  readonly quantiles: readonly { readonly probability: number; readonly difference: Estimate }[];
  /** How many paths lie between edges; the outermost thousandths lie outside. */
  readonly histogram: { readonly edges: readonly number[]; readonly counts: readonly number[] };
}

const PROBABILITIES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const BINS = 120;

/**
 * How two strategies differ on the same paths: with what probability one beats the other, and by
 * how much. Exact on the paths of the study, which are simulated again; errors are binomial, or
 * those of order statistics, and fall as 1 / sqrt(paths).
 */
export async function pairedProfits(
  study: StudyInput,
  { first, second, ...watch }: PairedProfitsOptions,
): Promise<PairedProfits> {
  const description = anyDescriptionOf(study);
  const [one, two] = [placeOf(first, description, "first"), placeOf(second, description, "second")];
  const { strategies } = await pathOutcomes(description, ["profit"], {}, watch);
  const [own, other] = [strategies[one]!.profit, strategies[two]!.profit],
    { paths } = description;
  const differences = own.map((profit, path) => profit - other[path]!);
  const share = (holds: (path: number) => boolean) =>
    meanEstimate(paths, (path) => (holds(path) ? 1 : 0));
  return {
    ...{ first, second, paths },
    mean: meanEstimate(paths, (path) => differences[path]!),
    deviation: estimateOf(measuredRisk({ type: "deviation" }, differences)),
    wins: share((path) => differences[path]! > 0),
    ties: share((path) => differences[path] === 0),
    nearer: share((path) => Math.abs(own[path]!) < Math.abs(other[path]!)),
    quantiles: lowerTails(differences, PROBABILITIES).map(({ quantile, quantileError }, i) => ({
      probability: PROBABILITIES[i]!,
      difference: { value: quantile, standardError: quantileError },
    })),
    histogram: histogramOf(differences),
  };
}

function histogramOf(differences: Float64Array): PairedProfits["histogram"] {
  const [low, high] = lowerTails(differences, [0.001, 0.999]).map(({ quantile }) => quantile);
  const width = ((high! - low!) / BINS) * (1 + 1e-9) || 1;
  return {
    edges: Array.from({ length: BINS + 1 }, (_, i) => low! + i * width),
    counts: count(differences, { low: low!, width, count: BINS }),
  };
}
