import * as v from "valibot";
import { rules, unknownKind } from "../check.ts";

/** Normal innovations. */
export interface NormalInnovations {
  readonly type: "normal";
}

/** Student's t, scaled to variance 1. */
export interface StudentInnovations {
  readonly type: "student-t";
  /** Above 2. */
  readonly degreesOfFreedom: number;
}

/** Standardised residuals of a fit, drawn again (Barone-Adesi, Giannopoulos and Vosper 1999). */
export interface HistoricalInnovations {
  readonly type: "filtered-historical";
  /** Ascending: quantiles at (i + 1/2) / n. */
  readonly residuals: readonly number[];
}

/** What the returns of a model of the GARCH family are in units of their standard deviation. */
export type Innovations = NormalInnovations | StudentInnovations | HistoricalInnovations;

const ascending = (values: number[]) =>
  values.every((value, i) => i === 0 || value >= values[i - 1]!);

const normal = v.strictObject({ type: v.literal("normal") });
const student = v.strictObject({
  type: v.literal("student-t"),
  degreesOfFreedom: v.pipe(
    rules.finite,
    v.check((value) => value > 2, "must be above 2"),
  ),
});
const historical = v.strictObject({
  type: v.literal("filtered-historical"),
  residuals: v.pipe(
    v.array(rules.finite),
    v.minLength(2, "must have 2 or more values"),
    v.check(ascending, "must ascend"),
  ),
});

export const innovationsSchema: v.GenericSchema<unknown, Innovations> = v.variant(
  "type",
  [normal, student, historical],
  (issue) =>
    unknownKind("innovations", issue.input, ["normal", "student-t", "filtered-historical"]),
);
