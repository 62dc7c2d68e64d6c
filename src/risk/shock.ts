import * as v from "valibot";
import { rules, unknownKind } from "../check.ts";

/** How a move comes and goes, in hours from the start of the scenario. */
export interface Course {
  /** When it begins; 0 unless given. */
  readonly fromHours: number;
  /** How long it takes to come; at once unless given. */
  readonly overHours: number;
  /** The share of it that goes again; none unless given. */
  readonly recovery: number;
  /** How long it stays before that; 0 unless given. */
  readonly holdHours: number;
  /** How long the going takes; at once unless given. */
  readonly recoveryHours: number;
}

/** When a state of affairs lasts, in hours from the start; to the end of the scenario unless given. */
export interface Window {
  readonly fromHours: number;
  readonly hours?: number | undefined;
}

/** The spot moves by a fraction: all underlyings, or one, and others as their correlation says. */
export interface Gap extends Course {
  readonly type: "gap";
  readonly underlying?: string | undefined;
  readonly move: number;
}

/** Implied volatilities are multiplied. */
export interface VolatilityShock extends Course {
  readonly type: "volatility";
  readonly underlying?: string | undefined;
  readonly factor: number;
}

/** Implied volatilities are multiplied by factor^exp(-days to expiry / days): most at the front. */
export interface TermShock extends Course {
  readonly type: "termStructure";
  readonly factor: number;
  readonly days: number;
}

/**
 * Implied volatilities are multiplied by exp(slope d + curvature d^2), d the log of strike over spot
 * in deviations to expiry, at most 3 either way.
 */
export interface SmileShock extends Course {
  readonly type: "smile";
  readonly slope: number;
  readonly curvature: number;
}

/** Correlations of underlyings are what is given. */
export interface CorrelationShock extends Window {
  readonly type: "correlation";
  readonly to: number;
}

/** Holders of perpetuals pay funding, a fraction of the notional a year; earn it when negative. */
export interface FundingShock extends Window {
  readonly type: "funding";
  readonly rate: number;
}

/** The stable coin that cash is in has another price. */
export interface Depeg extends Course {
  readonly type: "depeg";
  readonly price: number;
}

/** Spots and volatilities of one underlying as multiples of those at the start. */
export interface PathShock {
  readonly type: "path";
  readonly underlying: string;
  /** Ascending, from 0. */
  readonly hours: readonly number[];
  readonly spots: readonly number[];
  readonly volatilities?: readonly number[] | undefined;
}

/**
 * What the venue and the hedger see of the spot is old, or wrong by a factor; the venue may know
 * that its sources are unsure, from 1 (it does not) down to 0.
 */
export interface OracleFailure extends Window {
  readonly type: "oracle";
  readonly lagHours: number;
  readonly factor: number;
  readonly confidence: number;
}

/** Nothing can be traded. */
export interface Outage extends Window {
  readonly type: "outage";
}

/** A share of the cash cannot be used. */
export interface StuckCollateral extends Window {
  readonly type: "stuckCollateral";
  readonly share: number;
}

/** Half the spread grows by a fraction of the price, and depth shrinks to a share of itself. */
export interface ThinLiquidity extends Window {
  readonly type: "liquidity";
  readonly halfSpread: number;
  readonly depth: number;
}

/** The liquidation engine acts so much later. */
export interface LiquidationDelay {
  readonly type: "liquidationDelay";
  readonly hours: number;
}

/** One thing that happens. */
export type Shock =
  | Gap
  | VolatilityShock
  | TermShock
  | SmileShock
  | CorrelationShock
  | FundingShock
  | Depeg
  | PathShock
  | OracleFailure
  | Outage
  | StuckCollateral
  | ThinLiquidity
  | LiquidationDelay;

type Defaulted<T, K extends PropertyKey> = T extends unknown
  ? Omit<T, K> & Partial<Pick<T, K & keyof T>>
  : never;
type Optional =
  | keyof Course
  | "slope"
  | "curvature"
  | "lagHours"
  | "factor"
  | "confidence"
  | "halfSpread"
  | "depth";

/** A shock as one writes it: what is left out does nothing. */
export type ShockInput =
  | Defaulted<Exclude<Shock, VolatilityShock | TermShock>, Optional>
  | Defaulted<VolatilityShock | TermShock, keyof Course>;

const fraction = v.pipe(
  rules.nonNegative,
  v.check((value) => value <= 1, "must be a fraction of at most 1"),
);
const hour = v.optional(rules.nonNegative, 0);
const course = {
  fromHours: hour,
  overHours: hour,
  recovery: v.optional(fraction, 0),
  holdHours: hour,
  recoveryHours: hour,
};
const window = { fromHours: hour, hours: v.optional(rules.positive) };
const move = v.pipe(
  rules.finite,
  v.check((value) => value > -1, "must be above -1"),
);
const correlation = v.pipe(
  rules.finite,
  v.check((value) => Math.abs(value) <= 1, "must be between -1 and 1"),
);
const share = v.pipe(
  rules.positive,
  v.check((value) => value <= 1, "must be a fraction of at most 1"),
);
const underlying = v.optional(v.string());
const one = v.optional(rules.positive, 1);
const path = v.pipe(
  v.strictObject({
    type: v.literal("path"),
    underlying: v.string(),
    hours: v.pipe(v.array(rules.nonNegative), v.minLength(2, "must have 2 or more values")),
    spots: v.array(rules.positive),
    volatilities: v.optional(v.array(rules.positive)),
  }),
  v.check(({ hours }) => hours[0] === 0, "must begin at hour 0"),
  v.check(
    ({ hours }) => hours.every((h, i) => i === 0 || h > hours[i - 1]!),
    "must have hours that ascend",
  ),
  v.check(
    ({ hours, spots, volatilities }) =>
      spots.length === hours.length && (volatilities ?? hours).length === hours.length,
    "must have as many spots and volatilities as hours",
  ),
);

const SHOCKS = [
  v.strictObject({ type: v.literal("gap"), underlying, move, ...course }),
  v.strictObject({ type: v.literal("volatility"), underlying, factor: rules.positive, ...course }),
  v.strictObject({
    type: v.literal("termStructure"),
    factor: rules.positive,
    days: rules.positive,
    ...course,
  }),
  v.strictObject({
    type: v.literal("smile"),
    slope: v.optional(rules.finite, 0),
    curvature: v.optional(rules.finite, 0),
    ...course,
  }),
  v.strictObject({ type: v.literal("correlation"), to: correlation, ...window }),
  v.strictObject({ type: v.literal("funding"), rate: rules.finite, ...window }),
  v.strictObject({ type: v.literal("depeg"), price: rules.positive, ...course }),
  v.strictObject({
    type: v.literal("oracle"),
    lagHours: hour,
    factor: one,
    confidence: v.optional(fraction, 1),
    ...window,
  }),
  v.strictObject({ type: v.literal("outage"), ...window }),
  v.strictObject({ type: v.literal("stuckCollateral"), share, ...window }),
  v.strictObject({
    type: v.literal("liquidity"),
    halfSpread: hour,
    depth: v.optional(share, 1),
    ...window,
  }),
  v.strictObject({ type: v.literal("liquidationDelay"), hours: rules.positive }),
] as const;

const NAMES = [...SHOCKS.map((schema) => schema.entries.type.literal), "path"];

/** One shock of any kind, told by its `type`. */
export const shockSchema: v.GenericSchema<unknown, Shock> = v.variant(
  "type",
  [...SHOCKS, path],
  (issue) => unknownKind("shock", issue.input, NAMES),
) as v.GenericSchema<unknown, Shock>;
