import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";
import { durationSchema } from "./duration.ts";

/** Hold no hedge: the baseline. */
export interface Unhedged {
  readonly type: "unhedged";
}

/** Hold minus the Black-Scholes delta of the book in the underlying. */
export interface DeltaHedge {
  readonly type: "deltaHedge";
  /** Time between decisions: `"1d"`, `"4h"`, `"30m"`. */
  readonly every: string;
  /**
   * Half width of a no-trade band around the delta, in units of the underlying: inside it nothing is
   * traded, outside it the hedge goes to the nearest edge. None unless given.
   */
  readonly band?: number | undefined;
}

export type Strategy = Unhedged | DeltaHedge;

const unhedgedSchema = v.strictObject({ type: v.literal("unhedged") });
const deltaHedgeSchema = v.strictObject({
  type: v.literal("deltaHedge"),
  every: v.optional(durationSchema, "1d"),
  band: v.optional(rules.nonNegative),
});

export const strategySchema: v.GenericSchema<unknown, Strategy> = v.variant(
  "type",
  [unhedgedSchema, deltaHedgeSchema],
  (issue) => unknownKind("strategy", issue.input, ["unhedged", "deltaHedge"]),
);

/** No hedge at all. */
export function unhedged(): Unhedged {
  return check(unhedgedSchema, { type: "unhedged" }, "unhedged");
}

/** A discrete delta hedge, daily unless `every` says otherwise, with or without a no-trade band. */
export function deltaHedge(options: { every?: string; band?: number } = {}): DeltaHedge {
  return check(deltaHedgeSchema, { type: "deltaHedge", ...options }, "deltaHedge");
}
