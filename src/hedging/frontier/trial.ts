import type { AnyStudy } from "../assets/assets-study.ts";
import type { BookStrategy } from "../assets/book-strategy.ts";
import type { MeasuredRisk } from "../outcomes/measured-risk.ts";
import type { WatchOptions } from "../outcomes/path-outcomes.ts";
import type { RiskMeasure } from "../outcomes/risk-measures.ts";
import { objectiveOf, type Weighed, weighed } from "./weighed.ts";
import { withParameter } from "./with-parameter.ts";

/** Values of a parameter to try, and what for. */
export interface Trying {
  readonly parameter: string;
  readonly values: readonly (number | string)[];
  readonly risk: RiskMeasure;
  readonly costWeight: number;
}

/** A value tried. */
export interface Trial {
  readonly value: number | string;
  readonly weighed: Weighed;
  readonly objective: MeasuredRisk;
}

/** A strategy with all values of a parameter, on the same paths. */
export async function tried(
  description: AnyStudy,
  strategy: BookStrategy,
  { parameter, values, risk, costWeight }: Trying,
  watch: WatchOptions,
): Promise<Trial[]> {
  const strategies = Object.fromEntries(
    values.map((value, k) => [`value ${k}`, withParameter(strategy, parameter, value)]),
  );
  const all = (await weighed({ ...description, strategies } as AnyStudy, risk, watch)).strategies;
  return all.map((each, k) => ({
    value: values[k]!,
    weighed: each,
    objective: objectiveOf(each, costWeight),
  }));
}
