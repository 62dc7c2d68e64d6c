import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";

/** Geometric Brownian motion: constant drift and volatility, continuous paths. */
export interface GeometricBrownian {
  readonly type: "geometricBrownian";
  /** A year, as a fraction: 0.55 is 55 %. */
  readonly volatility: number;
  /** Growth of the expected spot in the real world, a year, continuously compounded. */
  readonly drift: number;
}

const schema = v.strictObject({
  type: v.literal("geometricBrownian"),
  volatility: rules.nonNegative,
  drift: v.optional(rules.finite, 0),
});

/** Dynamics of the market in the real world. */
export type Model = GeometricBrownian;

export const modelSchema: v.GenericSchema<unknown, Model> = v.variant("type", [schema], (issue) =>
  unknownKind("model", issue.input, ["geometricBrownian"]),
);

/** Geometric Brownian motion; the drift is 0 unless given. */
export function geometricBrownian(options: {
  volatility: number;
  drift?: number;
}): GeometricBrownian {
  return check(schema, { type: "geometricBrownian", ...options }, "model");
}
