import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type Contract, contractSchema } from "../portfolio/contracts.ts";
import { type Band, bandSchema } from "./bands.ts";
import { durationSchema } from "./duration.ts";

/** What hedges that trade options have in common. */
export interface OptionHedge {
  /** Time between decisions: `"1d"`, `"4h"`, `"30m"`. */
  readonly every: string;
  /** Time between decisions on options, where they are to be fewer; `every` unless given. */
  readonly optionsEvery?: string | undefined;
  /** Sell each option so many days before it expires, for the next of its kind. */
  readonly roll?: { readonly days: number } | undefined;
  /**
   * The most contracts of an option held, of either side: where an option has little of a Greek
   * left, its ratio grows without bound. Ten for every option of the book unless given.
   */
  readonly most?: number | undefined;
  /** When a decision trades the underlying, as in `deltaHedge`; not `whalleyWilmott`. */
  readonly band?: number | Exclude<Band, { type: "whalleyWilmott" }> | undefined;
  /** Half width, in contracts, of a no-trade band around each ratio. */
  readonly optionBand?: number | undefined;
  /** Volatility of the book's Greeks, as in `deltaHedge`. */
  readonly volatility?: number | "implied" | "model" | undefined;
  /**
   * What hedge options are valued at: their own volatility, or the market's (`"implied"`), or that
   * of the path at the time (`"path"`), for models whose variance moves; implied unless given.
   */
  readonly valuation?: "implied" | "path" | undefined;
}

/**
 * Remove the book's gamma with an option, and the delta that is left with the underlying. Where the
 * option has no gamma and the book none either, what is held stays.
 */
export interface DeltaGammaHedge extends OptionHedge {
  readonly type: "deltaGammaHedge";
  /** The option, as listed at the start; later ones have its tenor and its strike over the spot. */
  readonly using: Contract;
}

/** As `DeltaGammaHedge`, with vega in the place of gamma. */
export interface DeltaVegaHedge extends OptionHedge {
  readonly type: "deltaVegaHedge";
  readonly using: Contract;
}

/**
 * Remove gamma and vega with two options, and the delta that is left with the underlying. At times
 * when both have gamma and vega in the same proportion, what is held stays.
 */
export interface DeltaGammaVegaHedge extends OptionHedge {
  readonly type: "deltaGammaVegaHedge";
  readonly using: readonly [Contract, Contract];
}

const volatilitySchema = v.lazy((input) =>
  typeof input === "string"
    ? v.picklist(["implied", "model"], 'must be a number, "implied" or "model"')
    : rules.positive,
);
const plainBandSchema = v.pipe(
  bandSchema,
  v.check(
    (band) => typeof band === "number" || band.type !== "whalleyWilmott",
    "must not be whalleyWilmott, which widens with a gamma that is hedged away",
  ),
) as v.GenericSchema<unknown, OptionHedge["band"] & {}>;
const common = {
  every: v.optional(durationSchema, "1d"),
  optionsEvery: v.optional(durationSchema),
  roll: v.optional(v.strictObject({ days: rules.positive })),
  most: v.optional(rules.nonNegative),
  band: v.optional(plainBandSchema),
  optionBand: v.optional(rules.nonNegative),
  volatility: v.optional(volatilitySchema),
  valuation: v.optional(v.picklist(["implied", "path"], 'must be "implied" or "path"')),
};

const deltaGammaHedgeSchema = v.strictObject({
  type: v.literal("deltaGammaHedge"),
  ...common,
  using: contractSchema,
});
const deltaVegaHedgeSchema = v.strictObject({
  type: v.literal("deltaVegaHedge"),
  ...common,
  using: contractSchema,
});
const deltaGammaVegaHedgeSchema = v.strictObject({
  type: v.literal("deltaGammaVegaHedge"),
  ...common,
  using: v.pipe(
    v.strictTuple([contractSchema, contractSchema], "must be two options"),
    v.check(
      ([first, second]) => first.days !== second.days,
      "must be two options of two expiries: those of one remove gamma and vega in one proportion",
    ),
  ),
});

/** Hedges that trade options beside the underlying. */
export type HedgeWithOptions = DeltaGammaHedge | DeltaVegaHedge | DeltaGammaVegaHedge;

/** Their schemas by type. */
export const optionHedgeSchemas: Readonly<
  Record<HedgeWithOptions["type"], v.GenericSchema<unknown, HedgeWithOptions>>
> = {
  deltaGammaHedge: deltaGammaHedgeSchema,
  deltaVegaHedge: deltaVegaHedgeSchema,
  deltaGammaVegaHedge: deltaGammaVegaHedgeSchema,
};

/** What these hedges take: all but `using` have defaults. */
export type DeltaGammaHedgeOptions = Partial<OptionHedge> & Pick<DeltaGammaHedge, "using">;
export type DeltaVegaHedgeOptions = Partial<OptionHedge> & Pick<DeltaVegaHedge, "using">;
export type DeltaGammaVegaHedgeOptions = Partial<OptionHedge> & Pick<DeltaGammaVegaHedge, "using">;

/** A hedge of gamma with an option and of delta with the underlying, daily unless it says otherwise. */
export function deltaGammaHedge(options: DeltaGammaHedgeOptions): DeltaGammaHedge {
  return check(deltaGammaHedgeSchema, { type: "deltaGammaHedge", ...options }, "deltaGammaHedge");
}

/** A hedge of vega with an option and of delta with the underlying, daily unless it says otherwise. */
export function deltaVegaHedge(options: DeltaVegaHedgeOptions): DeltaVegaHedge {
  return check(deltaVegaHedgeSchema, { type: "deltaVegaHedge", ...options }, "deltaVegaHedge");
}

/** A hedge of gamma and vega with two options and of delta with the underlying. */
export function deltaGammaVegaHedge(options: DeltaGammaVegaHedgeOptions): DeltaGammaVegaHedge {
  const description = { type: "deltaGammaVegaHedge", ...options };
  return check(deltaGammaVegaHedgeSchema, description, "deltaGammaVegaHedge");
}
