import { lowerTails } from "../../core/tail.ts";
import type { Estimate } from "../../estimate.ts";
import { grid } from "../plan.ts";
import { pathOutcomes, type WatchOptions } from "./path-outcomes.ts";
import { anyDescriptionOf, type StudyInput } from "./study-input.ts";

/** With what probability a strategy loses more: losses are positive. */
export interface LossTail {
  readonly strategy: string;
  /** Whether it is a hedge at all. */
  readonly hedged: boolean;
  /** From the rarest. */
  readonly curve: readonly { readonly probability: number; readonly loss: Estimate }[];
}

/** The losses of every strategy of a study. */
export interface LossTails {
  readonly paths: number;
  readonly horizonDays: number;
  /** The unit of losses: the quote currency at the horizon, or coins. */
  readonly settlement: "quote" | "coin";
  readonly tails: readonly LossTail[];
}

/** Probabilities in each power of ten. */
const DIGITS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
/** Paths that the rarest probability still has in its tail. */
const FEWEST = 10;

/**
 * What every strategy of a study loses with probabilities from one half down to ten paths, costs
 * deducted: exact order statistics of all paths, which are simulated again. Errors are those of
 * order statistics.
 */
export async function lossTails(study: StudyInput, watch: WatchOptions = {}): Promise<LossTails> {
  const description = anyDescriptionOf(study),
    { paths, settlement = "quote" } = description;
  const { strategies } = await pathOutcomes(description, ["profit"], {}, watch);
  const probabilities = probabilitiesFrom(FEWEST / paths);
  const tails = Object.entries(description.strategies).map(([strategy, { type }], k) => ({
    ...{ strategy, hedged: type !== "unhedged" },
    curve: lowerTails(strategies[k]!.profit, probabilities).map(
      ({ quantile, quantileError }, i) => ({
        probability: probabilities[i]!,
        loss: { value: -quantile, standardError: quantileError },
      }),
    ),
  }));
  return { paths, horizonDays: grid(description).horizonDays, settlement, tails };
}

/** From `least` to one half. */
function probabilitiesFrom(least: number): number[] {
  const decades = Array.from({ length: 12 }, (_, k) => 12 - k);
  return decades
    .flatMap((k) => DIGITS.map((digit) => Number(`${digit}e-${k}`)))
    .filter((probability) => probability >= least && probability <= 0.5);
}
