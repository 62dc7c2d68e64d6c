import { core } from "./instance.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";

/** Recursions of the variance, by the core's numbers. */
const KINDS = { garch: 1, gjr: 2, egarch: 3 } as const;
const INNOVATIONS = { normal: 1, "student-t": 2 } as const;

/** Recursion of the variance of the next return. */
export type GarchKind = keyof typeof KINDS;

/** Distribution of a return in units of its standard deviation; Student's t has variance 1. */
export type InnovationKind = keyof typeof INNOVATIONS;

/** Numbers of a GARCH(1,1), GJR or EGARCH; what a kind has no use for may be anything. */
export interface GarchSet {
  readonly mean: number;
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** Variance of the first return. */
  readonly firstVariance: number;
  /** Of Student's t, above 2. */
  readonly degreesOfFreedom: number;
  /** Mean size of an innovation, E|z|, of EGARCH. */
  readonly meanSize: number;
}

export interface GarchOptions {
  readonly kind: GarchKind;
  readonly innovations: InnovationKind;
  /** In units of about their own deviation. */
  readonly returns: ArrayLike<number>;
}

/** Sets that the core works through side by side. */
const SIDE_BY_SIDE = 4;

const COLUMNS = [
  "omega",
  "alpha",
  "beta",
  "gamma",
  "firstVariance",
  "degreesOfFreedom",
  "meanSize",
] as const;

/** Log-likelihoods of returns, one a set of parameters; NaN or infinite where one is no model. */
export function garchLogLikelihoods({
  kind,
  innovations,
  returns,
  sets,
}: GarchOptions & { readonly sets: readonly GarchSet[] }): Float64Array {
  const result = new Float64Array(sets.length);
  core().reset();
  const series = copyIn(returns);
  for (const [mean, places] of byMean(sets)) {
    const padded = padTo(SIDE_BY_SIDE, places);
    const columns = COLUMNS.flatMap((name) => padded.map((place) => sets[place]![name]));
    const [parameters, out] = [copyIn(columns), allocate(padded.length * 8)];
    const of = [KINDS[kind], INNOVATIONS[innovations], series, returns.length, mean] as const;
    core().garchLikelihoods(...of, parameters, padded.length, out);
    const values = copyOut(out, places.length);
    places.forEach((place, i) => {
      result[place] = values[i]!;
    });
  }
  return result;
}

/** Places of the sets that share a mean: they share a pass. */
function byMean(sets: readonly GarchSet[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  sets.forEach(({ mean }, place) => {
    const group = groups.get(mean);
    if (group) group.push(place);
    else groups.set(mean, [place]);
  });
  return groups;
}

/** The last one repeated until their number is a multiple of `size`. */
export function padTo<T>(size: number, values: readonly T[]): T[] {
  const missing = (size - (values.length % size)) % size;
  return [...values, ...new Array<T>(missing).fill(values.at(-1)!)];
}

/** A set of parameters followed from return to return. */
export interface GarchSeries {
  /** Variance of each return as foreseen the step before, and of the one to come. */
  readonly variances: Float64Array;
  /** Log-likelihood of each return. */
  readonly terms: Float64Array;
}

/** Conditional variances of returns under one set of parameters, and what each return adds. */
export function garchSeries({
  kind,
  innovations,
  returns,
  set,
}: GarchOptions & { readonly set: GarchSet }): GarchSeries {
  core().reset();
  const count = returns.length;
  const columns = COLUMNS.flatMap((name) => [set[name], set[name]]);
  const [series, parameters] = [copyIn(returns), copyIn(columns)];
  const [variances, terms] = [allocate((count + 1) * 8), allocate(count * 8)];
  const of = [KINDS[kind], INNOVATIONS[innovations], series, count, set.mean] as const;
  core().garchSeries(...of, parameters, variances, terms);
  return { variances: copyOut(variances, count + 1), terms: copyOut(terms, count) };
}

/** ln Gamma of positive numbers. */
export function logGamma(x: number): number {
  return core().logGamma(x);
}
