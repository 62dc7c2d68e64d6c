import { bridgeNormals, matchMoments, sobolNormals } from "../core/low-discrepancy.ts";
import type { GivenNormals } from "../core/market.ts";
import { normals } from "../core/noise.ts";

/**
 * How paths are drawn. "antithetic": pairs that mirror each other. "sobol": replicates of a
 * scrambled Sobol sequence along a Brownian bridge (Owen 1995; Caflisch, Morokoff, Owen 1997).
 * "stratified": the end of the path in equal strata, a bridge to it (Glasserman 2003, section
 * 4.3.2). "matched": normals of every step shifted and scaled to mean 0 and variance 1.
 * "importance": returns pushed to where the payoff is, and weighed for it (section 4.6).
 */
export type Sampling = (typeof SAMPLINGS)[number];

export const SAMPLINGS = [
  "independent",
  "antithetic",
  "sobol",
  "stratified",
  "matched",
  "importance",
] as const;

/** Batches of paths whose means are the observations of all but the first two. */
const BATCHES = 32;

/** How a number of paths is cut up. */
export interface SamplingPlan {
  readonly sampling: Sampling;
  /** Paths in all: what was asked for, rounded up to whole batches. */
  readonly paths: number;
  /** Paths of one observation. */
  readonly group: number;
  /** Paths drawn together. */
  readonly chunk: number;
}

/** Paths of a chunk where every path stands alone. */
const CHUNK = 8192;

export function samplingPlan(sampling: Sampling, paths: number): SamplingPlan {
  if (sampling === "independent" || sampling === "importance") {
    return { sampling, paths, group: 1, chunk: CHUNK };
  }
  if (sampling === "antithetic") {
    return { sampling, paths: 2 * Math.ceil(paths / 2), group: 2, chunk: CHUNK };
  }
  const least = Math.max(2, Math.ceil(paths / BATCHES));
  // nets are whole at powers of two
  const batch = sampling === "matched" ? least : 2 ** Math.ceil(Math.log2(least));
  return { sampling, paths: batch * BATCHES, group: batch, chunk: batch };
}

/** What the normals of a batch are drawn for. */
export interface BatchShape {
  readonly sampling: Sampling;
  readonly seed: number;
  readonly steps: number;
  readonly assets: number;
  /** Push of "importance": by so many deviations of the return over the whole path. */
  readonly shift: number;
  /** Factors of each asset with normals of their own: returns, and variance where it is random. */
  readonly factors: 1 | 2;
}

/** The most normals of a path that Sobol points can give. */
export const MOST_DIMENSIONS = 1024;

/** Normals of a batch, and what its paths weigh where they were pushed. */
export interface Batch {
  readonly given: GivenNormals;
  readonly weights?: Float64Array;
}

/** Batch number `batch`, whose first path is `first`; none where the core draws it itself. */
export function drawBatch(
  shape: BatchShape,
  batch: number,
  first: number,
  paths: number,
): Batch | undefined {
  const { sampling, steps, assets, factors, seed } = shape;
  if (sampling === "independent" || sampling === "antithetic") return undefined;
  if (sampling === "sobol" && steps * assets * factors > MOST_DIMENSIONS) {
    throw new RangeError(
      `steps must leave at most ${MOST_DIMENSIONS} normals a path for sobol, got ${steps} steps`,
    );
  }
  const rows = new Float64Array(2 * assets * steps * paths);
  for (let factor = 0; factor < assets * factors; factor++) {
    const place = factors === 2 ? factor : 2 * factor;
    const stream = 8 * Math.floor(factor / factors) + (factor % factors);
    const drawn = { paths, steps, seed, stream, firstPath: first };
    rows.set(factorNormals(sampling, drawn, batch, factor), place * steps * paths);
  }
  const given = { first, paths, rows };
  return sampling === "importance" ? { given, weights: push(shape, rows, paths) } : { given };
}

/** Push the returns of the first asset, in place: ratios of the densities before and after. */
function push({ shift, steps }: BatchShape, rows: Float64Array, paths: number): Float64Array {
  const step = shift / Math.sqrt(steps),
    sums = new Float64Array(paths);
  for (let place = 0; place < steps * paths; place++) {
    sums[place % paths]! += rows[place]!;
    rows[place]! += step;
  }
  return sums.map((sum) => Math.exp(-step * sum - (shift * shift) / 2));
}

interface Drawn {
  readonly paths: number;
  readonly steps: number;
  readonly seed: number;
  readonly stream: number;
  readonly firstPath: number;
}

function factorNormals(
  sampling: Sampling,
  drawn: Drawn,
  batch: number,
  factor: number,
): Float64Array {
  const { paths, steps, seed } = drawn,
    shape = { paths, steps };
  if (sampling === "sobol") {
    const place = { firstDimension: factor * steps, scramble: batch + 1, seed };
    return bridgeNormals(sobolNormals({ points: paths, dimensions: steps, ...place }), shape);
  }
  if (sampling === "importance") return normals(drawn);
  if (sampling === "matched") return matchMoments(normals(drawn), shape);
  const rows = normals(drawn);
  // one dimension of a scrambled net has one point in every stratum of 1 / paths
  const strata = { points: paths, dimensions: 1, firstDimension: factor };
  rows.set(sobolNormals({ ...strata, scramble: batch + 1, seed }));
  return bridgeNormals(rows, shape);
}
