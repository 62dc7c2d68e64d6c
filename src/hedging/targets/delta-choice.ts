import * as v from "valibot";
import { rules } from "../../check.ts";
import { type Ewma, ewmaSchema } from "./ewma.ts";
import { type HullWhite, hullWhiteSchema } from "./hull-white.ts";
import { type LocalRisk, localRiskSchema } from "./local-risk.ts";

/** Which delta a hedge follows; `DeltaHedge` says what each is. */
export type DeltaChoice =
  | "black"
  | "premiumAdjusted"
  | "netTransaction"
  | "model"
  | "minimumVariance"
  | HullWhite
  | LocalRisk;

/** At which volatility a Black delta is taken; `DeltaHedge` says what each is. */
export type VolatilityChoice = number | "implied" | "model" | "garch" | Ewma;

const DELTAS = ["black", "premiumAdjusted", "netTransaction", "model", "minimumVariance"] as const;

/** The delta of a hedge. */
export const deltaSchema: v.GenericSchema<unknown, DeltaChoice> = v.lazy((input) => {
  if (typeof input !== "object" || input === null) {
    const names = DELTAS.map((name) => `"${name}"`).join(", ");
    return v.picklist(DELTAS, `must be ${names}, hullWhite or localRisk`);
  }
  return (input as { type?: unknown }).type === "localRisk" ? localRiskSchema : hullWhiteSchema;
});

/** The volatility of a hedge. */
export const volatilitySchema: v.GenericSchema<unknown, VolatilityChoice> = v.lazy((input) => {
  if (typeof input === "object" && input !== null) return ewmaSchema;
  if (typeof input !== "string") return rules.positive;
  return v.picklist(
    ["implied", "model", "garch"],
    'must be a number, "implied", "model", "garch" or ewma',
  );
});
