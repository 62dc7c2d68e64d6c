import * as v from "valibot";
import { rules } from "../check.ts";
import type { ReturnKind } from "./returns.ts";

/** What every estimator is told. */
export interface RatioOptions {
  /** What the ratio is a ratio of: `log` returns unless given. */
  returns?: ReturnKind;
}

const KINDS = ["log", "simple", "change", "inverse"] as const;

export const returnsSchema: v.GenericSchema<unknown, ReturnKind> = v.optional(
  v.picklist(KINDS, `must be one of ${KINDS.join(", ")}`),
  "log",
) as v.GenericSchema<unknown, ReturnKind>;

/** A number strictly between 0 and 1. */
export const fraction: v.GenericSchema<unknown, number> = v.pipe(
  rules.positive,
  v.check((value) => value < 1, "must be below 1"),
);

/** A whole number of rows, two at least. */
export const rowsSchema: v.GenericSchema<unknown, number> = v.pipe(
  rules.count,
  v.check((value) => value >= 2, "must be at least 2"),
);
