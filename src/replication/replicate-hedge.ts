import * as v from "valibot";
import { check, freeze, rules } from "../check.ts";
import { type ScheduledHedgeNumbers, scheduledProfits } from "../core/scheduled-hedge.ts";
import { pathsOf, type StudyMarket } from "./paths-of.ts";
import { type ProfitMeasures, profitMeasures } from "./profit-measures.ts";
import { type Segment, segment } from "./segment.ts";
import { type SegmentName, segments } from "./segments.ts";
import { svcjHoldings } from "./svcj-holdings.ts";

/**
 * What is held against the call, anew every day:
 * `unhedged`: nothing; `delta`: the delta of Black and Scholes at the day's volatility;
 * `deltaGamma`, `deltaVega`: with it the second call, in the ratio of gammas or of vegas, none of it
 * where the ratio is 5 or more; `svcjDelta`, `svcjMinimumVariance`: see `svcjHoldings`.
 */
export type StudyStrategy =
  | "unhedged"
  | "delta"
  | "deltaGamma"
  | "deltaVega"
  | "svcjDelta"
  | "svcjMinimumVariance";

/** Slips of the published code, each on its own. */
export interface Quirks {
  /** The call pays on the spot of the day before expiry, its hedge is unwound at expiry. */
  readonly payoffAtPreviousDay: boolean;
  /**
   * Shocks of spot and variance correlate by sqrt(1 - rho^2) in place of rho, and the variance's
   * first shock is 0. Of SVCJ paths alone.
   */
  readonly correlationOfShocks: boolean;
}

/** A cell of the study's tables. */
export interface ReplicateHedgeOptions {
  /** One of the study's, or a segment of one's own. */
  readonly segment: SegmentName | Segment;
  /** To the call's expiry; 30 unless given. */
  readonly days?: number | undefined;
  /** `SVCJ` unless given. */
  readonly market?: StudyMarket | undefined;
  /** `delta` unless given. */
  readonly strategy?: StudyStrategy | undefined;
  /** None unless given: the corrected experiment. */
  readonly quirks?: Partial<Quirks> | undefined;
  /** 100,000 unless given. */
  readonly paths?: number | undefined;
  /** 1 unless given. */
  readonly seed?: number | undefined;
}

/** Relative profits, P&L / premium, of selling the call and hedging it. */
export interface HedgeReplication extends ProfitMeasures {
  readonly segment: string;
  readonly days: number;
  readonly market: StudyMarket;
  readonly strategy: StudyStrategy;
  readonly quirks: Quirks;
  readonly paths: number;
  readonly seed: number;
}

const STRATEGIES = [
  ...(["unhedged", "delta", "deltaGamma", "deltaVega"] as const),
  ...(["svcjDelta", "svcjMinimumVariance"] as const),
];

const schema = v.strictObject({
  segment: v.union(
    [v.picklist(["BULLISH", "CALM", "COVID"]), v.looseObject({})],
    "must be BULLISH, CALM, COVID or a segment",
  ),
  days: v.optional(rules.count, 30),
  market: v.optional(v.picklist(["SVCJ", "KDE"]), "SVCJ"),
  strategy: v.optional(v.picklist(STRATEGIES), "delta"),
  quirks: v.optional(
    v.strictObject({
      payoffAtPreviousDay: v.optional(v.boolean(), false),
      correlationOfShocks: v.optional(v.boolean(), false),
    }),
    {},
  ),
  paths: v.optional(
    v.pipe(
      rules.count,
      v.check((paths) => paths >= 100, "must be at least 100"),
    ),
    100_000,
  ),
  seed: v.optional(
    v.pipe(
      rules.finite,
      v.check((seed) => Number.isSafeInteger(seed) && seed >= 0, "must be a whole number from 0"),
    ),
    1,
  ),
});

/** Hedges with the second call. */
const SECOND: readonly StudyStrategy[] = ["deltaGamma", "deltaVega"];
/** A ratio of Greeks from here on buys nothing of the second call. */
const MOST = 5;
/** Paths at a time. */
const CHUNK = 1 << 17;

/**
 * One cell of the tables of Natalie Matic, Natalie Packham and Wolfgang Haerdle (2023), "Hedging
 * cryptocurrency options", Review of Derivatives Research: a call is sold at its market price and
 * hedged every day without costs, interest 0, days of 1/365 year. The hedge of day i uses the day's
 * calibration and (days - i) / 365 years; the last is unwound, and the call pays, at expiry.
 *
 * The second call is valued at the day's Black-Scholes volatility, where the authors had a smile.
 */
export function replicateHedge(options: ReplicateHedgeOptions): HedgeReplication {
  const { segment: which, ...rest } = check(schema, options, "options");
  const { days, market, strategy, quirks, paths, seed } = rest;
  const of = typeof which === "string" ? segments[which] : segment(which as unknown as Segment);
  const premium = premiumOf(of, days);
  checkDays(of, days, market);
  const experiment = {
    market: pathsOf(of, { days, market, seed, mixed: quirks.correlationOfShocks }),
    premium,
    strike: of.strike,
    second: SECOND.includes(strategy) ? of.secondStrike : 0,
    settled: quirks.payoffAtPreviousDay ? Math.max(days - 1, 1) : days,
    volatilities: of.days.map(({ volatility }) => volatility),
    hedges: [hedgeOf(of, days, strategy)],
  };
  const profits = new Float64Array(paths);
  for (let first = 0; first < paths; first += CHUNK) {
    const [part] = scheduledProfits(experiment, first, Math.min(CHUNK, paths - first));
    profits.set(
      part!.map((profit) => profit / premium),
      first,
    );
  }
  const cell = { segment: of.name, days, market, strategy, quirks, paths, seed };
  return freeze({ ...cell, ...profitMeasures(profits) });
}

function premiumOf({ premiums }: Segment, days: number): number {
  const premium = premiums[days];
  if (premium === undefined) {
    const known = Object.keys(premiums).join(", ");
    throw new RangeError(`premiums has none for ${days} days, known are ${known}`);
  }
  return premium;
}

/** Paths of SVCJ read the calibrations to the day of expiry, all else those before it. */
function checkDays(of: Segment, days: number, market: StudyMarket): void {
  const most = of.days.length - (market === "SVCJ" ? 1 : 0);
  if (days > most) {
    throw new RangeError(`days must be at most ${most}, the calibrations at hand, got ${days}`);
  }
}

function hedgeOf(of: Segment, days: number, strategy: StudyStrategy): ScheduledHedgeNumbers {
  switch (strategy) {
    case "unhedged":
      return { kind: "nothing" };
    case "delta":
      return { kind: "delta" };
    case "svcjDelta":
      return { kind: "tabulated", tables: svcjHoldings(of, days, "delta") };
    case "svcjMinimumVariance":
      return { kind: "tabulated", tables: svcjHoldings(of, days, "minimumVariance") };
    default:
      return { kind: strategy, limit: MOST };
  }
}
