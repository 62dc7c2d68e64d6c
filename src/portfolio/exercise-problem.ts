import { show } from "../check.ts";
import type { ExerciseNumbers, FeatureNumbers } from "../core/early-exercise.ts";
import { exponential } from "../core/functions.ts";
import type { AssetNumbers, MarketNumbers } from "../core/market.ts";
import { isLevel, movesVariance } from "../core/model-state.ts";
import type { ContractNumbers } from "../core/payoffs.ts";
import type { Model } from "../models/model.ts";
import { sum } from "../numerics/sum.ts";
import { pricedMarket } from "./priced-market.ts";
import { timeGrid } from "./time-grid.ts";

/** A contract with early exercise in its market. */
export interface ExerciseTerms {
  readonly contract: { readonly days: number; readonly [name: string]: unknown };
  readonly market: unknown;
  readonly model?: Model | undefined;
  readonly exercises?: number | undefined;
  readonly stepsBetween: number;
  readonly degree: number;
  readonly seed: number;
}

/** The same in the core's numbers. */
export interface ExerciseProblem {
  readonly exercise: ExerciseNumbers;
  readonly market: MarketNumbers;
  /** What exercise pays at once. */
  readonly now: number;
  /** Normals a step of each asset that has the most. */
  readonly factors: 1 | 2;
}

/** The numbers of a contract with early exercise. */
export function exerciseProblem(terms: ExerciseTerms): ExerciseProblem {
  const { contract, degree, seed } = terms,
    { days } = contract;
  const priced = pricedMarket(terms.market, terms.model, [contract]);
  const { dates, stepsBetween } = exerciseDates(terms, priced.stepDays);
  const grid = timeGrid([days], dates * stepsBetween, priced.stepDays);
  const market: MarketNumbers = {
    ...{ seed, steps: grid.steps, stepYears: grid.stepYears, ...priced.numbers },
  };
  const payoff = combined(priced.contracts(grid)[0]!),
    weights = Array.from(payoff.weights);
  const discount = exponential(-market.rate * grid.stepYears * stepsBetween);
  const unit = weights.reduce((all, w, i) => all + Math.abs(w * market.assets[i]!.spot), 0) || 1;
  const features = exerciseFeatures(market.assets, weights, unit);
  const ranked = payoff.payoff === "basket" ? 0 : rankedAssets(market.assets, weights);
  const exercise = { ...payoff, dates, stepsBetween, discount, unit, degree, features, ranked };
  return { exercise, market, now: paidNow(exercise, market.assets), factors: priced.factors };
}

/** Dates of exercise and steps between them; of a model's own steps where it has any. */
function exerciseDates({ contract, exercises, stepsBetween }: ExerciseTerms, stepDays?: number) {
  const { days } = contract;
  if (stepDays === undefined) {
    const dates = exercises ?? Math.max(10, Math.round((50 * days) / 365));
    return { dates, stepsBetween };
  }
  const steps = Math.max(1, Math.round(days / stepDays)),
    dates = exercises ?? steps;
  if (steps % dates !== 0) {
    throw new RangeError(`exercises must divide the ${steps} steps of the model, got ${dates}`);
  }
  return { dates, stepsBetween: steps / dates };
}

type Combined = Pick<ExerciseNumbers, "payoff" | "kind" | "strike" | "weights">;

/** A contract as one on a combination of assets. */
function combined({ payoff, kind, strike, weights }: ContractNumbers): Combined {
  if (weights) return { payoff, kind, strike, weights };
  if (payoff === "european") return { payoff: "basket", kind, strike, weights: [1] };
  throw new RangeError(`contract must be of call, put, basket, rainbow, got ${show(payoff)}`);
}

/**
 * What is regressed on beside what exercise pays: of several assets the logarithm of each, in units
 * of the exercise; the distance of each level; every variance that moves.
 */
function exerciseFeatures(
  assets: readonly AssetNumbers[],
  weights: readonly number[],
  unit: number,
): FeatureNumbers[] {
  const used = assets.flatMap((_, i) => (weights[i] === 0 ? [] : [i]));
  const spots = used.map((asset) => {
    const own = assets[asset]!,
      logarithmic = !isLevel(own);
    const origin = logarithmic ? unit / Math.abs(weights[asset]!) : own.spot;
    return { asset, of: "spot" as const, logarithmic, origin };
  });
  const variances = used
    .filter((asset) => movesVariance(assets[asset]!))
    .map((asset) => ({ asset, of: "variance" as const, logarithmic: false, origin: 0 }));
  // what exercise pays tells where a single asset is
  return used.length === 1 ? variances : [...spots, ...variances];
}

/** How many assets can be ranked: all, unless there is but one or one is a level. */
function rankedAssets(assets: readonly AssetNumbers[], weights: readonly number[]): number {
  const held = assets.filter((_, i) => weights[i] !== 0);
  return held.length === 1 || held.some(isLevel) ? 0 : held.length;
}

function paidNow(
  { payoff, kind, strike, weights }: Combined,
  assets: readonly AssetNumbers[],
): number {
  const held = assets.flatMap(({ spot }, i) => (weights[i] === 0 ? [] : [weights[i]! * spot]));
  const extreme = payoff === "highest" ? Math.max : Math.min,
    level = payoff === "basket" ? sum(held) : extreme(...held);
  return Math.max(0, kind === 1 ? level - strike : strike - level);
}
