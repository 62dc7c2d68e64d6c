import { core } from "./instance.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { type NormalsOptions, seedWords } from "./noise.ts";

/** Dimensions of the Sobol points: direction numbers of Joe and Kuo 2008. */
export const SOBOL_DIMENSIONS: number = 1024;

export interface SobolOptions {
  readonly points: number;
  readonly dimensions: number;
  /** First point, from 0 to 2^32 - 1; points are in the order of Gray codes. */
  readonly firstPoint?: number;
  readonly firstDimension?: number;
  /**
   * Number of the replicate, at least 1; 0, the default, leaves the points as published. Replicates
   * are independent, and each alone is unbiased: their spread gives the standard error.
   */
  readonly scramble?: number;
  readonly seed?: number;
}

type Make = "sobolWords" | "sobolPoints" | "sobolNormals";

/** Sobol points as 32-bit words: per dimension a row of `points` words. */
export function sobolWords(options: SobolOptions): Uint32Array {
  const out = fill("sobolWords", options, 4);
  return new Uint32Array(core().memory.buffer, out, options.points * options.dimensions).slice();
}

/** Sobol points as uniforms (word + 1/2) / 2^32: per dimension a row of `points` numbers. */
export function sobolPoints(options: SobolOptions): Float64Array {
  return copyOut(fill("sobolPoints", options, 8), options.points * options.dimensions);
}

/** Sobol points as standard normals: per dimension a row of `points` numbers. */
export function sobolNormals(options: SobolOptions): Float64Array {
  return copyOut(fill("sobolNormals", options, 8), options.points * options.dimensions);
}

function fill(make: Make, options: SobolOptions, size: number): number {
  const { points, dimensions, seed = 1, scramble = 0 } = options;
  const { firstPoint = 0, firstDimension = 0 } = options;
  range("points", firstPoint, points, 2 ** 32);
  range("dimensions", firstDimension, dimensions, SOBOL_DIMENSIONS);
  core().reset();
  const out = allocate(points * dimensions * size);
  const place = [firstPoint, points, firstDimension, dimensions, out] as const;
  core()[make](...seedWords(seed), scramble, ...place);
  return out;
}

function range(what: string, first: number, count: number, limit: number): void {
  if (!(first >= 0 && count >= 0 && first + count <= limit)) {
    throw new RangeError(`${what} must lie below ${limit}, got ${count} from ${first}`);
  }
}

/** The shape of normals: `steps` rows of `paths` numbers. */
export interface Shape {
  readonly paths: number;
  readonly steps: number;
}

/**
 * Normals that follow a Brownian bridge: row d of `normals` drives the d-th point of the bridge, the
 * end first, then middles. Returns standardised increments, row t for step t: the same law, with
 * most of the variance in the first rows.
 */
export function bridgeNormals(normals: ArrayLike<number>, { paths, steps }: Shape): Float64Array {
  const rows = shaped(normals, { paths, steps });
  core().bridgeNormals(rows, paths, steps, allocate(core().bridgeWorkspace(steps)));
  return copyOut(rows, paths * steps);
}

/** Each row of `normals` shifted and scaled to mean 0 and mean square 1. Paths become dependent. */
export function matchMoments(normals: ArrayLike<number>, { paths, steps }: Shape): Float64Array {
  const rows = shaped(normals, { paths, steps });
  core().matchMoments(rows, paths, steps);
  return copyOut(rows, paths * steps);
}

function shaped(normals: ArrayLike<number>, { paths, steps }: Shape): number {
  if (normals.length !== paths * steps) {
    throw new RangeError(`normals has ${normals.length} values, expected ${paths * steps}`);
  }
  core().reset();
  return copyIn(normals);
}

/** As `normals`, in antithetic pairs: path 2k + 1 is the reflection of path 2k. */
export function antitheticNormals(options: NormalsOptions): Float64Array {
  const { paths, steps, firstPath = 0, stream = 0, seed = 1 } = options;
  core().reset();
  const out = allocate(paths * steps * 8);
  core().antitheticNormals(...seedWords(seed), stream, firstPath, paths, steps, out);
  return copyOut(out, paths * steps);
}
