import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { GivenNormals, MarketNumbers } from "../core/market.ts";
import { normals } from "../core/noise.ts";
import { payoffColumns } from "../core/payoffs.ts";
import type { Estimate } from "../estimate.ts";
import { type Model, modelSchema } from "../models/model.ts";
import { hasJumps, hasVarianceFactor, usedModel } from "../models/numbers.ts";
import { contractNumbers } from "./contract-numbers.ts";
import { type PathContract, pathContract } from "./path-contracts.ts";
import { timeGrid } from "./time-grid.ts";

/** What is to be priced, and how exactly. */
export interface MultilevelPriceOptions {
  readonly contract: PathContract;
  readonly spot: number;
  /** Interest, a year, continuously compounded; 0 unless given. */
  readonly rate?: number | undefined;
  /** Yield of holding the asset, a year, continuously compounded; 0 unless given. */
  readonly dividendYield?: number | undefined;
  /** Without jumps: theirs cannot be drawn alike on two grids. */
  readonly model: Model;
  /** Standard error and bias to reach, in money, each at most this over root 2. */
  readonly error: number;
  /** Steps of the coarsest level; 4 unless given. */
  readonly coarsest?: number | undefined;
  /** The most levels; 9 unless given. */
  readonly levels?: number | undefined;
  readonly seed?: number | undefined;
}

/** What one level added. */
export interface Level {
  readonly steps: number;
  readonly paths: number;
  /** The coarsest payoff, or the difference of payoffs of this level and the one before. */
  readonly mean: number;
  readonly variance: number;
}

/** A price from several grids, the coarse ones with most of the paths. */
export interface MultilevelPrice {
  readonly price: Estimate;
  /** Bias that the finest step may leave, from how differences fall. */
  readonly bias: number;
  /** Whether the bias came below what was asked before the levels ran out. */
  readonly converged: boolean;
  readonly levels: readonly Level[];
  /** Path-steps of one level alone to the same errors, over those that were taken. */
  readonly saving: number;
}

const schema = v.strictObject({
  ...{ contract: v.unknown(), spot: rules.positive, model: modelSchema, error: rules.positive },
  rate: v.optional(rules.finite, 0),
  dividendYield: v.optional(rules.finite, 0),
  coarsest: v.optional(rules.count, 4),
  levels: v.optional(rules.count, 9),
  seed: v.optional(rules.finite, 1),
});
type Given = v.InferOutput<typeof schema> & { readonly contract: PathContract };

/** Paths that a level's variance is first judged by. */
const PILOT = 4096;

/**
 * The price in the limit of small steps by multilevel Monte Carlo (Giles 2008, "Multilevel Monte
 * Carlo path simulation"): a coarse grid, corrected by differences of payoffs on the same Brownian
 * paths, drawn where they are cheapest. Levels are added until the last differences, which fall as
 * the step, tell a bias below the error.
 */
export function multilevelPrice(options: MultilevelPriceOptions): MultilevelPrice {
  const checked = check(schema, options, "options");
  if (hasJumps(checked.model)) throw new RangeError("model must be without jumps for levels");
  const given: Given = { ...checked, contract: pathContract(checked.contract) };
  const levels: Sum[] = [];
  let bias = Number.POSITIVE_INFINITY;
  while (levels.length < given.levels && !(bias < given.error / Math.SQRT2)) {
    levels.push(new Sum(given.coarsest * 2 ** levels.length));
    draw(given, levels.length - 1, levels.at(-1)!, PILOT);
    refine(given, levels);
    // weak order 1: what is missing is as much as the last difference, or half the one before
    const [last, before] = [levels.at(-1)!, levels.at(-2)!];
    if (levels.length > 2) bias = Math.max(Math.abs(last.mean), Math.abs(before.mean) / 2);
  }
  return result(given, levels, bias);
}

/** Draw what the optimal numbers of paths ask for: as root of variance over cost. */
function refine(given: Given, levels: readonly Sum[]): void {
  const total = levels.reduce((sum, { variance, steps }) => sum + Math.sqrt(variance * steps), 0);
  levels.forEach((level, index) => {
    const wanted = (2 / given.error ** 2) * Math.sqrt(level.variance / level.steps) * total;
    const more = Math.ceil(wanted) - level.paths;
    if (more > 0) draw(given, index, level, more);
  });
}

/** Running mean and variance of one level. */
class Sum {
  readonly steps: number;
  paths = 0;
  mean = 0;
  private squares = 0;

  constructor(steps: number) {
    this.steps = steps;
  }

  add(value: number): void {
    const apart = value - this.mean;
    this.paths++;
    this.mean += apart / this.paths;
    this.squares += apart * (value - this.mean);
  }

  get variance(): number {
    return this.squares / (this.paths - 1);
  }
}

/** Add `more` paths to a level, in parts that fit in memory. */
function draw(given: Given, index: number, level: Sum, more: number): void {
  for (let done = 0; done < more; done += PILOT) {
    const paths = Math.min(PILOT, more - done);
    const fine = drivers(given, index, level, paths);
    const paid = payoffs(given, level.steps, fine);
    const before = index > 0 ? payoffs(given, level.steps / 2, coarser(fine, level.steps)) : [];
    paid.forEach((value, path) => {
      level.add(value - (before[path] ?? 0));
    });
  }
}

/** Fresh normals of a level; each has seeds of its own. */
function drivers(given: Given, index: number, level: Sum, paths: number): GivenNormals {
  const { steps } = level,
    rows = new Float64Array(2 * steps * paths),
    factors = hasVarianceFactor(given.model) ? 2 : 1;
  for (let stream = 0; stream < factors; stream++) {
    const part = { paths, steps, seed: given.seed, firstPath: level.paths };
    rows.set(normals({ ...part, stream: 8 * index + stream }), stream * steps * paths);
  }
  return { first: level.paths, paths, rows };
}

/** The same Brownian paths in steps twice as long. */
function coarser({ first, paths, rows }: GivenNormals, steps: number): GivenNormals {
  const half = new Float64Array(rows.length / 2);
  for (let row = 0; row < steps; row++) {
    for (let path = 0; path < paths; path++) {
      const sum = rows[2 * row * paths + path]! + rows[(2 * row + 1) * paths + path]!;
      half[row * paths + path] = sum * Math.SQRT1_2;
    }
  }
  return { first, paths, rows: half };
}

function payoffs(given: Given, steps: number, normals: GivenNormals): Float64Array {
  const { contract, spot, rate, dividendYield, model, seed } = given;
  const from = contract.type === "asian" ? [contract.fromDays] : [];
  const grid = timeGrid([...from, contract.days], steps);
  const market: MarketNumbers = {
    ...{ seed, rate, steps, stepYears: grid.stepYears, given: normals },
    assets: [{ spot, ...usedModel(model, { drift: rate - dividendYield }) }],
  };
  const one = contractNumbers(contract, grid, spot);
  return payoffColumns(market, [one], normals.first, normals.paths)[0]!;
}

function result(given: Given, sums: readonly Sum[], bias: number): MultilevelPrice {
  const levels = sums.map(({ steps, paths, mean, variance }) => ({ steps, paths, mean, variance }));
  const error = levels.reduce((sum, { variance, paths }) => sum + variance / paths, 0);
  const taken = levels.reduce((sum, { steps, paths }) => sum + steps * paths, 0);
  const alone = (levels[0]!.variance / error) * levels.at(-1)!.steps;
  return {
    price: {
      value: levels.reduce((sum, { mean }) => sum + mean, 0),
      standardError: Math.sqrt(error),
    },
    bias,
    converged: bias < given.error / Math.SQRT2,
    levels,
    saving: alone / taken,
  };
}
