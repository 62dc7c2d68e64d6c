import * as v from "valibot";
import { check, unknownKind } from "../check.ts";
import {
  type ConditionalCorrelation,
  conditionalCorrelationSchema,
} from "./conditional-correlation.ts";
import { type ErrorCorrection, errorCorrectionSchema } from "./error-correction.ts";
import { type ExponentialWeights, exponentialWeightsSchema } from "./exponential-weights.ts";
import { type KalmanRatio, kalmanSchema } from "./kalman.ts";
import { type LeastSquares, leastSquaresSchema } from "./least-squares.ts";
import { type NaiveRatio, naiveSchema } from "./naive.ts";
import {
  type PartialAdjustment,
  type PartialAdjustmentOptions,
  partialAdjustmentSchema,
} from "./partial-adjustment.ts";
import { quantileSchema, shortfallSchema, type TailRatio } from "./quantile.ts";
import { type RegimeRatio, regimeSchema } from "./regime-ratio.ts";
import { type RollingLeastSquares, rollingLeastSquaresSchema } from "./rolling-least-squares.ts";
import { type SemivarianceRatio, semivarianceSchema } from "./semivariance.ts";

/** An estimator of hedge ratios as data: what the makers such as `leastSquares` return. */
export type RatioDescription =
  | NaiveRatio
  | LeastSquares
  | RollingLeastSquares
  | ExponentialWeights
  | ErrorCorrection
  | KalmanRatio
  | RegimeRatio
  | SemivarianceRatio
  | TailRatio
  | ConditionalCorrelation
  | PartialAdjustment;

/** Objects told apart by their type; an estimator is one file, one line here and one in ratio-rule.ts. */
const SCHEMAS: readonly v.GenericSchema<unknown, RatioDescription>[] = [
  naiveSchema,
  leastSquaresSchema,
  rollingLeastSquaresSchema,
  exponentialWeightsSchema,
  errorCorrectionSchema,
  kalmanSchema,
  regimeSchema,
  semivarianceSchema,
  quantileSchema,
  shortfallSchema,
  conditionalCorrelationSchema,
  partialAdjustmentSchema(v.lazy(() => ratioSchema)),
];

/** The schema of every estimator, by its type. */
export const ratioSchema: v.GenericSchema<unknown, RatioDescription> = v.variant(
  "type",
  SCHEMAS as never,
  (issue) => unknownKind("estimator", issue.input, KINDS),
);

const KINDS = SCHEMAS.map(
  (schema) =>
    (schema as unknown as { entries: { type: { literal: string } } }).entries.type.literal,
);

/**
 * Follow the ratio of `aim`, but trade only a share of the way each period: the trading rate that
 * balances variance against quadratic costs, and an aim that looks ahead where the best ratio
 * reverts to its mean (Gârleanu, Pedersen 2013).
 */
export function partialAdjustment(options: PartialAdjustmentOptions): PartialAdjustment {
  const { aim } = options;
  const returns = options.returns ?? aim?.returns;
  const description = check(
    partialAdjustmentSchema(ratioSchema),
    { type: "partialAdjustment", ...options, ...(returns === undefined ? {} : { returns }) },
    "partialAdjustment",
  );
  if (description.returns !== description.aim.returns) {
    throw new RangeError(
      `returns must be those of the aim, ${description.aim.returns}, got ${description.returns}`,
    );
  }
  return description;
}
