import * as v from "valibot";
import { check, rules } from "../check.ts";
import { exponentialLessOne, normalDistribution } from "../core/functions.ts";
import { normals } from "../core/noise.ts";
import { deltaGamma } from "./delta-gamma.ts";
import { findDesignPoint, type LossField } from "./design-point.ts";
import { type DiagonalLosses, diagonalLosses } from "./diagonal-form.ts";
import { type Portfolio, portfolioSchema } from "./portfolio.ts";
import { type Moves, revalue } from "./revalue.ts";
import { factorMoments, type RiskFactorsOptions, riskFactors } from "./risk-factors.ts";
import { type RiskMarketInput, riskMarket } from "./risk-market.ts";

export interface ReverseStressOptions {
  readonly portfolio: Portfolio;
  readonly market: RiskMarketInput;
  readonly factors: RiskFactorsOptions;
  /** The loss that is asked for, positive. */
  readonly loss: number;
  /** 1 unless given. */
  readonly horizonDays?: number;
  /** `exact`, every contract priced again, unless given. */
  readonly pricing?: "exact" | "deltaGamma";
  /** Deviations beyond which no move is looked for; 12 unless given. */
  readonly reach?: number;
  /** Of the directions that the search starts in; 1 unless given. */
  readonly seed?: number;
}

/** The move of one factor. */
export interface FactorMove {
  readonly underlying: string;
  readonly of: "spot" | "volatility";
  /** As a fraction: -0.3 is a fall of 30 %. */
  readonly move: number;
  /** In standard deviations of the factor over the horizon. */
  readonly deviations: number;
}

/** A way to lose so much, no nearby one being likelier. */
export interface LossPoint {
  readonly moves: readonly FactorMove[];
  /** Mahalanobis distance from the mean: the density falls with exp(-distance^2 / 2). */
  readonly distance: number;
  readonly loss: number;
}

/** The likeliest way to lose so much, and others. */
export interface ReverseStress extends LossPoint {
  /** N(-distance): the probability of the loss where its surface were flat. */
  readonly firstOrderProbability: number;
  /** Other ways that were found, the likelier first. */
  readonly others: readonly LossPoint[];
}

const schema = v.object({
  loss: rules.positive,
  horizonDays: v.optional(rules.positive, 1),
  pricing: v.optional(v.picklist(["exact", "deltaGamma"]), "exact"),
  reach: v.optional(rules.positive, 12),
  seed: v.optional(rules.nonNegative, 1),
});

/** Directions that are looked along, besides both ways of each coordinate. */
const DIRECTIONS = 256;
/** Stream of the normals that they are made from. */
const STREAM = 66;

/**
 * The most likely move of the factors that loses at least `loss`: the point of least Mahalanobis
 * distance (Breuer, Jandacka, Rheinberger and Summer 2009, "How to find plausible, severe and useful
 * stress scenarios"; in reliability, the design point). The loss is looked for along many directions,
 * and the nearest points are followed down to where moves and gradient are parallel (Hasofer and
 * Lind 1974; Rackwitz and Fiessler 1978).
 */
export function reverseStress(options: ReverseStressOptions): ReverseStress {
  const portfolio = check(portfolioSchema, options.portfolio, "portfolio"),
    market = riskMarket(options.market, portfolio),
    factors = riskFactors(options.factors);
  const { loss, horizonDays, pricing, reach, seed } = check(schema, given(options), "options");
  const moments = factorMoments(factors, horizonDays);
  const losses = diagonalLosses(deltaGamma(portfolio, market, factors, horizonDays), moments);
  const size = losses.directions.length;
  if (size === 0) throw new RangeError("factors must move, got deviations of 0 only");
  const logsAt = (points: readonly (readonly number[])[]) =>
    factors.factors.map((_, k) => points.map((z) => logOf(losses, z, k)));
  const exact: LossField = (points) => {
    const logs = logsAt(points),
      moves: Record<string, Moves> = {};
    factors.factors.forEach(({ underlying, of }, k) => {
      const still = { spot: new Float64Array(points.length) };
      moves[underlying] = { ...still, ...moves[underlying], [of]: logs[k]! };
    });
    const columns = revalue(portfolio, { market, days: horizonDays, count: points.length, moves });
    return points.map((_, i) => -columns.reduce((sum, column) => sum + column[i]!, 0));
  };
  const field = pricing === "exact" ? exact : quadraticField(losses);
  const directions = directionsOf(size, seed);
  const found = findDesignPoint({ field, directions, loss, reach });
  if (found.length === 0) {
    throw new RangeError(`loss must be reached within ${reach} deviations, got ${loss}`);
  }
  const points = found.map(({ point, value }): LossPoint => {
    const logs = logsAt([point]).map((column) => column[0]!);
    return {
      distance: Math.sqrt(point.reduce((sum, z) => sum + z * z, 0)),
      loss: value,
      moves: factors.factors.map(({ underlying, of }, k) => ({
        underlying,
        of,
        move: exponentialLessOne(logs[k]!),
        deviations: (logs[k]! - moments.means[k]!) / Math.sqrt(moments.covariances[k]![k]!) || 0,
      })),
    };
  });
  const [nearest, ...others] = points as [LossPoint, ...LossPoint[]];
  const firstOrderProbability = normalDistribution(-nearest.distance);
  return Object.freeze({ ...nearest, firstOrderProbability, others });
}

function given({ loss, horizonDays, pricing, reach, seed }: ReverseStressOptions) {
  return { loss, horizonDays, pricing, reach, seed };
}

function logOf({ means, directions }: DiagonalLosses, z: readonly number[], k: number): number {
  return directions.reduce((sum, direction, j) => sum + direction[k]! * z[j]!, means[k]!);
}

function quadraticField({ total: { constant, linear, square } }: DiagonalLosses): LossField {
  return (points) =>
    points.map((z) => z.reduce((sum, x, j) => sum + x * (linear[j]! + square[j]! * x), constant));
}

/** Unit vectors: both ways of every coordinate, and evenly at random. */
function directionsOf(size: number, seed: number): number[][] {
  const axes = Array.from({ length: 2 * size }, (_, i) =>
    Array.from({ length: size }, (__, j) => (j === i >> 1 ? (i % 2 === 0 ? 1 : -1) : 0)),
  );
  const noise = normals({ paths: DIRECTIONS, steps: size, stream: STREAM, seed });
  const drawn = Array.from({ length: size > 1 ? DIRECTIONS : 0 }, (_, path) => {
    const z = axes[0]!.map((__, j) => noise[j * DIRECTIONS + path]!);
    const length = Math.sqrt(z.reduce((sum, x) => sum + x * x, 0));
    return z.map((x) => x / length);
  });
  return [...axes, ...drawn];
}
