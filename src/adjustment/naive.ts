import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type RatioOptions, returnsSchema } from "./options.ts";
import type { ReturnKind } from "./returns.ts";
import type { RatioRule } from "./rule.ts";

/** A ratio that is given, not estimated. */
export interface NaiveRatio {
  readonly type: "naive";
  readonly ratio: number;
  readonly returns: ReturnKind;
}

export const naiveSchema: v.GenericSchema<unknown, NaiveRatio> = v.strictObject({
  type: v.literal("naive"),
  ratio: v.optional(rules.finite, 1),
  returns: returnsSchema,
}) as v.GenericSchema<unknown, NaiveRatio>;

/** One for one, or another fixed `ratio`, shared equally by several hedges. */
export function naiveRatio(options: { ratio?: number } & RatioOptions = {}): NaiveRatio {
  return check(naiveSchema, { type: "naive", ...options }, "naiveRatio");
}

/** The rule of a fixed ratio. */
export function naiveRule({
  ratio,
}: NaiveRatio): RatioRule<{ readonly ratios: readonly number[] }> {
  return {
    fewest: () => 1,
    refits: false,
    fit: ({ rows }) => {
      const hedges = rows[0]!.length - 1;
      const ratios = new Array<number>(hedges).fill(ratio / hedges);
      return { ratios, inner: { ratios } };
    },
    step: (inner) => ({ ratios: inner.ratios, inner }),
  };
}
