import { createRequire } from "node:module";
import * as v from "valibot";
import { check, rules } from "../../check.ts";
import type { Estimate } from "../../estimate.ts";
import type { AnyStudy } from "../assets/assets-study.ts";
import { combined, estimateOf, type MeasuredRisk } from "../outcomes/measured-risk.ts";
import type { WatchOptions } from "../outcomes/path-outcomes.ts";
import { deviationRisk, type RiskMeasure, riskMeasureSchema } from "../outcomes/risk-measures.ts";
import { anyDescriptionOf, type StudyInput } from "../outcomes/study-input.ts";
import type { Table } from "../study-result.ts";
import { redrawn, shareOf } from "./redrawn.ts";
import { type Sweep, type Swept, swept } from "./swept.ts";
import { type Weighed, weighed } from "./weighed.ts";

/** A study, what to vary in it, and how to measure risk. */
export interface FrontierOptions {
  readonly study: StudyInput;
  /** Values of strategies' parameters, as in `{ "band.band": [0.1, 0.2, 0.5] }`; none by default. */
  readonly vary?: Sweep | undefined;
  /** The standard deviation of profit unless given. */
  readonly risk?: RiskMeasure | undefined;
}

/** What one strategy costs, and the risk that it leaves. */
export interface HedgePoint extends Swept {
  /** Mean cost, money at the horizon. */
  readonly cost: Estimate;
  readonly risk: Estimate;
  /** Share of the risk of the book alone that is removed, paired; null where it has none. */
  readonly efficiency: Estimate | null;
  /** Correlation of the errors of cost and risk. */
  readonly correlation: number;
  /** Whether no other costs no more and leaves no more risk, and less of one. */
  readonly efficient: boolean;
  /** Probability of that, given the errors of all: within 0.016. */
  readonly chance: number;
}

/** Cost against risk, strategy by strategy on the same paths. Plain data but for its table. */
export class Frontier {
  /** The study in full, every strategy in it. */
  readonly study: AnyStudy;
  readonly risk: RiskMeasure;
  /** Risk of the book alone. */
  readonly unhedged: Estimate;
  /** In the order of the study. */
  readonly points: readonly HedgePoint[];

  constructor(json: Pick<Frontier, "study" | "risk" | "unhedged" | "points">) {
    this.study = json.study;
    this.risk = json.risk;
    this.unhedged = json.unhedged;
    this.points = json.points;
  }

  /** The efficient set, cheapest first. */
  get efficient(): readonly HedgePoint[] {
    return this.points
      .filter(({ efficient }) => efficient)
      .sort((a, b) => a.cost.value - b.cost.value);
  }

  /** An arquero table with a row a point, a standard error beside each estimate. */
  table(): Table {
    const { from } = createRequire(import.meta.url)("arquero") as { from(rows: object[]): Table };
    return from(
      this.points.map(({ name, cost, risk, efficiency, efficient, chance }) => ({
        ...{ strategy: name, cost: cost.value, costError: cost.standardError },
        ...{ risk: risk.value, riskError: risk.standardError },
        efficiency: efficiency?.value ?? null,
        efficiencyError: efficiency?.standardError ?? null,
        ...{ efficient, chance },
      })),
    );
  }
}

const schema = v.strictObject({
  vary: v.optional(
    v.record(
      v.string(),
      v.pipe(
        v.array(v.union([rules.finite, v.string()], "must be a number or text")),
        v.minLength(1, "must have at least one value"),
      ),
      "must be an object of values by parameter",
    ),
    {},
  ),
  risk: v.optional(riskMeasureSchema, deviationRisk()),
});

/**
 * Cost against risk: the strategies of a study, some of them swept through values of their
 * parameters, all on the same paths, and which of them are efficient, with what probability.
 * Errors are by influence functions, paired, and fall as 1 / sqrt(paths).
 */
export async function frontier(
  { study, ...given }: FrontierOptions,
  watch: WatchOptions = {},
): Promise<Frontier> {
  const { vary, risk } = check(schema, given, "options"),
    base = anyDescriptionOf(study);
  const all = swept(base.strategies, vary);
  const strategies = Object.fromEntries(all.map(({ name, strategy }) => [name, strategy]));
  if (Object.keys(strategies).length !== all.length) {
    throw new RangeError(
      `vary must give strategies names of their own, got ${repeated(all)} twice`,
    );
  }
  const description = anyDescriptionOf({ ...base, strategies } as AnyStudy);
  const { alone, strategies: weights } = await weighed(description, risk, watch);
  const chances = chancesOf(weights);
  const points = all.map((each, k): HedgePoint => {
    const own = weights[k]!;
    return {
      ...each,
      ...{ cost: estimateOf(own.cost), risk: estimateOf(own.risk) },
      efficiency: alone.value > 0 ? estimateOf(removed(alone, own.risk)) : null,
      correlation: correlation(own),
      efficient: isEfficient(valuesOf(weights), k),
      chance: chances[k]!,
    };
  });
  return new Frontier({ study: description, risk, unhedged: estimateOf(alone), points });
}

function repeated(all: readonly Swept[]): string {
  const names = all.map(({ name }) => name);
  return names.find((name, i) => names.indexOf(name) !== i)!;
}

function removed(alone: MeasuredRisk, left: MeasuredRisk): MeasuredRisk {
  return combined(1 - left.value / alone.value, [
    [left.value / alone.value ** 2, alone],
    [-1 / alone.value, left],
  ]);
}

function correlation({ risk, cost }: Weighed): number {
  const product = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, each, path) => sum + each * b[path]!, 0);
  const scale = product(risk.influence, risk.influence) * product(cost.influence, cost.influence);
  return scale > 0 ? product(risk.influence, cost.influence) / Math.sqrt(scale) : 0;
}

/** Risk, then cost, of each strategy in turn. */
function valuesOf(weights: readonly Weighed[]): Float64Array {
  return Float64Array.from(weights.flatMap(({ risk, cost }) => [risk.value, cost.value]));
}

function chancesOf(weights: readonly Weighed[]): number[] {
  const draws = redrawn(weights.flatMap(({ risk, cost }) => [risk, cost]));
  return weights.map((_, k) => shareOf(draws, (values) => isEfficient(values, k)));
}

function isEfficient(values: Float64Array, k: number): boolean {
  const [risk, cost] = [values[2 * k]!, values[2 * k + 1]!];
  for (let other = 0; other < values.length; other += 2) {
    const less = risk - values[other]!,
      cheaper = cost - values[other + 1]!;
    if (less >= 0 && cheaper >= 0 && less + cheaper > 0) return false;
  }
  return true;
}
