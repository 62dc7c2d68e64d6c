import * as v from "valibot";
import { check } from "../../check.ts";
import { type Strategy, strategySchema } from "../strategies.ts";

/** A strategy of its own on every asset: what stands on one is hedged there. */
export interface EachAsset {
  readonly type: "eachAsset";
  /** By asset; those without one are not hedged. Widths, lots and units are of the asset. */
  readonly strategies: Readonly<Record<string, Strategy>>;
}

/** What makes a description of `EachAsset`. */
export const eachAssetSchema: v.GenericSchema<unknown, EachAsset> = v.strictObject({
  type: v.literal("eachAsset"),
  strategies: v.pipe(
    v.record(v.string(), strategySchema, "must be an object of strategies by asset"),
    v.check((all) => Object.keys(all).length > 0, "must have at least one strategy"),
  ),
});

/**
 * A strategy for each asset, by name: `eachAsset({ BTC: deltaHedge({ band: 0.1 }), ETH: holdUnits({
 * units: 3 }) })`. Assets that are left out are not hedged.
 */
export function eachAsset(strategies: Readonly<Record<string, Strategy>>): EachAsset {
  return check(eachAssetSchema, { type: "eachAsset", strategies }, "eachAsset");
}
