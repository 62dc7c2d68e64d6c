import * as v from "valibot";
import { rules, unknownKind } from "../check.ts";
import { durationSchema } from "../hedging/duration.ts";

/** No hedge, or one by delta in perpetuals: what `unhedged` and `deltaHedge` make. */
export type StressHedge =
  | { readonly type: "unhedged" }
  | {
      readonly type: "deltaHedge";
      readonly every: string;
      /** Half width of a no-trade band around the delta, in units. */
      readonly band?: number | undefined;
    };

/** A hedge that a stress can follow; other fields of `deltaHedge` are an error, never ignored. */
export const stressHedgeSchema: v.GenericSchema<unknown, StressHedge> = v.variant(
  "type",
  [
    v.strictObject({ type: v.literal("unhedged") }),
    v.strictObject({
      type: v.literal("deltaHedge"),
      every: v.optional(durationSchema, "1d"),
      band: v.optional(rules.nonNegative),
    }),
  ],
  (issue) => unknownKind("hedge", issue.input, ["unhedged", "deltaHedge"]),
);
