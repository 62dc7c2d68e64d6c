import * as v from "valibot";
import { check } from "../../check.ts";
import { durationSchema } from "../duration.ts";
import type { DecisionColumns } from "./decision-columns.ts";

/** What a strategy of your own does at a decision: read columns, fill `columns.target`. */
export type HedgeRule = (columns: DecisionColumns) => void;

/**
 * A strategy of your own. The rule is code: a study with one is not JSON any more, stays in one
 * thread, and gives the same bits again only where the rule does.
 */
export interface CustomHedge {
  readonly type: "customHedge";
  /** Time between decisions. */
  readonly every: string;
  readonly rule: HedgeRule;
}

/** What makes a description of `CustomHedge`. */
export const customHedgeSchema: v.GenericSchema<unknown, CustomHedge> = v.strictObject({
  type: v.literal("customHedge"),
  every: v.optional(durationSchema, "1d"),
  rule: v.custom<HedgeRule>(
    (input) => typeof input === "function",
    "must be a function of the columns",
  ),
});

/**
 * A strategy of your own, daily unless `every` says otherwise. The rule is called for some hundreds
 * of paths at one decision, with a number a path in every column, and writes the units to hold into
 * `target`; the study trades, charges and adds up as for any strategy:
 * `customHedge(({ paths, delta, target }) => { for (let i = 0; i < paths; i++) target[i] = -delta[i]; })`.
 * A path must not depend on the others of its block, nor on what was called before.
 */
export function customHedge(rule: HedgeRule, options: { every?: string } = {}): CustomHedge {
  return check(customHedgeSchema, { type: "customHedge", rule, ...options }, "customHedge");
}
