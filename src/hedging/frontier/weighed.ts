import type { Estimate } from "../../estimate.ts";
import type { AnyStudy } from "../assets/assets-study.ts";
import {
  combined,
  estimateOf,
  type MeasuredRisk,
  meanOf,
  measuredRisk,
} from "../outcomes/measured-risk.ts";
import { pathOutcomes, type WatchOptions } from "../outcomes/path-outcomes.ts";
import type { RiskMeasure } from "../outcomes/risk-measures.ts";

/** Risk and mean cost of a strategy, with what each path adds to them. */
export interface Weighed {
  readonly risk: MeasuredRisk;
  readonly cost: MeasuredRisk;
}

/** All strategies of a study weighed on the same paths, and the risk of the book alone. */
export async function weighed(
  description: AnyStudy,
  measure: RiskMeasure,
  watch: WatchOptions,
): Promise<{ readonly alone: MeasuredRisk; readonly strategies: readonly Weighed[] }> {
  const { alone, strategies } = await pathOutcomes(description, ["profit", "cost"], {}, watch);
  return {
    alone: measuredRisk(measure, alone.profit),
    strategies: strategies.map(({ profit, cost }) => ({
      risk: measuredRisk(measure, profit),
      cost: meanOf(cost, (each) => each),
    })),
  };
}

/** risk + weight x cost. */
export function objectiveOf({ risk, cost }: Weighed, weight: number): MeasuredRisk {
  return combined(risk.value + weight * cost.value, [
    [1, risk],
    [weight, cost],
  ]);
}

/** The first less the second, with their paired error. */
export function differenceOf(first: MeasuredRisk, second: MeasuredRisk): Estimate {
  return estimateOf(
    combined(first.value - second.value, [
      [1, first],
      [-1, second],
    ]),
  );
}
