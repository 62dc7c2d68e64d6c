import * as v from "valibot";
import { check, rules, unknownKind } from "../check.ts";
import { type Contract, contractSchema } from "./contracts.ts";

/** Pays cash, or one unit of the underlying, when the option ends in the money. */
export interface Digital {
  readonly type: "digital";
  readonly kind: "call" | "put";
  readonly strike: number;
  readonly days: number;
  /** Paid in the money; one unit of the underlying unless given. */
  readonly cash?: number | undefined;
}

/** An option on the mean of the spots after each step, the spot now included. */
export interface Asian {
  readonly type: "asian";
  readonly kind: "call" | "put";
  /** Against the mean; the mean itself against the last spot unless given. */
  readonly strike?: number | undefined;
  readonly days: number;
  readonly average: "arithmetic" | "geometric";
  /** Days until the first spot that counts; 0 unless given. */
  readonly fromDays: number;
  /** Whether the spot at `fromDays` counts; if not, the mean starts one step later. */
  readonly includesFirst: boolean;
}

/** A call or put that is knocked out or in when the spot touches a level. */
export interface Barrier {
  readonly type: "barrier";
  readonly kind: "call" | "put";
  readonly strike: number;
  readonly days: number;
  readonly level: number;
  readonly direction: "up" | "down";
  readonly knock: "in" | "out";
  /** Paid at touch when knocked out, at expiry when never knocked in. */
  readonly rebate: number;
  /** Watched at all times (by the Brownian bridge), or after each step alone. */
  readonly monitoring: "continuous" | "steps";
}

/** An option on the highest or lowest spot until expiry. */
export interface Lookback {
  readonly type: "lookback";
  readonly kind: "call" | "put";
  /** Against the extreme; the extreme itself against the last spot unless given. */
  readonly strike?: number | undefined;
  readonly days: number;
  /** The extreme before the start; the spot now unless given. */
  readonly extreme?: number | undefined;
  readonly monitoring: "continuous" | "steps";
}

/** Realised variance of log returns a year, about zero, less the strike. */
export interface VarianceSwap {
  readonly type: "varianceSwap";
  /** A year: 0.25 is a volatility of 50 %. */
  readonly strike: number;
  readonly days: number;
}

export type PathContract = Contract | Digital | Asian | Barrier | Lookback | VarianceSwap;

const kind = v.picklist(["call", "put"], 'must be "call" or "put"');
const monitoring = v.optional(
  v.picklist(["continuous", "steps"], 'must be "continuous" or "steps"'),
  "continuous",
);
const digitalSchema = v.strictObject({
  ...{ type: v.literal("digital"), kind, strike: rules.positive, days: rules.positive },
  cash: v.optional(rules.positive),
});
const asianSchema = v.strictObject({
  ...{ type: v.literal("asian"), kind, strike: v.optional(rules.nonNegative) },
  days: rules.positive,
  average: v.optional(
    v.picklist(["arithmetic", "geometric"], 'must be "arithmetic" or "geometric"'),
    "arithmetic",
  ),
  fromDays: v.optional(rules.nonNegative, 0),
  includesFirst: v.optional(v.boolean("must be true or false"), true),
});
const barrierSchema = v.strictObject({
  ...{ type: v.literal("barrier"), kind, strike: rules.positive, days: rules.positive },
  level: rules.positive,
  direction: v.picklist(["up", "down"], 'must be "up" or "down"'),
  knock: v.picklist(["in", "out"], 'must be "in" or "out"'),
  rebate: v.optional(rules.nonNegative, 0),
  monitoring,
});
const lookbackSchema = v.strictObject({
  ...{ type: v.literal("lookback"), kind, strike: v.optional(rules.positive) },
  ...{ days: rules.positive, extreme: v.optional(rules.positive), monitoring },
});
const varianceSwapSchema = v.strictObject({
  ...{ type: v.literal("varianceSwap"), strike: rules.nonNegative, days: rules.positive },
});

const paths: v.GenericSchema<unknown, Exclude<PathContract, Contract>> = v.variant(
  "type",
  [digitalSchema, asianSchema, barrierSchema, lookbackSchema, varianceSwapSchema],
  (issue) =>
    unknownKind("contract", issue.input, [
      ...["call", "put", "digital", "asian", "barrier", "lookback", "varianceSwap"],
    ]),
);

/** A contract checked, from a maker or from parsed JSON. */
export function pathContract(input: unknown): PathContract {
  const type = (input as { type?: unknown } | null)?.type;
  const vanilla = type === "call" || type === "put";
  return check(vanilla ? contractSchema : paths, input, "contract");
}

type Maker<C> = Omit<C, "type">;

/** An option that pays `cash`, or one unit of the underlying, in the money. */
export function digital(options: Maker<Digital>): Digital {
  return check(digitalSchema, { type: "digital", ...options }, "digital");
}

/** An option on a mean of spots; arithmetic, over the whole life, the spot now included. */
export function asian(
  options: Omit<Maker<Asian>, "average" | "fromDays" | "includesFirst"> &
    Partial<Pick<Asian, "average" | "fromDays" | "includesFirst">>,
): Asian {
  return check(asianSchema, { type: "asian", ...options }, "asian") as Asian;
}

/** A call or put with a barrier; no rebate, watched at all times. */
export function barrier(
  options: Omit<Maker<Barrier>, "rebate" | "monitoring"> &
    Partial<Pick<Barrier, "rebate" | "monitoring">>,
): Barrier {
  return check(barrierSchema, { type: "barrier", ...options }, "barrier") as Barrier;
}

/** An option on the extreme of the spot, watched at all times unless said. */
export function lookback(
  options: Omit<Maker<Lookback>, "monitoring"> & Partial<Pick<Lookback, "monitoring">>,
): Lookback {
  return check(lookbackSchema, { type: "lookback", ...options }, "lookback") as Lookback;
}

/** Realised variance against a strike. */
export function varianceSwap(options: Maker<VarianceSwap>): VarianceSwap {
  return check(varianceSwapSchema, { type: "varianceSwap", ...options }, "varianceSwap");
}
