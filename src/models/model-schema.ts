import * as v from "valibot";
import { rules } from "../check.ts";

/** The schema of one model, told from others by its `type`: a part of a union of models. */
export type ModelSchema<M extends { readonly type: string }> = v.StrictObjectSchema<
  { readonly [K in keyof M]: v.GenericSchema<unknown, M[K]> },
  undefined
>;

/** Fields of models that are numbers. */
export type NumberEntries<K extends string> = Readonly<Record<K, v.GenericSchema<unknown, number>>>;

/** Growth of the expected spot in the real world, a year, continuously compounded: 0 unless given. */
export const driftRule: v.GenericSchema<unknown, number> = v.optional(rules.finite, 0);
