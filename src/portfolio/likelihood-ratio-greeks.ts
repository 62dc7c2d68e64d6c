import * as v from "valibot";
import { check } from "../check.ts";
import { type LikelihoodScores, likelihoodScores, scoreGrade } from "../core/likelihood-scores.ts";
import type { MarketNumbers } from "../core/market.ts";
import { payoffColumns } from "../core/payoffs.ts";
import type { Estimate } from "../estimate.ts";
import { stepDaysOf, usedModel } from "../models/numbers.ts";
import { contractNumbers } from "./contract-numbers.ts";
import { ControlledMean } from "./controlled-mean.ts";
import { type GreeksOptions, greeksEntries } from "./greeks-options.ts";
import {
  checkLooks,
  isOneLook,
  isOnLastSpot,
  type LikelihoodLeg,
  likelihoodLegs,
} from "./likelihood-legs.ts";
import { pathContract } from "./path-contracts.ts";
import { timeGrid } from "./time-grid.ts";

/** Whose Greeks are wanted, and how exact. */
export interface LikelihoodRatioGreeksOptions extends GreeksOptions {
  /**
   * Equal steps to expiry; unless given steps of a day at most, or a single one where that is
   * exact: options that look at the last spot, or at a barrier all the time, under geometric
   * Brownian motion.
   */
  readonly steps?: number | undefined;
}

/** Greeks by likelihood ratios. */
export interface LikelihoodRatioGreeks {
  readonly price: Estimate;
  readonly delta: Estimate;
  readonly gamma: Estimate;
  /** By the interest rate, which grows the spot and discounts; of diffusions alone, as what follows. */
  readonly rho?: Estimate;
  /** By the volatility of the diffusion. */
  readonly vega?: Estimate;
  /** Change of delta by that volatility. */
  readonly vanna?: Estimate;
  /** Change of vega by it. */
  readonly volga?: Estimate;
  readonly paths: number;
  readonly steps: number;
  readonly seed: number;
}

const schema = v.strictObject(greeksEntries);

/** Paths drawn together. */
const CHUNK = 8192;

/** What a payoff of `years` is weighed by for each Greek, and what of it has mean 0. */
type Weight = (scores: LikelihoodScores, path: number, years: number) => [number, number];

/** Weights of a spot of 1. */
const WEIGHTS: Readonly<Record<GreekName, Weight>> = {
  price: ({ spot }, path) => [1, spot[path]!],
  delta: ({ spot }, path) => twice(spot[path]!),
  gamma: ({ spot, spotTwice }, path) => twice(spotTwice[path]! - spot[path]!),
  rho: ({ growth }, path, years) => [growth[path]! - years, growth[path]!],
  vega: ({ volatility }, path) => twice(volatility[path]!),
  vanna: ({ spotVolatility }, path) => twice(spotVolatility[path]!),
  volga: ({ volatilityTwice }, path) => twice(volatilityTwice[path]!),
};
const OF_ALL = ["price", "delta", "gamma"] as const;
const OF_DIFFUSIONS = [...OF_ALL, "rho", "vega", "vanna", "volga"] as const;
type GreekName = (typeof OF_DIFFUSIONS)[number];

function twice(weight: number): [number, number] {
  return [weight, weight];
}

/**
 * Greeks of calls, puts, digitals, barrier options and averages by likelihood ratios: the density
 * of what the contract looks at is differentiated, not the payoff, which may jump (Broadie and
 * Glasserman 1996, "Estimating security price derivatives using simulation"). Scores are those of
 * the part of returns that is Gaussian given variances and jumps; they have mean 0 and are their
 * own control variates. Unbiased for the steps as they are; standard errors fall as
 * 1 / sqrt(paths), and rise as the first look comes near: by 1 / sqrt(time) for delta, 1 / time for
 * gamma. A barrier watched at all times is differentiated with its Brownian bridges. Diffusions
 * with or without jumps have all Greeks; stochastic volatility (by full truncation), regimes have
 * delta and gamma, GARCH with normal innovations has those of options on the last spot, by the last
 * step.
 */
export function likelihoodRatioGreeks(
  options: LikelihoodRatioGreeksOptions,
): LikelihoodRatioGreeks {
  const given = check(schema, options, "options"),
    contract = pathContract(given.contract);
  const { spot, rate, dividendYield, model, paths, seed } = given;
  checkLooks(contract, model);
  const wanted = given.steps ?? (isOneLook(contract, model) ? 1 : undefined);
  const from = contract.type === "asian" ? [contract.fromDays] : [];
  const grid = timeGrid([...from, contract.days], wanted, stepDaysOf(model)),
    { steps, stepYears } = grid;
  const used = usedModel(model, { drift: rate - dividendYield, scheme: "fullTruncation" });
  const market: MarketNumbers = { seed, rate, steps, stepYears, assets: [{ spot, ...used }] };
  const grade = scoreGrade(market);
  if (grade === "none") {
    throw new RangeError(`model must have Gaussian steps, got ${model.type}; use monteCarloGreeks`);
  }
  if (grade === "last" && !isOnLastSpot(contract)) {
    throw new RangeError(
      `contract must be a call, put or digital under ${model.type}, got ${contract.type}`,
    );
  }
  const legs = likelihoodLegs(contractNumbers(contract, grid, spot), spot, grade === "last");
  const names = grade === "volatility" ? OF_DIFFUSIONS : OF_ALL;
  const sums = names.map((name) => [name, new ControlledMean()] as const);
  for (let first = 0; first < paths; first += CHUNK) {
    addPaths(sums, market, legs, first, Math.min(CHUNK, paths - first));
  }
  const unit = { price: 1, delta: 1 / spot, gamma: 1 / spot ** 2, vanna: 1 / spot };
  const estimates = sums.map(([name, sum]) => [name, sum.estimate({ ...ONES, ...unit }[name])]);
  return { ...Object.fromEntries(estimates), paths, steps, seed } as LikelihoodRatioGreeks;
}

const ONES = { rho: 1, vega: 1, volga: 1 };

/** Add some paths to the sums of every Greek. */
function addPaths(
  sums: readonly (readonly [GreekName, ControlledMean])[],
  market: MarketNumbers,
  legs: readonly LikelihoodLeg[],
  first: number,
  paths: number,
): void {
  const contracts = legs.map(({ contract }) => contract),
    paid = payoffColumns(market, contracts, first, paths);
  const scores = legs.map(({ looks }) => likelihoodScores(market, looks, first, paths));
  const { barrier, ...plain } = legs[0]!.looks;
  const controls = barrier ? likelihoodScores(market, plain, first, paths) : scores[0]!;
  const years = plain.expiry * market.stepYears;
  for (const [name, sum] of sums) {
    const weight = WEIGHTS[name];
    for (let path = 0; path < paths; path++) {
      let value = 0;
      legs.forEach(({ held }, i) => {
        value += held * paid[i]![path]! * weight(scores[i]!, path, years)[0];
      });
      sum.add(value, weight(controls, path, years)[1]);
    }
  }
}
