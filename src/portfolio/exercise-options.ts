import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type Model, modelSchema } from "../models/model.ts";
import type { AssetsContract } from "./assets-contracts.ts";
import type { EuropeanOption } from "./contracts.ts";
import type { ExerciseTerms } from "./exercise-problem.ts";
import type { AssetMarket, AssetsMarket } from "./priced-market.ts";

/** How an option with early exercise is priced. */
export interface LongstaffSchwartzMethod {
  /**
   * Equally spaced dates of exercise until expiry; 50 a year, and 10 at least, unless given, or
   * every step of a model that has steps of its own.
   */
  readonly exercises?: number | undefined;
  /** Steps of the simulation from one date to the next; 1 unless given, or the model's own. */
  readonly stepsBetween?: number | undefined;
  /** Of the polynomial in what exercise pays that going on is regressed on; 3 unless given, at most 7. */
  readonly degree?: number | undefined;
  /** For the fit, and as many again that it has not seen: 100,000 paths unless given. */
  readonly paths?: number | undefined;
  readonly seed?: number | undefined;
  /** How paths are drawn; antithetic unless given. */
  readonly sampling?: LongstaffSchwartzSampling | undefined;
  /** Paths of the upper bound; none, and no bound, unless given. */
  readonly upperPaths?: number | undefined;
  /** Paths from every date of each of them, 256 unless given: with few the bound is high. */
  readonly branches?: number | undefined;
}

/** How paths of early exercise are drawn. */
export type LongstaffSchwartzSampling = (typeof SAMPLINGS)[number];

/** An option on one asset with early exercise, and how to price it. */
export interface LongstaffSchwartzOptions extends LongstaffSchwartzMethod {
  readonly kind: "call" | "put";
  readonly strike: number;
  readonly days: number;
  readonly spot: number;
  /** Interest, a year, continuously compounded; 0 unless given. */
  readonly rate?: number | undefined;
  /** Yield of holding the asset, a year, continuously compounded; 0 unless given. */
  readonly dividendYield?: number | undefined;
  /** Dynamics; its drift gives way to that of the pricing world, rate less yield. */
  readonly model: Model;
}

/** A contract with early exercise, on one asset or several, and how to price it. */
export interface LongstaffSchwartzContractOptions extends LongstaffSchwartzMethod {
  /** `basket` or `rainbow` where the market has several assets, `call` or `put` where it has one. */
  readonly contract: AssetsContract | EuropeanOption;
  readonly market: AssetMarket | AssetsMarket;
  /** Dynamics of a single asset. */
  readonly model?: Model | undefined;
}

const SAMPLINGS = ["independent", "antithetic", "sobol", "stratified", "matched"] as const;
const atLeastPaths = (least: number) =>
  v.pipe(
    rules.count,
    v.check((paths) => paths >= least, `must be at least ${least}`),
  );
const method = {
  exercises: v.optional(rules.count),
  stepsBetween: v.optional(rules.count, 1),
  degree: v.optional(
    v.pipe(
      rules.count,
      v.check((degree) => degree <= 7, "must be at most 7"),
    ),
    3,
  ),
  paths: v.optional(atLeastPaths(64), 100_000),
  seed: v.optional(rules.finite, 1),
  sampling: v.optional(
    v.picklist(SAMPLINGS, `must be one of ${SAMPLINGS.join(", ")}`),
    "antithetic",
  ),
  upperPaths: v.optional(atLeastPaths(16)),
  branches: v.optional(atLeastPaths(2), 256),
};
const ofOne = v.strictObject({
  kind: v.picklist(["call", "put"], 'must be "call" or "put"'),
  ...{ strike: rules.positive, days: rules.positive, spot: rules.positive, model: modelSchema },
  rate: v.optional(rules.finite, 0),
  dividendYield: v.optional(rules.finite, 0),
  ...method,
});
const ofContract = v.strictObject({
  contract: v.looseObject({ days: rules.positive }),
  market: v.unknown(),
  model: v.optional(modelSchema),
  ...method,
});

/** What is asked of a price with early exercise, checked. */
export interface ReadOptions extends ExerciseTerms {
  readonly paths: number;
  readonly sampling: LongstaffSchwartzSampling;
  readonly upperPaths?: number | undefined;
  readonly branches: number;
}

/** Options of either face. */
export function readExerciseOptions(input: unknown): ReadOptions {
  if (typeof input === "object" && input !== null && "contract" in input) {
    return check(ofContract, input, "options");
  }
  const { kind, strike, days, spot, rate, dividendYield, ...rest } = check(ofOne, input, "options");
  return {
    ...rest,
    contract: { type: kind, strike, days },
    market: { spot, rate, dividendYield },
  };
}
