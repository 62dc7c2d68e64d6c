import * as v from "valibot";
import { check, rules } from "../check.ts";

/** History resampled in blocks of returns, which keep what follows what. */
export interface BlockBootstrap {
  readonly type: "blockBootstrap";
  /** Log returns of one step each. */
  readonly returns: readonly number[];
  /** Mean length of a block, in steps. */
  readonly meanLength: number;
  /**
   * "stationary": geometric lengths (Politis and Romano 1994); "circular": all of one length, a whole
   * number (Politis and Romano 1992). After the last return comes the first.
   */
  readonly blocks: "stationary" | "circular";
  /** Days between the returns: a step of a simulation. */
  readonly stepDays: number;
  /** On top of the mean that the returns have, a year; the expected log return's. */
  readonly drift: number;
}

export const blockBootstrapSchema: v.GenericSchema<unknown, BlockBootstrap> = v.pipe(
  v.strictObject({
    type: v.literal("blockBootstrap"),
    returns: v.pipe(v.array(rules.finite), v.minLength(2, "must have 2 or more values")),
    meanLength: v.pipe(
      rules.finite,
      v.check((value) => value >= 1, "must be at least 1"),
    ),
    blocks: v.optional(v.picklist(["stationary", "circular"]), "stationary"),
    stepDays: v.optional(rules.positive, 1),
    drift: v.optional(rules.finite, 0),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { blocks, meanLength } = dataset.value;
    if (blocks === "stationary" || Number.isInteger(meanLength)) return;
    const key = { type: "object", origin: "value", key: "meanLength" } as const;
    const path: [v.ObjectPathItem] = [{ ...key, value: meanLength, input: { ...dataset.value } }];
    addIssue({ message: "must be a whole number for circular blocks", input: meanLength, path });
  }),
);

/**
 * Resampling of log returns; stationary blocks, steps of a day and no drift beside the history's own
 * unless given.
 */
export function blockBootstrap(options: {
  returns: ArrayLike<number>;
  meanLength: number;
  blocks?: "stationary" | "circular";
  stepDays?: number;
  drift?: number;
}): BlockBootstrap {
  const returns = Array.from(options.returns);
  return check(blockBootstrapSchema, { type: "blockBootstrap", ...options, returns }, "model");
}
