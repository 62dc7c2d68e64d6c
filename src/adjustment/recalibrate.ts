import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { RatioDescription } from "./ratio-description.ts";
import { type RatioState, ratioEstimator } from "./ratio-estimator.ts";
import { checkPrices, type HedgeObservation } from "./returns.ts";

export interface RecalibrateOptions {
  estimator: RatioDescription;
  /** Rows until the first fit; what the estimator needs unless given. */
  warmUp?: number;
  /** Rows between refits of estimators that gain by them; 30 unless given. */
  every?: number;
  /** Rows that a refit looks back on; all unless given. */
  window?: number;
}

/** The parameters after one row. */
export interface Recalibration {
  /** Rows seen, this one included. */
  readonly row: number;
  /** What to sell of each hedge until the next row. */
  readonly ratios: readonly number[];
  /** Whether all was estimated anew, or only updated by the row. */
  readonly refitted: boolean;
  /** All that is needed to go on; JSON keeps it. */
  readonly state: RatioState;
}

const schema = v.object({
  warmUp: v.optional(rules.count),
  every: v.optional(rules.count, 30),
  window: v.optional(rules.count),
});

/**
 * New parameters as observations arrive, from history or from a live stream: nothing for the rows
 * of the warm-up but its last, then one recalibration a row. Estimators are updated by every row,
 * and fitted anew `every` rows where that says more. A row is answered before the next is asked
 * for, so no parameter can know a later price; `walkForward` takes the same steps.
 */
export async function* recalibrate(
  series: AsyncIterable<HedgeObservation> | Iterable<HedgeObservation>,
  options: RecalibrateOptions,
): AsyncGenerator<Recalibration, void, undefined> {
  const step = recalibrator(options);
  for await (const observation of series) {
    const answer = step(observation);
    if (answer) yield answer;
  }
}

/** The steps of `recalibrate`: a function from each row to its recalibration, none while it warms up. */
export function recalibrator(
  options: RecalibrateOptions,
): (observation: HedgeObservation) => Recalibration | null {
  const estimator = ratioEstimator(options.estimator);
  const { warmUp, every, window } = check(
    schema,
    { warmUp: options.warmUp, every: options.every, window: options.window },
    "recalibrate",
  );
  const history = columns(window);
  let state: RatioState | undefined,
    first = 0,
    row = 0;
  return (observation) => {
    row += 1;
    first ||= firstFit(options, observation.hedges.length, warmUp, window);
    if (state === undefined) checkPrices([observation.asset, ...observation.hedges], row);
    if (state === undefined || estimator.refits) history.add(observation);
    if (row < first) return null;
    const refitted = state === undefined || (estimator.refits && (row - first) % every === 0);
    const next =
      refitted || state === undefined
        ? estimator.fit(history.all(), state)
        : estimator.update(state, observation);
    // a fit counts the rows of its window, a stream counts all
    state = refitted ? { ...next.state, rows: row } : next.state;
    return { row, ratios: next.ratios, refitted, state };
  };
}

function firstFit(
  { estimator }: RecalibrateOptions,
  hedges: number,
  warmUp: number | undefined,
  window: number | undefined,
): number {
  const fewest = ratioEstimator(estimator).fewest(hedges);
  const given = Math.min(warmUp ?? fewest, window ?? Number.POSITIVE_INFINITY);
  if (given >= fewest) return warmUp ?? fewest;
  const name = warmUp !== undefined && warmUp < fewest ? "warmUp" : "window";
  throw new RangeError(
    `${name} must be at least the ${fewest} rows that ${estimator.type} needs, got ${given}`,
  );
}

/** The prices to fit on, the last `window` rows of them. */
function columns(window = Number.POSITIVE_INFINITY) {
  const rows: HedgeObservation[] = [];
  return {
    add(observation: HedgeObservation) {
      const expected = rows[0]?.hedges.length ?? observation.hedges.length;
      if (observation.hedges.length !== expected) {
        throw new RangeError(`a row has ${observation.hedges.length} hedges, expected ${expected}`);
      }
      rows.push(observation);
      if (rows.length >= 2 * window) rows.splice(0, rows.length - window);
    },
    all() {
      const last = rows.slice(-window);
      const hedges = last[0]!.hedges.map((_, i) => last.map((row) => row.hedges[i]!));
      return { asset: last.map(({ asset }) => asset), hedges };
    },
  };
}
