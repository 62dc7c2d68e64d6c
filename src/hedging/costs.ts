import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";

/** A fixed fraction of the value traded: fee and half the spread together. */
export interface ProportionalCosts {
  readonly type: "proportional";
  /** 0.0005 is five basis points. */
  readonly rate: number;
}

export type Costs = ProportionalCosts;

const schema = v.strictObject({
  type: v.literal("proportional"),
  rate: v.pipe(
    rules.nonNegative,
    v.check((rate) => rate < 1, "must be a fraction below 1"),
  ),
});

export const costsSchema: v.GenericSchema<unknown, Costs> = v.variant("type", [schema], (issue) =>
  unknownKind("costs", issue.input, ["proportional"]),
);

/** Costs proportional to the value traded; 5 basis points, a taker's fee on perpetuals, unless given. */
export function proportionalCosts(options: { rate?: number } = {}): ProportionalCosts {
  return check(schema, { type: "proportional", rate: 0.0005, ...options }, "costs");
}
