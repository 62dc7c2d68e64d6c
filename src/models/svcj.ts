import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { Bates, BatesOptions } from "./bates.ts";
import { hestonEntries } from "./heston.ts";
import { normalJumpEntries } from "./merton.ts";
import type { ModelSchema } from "./model-schema.ts";

/**
 * Stochastic volatility with jumps of spot and variance at the same times. A jump of the variance is
 * exponential; given its size z, the jump of the logarithm of the spot is normal with mean
 * jumpMean + jumpCorrelation x z. Darrell Duffie, Jun Pan and Kenneth Singleton (2000), "Transform
 * analysis and asset pricing for affine jump-diffusions", section 4.
 */
export interface Svcj extends Omit<Bates, "type"> {
  readonly type: "svcj";
  /** Mean jump of the variance, a year. */
  readonly varianceJumpMean: number;
  /** Log jump of the spot for a jump of the variance by one; a slope, of any size. */
  readonly jumpCorrelation: number;
}

/** What makes a description of `Svcj`. */
export const svcjSchema: ModelSchema<Svcj> = v.pipe(
  v.strictObject({
    type: v.literal("svcj"),
    ...hestonEntries,
    ...normalJumpEntries,
    varianceJumpMean: rules.nonNegative,
    jumpCorrelation: rules.finite,
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const product = dataset.value.varianceJumpMean * dataset.value.jumpCorrelation;
    if (product < 1) return;
    const message = "varianceJumpMean x jumpCorrelation must be below 1";
    addIssue({ message, input: product });
  }),
);

/** What the maker takes: the fields of `Svcj`. */
export interface SvcjOptions extends BatesOptions {
  varianceJumpMean: number;
  jumpCorrelation: number;
}

/** Stochastic volatility with correlated jumps; the drift is 0 unless given. */
export function svcj(options: SvcjOptions): Svcj {
  return check(svcjSchema, { type: "svcj", ...options }, "model");
}
