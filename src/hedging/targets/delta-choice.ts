import * as v from "valibot";
import { rules } from "../../check.ts";
import { type Ewma, ewmaSchema } from "./ewma.ts";
import { type HullWhite, hullWhiteSchema } from "./hull-white.ts";

/** Which delta a hedge follows; `DeltaHedge` says what each is. */
export type DeltaChoice =
  | "black"
  | "premiumAdjusted"
  | "netTransaction"
  | "model"
  | "minimumVariance"
  | HullWhite;

/** At which volatility a Black delta is taken; `DeltaHedge` says what each is. */
export type VolatilityChoice = number | "implied" | "model" | "garch" | Ewma;

const DELTAS = ["black", "premiumAdjusted", "netTransaction", "model", "minimumVariance"] as const;

/** The delta of a hedge. */
export const deltaSchema: v.GenericSchema<unknown, DeltaChoice> = v.lazy((input) =>
  typeof input === "object" && input !== null
    ? hullWhiteSchema
    : v.picklist(DELTAS, `must be ${DELTAS.map((name) => `"${name}"`).join(", ")} or hullWhite`),
);

/** The volatility of a hedge. */
export const volatilitySchema: v.GenericSchema<unknown, VolatilityChoice> = v.lazy((input) => {
  if (typeof input === "object" && input !== null) return ewmaSchema;
  if (typeof input !== "string") return rules.positive;
  return v.picklist(
    ["implied", "model", "garch"],
    'must be a number, "implied", "model", "garch" or ewma',
  );
});
