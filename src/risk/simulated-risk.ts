import * as v from "valibot";
import { check, rules } from "../check.ts";
import { deltaGamma } from "./delta-gamma.ts";
import { type DiagonalLosses, diagonalLosses } from "./diagonal-form.ts";
import { formQuantile } from "./form-quantile.ts";
import { type Portfolio, portfolioSchema } from "./portfolio.ts";
import { type Moves, revalue } from "./revalue.ts";
import {
  factorMoments,
  type RiskFactors,
  type RiskFactorsOptions,
  riskFactors,
} from "./risk-factors.ts";
import { type RiskMarketInput, riskMarket } from "./risk-market.ts";
import { sampledRisk } from "./sampled-risk.ts";
import { confidenceSchema, type TailRisk } from "./tail-risk.ts";
import { drawTail, type TailSample, type TailSampling } from "./twisted-normals.ts";

export interface SimulatedRiskOptions {
  readonly portfolio: Portfolio;
  readonly market: RiskMarketInput;
  readonly factors: RiskFactorsOptions;
  /** 0.99 unless given. */
  readonly confidence?: number;
  /** 1 unless given. */
  readonly horizonDays?: number;
  /** `stratified`, importance sampling in strata, unless given. */
  readonly sampling?: TailSampling;
  /** 10,000 unless given; `stratified` rounds up to a multiple of 40. */
  readonly paths?: number;
  /** 1 unless given. */
  readonly seed?: number;
}

/** Risk by full revaluation in simulated states. */
export interface SimulatedRisk extends TailRisk {
  readonly sampling: TailSampling;
  readonly paths: number;
  /** Variance of a plain estimate of the tail's probability from as many paths, over this one's. */
  readonly varianceRatio: number;
}

const schema = v.object({
  confidence: confidenceSchema,
  horizonDays: v.optional(rules.positive, 1),
  sampling: v.optional(v.picklist(["plain", "importance", "stratified"]), "stratified"),
  paths: v.optional(rules.count, 10_000),
  seed: v.optional(rules.nonNegative, 1),
});

/**
 * Value at risk and expected shortfall by Monte Carlo: normal logs of the factors, every contract
 * priced again. The quadratic of delta and gamma says where losses are, and states are drawn there;
 * whatever it misses costs variance, never bias (Glasserman, Heidelberger and Shahabuddin 2000).
 */
export function simulatedRisk(options: SimulatedRiskOptions): SimulatedRisk {
  const held = check(portfolioSchema, options.portfolio, "portfolio"),
    market = riskMarket(options.market, held),
    factors = riskFactors(options.factors);
  const { confidence, horizonDays, sampling, paths, seed } = check(
    schema,
    given(options),
    "options",
  );
  const losses = diagonalLosses(
    deltaGamma(held, market, factors, horizonDays),
    factorMoments(factors, horizonDays),
  );
  const tail = 1 - confidence;
  const level = formQuantile(losses.total, tail);
  const sample = drawTail({ form: losses.total, sampling, level, paths, seed });
  const moves = movesOf(factors, losses, sample);
  const profits = revalue(held, { market, days: horizonDays, count: sample.count, moves });
  const { probability, ...risk } = sampledRisk(held, {
    method: `Monte Carlo, ${sampling}`,
    confidence,
    horizonDays,
    profits,
    ...(sampling === "plain" ? {} : { weights: sample.weights, strata: sample.strata }),
  });
  const plain = (tail * confidence) / sample.count;
  return Object.freeze({
    ...risk,
    sampling,
    paths: sample.count,
    varianceRatio: plain / probability.standardError ** 2,
  });
}

function given({ confidence, horizonDays, sampling, paths, seed }: SimulatedRiskOptions) {
  return { confidence, horizonDays, sampling, paths, seed };
}

/** Logs of the factors in each state, by underlying. */
function movesOf(
  { factors }: RiskFactors,
  { means, directions }: DiagonalLosses,
  { rows, count }: TailSample,
): Record<string, Moves> {
  const columns = factors.map((_, k) => {
    const column = new Float64Array(count).fill(means[k]!);
    directions.forEach((direction, j) => {
      const row = rows[j]!,
        length = direction[k]!;
      for (let i = 0; i < count; i++) column[i]! += length * row[i]!;
    });
    return column;
  });
  const moves: Record<string, Moves> = {};
  for (const name of new Set(factors.map(({ underlying }) => underlying))) {
    const find = (of: "spot" | "volatility") =>
      columns[factors.findIndex((each) => each.underlying === name && each.of === of)];
    moves[name] = { spot: find("spot") ?? new Float64Array(count), volatility: find("volatility") };
  }
  return moves;
}
