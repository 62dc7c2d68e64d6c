import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";
import { durationSchema } from "./duration.ts";
import { type QuotedSpread, quotedSpreadsSchema } from "./quoted-spreads.ts";

/** A fixed fraction of the value traded: fee and half the spread together. */
export interface ProportionalCosts {
  readonly type: "proportional";
  /** 0.0005 is five basis points. */
  readonly rate: number;
}

/** What a hedge meets on a venue. Fractions are of the value traded, or held. */
export interface VenueCosts {
  readonly type: "venue";
  readonly fee: number;
  readonly halfSpread: number;
  /**
   * Temporary impact by the root of size: a trade of n units costs `impact` x root n of its value.
   * With a daily volume of V units and volatility s a day, s / root V is usual (Almgren et al. 2005).
   */
  readonly impact: number;
  /**
   * Linear permanent impact: each unit traded moves the price that the hedge pays from then on by
   * this fraction of it, half of that within the trade. Marks, of the book and of the hedge that is
   * unwound at the horizon, are without it, so that a position of q units costs half of it times
   * q^2 in however many trades it was built (Almgren and Chriss 2000).
   */
  readonly permanentImpact?: number | undefined;
  /** Money for a trade of any size. */
  readonly perTrade: number;
  /** What a long hedge pays a year; a short one receives it. A perpetual's funding. */
  readonly funding: number;
  /** What holding a hedge of either side costs a year: margin posted times the cost of capital. */
  readonly capital: number;
  /** Trades are whole multiples of it; 0 for any size. */
  readonly lot: number;
  /** The most units that a decision trades; 0 for no limit. */
  readonly most: number;
  /** The most that a decision trades of what the market does until the next one. */
  readonly participation?: Participation | undefined;
  /** Chance that a decision's order is not filled: what is held stays until the next decision. */
  readonly missed?: number | undefined;
  /**
   * Time from a decision to its fill, at the price of then: `"5m"`; none unless given. Decisions
   * count on orders that are on their way. Rolls are traded when due; at the horizon orders lapse.
   */
  readonly delay?: string | undefined;
  /** What the options of a hedge cost; fee and half-spread as above, of their value, unless given. */
  readonly option?: OptionCosts | undefined;
}

/** A share of what is traded: with 24,000 units a day 0.1 is 100 units an hour. */
export interface Participation {
  readonly share: number;
  /** Units traded a day, 24 hours. */
  readonly dailyVolume: number;
}

/** What trading one option on one unit of the underlying costs. */
export interface OptionCosts {
  /** A fraction of the spot. */
  readonly fee: number;
  /** The most that the fee is, a fraction of the price; 0 for no limit. Deribit's is 0.125. */
  readonly cap: number;
  /** Half of the spread: a fraction of the price, and one of the spot; at most the price. */
  readonly halfSpread: number;
  readonly spreadOfSpot: number;
  /**
   * Beside these the half-spreads of a chain, by delta and days to expiry, as `halfSpreads` and the
   * market presets have them: `markets.btc.spreads.calm`. A bucket without quotes has that of the
   * nearest delta, then of the nearest time.
   */
  readonly spreads?: readonly QuotedSpread[] | undefined;
  /** As of the underlying. */
  readonly impact: number;
  readonly lot: number;
  readonly most: number;
  readonly participation?: Participation | undefined;
  readonly missed?: number | undefined;
}

export type Costs = ProportionalCosts | VenueCosts;

const fraction = v.pipe(
  rules.nonNegative,
  v.check((rate) => rate < 1, "must be a fraction below 1"),
);
const proportionalSchema = v.strictObject({ type: v.literal("proportional"), rate: fraction });
export const participationSchema: v.GenericSchema<unknown, Participation> = v.strictObject({
  share: v.pipe(
    rules.positive,
    v.check((share) => share <= 1, "must be a share, at most 1"),
  ),
  dailyVolume: rules.positive,
});
const optionSchema = v.strictObject({
  fee: v.optional(fraction, 0),
  cap: v.optional(rules.nonNegative, 0),
  halfSpread: v.optional(fraction, 0),
  spreadOfSpot: v.optional(fraction, 0),
  spreads: v.optional(quotedSpreadsSchema),
  impact: v.optional(rules.nonNegative, 0),
  lot: v.optional(rules.nonNegative, 0),
  most: v.optional(rules.nonNegative, 0),
  participation: v.optional(participationSchema),
  missed: v.optional(fraction),
});
const venueSchema = v.strictObject({
  type: v.literal("venue"),
  fee: v.optional(fraction, 0),
  halfSpread: v.optional(fraction, 0),
  impact: v.optional(rules.nonNegative, 0),
  permanentImpact: v.optional(rules.nonNegative),
  perTrade: v.optional(rules.nonNegative, 0),
  funding: v.optional(rules.finite, 0),
  capital: v.optional(rules.nonNegative, 0),
  lot: v.optional(rules.nonNegative, 0),
  most: v.optional(rules.nonNegative, 0),
  participation: v.optional(participationSchema),
  missed: v.optional(fraction),
  delay: v.optional(durationSchema),
  option: v.optional(optionSchema),
});

export const costsSchema: v.GenericSchema<unknown, Costs> = v.variant(
  "type",
  [proportionalSchema, venueSchema],
  (issue) => unknownKind("costs", issue.input, ["proportional", "venue"]),
);

/** What is asked where nothing is said of costs. */
export const USUAL_COSTS: ProportionalCosts = { type: "proportional", rate: 0.0005 };

/** Costs proportional to the value traded; 5 basis points, a taker's fee on perpetuals, unless given. */
export function proportionalCosts(options: { rate?: number } = {}): ProportionalCosts {
  const costs = { ...USUAL_COSTS, ...options };
  return check(proportionalSchema, costs, "costs");
}

/** What `venueCosts` takes: all of it may be left out. */
export type VenueCostsOptions = Partial<Omit<VenueCosts, "type" | "option">> & {
  readonly option?: Partial<OptionCosts> | undefined;
};

/** Fees, spread, impact, funding, capital, lots and limits; what is left out is nothing. */
export function venueCosts(options: VenueCostsOptions): VenueCosts {
  return check(venueSchema, { type: "venue", ...options }, "costs");
}

/** The most units traded in so many seconds; undefined for no limit. */
export function flowOf(
  { participation }: Pick<VenueCosts, "participation">,
  seconds: number,
): number | undefined {
  return participation && (participation.share * participation.dailyVolume * seconds) / 86_400;
}

/** The lesser of two limits, 0 or none for neither. */
export function mostOf(most = 0, share = 0): number {
  return share === 0 ? most : most === 0 ? share : Math.min(most, share);
}
