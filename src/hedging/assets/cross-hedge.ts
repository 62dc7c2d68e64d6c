import * as v from "valibot";
import { check, ruleOn, rules } from "../../check.ts";
import { type Band, bandSchema } from "../bands.ts";
import { durationSchema } from "../duration.ts";

/**
 * Hedge the delta of one asset with another; all others with themselves, the other one's own delta
 * in the same trades.
 */
export interface CrossHedge {
  readonly type: "crossHedge";
  /** Name of the asset whose delta is hedged. */
  readonly of: string;
  /** Name of the asset that it is hedged with. */
  readonly with: string;
  /**
   * Value held of the one for a unit of value of the other's delta: the beta of their returns. The
   * minimum-variance ratio of the market's models unless given.
   */
  readonly ratio?: number | undefined;
  /** Time between decisions: `"1d"`, `"4h"`, `"30m"`. */
  readonly every: string;
  /** As in `deltaHedge`; a width in units of each asset that is traded. */
  readonly band?: number | Exclude<Band, { type: "whalleyWilmott" | "zakamouline" }> | undefined;
  /** Volatility of the deltas, as in `deltaHedge`. */
  readonly volatility?: number | "implied" | "model" | undefined;
}

const plainBandSchema = v.pipe(
  bandSchema,
  v.check(
    (band) =>
      typeof band === "number" || (band.type !== "whalleyWilmott" && band.type !== "zakamouline"),
    "must be a width, a share, recentre or afterMove: others widen with a gamma of the asset itself",
  ),
) as v.GenericSchema<unknown, CrossHedge["band"] & {}>;
const volatilitySchema = v.lazy((input) =>
  typeof input === "string"
    ? v.picklist(["implied", "model"], 'must be a number, "implied" or "model"')
    : rules.positive,
);

/** What makes a description of `CrossHedge`. */
export const crossHedgeSchema: v.GenericSchema<unknown, CrossHedge> = v.pipe(
  v.strictObject({
    type: v.literal("crossHedge"),
    of: v.string("must be the name of an asset"),
    with: v.string("must be the name of an asset"),
    ratio: v.optional(rules.finite),
    every: v.optional(durationSchema, "1d"),
    band: v.optional(plainBandSchema),
    volatility: v.optional(volatilitySchema),
  }),
  ruleOn("with", (hedge) => hedge.with !== hedge.of, "must be another asset than the one hedged"),
);

/** What `crossHedge` takes: all but the two assets have defaults. */
export type CrossHedgeOptions = Pick<CrossHedge, "of" | "with"> & Partial<Omit<CrossHedge, "type">>;

/**
 * Hedge one asset's delta with another asset, daily unless `every` says otherwise: it holds minus
 * the ratio times the delta's value. With the minimum-variance ratio `rho s / s'` of volatilities s
 * and s' it removes the share `rho^2` of the variance (Ederington 1979).
 */
export function crossHedge(options: CrossHedgeOptions): CrossHedge {
  return check(crossHedgeSchema, { type: "crossHedge", ...options }, "crossHedge");
}
