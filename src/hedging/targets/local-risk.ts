import * as v from "valibot";
import { check, rules } from "../../check.ts";

/** Fewest pilot paths for an interval of the splines: each has two curves to bear. */
const LEAST_PATHS = 100;
const MOST_INTERVALS = 64;

/**
 * The locally risk-minimising hedge of Foellmer and Schweizer (1991) under the model of the study,
 * by regression on pilot paths in the real world (Potters, Bouchaud, Sestovic 2001, "Hedged
 * Monte-Carlo"): at every decision the holding that leaves the least variance until the next, by
 * the spot and, where it moves, the variance of the time; options settle at the last spot. With one
 * decision in all it is the minimum-variance ratio, a static hedge. What the nearest hedge in closed
 * form leaves is regressed alone, so that holdings are off by regression noise: the variance that
 * this adds to a hedge falls as 1 / paths, and where little is to gain, as for the minimum-variance
 * delta of Merton and Heston at short intervals, it is what is left of the difference.
 */
export interface LocalRisk {
  readonly type: "localRisk";
  /** Pilot paths; errors of the holdings fall as 1 / sqrt(paths). 50,000 unless given. */
  readonly paths: number;
  /** Of the pilot paths, another than the study's; one beside that unless given. */
  readonly seed?: number | undefined;
  /** Intervals of cubic splines over the log spot, 1 to 64, as full as each other; 8 unless given. */
  readonly intervals: number;
}

/** What makes a description of `LocalRisk`. */
export const localRiskSchema: v.GenericSchema<unknown, LocalRisk> = v.pipe(
  v.strictObject({
    type: v.literal("localRisk"),
    paths: v.optional(rules.count, 50_000),
    seed: v.optional(
      v.pipe(
        rules.nonNegative,
        v.check((seed) => Number.isSafeInteger(seed), "must be a whole number from 0"),
      ),
    ),
    intervals: v.optional(
      v.pipe(
        rules.count,
        v.check((count) => count <= MOST_INTERVALS, `must be at most ${MOST_INTERVALS}`),
      ),
      8,
    ),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { paths, intervals } = dataset.value;
    if (paths >= LEAST_PATHS * intervals) return;
    addIssue({
      message: `must be at least ${LEAST_PATHS} an interval`,
      input: paths,
      path: [{ type: "object", origin: "value", input: {}, key: "paths", value: paths }],
    });
  }),
);

/** What `localRisk` takes: the fields of `LocalRisk`, all of which have defaults. */
export type LocalRiskOptions = Partial<Omit<LocalRisk, "type">>;

/** A locally risk-minimising hedge, to be handed to `deltaHedge({ delta })`. */
export function localRisk(options: LocalRiskOptions = {}): LocalRisk {
  return check(localRiskSchema, { type: "localRisk", ...options }, "delta");
}
