import { createRequire } from "node:module";
import * as v from "valibot";
import { check } from "../../check.ts";
import type { Estimate } from "../../estimate.ts";
import type { Table } from "../study-result.ts";
import { combined, estimateOf, type MeasuredRisk, meanOf, measuredRisk } from "./measured-risk.ts";
import { pathOutcomes, type WatchOptions } from "./path-outcomes.ts";
import {
  type RiskMeasure,
  riskMeasureSchema,
  riskName,
  semivarianceRisk,
  shortfallRisk,
  varianceRisk,
} from "./risk-measures.ts";
import { anyDescriptionOf, type StudyInput } from "./study-input.ts";

/** What to measure risk by. */
export interface HedgeEfficiencyOptions extends WatchOptions {
  /** Variance, semivariance and the worst twentieth unless given. */
  readonly by?: readonly RiskMeasure[] | undefined;
}

/** How much of one risk a strategy removes, on the paths of the study. */
export interface RiskEfficiency {
  readonly strategy: string;
  readonly risk: RiskMeasure;
  readonly unhedged: Estimate;
  readonly hedged: Estimate;
  /** unhedged - hedged, paired. */
  readonly removed: Estimate;
  /** removed / unhedged, paired; null where the unhedged book has no risk by this measure. */
  readonly efficiency: Estimate | null;
  /** removed / mean cost, paired; null where the strategy costs nothing. */
  readonly removedPerCost: Estimate | null;
}

/** Efficiency by several measures: `rows` are plain data, a row a strategy and measure. */
export class HedgeEfficiency {
  readonly paths: number;
  readonly rows: readonly RiskEfficiency[];

  constructor({ paths, rows }: { paths: number; rows: readonly RiskEfficiency[] }) {
    this.paths = paths;
    this.rows = rows;
  }

  /** An arquero table of the rows, a standard error beside each estimate; null for none. */
  table(): Table {
    const { from } = createRequire(import.meta.url)("arquero") as { from(rows: object[]): Table };
    return from(
      this.rows.map(({ strategy, risk, ...estimates }) => {
        const cells = Object.entries(estimates).flatMap(([name, estimate]) => [
          [name, estimate?.value ?? null],
          [`${name}Error`, estimate?.standardError ?? null],
        ]);
        return { strategy, risk: riskName(risk), ...Object.fromEntries(cells) };
      }),
    );
  }
}

const DEFAULTS = [varianceRisk(), semivarianceRisk(), shortfallRisk()];

const schema = v.strictObject({
  by: v.optional(
    v.pipe(
      v.array(riskMeasureSchema, "must be an array of risks"),
      v.minLength(1, "must have at least one risk"),
    ),
    DEFAULTS,
  ),
});

/**
 * How much of its risk each strategy of a study takes off the book, by any measures, costs
 * deducted. Exact on the paths of the study, which are simulated again and all kept, to the same
 * bits; standard errors are by influence functions, paired with the book alone, and fall as
 * 1 / sqrt(paths). Shortfall and entropic risk count the mean of profit too, so a dear hedge can
 * remove less than nothing; variance does not. The error of an entropic risk can be trusted where
 * the aversion times the deviation of profit is below one or two: beyond, it is a few worst paths'.
 */
export async function hedgeEfficiency(
  study: StudyInput,
  { by, ...watch }: HedgeEfficiencyOptions = {},
): Promise<HedgeEfficiency> {
  const description = anyDescriptionOf(study),
    risks = check(schema, { by }, "options").by;
  const { alone, strategies } = await pathOutcomes(description, ["profit", "cost"], {}, watch);
  const names = Object.keys(description.strategies);
  const rows = risks.flatMap((risk) => {
    const before = measuredRisk(risk, alone.profit);
    return strategies.map(({ profit, cost }, k) =>
      rowOf(
        names[k]!,
        risk,
        before,
        measuredRisk(risk, profit),
        meanOf(cost, (each) => each),
      ),
    );
  });
  return new HedgeEfficiency({ paths: description.paths, rows });
}

function rowOf(
  strategy: string,
  risk: RiskMeasure,
  before: MeasuredRisk,
  after: MeasuredRisk,
  cost: MeasuredRisk,
): RiskEfficiency {
  const [unhedged, hedged] = [before.value, after.value];
  const removed = combined(unhedged - hedged, [
    [1, before],
    [-1, after],
  ]);
  const share = () =>
    combined(1 - hedged / unhedged, [
      [hedged / unhedged ** 2, before],
      [-1 / unhedged, after],
    ]);
  const perCost = () =>
    combined(removed.value / cost.value, [
      [1 / cost.value, removed],
      [-removed.value / cost.value ** 2, cost],
    ]);
  return {
    ...{ strategy, risk, unhedged: estimateOf(before), hedged: estimateOf(after) },
    removed: estimateOf(removed),
    efficiency: unhedged > 0 ? estimateOf(share()) : null,
    removedPerCost: cost.value > 0 ? estimateOf(perCost()) : null,
  };
}
