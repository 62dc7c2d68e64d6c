import { setImmediate } from "node:timers/promises";
import * as v from "valibot";
import { check, rules } from "../../check.ts";
import type { HedgePlan } from "../../core/hedging.ts";
import { chosenFactor } from "../../hedging/attribution/marks.ts";
import { tracedPaths } from "../../hedging/attribution/traced-paths.ts";
import type { StudyDescription } from "../../hedging/description.ts";
import { interruptible } from "../../hedging/interrupt.ts";
import type { WatchOptions } from "../../hedging/outcomes/path-outcomes.ts";
import { grid, lower } from "../../hedging/plan.ts";
import type { Strategy } from "../../hedging/strategies.ts";
import type { Rulebook } from "../rulebook.ts";
import { type JudgedPath, judgedPath } from "./judged-path.ts";
import { pathProfits } from "./path-profits.ts";
import { valuedOptions } from "./valued-options.ts";

/** How an account is shown to a rulebook along the paths of a study. */
export interface JudgingOptions {
  /**
   * Equity at the start, before the hedge is bought: cash and the book at its marks. In coins where
   * the study is settled in coin.
   */
  readonly capital: number;
  /** The first so many paths of the study: 200, or all of fewer, unless given. */
  readonly paths?: number | undefined;
  /** As the venue names it; the first that the rulebook is bound to, else `BTC`, unless given. */
  readonly underlying?: string | undefined;
  /**
   * What the hedge holds; the perpetual where the rulebook lists it, unless given. In coin it is an
   * inverse perpetual.
   */
  readonly hedge?: "perpetual" | "spot" | undefined;
  /** Implied volatilities along a path, as in `attribution`. */
  readonly marks?: "model" | "implied" | undefined;
}

/** The rules of `JudgingOptions`. */
export const judgingEntries: {
  readonly [K in keyof JudgingOptions]-?: v.GenericSchema<unknown, JudgingOptions[K]>;
} = {
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
};

const PATHS = 200;
/** Numbers in the rows of options that are kept at a time. */
const CHUNK = 2 ** 20;

/** How many paths are judged of a study. */
export function pathsOf({ paths }: StudyDescription, wanted: number | undefined): number {
  return wanted ?? Math.min(paths, PATHS);
}

/**
 * The first paths of a study under a rulebook: of its strategy number `place`, or of the book alone
 * where that is -1.
 */
export async function judgedPaths(
  description: StudyDescription,
  place: number,
  rulebook: Rulebook,
  { capital, paths: wanted, ...how }: JudgingOptions,
  { onProgress, signal }: WatchOptions,
): Promise<readonly JudgedPath[]> {
  const { settlement = "quote", model } = description,
    paths = pathsOf(description, wanted),
    { steps, stepSeconds, horizonDays } = grid(description),
    plan = lower(description, { steps, stepSeconds, horizonDays });
  const own: HedgePlan = { ...plan, strategies: [plan.strategies[place + 1]!] },
    strategy = Object.values(description.strategies)[place] ?? ALONE;
  const { underlying = rulebook.listed.underlyings?.[0] ?? "BTC" } = how,
    { hedge = hedgeUnder(rulebook) } = how,
    factor = chosenFactor(model, strategy, how.marks);
  if (settlement === "coin") check(perpetual, hedge, "hedge");
  const judged: JudgedPath[] = [];
  await interruptible(signal, async (stopped) => {
    const size = chunkOf(own);
    for (let first = 0; first < paths; first += size) {
      const traced = tracedPaths(own, first, Math.min(size, paths - first)),
        options = valuedOptions(own, traced, factor),
        profits = pathProfits(own, traced, options);
      const seen = { underlying, hedge, settlement },
        replay = { traced, options, rate: own.rate, stepSeconds, ...seen };
      for (let path = 0; path < traced.paths; path++) {
        stopped.throwIfAborted();
        judged.push(judgedPath({ replay, profits, rulebook, capital }, path));
        onProgress?.(judged.length, paths);
        await setImmediate();
      }
    }
  });
  return judged;
}

const ALONE: Strategy = { type: "unhedged" };
const perpetual = v.pipe(
  v.string(),
  v.check((hedge) => hedge === "perpetual", "must be the perpetual where settlement is coin"),
);

function hedgeUnder({ listed }: Rulebook): "perpetual" | "spot" {
  return listed.types.includes("perpetual") ? "perpetual" : "spot";
}

/** Whole rows of the options of book and hedge fit in memory. */
function chunkOf({ steps, options, instruments = [] }: HedgePlan): number {
  return Math.max(16, Math.floor(CHUNK / (steps * (1 + options.length + instruments.length))));
}
