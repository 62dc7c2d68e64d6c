import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type Model, modelSchema } from "../models/model.ts";
import { type Book, bookSchema } from "../portfolio/book.ts";
import { type Costs, costsSchema, USUAL_COSTS } from "./costs.ts";
import { durationSchema } from "./duration.ts";
import { type Strategy, strategySchema } from "./strategies.ts";

/** What the market shows at the start: the spot, and what options are priced with. */
export interface Market {
  readonly spot: number;
  /** Implied volatility, a year; a contract may have its own. */
  readonly volatility: number;
  /** Interest, a year, continuously compounded. */
  readonly rate: number;
}

/** A study in full, as plain data: print it, save it, run it again to the same bits. */
export interface StudyDescription {
  readonly book: Book;
  readonly market: Market;
  /** Dynamics of the spot in the real world. */
  readonly model: Model;
  readonly strategies: Readonly<Record<string, Strategy>>;
  readonly costs: Costs;
  /**
   * What accounts are kept in: the quote currency unless given. In coin options are inverse ones,
   * premiums and payoffs in coin, and hedges inverse perpetuals, whose bands, lots and limits are in coins at the first spot.
   */
  readonly settlement?: "quote" | "coin" | undefined;
  /**
   * Time before every expiry over which the spot is averaged to settle options, `"30m"` on Deribit;
   * they are settled at the last spot unless given. Between the spots of two steps the log is a
   * Brownian bridge, of the variance that the model has there.
   */
  readonly deliveryWindow?: string | undefined;
  /** Days that the study lasts; to the last expiry unless given. Options beyond are marked. */
  readonly days?: number | undefined;
  readonly paths: number;
  readonly seed: number;
}

/** A study with what may be left out: rate 0, model, costs, 100,000 paths, seed 1. */
export interface StudyOptions {
  readonly book: Book;
  readonly market: {
    readonly spot: number;
    readonly volatility: number;
    readonly rate?: number | undefined;
  };
  /** Geometric Brownian motion at the market's volatility and rate unless given. */
  readonly model?: Model | undefined;
  readonly strategies: Readonly<Record<string, Strategy>>;
  /** Five basis points of the value traded unless given. */
  readonly costs?: Costs | undefined;
  readonly settlement?: "quote" | "coin" | undefined;
  readonly deliveryWindow?: string | undefined;
  readonly days?: number | undefined;
  readonly paths?: number | undefined;
  readonly seed?: number | undefined;
}

/** Fewer paths give no standard errors worth the name. */
const FEWEST_PATHS = 64;

/** What a study of one asset and one of several have in common. */
export const studyEntries: {
  readonly days: v.OptionalSchema<typeof rules.positive, undefined>;
  readonly paths: v.OptionalSchema<v.GenericSchema<unknown, number>, 100_000>;
  readonly seed: v.OptionalSchema<v.GenericSchema<unknown, number>, 1>;
} = {
  days: v.optional(rules.positive),
  paths: v.optional(
    v.pipe(
      rules.count,
      v.check((paths) => paths >= FEWEST_PATHS, `must be at least ${FEWEST_PATHS}`),
      v.check((paths) => paths < 2 ** 32, "must be below 2^32"),
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
};

const schema = v.strictObject({
  book: bookSchema,
  market: v.strictObject({
    spot: rules.positive,
    volatility: rules.nonNegative,
    rate: v.optional(rules.finite, 0),
  }),
  model: v.optional(modelSchema),
  strategies: v.pipe(
    v.record(v.string(), strategySchema, "must be an object of named strategies"),
    v.check((all) => Object.keys(all).length > 0, "must have at least one strategy"),
  ),
  costs: v.optional(costsSchema, USUAL_COSTS),
  settlement: v.optional(v.picklist(["quote", "coin"], 'must be "quote" or "coin"')),
  deliveryWindow: v.optional(durationSchema),
  ...studyEntries,
});

/** A study checked and completed with its defaults, from options or from parsed JSON. */
export function studyDescription(input: unknown): StudyDescription {
  const { model, ...rest } = check(schema, input, "study");
  checkUnnamed(rest.book);
  if (rest.settlement === "coin") checkInCoin(rest.strategies);
  const { volatility, rate } = rest.market;
  const fallback: Model = { type: "geometricBrownian", volatility, drift: rate };
  return Object.freeze({ ...rest, model: model ?? Object.freeze(fallback) });
}

/** The one asset has no name. */
function checkUnnamed({ positions, holdings = [] }: Book): void {
  const named = (where: string, { asset }: { readonly asset?: string | undefined }, i: number) => {
    if (asset === undefined) return;
    throw new RangeError(
      `book.${where}.${i}.contract.asset must be left out where the market names no assets,` +
        ` got "${asset}"`,
    );
  };
  positions.forEach(({ contract }, i) => {
    named("positions", contract, i);
  });
  holdings.forEach(({ contract }, i) => {
    named("holdings", contract, i);
  });
}

/** In coin every delta is named, and no band is of a risk aversion to the quote currency. */
function checkInCoin(strategies: Readonly<Record<string, Strategy>>): void {
  for (const [name, strategy] of Object.entries(strategies)) {
    if (strategy.type !== "deltaHedge") continue;
    const { delta, band } = strategy;
    if (delta === undefined) {
      throw new TypeError(
        `strategies.${name}.delta must be said where settlement is coin: "premiumAdjusted" hedges` +
          ' coins, "black" the quote currency, got nothing',
      );
    }
    if (typeof band === "object" && band.type === "whalleyWilmott") {
      throw new RangeError(
        `strategies.${name}.band must not be whalleyWilmott where settlement is coin: its risk` +
          " aversion is to the quote currency, got an object",
      );
    }
  }
}
