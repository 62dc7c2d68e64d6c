import * as v from "valibot";
import { check, rules } from "../../check.ts";
import type { Estimate } from "../../estimate.ts";
import type { BookStrategy } from "../assets/book-strategy.ts";
import { estimateOf } from "../outcomes/measured-risk.ts";
import type { WatchOptions } from "../outcomes/path-outcomes.ts";
import { deviationRisk, type RiskMeasure, riskMeasureSchema } from "../outcomes/risk-measures.ts";
import { anyDescriptionOf, placeOf, type StudyInput } from "../outcomes/study-input.ts";
import { redrawn, shareOf } from "./redrawn.ts";
import { chosen, searched } from "./search.ts";
import { type Trial, tried } from "./trial.ts";
import { differenceOf } from "./weighed.ts";
import { withParameter } from "./with-parameter.ts";

/** Which parameter of which strategy to choose, and what for. */
export interface OptimalHedgeOptions {
  readonly study: StudyInput;
  /** The name of a strategy of the study. */
  readonly strategy: string;
  /** Where the parameter stands in it: `"band"`, `"every"`, `"band.riskAversion"`. */
  readonly parameter: string;
  /** Bounds of a number: searched evenly in the logarithm where both are positive. */
  readonly between?: readonly [number, number] | undefined;
  /** Or values to choose from, in order: durations have no continuum on a grid of steps. */
  readonly among?: readonly (number | string)[] | undefined;
  /** The standard deviation of profit unless given. */
  readonly risk?: RiskMeasure | undefined;
  /** What a unit of mean cost counts beside a unit of risk; 1 unless given. */
  readonly costWeight?: number | undefined;
}

/** A value of the parameter that was tried. */
export interface TriedValue {
  readonly value: number | string;
  readonly risk: Estimate;
  readonly cost: Estimate;
  /** risk + costWeight x cost. */
  readonly objective: Estimate;
  /** The objective less that at the optimum, paired. */
  readonly excess: Estimate;
  /** Among given values, the probability that this one is best, within 0.016; else null. */
  readonly chance: number | null;
}

/** The best value of a parameter. */
export interface OptimalHedge {
  readonly parameter: string;
  readonly optimum: number | string;
  /** Of a number searched for, within the bounds; null at a bound and among given values. */
  readonly standardError: number | null;
  /** Whether it lies within the bounds, not at one. */
  readonly interior: boolean;
  /** The strategy with it. */
  readonly strategy: BookStrategy;
  readonly risk: Estimate;
  readonly cost: Estimate;
  readonly objective: Estimate;
  /** All that was tried, in order of the parameter. */
  readonly curve: readonly TriedValue[];
}

const ordered = v.pipe(
  v.tuple([rules.finite, rules.finite], "must be two numbers"),
  v.check(([low, high]) => low < high, "must be in increasing order"),
);
const schema = v.pipe(
  v.strictObject({
    strategy: v.string("must be the name of a strategy"),
    parameter: v.string("must be the place of a parameter"),
    between: v.optional(ordered),
    among: v.optional(
      v.pipe(
        v.array(v.union([rules.finite, v.string()], "must be a number or text")),
        v.minLength(2, "must have at least two values"),
      ),
    ),
    risk: v.optional(riskMeasureSchema, deviationRisk()),
    costWeight: v.optional(rules.nonNegative, 1),
  }),
  v.check(
    ({ between, among }) => (between === undefined) !== (among === undefined),
    "must have either between or among",
  ),
);

/**
 * The value of a strategy's parameter that makes risk + costWeight x cost least. All values are
 * tried on the same paths, nine over one simulation, ever nearer to the best; the optimum is the
 * vertex of a parabola through the last nine, its error that of the paths, which falls as
 * 1 / sqrt(paths). Where there are several valleys it is that of the best of the first nine.
 */
export function optimalHedge(
  options: OptimalHedgeOptions & { readonly between: readonly [number, number] },
  watch?: WatchOptions,
): Promise<OptimalHedge & { readonly optimum: number }>;
export function optimalHedge(
  options: OptimalHedgeOptions,
  watch?: WatchOptions,
): Promise<OptimalHedge>;
export async function optimalHedge(
  { study, ...given }: OptimalHedgeOptions,
  watch: WatchOptions = {},
): Promise<OptimalHedge> {
  const options = check(schema, given, "options"),
    description = anyDescriptionOf(study);
  placeOf(options.strategy, description);
  const { parameter, between, among = [], risk, costWeight } = options;
  const own = description.strategies[options.strategy]!;
  const run = (values: readonly (number | string)[]) =>
    tried(description, own, { parameter, values, risk, costWeight }, watch);
  const found = between ? await searched(run, between) : chosen(await run(among));
  const { best, trials, standardError, interior } = found;
  return {
    ...{ parameter, optimum: best.value, standardError, interior },
    strategy: withParameter(own, parameter, best.value),
    ...estimates(best),
    curve: curveOf(trials, best, between === undefined),
  };
}

function estimates({ weighed: { risk, cost }, objective }: Trial) {
  return {
    risk: estimateOf(risk),
    cost: estimateOf(cost),
    objective: estimateOf(objective),
  };
}

function curveOf(trials: readonly Trial[], best: Trial, given: boolean): TriedValue[] {
  const draws = given ? redrawn(trials.map(({ objective }) => objective)) : [];
  const curve = trials.map((trial, k) => ({
    value: trial.value,
    ...estimates(trial),
    excess: differenceOf(trial.objective, best.objective),
    chance: given ? shareOf(draws, (values) => values.every((x) => x >= values[k]!)) : null,
  }));
  return given ? curve : curve.sort((a, b) => (a.value as number) - (b.value as number));
}
