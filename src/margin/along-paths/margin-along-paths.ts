import { setImmediate } from "node:timers/promises";
import * as v from "valibot";
import { check, freeze, rules } from "../../check.ts";
import type { HedgePlan } from "../../core/hedging.ts";
import type { Estimate } from "../../estimate.ts";
import { chosenFactor } from "../../hedging/attribution/marks.ts";
import { tracedPaths } from "../../hedging/attribution/traced-paths.ts";
import type { StudyDescription } from "../../hedging/description.ts";
import { interruptible } from "../../hedging/interrupt.ts";
import { meanEstimate } from "../../hedging/outcomes/mean-estimate.ts";
import type { WatchOptions } from "../../hedging/outcomes/path-outcomes.ts";
import { descriptionOf, placeOf, type StudyInput } from "../../hedging/outcomes/study-input.ts";
import { grid, lower } from "../../hedging/plan.ts";
import type { Rulebook } from "../rulebook.ts";
import { type RulebookDescription, rulebookOf } from "../rulebooks.ts";
import { type JudgedPath, judgedPath } from "./judged-path.ts";
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
import { pathProfits } from "./path-profits.ts";
import { valuedOptions } from "./valued-options.ts";

/** Whose account to judge, by whose rules, and on how many paths. */
export interface MarginAlongPathsOptions extends WatchOptions {
  readonly strategy: string;
  readonly rulebook: Rulebook | RulebookDescription;
  /** Equity at the start, before the hedge is bought: cash and the book at its marks. */
  readonly capital: number;
  /** The first so many paths of the study: 200, or all of fewer, unless given. */
  readonly paths?: number | undefined;
  /** As the venue names it; the first that the rulebook is bound to, else `BTC`, unless given. */
  readonly underlying?: string | undefined;
  /** What the hedge holds; the perpetual where the rulebook lists it, unless given. */
  readonly hedge?: "perpetual" | "spot" | undefined;
  /** Implied volatilities along a path, as in `attribution`. */
  readonly marks?: "model" | "implied" | undefined;
  /** Quantiles over paths to tell; 0.05, 0.5 and 0.95 unless given. */
  readonly quantiles?: readonly number[] | undefined;
  /** Probabilities of liquidation to find the capital for; 0.05 and 0.01 unless given. */
  readonly probabilities?: readonly number[] | undefined;
}

/** Margin and liquidation of one strategy along the paths of a study. */
export interface MarginAlongPaths {
  readonly strategy: string;
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
const schema = v.strictObject({
  capital: rules.positive,
  paths: v.optional(
    v.pipe(
      rules.count,
      v.check((paths) => paths >= 2, "must be at least 2"),
    ),
  ),
  underlying: v.optional(v.string()),
  hedge: v.optional(v.picklist(["perpetual", "spot"], 'must be "perpetual" or "spot"')),
  marks: v.optional(v.picklist(["model", "implied"], 'must be "model" or "implied"')),
  quantiles: v.optional(between, [0.05, 0.5, 0.95]),
  probabilities: v.optional(between, [0.05, 0.01]),
});

const PATHS = 200;
/** Numbers in the rows of options that are kept at a time. */
const CHUNK = 2 ** 20;

/**
 * The account of a study's book and hedge under a rulebook, step by step along its paths: margins at
 * their worst, and when capital no longer covers maintenance. The venue looks at each step of the
 * study's grid, which its most frequent strategy makes, before the hedge trades, at the study's own prices as marks; at the horizon, where all is settled as in
 * the study, the account must not owe. A path goes on after its liquidation, as if there had been
 * none. Options that expire are paid out, costs and interest run as in the study's ledger. Standard errors fall as 1 / sqrt(paths). It asks the rulebook once a path and step and once
 * more a path: 0.05 to 0.5 milliseconds each for a few options, by the rulebook.
 * `RangeError` for studies settled in coin.
 */
export async function marginAlongPaths(
  study: StudyInput,
  { strategy, rulebook: rulesOf, onProgress, signal, ...given }: MarginAlongPathsOptions,
): Promise<MarginAlongPaths> {
  const description = descriptionOf(study),
    place = placeOf(strategy, description);
  requireQuote(description);
  const rulebook = rulebookOf(rulesOf),
    how = check(schema, given, "options"),
    { capital, paths = Math.min(description.paths, PATHS) } = how;
  const { steps, stepSeconds, horizonDays } = grid(description),
    plan = lower(description, { steps, stepSeconds, horizonDays });
  const own: HedgePlan = { ...plan, strategies: [plan.strategies[place + 1]!] };
  const { underlying = rulebook.listed.underlyings?.[0] ?? "BTC" } = how,
    { hedge = rulebook.listed.types.includes("perpetual") ? "perpetual" : "spot" } = how,
    factor = chosenFactor(description.model, description.strategies[strategy]!, how.marks);
  const judged: JudgedPath[] = [];
  await interruptible(signal, async (stopped) => {
    const size = chunkOf(own);
    for (let first = 0; first < paths; first += size) {
      const traced = tracedPaths(own, first, Math.min(size, paths - first)),
        options = valuedOptions(own, traced, factor),
        profits = pathProfits(own, traced, options);
      const replay = { traced, options, rate: own.rate, stepSeconds, underlying, hedge };
      for (let path = 0; path < traced.paths; path++) {
        stopped.throwIfAborted();
        judged.push(judgedPath({ replay, profits, rulebook, capital }, path));
        onProgress?.(judged.length, paths);
        await setImmediate();
      }
    }
  });
  const { quantiles: at, probabilities } = how,
    excesses = judged.map(({ leastExcess }) => leastExcess);
  return freeze({
    ...{ strategy, rulebook: rulebook.name, capital, paths, horizonDays },
    initial: requirementAlong(judged, "initial", at),
    maintenance: requirementAlong(judged, "maintenance", at),
    leastExcess: {
      mean: meanEstimate(paths, (path) => excesses[path]!),
      quantiles: quantiles(excesses, at),
    },
    liquidation: liquidationAlong(judged, { steps, stepDays: stepSeconds / 86_400 }, at),
    capitalNeeded: capitalsNeeded(judged, probabilities),
  });
}

/** Whole rows of the options of book and hedge fit in memory. */
function chunkOf({ steps, options, instruments = [] }: HedgePlan): number {
  return Math.max(16, Math.floor(CHUNK / (steps * (1 + options.length + instruments.length))));
}

function requireQuote({ settlement = "quote" }: StudyDescription): void {
  if (settlement === "quote") return;
  throw new RangeError(`settlement must be quote for margin along paths, got ${settlement}`);
}
