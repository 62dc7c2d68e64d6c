import * as v from "valibot";
import { rules } from "../../check.ts";
import { type Venue, venueSchema } from "../../market/venue.ts";
import { type Model, modelSchema } from "../../models/model.ts";
import { type Book, bookSchema } from "../../portfolio/book.ts";
import { type HedgeInstrument, instrumentSchema } from "./instrument.ts";

/** What the trades are to make small. */
export type HedgeObjective = "variance" | "expectedShortfall" | "absoluteDeviation" | "stressLoss";

/** What is bounded among the Greeks. */
export type LimitedGreek = "delta" | "gamma" | "vega" | "theta";

/** A state of the market that a book is tried in. */
export interface StressScenario {
  /** Relative change of the spot: -0.1 is ten per cent down. */
  readonly move: number;
  /** What volatilities are multiplied by; 1 unless given. */
  readonly volatility?: number | undefined;
  /** Days that pass; none unless given. */
  readonly days?: number | undefined;
}

/** Least and greatest. */
export type Range = readonly [number, number];

/** Bounds of the book after the trades. */
export interface HedgeLimits {
  readonly delta?: Range | undefined;
  readonly gamma?: Range | undefined;
  /** For a change of all volatilities by one. */
  readonly vega?: Range | undefined;
  /** A year. */
  readonly theta?: Range | undefined;
  /** Units of an instrument held afterwards, by name. */
  readonly positions?: Readonly<Record<string, Range>> | undefined;
  /** Money that the worst stress scenario may cost: margin as scenario-based venues ask it. */
  readonly margin?: number | undefined;
}

/** A book, what it may be hedged with, and what a hedge is to achieve. */
export interface HedgeAdviceOptions {
  readonly book: Book;
  readonly market: {
    readonly spot: number;
    /** Implied volatility of options that have none and are not quoted, a year. */
    readonly volatility: number;
    /** Interest, a year, continuously compounded; 0 unless given. */
    readonly rate?: number | undefined;
  };
  readonly instruments: readonly HedgeInstrument[];
  /** Where lots, fees, and spreads of what is not quoted come from; any lot and no fee without. */
  readonly venue?: Venue | undefined;
  /** Geometric Brownian motion at the market's volatility and rate unless given. */
  readonly model?: Model | undefined;
  /** Days until the profit is measured; 1 unless given. */
  readonly days?: number | undefined;
  /** Equally likely states in place of the model's. */
  readonly scenarios?: readonly StressScenario[] | undefined;
  /** "variance" unless given. */
  readonly objective?: HedgeObjective | undefined;
  /** Of the expected shortfall: 0.975 is the mean of the worst 2.5 %, and the default. */
  readonly confidence?: number | undefined;
  /** What a unit of risk is worth; 1 unless given, for variance 1 / deviation of the book. */
  readonly riskAversion?: number | undefined;
  /** What a unit of cost is worth: 1 unless given, 0 for the least risk whatever it costs. */
  readonly costWeight?: number | undefined;
  readonly limits?: HedgeLimits | undefined;
  /** For the stress loss and the margin; see `HEDGE_STRESS` unless given. */
  readonly stress?: readonly StressScenario[] | undefined;
  /** 20,000 unless given; as many fresh ones judge the result. */
  readonly paths?: number | undefined;
  readonly seed?: number | undefined;
}

type Completed = "days" | "objective" | "confidence" | "costWeight" | "stress" | "paths" | "seed";

/** Options as checked: nothing is left out but what is worked out later. */
export interface CheckedAdvice extends Omit<HedgeAdviceOptions, Completed | "market" | "limits"> {
  readonly market: { readonly spot: number; readonly volatility: number; readonly rate: number };
  readonly days: number;
  readonly objective: HedgeObjective;
  readonly confidence: number;
  readonly costWeight: number;
  readonly stress: readonly StressScenario[];
  readonly paths: number;
  readonly seed: number;
  readonly limits: HedgeLimits & { readonly positions: Readonly<Record<string, Range>> };
}

/** Spot moves from -16 % to 16 %, each with volatilities down by a quarter, unchanged, up by half. */
export const HEDGE_STRESS: readonly StressScenario[] = Object.freeze(
  [-0.16, -0.12, -0.08, -0.04, 0, 0.04, 0.08, 0.12, 0.16].flatMap((move) =>
    [0.75, 1, 1.5].map((volatility) => Object.freeze({ move, volatility, days: 0 })),
  ),
);

const range: v.GenericSchema<unknown, Range> = v.pipe(
  v.tuple([rules.finite, rules.finite], "must be [least, greatest]"),
  v.check(([least, most]) => least <= most, "must have its least first"),
);
const scenarioSchema = v.strictObject({
  move: v.pipe(
    rules.finite,
    v.check((move) => move > -1, "must be above -1"),
  ),
  volatility: v.optional(rules.nonNegative, 1),
  days: v.optional(rules.nonNegative, 0),
});
const scenariosSchema = (least: number) =>
  v.pipe(
    v.array(scenarioSchema, "must be an array of scenarios"),
    v.minLength(least, `must have at least ${least} of them`),
  );

const FEWEST_PATHS = 64;
const OBJECTIVES = ["variance", "expectedShortfall", "absoluteDeviation", "stressLoss"] as const;

export const adviceSchema: v.GenericSchema<unknown, CheckedAdvice> = v.strictObject({
  book: bookSchema,
  market: v.strictObject({
    spot: rules.positive,
    volatility: rules.positive,
    rate: v.optional(rules.finite, 0),
  }),
  instruments: v.pipe(
    v.array(instrumentSchema, "must be an array of instruments"),
    v.minLength(1, "must have at least one instrument"),
  ),
  venue: v.optional(venueSchema),
  model: v.optional(modelSchema),
  days: v.optional(rules.positive, 1),
  scenarios: v.optional(scenariosSchema(2)),
  objective: v.optional(
    v.picklist(OBJECTIVES, `must be one of ${OBJECTIVES.join(", ")}`),
    "variance",
  ),
  confidence: v.optional(
    v.pipe(
      rules.finite,
      v.check((share) => share > 0 && share < 1, "must be between 0 and 1"),
    ),
    0.975,
  ),
  riskAversion: v.optional(rules.positive),
  costWeight: v.optional(rules.nonNegative, 1),
  limits: v.optional(
    v.strictObject({
      delta: v.optional(range),
      gamma: v.optional(range),
      vega: v.optional(range),
      theta: v.optional(range),
      positions: v.optional(v.record(v.string(), range, "must be an object of ranges"), {}),
      margin: v.optional(rules.finite),
    }),
    {},
  ),
  stress: v.optional(scenariosSchema(1), HEDGE_STRESS as StressScenario[]),
  paths: v.optional(
    v.pipe(
      rules.count,
      v.check((paths) => paths >= FEWEST_PATHS, `must be at least ${FEWEST_PATHS}`),
      v.check((paths) => paths <= 1_000_000, "must be at most 1000000"),
    ),
    20_000,
  ),
  seed: v.optional(rules.finite, 1),
});
