import * as v from "valibot";
import { check, rules, show } from "../check.ts";
import type { MarketNumbers } from "../core/market.ts";
import type { ContractNumbers } from "../core/payoffs.ts";
import type { Estimate } from "../estimate.ts";
import { type Model, modelSchema } from "../models/model.ts";
import type { AssetsContract } from "./assets-contracts.ts";
import { type Control, controlColumns } from "./controls.ts";
import type { PathContract } from "./path-contracts.ts";
import {
  type AssetMarket,
  type AssetsMarket,
  type PricedMarket,
  pricedMarket,
} from "./priced-market.ts";
import { regressed, solver } from "./regression.ts";
import { SAMPLINGS, type Sampling, samplingPlan } from "./sampling.ts";
import { plainTime, simulate } from "./simulate-payoffs.ts";
import { timeGrid } from "./time-grid.ts";

/** What is to be priced, and how. */
export interface MonteCarloPriceOptions {
  /** By name; `basket` and `rainbow` where the market has several assets, others where it has one. */
  readonly contracts: Readonly<Record<string, PathContract | AssetsContract>>;
  readonly market: AssetMarket | AssetsMarket;
  /** Dynamics of a single asset; their drift gives way to the pricing world's, rate less yield. */
  readonly model?: Model | undefined;
  /**
   * What payoffs are paid and prices are counted in: "linear", the quote currency, unless given; or
   * "inverse", coins of the one asset, a payoff over the spot at expiry. Such a contract is worth
   * the linear one over today's spot.
   */
  readonly settlement?: "linear" | "inverse" | undefined;
  /** 100,000 unless given. */
  readonly paths?: number | undefined;
  /** Equal steps to the last expiry; steps of a day at most, that meet all dates, unless given. */
  readonly steps?: number | undefined;
  readonly seed?: number | undefined;
  /** How paths are drawn; independently unless given. */
  readonly sampling?: Sampling | undefined;
  /**
   * For sampling "importance": by how many deviations of the whole path's return to push it; to
   * the first contract's strike (or barrier) unless given.
   */
  readonly shift?: number | undefined;
  /** Control variates; none unless given. */
  readonly controls?: readonly Control[] | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A Monte Carlo price and what its variance reduction achieved. */
export interface MonteCarloPrice extends Estimate {
  /** Variance of as many independent paths without controls, over that of this estimate. */
  readonly varianceRatio: number;
}

/** Prices by name, and how they came about. */
export interface MonteCarloPrices {
  readonly prices: Readonly<Record<string, MonteCarloPrice>>;
  readonly paths: number;
  readonly steps: number;
  readonly stepYears: number;
  readonly seed: number;
  readonly sampling: Sampling;
  readonly controls: readonly Control[];
  /** Time of a path here, nanoseconds: measured, so it differs from run to run. */
  readonly nanosecondsPerPath: number;
  /**
   * And of a plain path. The effective speed-up of a price is its variance ratio times this over
   * `nanosecondsPerPath`: how much sooner the same error is reached.
   */
  readonly plainNanosecondsPerPath: number;
}

const CONTROLS = ["asset", "deltaHedge", "geometricAsian"] as const;
const FEWEST_PATHS = 64;

const schema = v.strictObject({
  contracts: v.pipe(
    v.record(v.string(), v.unknown(), "must be an object of named contracts"),
    v.check((all) => Object.keys(all).length > 0, "must have at least one contract"),
  ),
  market: v.unknown(),
  model: v.optional(modelSchema),
  settlement: v.optional(
    v.picklist(["linear", "inverse"], 'must be "linear" or "inverse"'),
    "linear",
  ),
  paths: v.optional(
    v.pipe(
      rules.count,
      v.check((paths) => paths >= FEWEST_PATHS, `must be at least ${FEWEST_PATHS}`),
      v.check((paths) => paths < 2 ** 31, "must be below 2^31"),
    ),
    100_000,
  ),
  steps: v.optional(rules.count),
  seed: v.optional(rules.finite, 1),
  sampling: v.optional(v.picklist(SAMPLINGS, `must be one of ${SAMPLINGS.join(", ")}`)),
  shift: v.optional(rules.finite),
  controls: v.optional(v.array(v.picklist(CONTROLS, `must be of ${CONTROLS.join(", ")}`)), []),
});

/**
 * Prices by simulation in the pricing world: discounted payoffs averaged over paths. Standard
 * errors fall as 1 / sqrt(paths), faster with Sobol points. Models that are not exact in
 * distribution, and payoffs that are watched between steps, keep a bias that falls with the step.
 */
export async function monteCarloPrice(options: MonteCarloPriceOptions): Promise<MonteCarloPrices> {
  const { onProgress, signal, ...described } = options;
  const given = check(schema, described, "options");
  const { seed, sampling = "independent", controls, contracts } = given;
  const names = Object.keys(contracts),
    all = names.map((name) => contracts[name]);
  const priced = pricedMarket(given.market, given.model, all);
  const grid = timeGrid(priced.dates, given.steps, priced.stepDays);
  const market: MarketNumbers = {
    ...{ seed, steps: grid.steps, stepYears: grid.stepYears, ...priced.numbers },
    noise: sampling === "antithetic" ? "antithetic" : "independent",
  };
  const targets = priced.contracts(grid);
  checkMethods(priced, controls, sampling);
  const unit = unitOf(given.settlement, market);
  const known = controlColumns(controls, targets, market),
    plan = samplingPlan(sampling, given.paths);
  if (plan.paths / plan.group < known.length + 3) {
    throw new RangeError(`controls must be fewer, got ${known.length} for so few observations`);
  }
  const { volatility, factors } = priced;
  const shift = given.shift ?? shiftTo(targets[0]!, market, volatility);
  const run = { market, targets, known, plan, factors, volatility, shift } as const;
  const start = performance.now();
  const { moments, plain } = await simulate(run, { onProgress, signal });
  const nanosecondsPerPath = ((performance.now() - start) * 1e6) / plan.paths;
  const plainNanosecondsPerPath = plainTime(run);
  const means = known.map(({ mean }) => mean),
    solve = await solver();
  const prices = names.map((name, i) => {
    const { value, standardError } = regressed(moments, i, means, solve);
    const varianceRatio = plain[i]! / plan.paths / standardError ** 2;
    const own = { value: value / unit, standardError: standardError / unit, varianceRatio };
    return [name, own] as const;
  });
  const { steps, stepYears } = grid;
  const how = { paths: plan.paths, steps, stepYears, seed, sampling, controls };
  return {
    prices: Object.fromEntries(prices),
    ...how,
    nanosecondsPerPath,
    plainNanosecondsPerPath,
  };
}

/** Throw where a control or a sampling does not fit the market. */
function checkMethods(
  { names, dividendYield }: PricedMarket,
  controls: readonly Control[],
  sampling: Sampling,
): void {
  if (controls.includes("deltaHedge") && names.length > 1) {
    throw new RangeError("controls must be of asset for several assets, got deltaHedge");
  }
  if (sampling === "importance" && names.length > 1) {
    throw new RangeError("sampling must push one asset's returns, got importance for several");
  }
  if (controls.includes("deltaHedge") && dividendYield !== 0) {
    throw new RangeError(`dividendYield must be 0 for deltaHedge, got ${show(dividendYield)}`);
  }
}

/** Today's price of what payoffs are paid in. */
function unitOf(settlement: "linear" | "inverse", { assets }: MarketNumbers): number {
  if (settlement === "linear") return 1;
  if (assets.length === 1) return assets[0]!.spot;
  throw new RangeError("settlement must be linear for several assets, got inverse");
}

/** Deviations of the return that bring the median of the spot to what a contract waits for. */
function shiftTo(contract: ContractNumbers, market: MarketNumbers, volatility: number): number {
  const { spot, drift } = market.assets[0]!,
    years = contract.expiry * market.stepYears;
  const wanted = contract.level || contract.strike || spot;
  const median = spot * Math.exp((drift - volatility ** 2 / 2) * years);
  return Math.log(wanted / median) / (volatility * Math.sqrt(years));
}
