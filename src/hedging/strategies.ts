import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";
import { type Band, bandSchema } from "./bands.ts";
import { type CustomHedge, customHedgeSchema } from "./custom/custom-hedge.ts";
import { durationSchema } from "./duration.ts";
import { type HedgeWithOptions, optionHedgeSchemas } from "./option-hedges.ts";
import {
  type DeltaChoice,
  deltaSchema,
  type VolatilityChoice,
  volatilitySchema,
} from "./targets/delta-choice.ts";

/** Hold no hedge: the baseline. */
export interface Unhedged {
  readonly type: "unhedged";
}

/** Hold minus the delta of the book in the underlying. */
export interface DeltaHedge {
  readonly type: "deltaHedge";
  /** Time between decisions: `"1d"`, `"4h"`, `"30m"`. */
  readonly every: string;
  /**
   * When a decision trades: a number is the half width of a no-trade band around the delta, in units
   * of the underlying: inside it nothing is traded, outside it the hedge goes to the nearest edge.
   * Every decision trades to the delta unless given.
   */
  readonly band?: number | Band | undefined;
  /**
   * Volatility of the delta, a year: a number, that of the contracts (`"implied"`), that of the model
   * (`"model"`), or one that each path has at the time: the forecast of a GARCH model until expiry
   * (`"garch"`), what `ewma` makes of its returns; implied unless given.
   */
  readonly volatility?: VolatilityChoice | undefined;
  /**
   * Leland's adjustment (1985) of that volatility for the cost of trading at every decision: more
   * for options sold, less for options bought.
   */
  readonly leland?: boolean | undefined;
  /**
   * Which delta: `"black"`, which hedges a book counted in the quote currency;
   * `"premiumAdjusted"`, the delta less the premium over the spot, which hedges one counted in coin;
   * `"netTransaction"`, the delta less the coins of the premium at the start, which leaves these to
   * gain with the spot; `"model"`, that of the study's own model at its variance of the time (Merton,
   * Kou, Heston, Bates, SVCJ); `"minimumVariance"`, what leaves the least variance under it (not
   * Kou); `hullWhite`; or `localRisk`, what leaves the least variance from one decision to the next
   * under any model. Black's unless given; studies settled in coin ask for one of the first three.
   */
  readonly delta?: DeltaChoice | undefined;
}

/** Hold units of the underlying from start to end: a static hedge. */
export interface HoldUnits {
  readonly type: "holdUnits";
  /** Negative to be short. */
  readonly units: number;
}

/**
 * Be covered in the money and naked out of it, at every decision: Hull's stop-loss, the bad example
 * that delta hedging is measured against.
 */
export interface StopLoss {
  readonly type: "stopLoss";
  readonly every: string;
}

export type Strategy =
  | Unhedged
  | DeltaHedge
  | HoldUnits
  | StopLoss
  | HedgeWithOptions
  | CustomHedge;

const unhedgedSchema = v.strictObject({ type: v.literal("unhedged") });
const deltaHedgeSchema = v.strictObject({
  type: v.literal("deltaHedge"),
  every: v.optional(durationSchema, "1d"),
  band: v.optional(bandSchema),
  volatility: v.optional(volatilitySchema),
  leland: v.optional(v.boolean("must be true or false")),
  delta: v.optional(deltaSchema),
});
const holdUnitsSchema = v.strictObject({ type: v.literal("holdUnits"), units: rules.finite });
const stopLossSchema = v.strictObject({
  type: v.literal("stopLoss"),
  every: v.optional(durationSchema, "1d"),
});

const SCHEMAS: Readonly<Record<Strategy["type"], v.GenericSchema<unknown, Strategy>>> = {
  unhedged: unhedgedSchema,
  deltaHedge: deltaHedgeSchema,
  holdUnits: holdUnitsSchema,
  stopLoss: stopLossSchema,
  customHedge: customHedgeSchema,
  ...optionHedgeSchemas,
};

/** A strategy of any of these kinds, told by its `type`. */
export const strategySchema: v.GenericSchema<unknown, Strategy> = v.variant(
  "type",
  Object.values(SCHEMAS) as unknown as [typeof unhedgedSchema],
  (issue) => unknownKind("strategy", issue.input, Object.keys(SCHEMAS)),
);

/** No hedge at all. */
export function unhedged(): Unhedged {
  return check(unhedgedSchema, { type: "unhedged" }, "unhedged");
}

/** What `deltaHedge` takes: the fields of `DeltaHedge`, all of which have defaults. */
export type DeltaHedgeOptions = Partial<Omit<DeltaHedge, "type">>;

/** A discrete delta hedge, daily unless `every` says otherwise, with or without a no-trade band. */
export function deltaHedge(options: DeltaHedgeOptions = {}): DeltaHedge {
  return check(deltaHedgeSchema, { type: "deltaHedge", ...options }, "deltaHedge");
}

/** A static hedge of so many units of the underlying, negative to be short. */
export function holdUnits(options: { units: number }): HoldUnits {
  return check(holdUnitsSchema, { type: "holdUnits", ...options }, "holdUnits");
}

/** Covered in the money, naked out of it; daily unless `every` says otherwise. */
export function stopLoss(options: { every?: string } = {}): StopLoss {
  return check(stopLossSchema, { type: "stopLoss", ...options }, "stopLoss");
}
