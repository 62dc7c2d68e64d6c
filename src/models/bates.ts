import * as v from "valibot";
import { check } from "../check.ts";
import { type Heston, type HestonOptions, hestonEntries } from "./heston.ts";
import { type Merton, normalJumpEntries } from "./merton.ts";
import type { ModelSchema } from "./model-schema.ts";

/**
 * Bates' model: Heston's variance and Merton's jumps, independent of each other.
 * David S. Bates (1996), "Jumps and stochastic volatility".
 */
export interface Bates
  extends Omit<Heston, "type">,
    Pick<Merton, "jumpsPerYear" | "jumpMean" | "jumpDeviation"> {
  readonly type: "bates";
}

/** What makes a description of `Bates`. */
export const batesSchema: ModelSchema<Bates> = v.strictObject({
  type: v.literal("bates"),
  ...hestonEntries,
  ...normalJumpEntries,
});

/** What the maker of Bates' model takes: the fields of `Bates`. */
export interface BatesOptions extends HestonOptions {
  jumpsPerYear: number;
  jumpMean: number;
  jumpDeviation: number;
}

/** Bates' stochastic volatility with jumps; the drift is 0 unless given. */
export function bates(options: BatesOptions): Bates {
  return check(batesSchema, { type: "bates", ...options }, "model");
}
