import * as v from "valibot";
import { check, rules } from "../check.ts";
import { driftRule, type ModelSchema } from "./model-schema.ts";

/** Geometric Brownian motion: constant drift and volatility, continuous paths. */
export interface GeometricBrownian {
  readonly type: "geometricBrownian";
  /** A year, as a fraction: 0.55 is 55 %. */
  readonly volatility: number;
  /** Growth of the expected spot in the real world, a year, continuously compounded. */
  readonly drift: number;
}

export const geometricBrownianSchema: ModelSchema<GeometricBrownian> = v.strictObject({
  type: v.literal("geometricBrownian"),
  volatility: rules.nonNegative,
  drift: driftRule,
});

/** Geometric Brownian motion; the drift is 0 unless given. */
export function geometricBrownian(options: {
  volatility: number;
  drift?: number;
}): GeometricBrownian {
  return check(geometricBrownianSchema, { type: "geometricBrownian", ...options }, "model");
}
