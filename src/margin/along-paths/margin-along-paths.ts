import * as v from "valibot";
import { check, freeze, rules } from "../../check.ts";
import type { Estimate } from "../../estimate.ts";
import type { StudyDescription } from "../../hedging/description.ts";
import { meanEstimate } from "../../hedging/outcomes/mean-estimate.ts";
import type { WatchOptions } from "../../hedging/outcomes/path-outcomes.ts";
import { descriptionOf, placeOf, type StudyInput } from "../../hedging/outcomes/study-input.ts";
import { grid } from "../../hedging/plan.ts";
import type { Rulebook } from "../rulebook.ts";
import { type RulebookDescription, rulebookOf } from "../rulebooks.ts";
import type { JudgedPath } from "./judged-path.ts";
import { type JudgingOptions, judgedPaths, judgingEntries } from "./judged-paths.ts";
import {
  type CapitalNeeded,
  capitalsNeeded,
  type LiquidationAlong,
  liquidationAlong,
  type QuantileEstimate,
  quantiles,
  type RequirementAlong,
  requirementAlong,
} from "./judged-summary.ts";

/** Which quantiles and probabilities to tell. */
export interface QuantileOptions {
  /** Quantiles over paths to tell; 0.05, 0.5 and 0.95 unless given. */
  readonly quantiles?: readonly number[] | undefined;
  /** Probabilities of liquidation to find the capital for; 0.05 and 0.01 unless given. */
  readonly probabilities?: readonly number[] | undefined;
}

/** Whose account to judge, by whose rules, and on how many paths. */
export interface MarginAlongPathsOptions extends WatchOptions, JudgingOptions, QuantileOptions {
  readonly strategy: string;
  readonly rulebook: Rulebook | RulebookDescription;
}

/** Margin and liquidation of one strategy along the paths of a study. */
export interface MarginAlongPaths {
  readonly strategy: string;
  /** The unit of all money here: the quote currency of its time, or coins. */
  readonly settlement: "quote" | "coin";
  /** Name of the rulebook. */
  readonly rulebook: string;
  readonly capital: number;
  readonly paths: number;
  readonly horizonDays: number;
  readonly initial: RequirementAlong;
  readonly maintenance: RequirementAlong;
  /** Equity less maintenance where it is least over steps: mean over paths, and quantiles. */
  readonly leastExcess: {
    readonly mean: Estimate;
    readonly quantiles: readonly QuantileEstimate[];
  };
  readonly liquidation: LiquidationAlong;
  /** Null capital where the paths are too few, or the requirement depends on cash. */
  readonly capitalNeeded: readonly CapitalNeeded[];
}

const between = v.array(
  v.pipe(
    rules.positive,
    v.check((each) => each < 1, "must be below 1"),
  ),
  "must be an array of probabilities",
);
/** The rules of `QuantileOptions`, with their defaults. */
export const quantileEntries: {
  readonly [K in keyof QuantileOptions]-?: v.GenericSchema<unknown, readonly number[]>;
} = {
  quantiles: v.optional(between, [0.05, 0.5, 0.95]),
  probabilities: v.optional(between, [0.05, 0.01]),
};
const schema = v.strictObject({ ...judgingEntries, ...quantileEntries });

/**
 * The account of a study's book and hedge under a rulebook, step by step along its paths: margins at
 * their worst, and when capital no longer covers maintenance. The venue looks at each step of the
 * study's grid, which its most frequent strategy makes, before the hedge trades, at the study's own
 * prices as marks; at the horizon, where all is settled as in the study, the account must not owe. A
 * path goes on after its liquidation, as if there had been none. Options that expire are paid out,
 * costs and interest run as in the study's ledger. A study settled in coin is an account of inverse
 * contracts, in coins, under a rulebook that settles in them. Standard errors fall as
 * 1 / sqrt(paths). It asks the rulebook once a path and step and once more a path: 0.05 to 0.5
 * milliseconds each for a few options, by the rulebook.
 */
export async function marginAlongPaths(
  study: StudyInput,
  { strategy, rulebook: rulesOf, onProgress, signal, ...given }: MarginAlongPathsOptions,
): Promise<MarginAlongPaths> {
  const description = descriptionOf(study),
    place = placeOf(strategy, description),
    rulebook = rulebookOf(rulesOf),
    how = check(schema, given, "options");
  const judged = await judgedPaths(description, place, rulebook, how, { onProgress, signal });
  return marginOf(judged, { description, strategy, rulebook: rulebook.name, how });
}

/** Whose paths were judged, and what is to be told of them. */
export interface Judged {
  readonly description: StudyDescription;
  readonly strategy: string;
  readonly rulebook: string;
  readonly how: {
    readonly capital: number;
    readonly quantiles: readonly number[];
    readonly probabilities: readonly number[];
  };
}

/** What judged paths say in all. */
export function marginOf(
  judged: readonly JudgedPath[],
  { description, strategy, rulebook, how }: Judged,
): MarginAlongPaths {
  const { steps, stepSeconds, horizonDays } = grid(description),
    { capital, quantiles: at, probabilities } = how,
    excesses = judged.map(({ leastExcess }) => leastExcess);
  return freeze({
    ...{ strategy, settlement: description.settlement ?? "quote", rulebook, capital },
    ...{ paths: judged.length, horizonDays },
    initial: requirementAlong(judged, "initial", at),
    maintenance: requirementAlong(judged, "maintenance", at),
    leastExcess: {
      mean: meanEstimate(judged.length, (path) => excesses[path]!),
      quantiles: quantiles(excesses, at),
    },
    liquidation: liquidationAlong(judged, { steps, stepDays: stepSeconds / 86_400 }, at),
    capitalNeeded: capitalsNeeded(judged, probabilities),
  });
}
