import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import * as v from "valibot";
import { check, rules } from "../../check.ts";
import type { HedgePlan } from "../../core/hedging.ts";
import type { Estimate } from "../../estimate.ts";
import { hasJumps } from "../../models/numbers.ts";
import type { StudyDescription } from "../description.ts";
import { interruptible } from "../interrupt.ts";
import { combined, estimateOf, meanOf, measuredRisk } from "../outcomes/measured-risk.ts";
import { pathOutcomes, type WatchOptions } from "../outcomes/path-outcomes.ts";
import { descriptionOf, placeOf, type StudyInput } from "../outcomes/study-input.ts";
import { grid, lower } from "../plan.ts";
import type { Strategy } from "../strategies.ts";
import type { Table } from "../study-result.ts";
import { type Attributing, attributed } from "./attributed.ts";
import { CAUSES, type Cause, type CauseColumns, emptyCauses } from "./causes.ts";
import { expectedGammaTheta } from "./gamma-drag.ts";
import { chosenFactor } from "./marks.ts";
import { tracedPaths } from "./traced-paths.ts";

/** Whose profit to take apart, and on how many paths. */
export interface AttributionOptions extends WatchOptions {
  readonly strategy: string;
  /** The first so many paths of the study: 10,000 or all of fewer unless given. */
  readonly paths?: number | undefined;
  /**
   * The implied volatility of the book along a path: `"model"` moves it with the variance that the
   * model expects until expiry, `"implied"` leaves it, as the study does. Hedge options are marked
   * as they are traded. The model's unless given, implied where hedge options are traded so.
   */
  readonly marks?: "model" | "implied" | undefined;
  /**
   * A step jumps when the spot moves by more deviations of the model's diffusion than these; 3
   * unless given in a model that has jumps, no step in another (Mancini 2009; Bollerslev and
   * Todorov 2011).
   */
  readonly jumpDeviations?: number | undefined;
}

/** One cause over all paths: money at the horizon, or coins where the study is settled in coin. */
export interface CausePart {
  readonly cause: Cause;
  readonly mean: Estimate;
  readonly deviation: Estimate;
  /** Covariance with the profit over the profit's variance: all causes' add up to 1. */
  readonly varianceShare: Estimate;
}

/** The profit of a strategy by cause. */
export class Attribution {
  readonly strategy: string;
  /** The unit of all money here: the quote currency at the horizon, or coins. */
  readonly settlement: "quote" | "coin";
  readonly paths: number;
  /** Mean profit, the sum of the means of all causes. */
  readonly profit: Estimate;
  readonly parts: readonly CausePart[];
  /**
   * What gamma and theta earn in the mean by a closed form, where the model is geometric Brownian
   * motion and the hedge trades no options; null elsewhere.
   */
  readonly expectedGammaTheta: number | null;
  /** A number a path: the causes, and the profit that they add up to. */
  readonly columns: CauseColumns & { readonly profit: Float64Array };

  constructor(json: Pick<Attribution, Exclude<keyof Attribution, "table" | "pathTable">>) {
    this.strategy = json.strategy;
    this.settlement = json.settlement;
    this.paths = json.paths;
    this.profit = json.profit;
    this.parts = json.parts;
    this.expectedGammaTheta = json.expectedGammaTheta;
    this.columns = json.columns;
  }

  /** An arquero table with a row a cause, a standard error beside each estimate. */
  table(): Table {
    const { from } = createRequire(import.meta.url)("arquero") as { from(rows: object[]): Table };
    return from(
      this.parts.map(({ cause, mean, deviation, varianceShare }) => ({
        ...{ cause, mean: mean.value, meanError: mean.standardError },
        ...{ deviation: deviation.value, deviationError: deviation.standardError },
        varianceShare: varianceShare.value,
        varianceShareError: varianceShare.standardError,
      })),
    );
  }

  /** An arquero table with a row a path: `path`, the causes, `profit`. */
  pathTable(): Table {
    const { table } = createRequire(import.meta.url)("arquero") as { table(of: object): Table };
    return table({ path: Float64Array.from(this.columns.profit.keys()), ...this.columns });
  }
}

const schema = v.strictObject({
  paths: v.optional(rules.count),
  marks: v.optional(v.picklist(["model", "implied"], 'must be "model" or "implied"')),
  jumpDeviations: v.optional(rules.positive),
});

const MOST_PATHS = 10_000;
const JUMP_DEVIATIONS = 3;
/** Numbers in the rows of paths that are traced at a time. */
const CHUNK = 2 ** 19;

/**
 * The profit of one strategy of a study by cause, path by path: delta, gamma against theta, vega,
 * vanna, volga, jumps, funding, costs, and a residual; `CAUSES` has their formulas. The causes add
 * up to the profit of the study's own ledger on every path, to rounding: in the quote currency, or
 * in coins where the study is settled in coin. Standard errors fall as 1 / sqrt(paths). It takes
 * about a microsecond an option, step and path.
 */
export async function attribution(
  study: StudyInput,
  { strategy, onProgress, signal: wanted, ...given }: AttributionOptions,
): Promise<Attribution> {
  const description = descriptionOf(study),
    place = placeOf(strategy, description);
  const { paths = Math.min(description.paths, MOST_PATHS), ...how } = check(
    schema,
    given,
    "options",
  );
  const plan = lower(description, grid(description));
  const own = { ...plan, strategies: [plan.strategies[place + 1]!] };
  const causes = emptyCauses(paths),
    attributing = attributingOf(description, description.strategies[strategy]!, how);
  const size = Math.max(16, 16 * Math.ceil(CHUNK / plan.steps / 16));
  await interruptible(wanted, async (signal) => {
    for (let first = 0; first < paths; first += size) {
      signal.throwIfAborted();
      const traced = tracedPaths(own, first, Math.min(size, paths - first));
      const part = attributed(own, traced, attributing);
      for (const cause of CAUSES) causes[cause].set(part[cause], first);
      onProgress?.(first + traced.paths, paths);
      await setImmediate();
    }
  });
  const { strategies } = await pathOutcomes(description, ["profit", "cost", "funding"], { paths });
  const { profit, cost, funding } = strategies[place]!;
  causes.funding.set(funding.map((each) => -each));
  causes.cost.set(cost.map((each, path) => funding[path]! - each));
  return new Attribution({
    ...{ strategy, settlement: description.settlement ?? "quote" },
    ...{ paths, profit: estimateOf(meanOf(profit, (each) => each)) },
    parts: CAUSES.map((cause) => partOf(cause, causes[cause], profit)),
    expectedGammaTheta: dragOf(description, own),
    columns: { ...causes, profit },
  });
}

interface How {
  readonly marks?: "model" | "implied" | undefined;
  readonly jumpDeviations?: number | undefined;
}

function attributingOf({ model }: StudyDescription, strategy: Strategy, how: How): Attributing {
  const { marks, jumpDeviations } = how;
  return {
    factor: chosenFactor(model, strategy, marks),
    jumpDeviations: jumpDeviations ?? (hasJumps(model) ? JUMP_DEVIATIONS : Infinity),
  };
}

function dragOf({ model }: StudyDescription, plan: HedgePlan): number | null {
  const plain = model.type === "geometricBrownian" && !plan.strategies[0]!.options;
  return plain ? expectedGammaTheta(plan, model.volatility) : null;
}

function partOf(cause: Cause, column: Float64Array, profit: Float64Array): CausePart {
  return {
    cause,
    mean: estimateOf(meanOf(column, (each) => each)),
    deviation: estimateOf(measuredRisk({ type: "deviation" }, column)),
    varianceShare: estimateOf(shareOf(column, profit)),
  };
}

/** Cov(x, y) / Var(y), whose influence is that of a slope of least squares. */
function shareOf(x: Float64Array, y: Float64Array) {
  const [ofX, ofY] = [meanOf(x, (each) => each), meanOf(y, (each) => each)];
  const products = ofX.influence.map((each, path) => each * ofY.influence[path]!),
    squares = ofY.influence.map((each) => each * each);
  const [covariance, variance] = [meanOf(products, same), meanOf(squares, same)];
  return combined(covariance.value / variance.value, [
    [1 / variance.value, covariance],
    [-covariance.value / variance.value ** 2, variance],
  ]);
}

function same(x: number): number {
  return x;
}
