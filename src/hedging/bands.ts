import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";

/** A no-trade band whose half width is a share of the delta. */
export interface RelativeBand {
  readonly type: "relativeBand";
  readonly share: number;
}

/** Trade to the delta itself when the hedge is off by more than a width, in units. */
export interface Recentre {
  readonly type: "recentre";
  readonly width: number;
}

/**
 * The no-trade band that maximises expected exponential utility for small proportional costs:
 * Whalley and Wilmott (1997). It widens with the cube root of the cost and with the gamma.
 */
export interface WhalleyWilmott {
  readonly type: "whalleyWilmott";
  /** Absolute risk aversion, per unit of money. */
  readonly riskAversion: number;
}

/** Trade to the delta when the spot has moved by a share since the last trade. */
export interface AfterMove {
  readonly type: "afterMove";
  readonly share: number;
}

/**
 * The no-trade band of Zakamouline (2006), "European option pricing and hedging with both fixed and
 * proportional transaction costs" and "Efficient analytic approximation of the optimal hedging
 * strategy for a European call option with transaction costs": formulas fitted to the exact solution,
 * with a volatility adjusted for the cost. For Black's delta of books of one expiry.
 */
export interface Zakamouline {
  readonly type: "zakamouline";
  /** Absolute risk aversion, per unit of money. */
  readonly riskAversion: number;
}

/** When a decision trades, and how far. */
export type Band = RelativeBand | Recentre | WhalleyWilmott | Zakamouline | AfterMove;

const relativeSchema = v.strictObject({
  type: v.literal("relativeBand"),
  share: rules.nonNegative,
});
const recentreSchema = v.strictObject({ type: v.literal("recentre"), width: rules.nonNegative });
const whalleyWilmottSchema = v.strictObject({
  type: v.literal("whalleyWilmott"),
  riskAversion: rules.positive,
});
const zakamoulineSchema = v.strictObject({
  type: v.literal("zakamouline"),
  riskAversion: rules.positive,
});
const afterMoveSchema = v.strictObject({ type: v.literal("afterMove"), share: rules.nonNegative });

const kinds = v.variant(
  "type",
  [relativeSchema, recentreSchema, whalleyWilmottSchema, zakamoulineSchema, afterMoveSchema],
  (issue) =>
    unknownKind("band", issue.input, [
      "relativeBand",
      "recentre",
      "whalleyWilmott",
      "zakamouline",
      "afterMove",
    ]),
);

/** A half width in units, or a band of a kind. */
export const bandSchema: v.GenericSchema<unknown, number | Band> = v.lazy((input) =>
  typeof input === "object" && input !== null ? kinds : rules.nonNegative,
);

/** A band whose half width is a share of the delta. */
export function relativeBand(options: { share: number }): RelativeBand {
  return check(relativeSchema, { type: "relativeBand", ...options }, "band");
}

/** A trade to the delta when off by more than a width. */
export function recentre(options: { width: number }): Recentre {
  return check(recentreSchema, { type: "recentre", ...options }, "band");
}

/** The band of Whalley and Wilmott for an absolute risk aversion. */
export function whalleyWilmott(options: { riskAversion: number }): WhalleyWilmott {
  return check(whalleyWilmottSchema, { type: "whalleyWilmott", ...options }, "band");
}

/** A trade to the delta when the spot has moved by a share. */
export function afterMove(options: { share: number }): AfterMove {
  return check(afterMoveSchema, { type: "afterMove", ...options }, "band");
}

/** The band of Zakamouline for an absolute risk aversion. */
export function zakamouline(options: { riskAversion: number }): Zakamouline {
  return check(zakamoulineSchema, { type: "zakamouline", ...options }, "band");
}
