import { type GarchKind, type GarchSet, type InnovationKind, logGamma } from "../core/returns.ts";

/** The parameters of a GARCH family as coordinates without bounds, for a search. */
export interface GarchSpace {
  readonly starts: readonly (readonly number[])[];
  /** The parameters that a point stands for. */
  readonly set: (point: readonly number[]) => GarchSet;
}

interface SpaceOptions {
  readonly kind: GarchKind;
  readonly innovations: InnovationKind;
  readonly mean: "constant" | "zero";
  /** Mean of the returns, and of their squares. */
  readonly moments: { readonly first: number; readonly second: number };
}

/** Persistence and size of news that searches start from. */
const PERSISTENCE = [0.7, 0.9, 0.97, 0.99];
const NEWS = [0.05, 0.15, 0.3];
const DEGREES = [4, 8];
/** Greatest persistence, and inverse of the greatest degrees of freedom less 2. */
const MOST = 1 - 1e-6;
const LEAST_INVERSE = 1e-5;

/**
 * GARCH and GJR: omega positive, alpha and alpha + gamma not negative, and the persistence
 * alpha + gamma / 2 + beta at most 1 - 1e-6. EGARCH: beta between -1 and 1. Degrees of freedom
 * between 2 and 100,002. What has a bound is a square of its coordinate away from it, so that a
 * top at the bound is smooth like any other.
 *
 * The variance before the first return is that of the sample around the mean (Fiorentini, Calzolari
 * and Panattoni 1996), so the first one follows from the parameters.
 */
export function garchSpace({ kind, innovations, mean, moments }: SpaceOptions): GarchSpace {
  const { first, second } = moments;
  const free = mean === "constant";
  const student = innovations === "student-t";
  const set = (point: readonly number[]): GarchSet => {
    const [at, rest] = free ? [point[0]!, point.slice(1)] : [0, point];
    const sample = second - 2 * at * first + at ** 2;
    const degreesOfFreedom = student ? 2 + 1 / (LEAST_INVERSE + rest.at(-1)! ** 2) : 0;
    const meanSize = student ? studentSize(degreesOfFreedom) : Math.sqrt(2 / Math.PI);
    const numbers = kind === "egarch" ? exponential(rest, sample) : linear(kind, rest, sample);
    return { mean: at, ...numbers, degreesOfFreedom, meanSize };
  };
  const starts = startsOf(kind, second - first ** 2).flatMap((start) =>
    (student ? DEGREES : [0]).map((degrees) => [
      ...(free ? [first] : []),
      ...start,
      ...(student ? [1 / Math.sqrt(degrees - 2)] : []),
    ]),
  );
  return { starts, set };
}

/** E|z| of Student's t of variance 1. */
function studentSize(degrees: number): number {
  const gammas = logGamma((degrees - 1) / 2) - logGamma(degrees / 2);
  return Math.sqrt((degrees - 2) / Math.PI) * Math.exp(gammas);
}

type Recursion = Pick<GarchSet, "omega" | "alpha" | "beta" | "gamma" | "firstVariance">;

/** Shares of the persistence by the roots of their quotients with that of beta. */
function linear(kind: GarchKind, point: readonly number[], sample: number): Recursion {
  const [level, persist, ...news] = point as [number, number, number, number];
  const omega = Math.exp(level);
  const persistence = MOST / (1 + persist ** 2);
  const shares = news.slice(0, kind === "gjr" ? 2 : 1).map((root) => root ** 2);
  const whole = shares.reduce((sum, share) => sum + share, 1);
  const beta = persistence / whole;
  const [rise, fall = 0] = shares.map((share) => (persistence * share) / whole) as [number, number];
  const firstVariance = omega + persistence * sample;
  if (kind === "garch") return { omega, alpha: rise, beta, gamma: 0, firstVariance };
  return { omega, alpha: 2 * rise, beta, gamma: 2 * (fall - rise), firstVariance };
}

function exponential(point: readonly number[], sample: number): Recursion {
  const [omega, alpha, gamma, persist] = point as [number, number, number, number];
  const beta = Math.tanh(persist);
  return { omega, alpha, beta, gamma, firstVariance: Math.exp(omega + beta * Math.log(sample)) };
}

function startsOf(kind: GarchKind, variance: number): number[][] {
  return PERSISTENCE.flatMap((persistence) =>
    NEWS.filter((news) => news < persistence).flatMap((news) => {
      if (kind === "egarch") {
        const omega = Math.log(variance) * (1 - persistence);
        return [0, -0.05].map((gamma) => [omega, 2 * news, gamma, Math.atanh(persistence)]);
      }
      const level = Math.log(variance * (1 - persistence));
      const share = news / (persistence - news);
      const shares = kind === "gjr" ? [0.4 * share, 0.6 * share] : [share];
      return [[level, Math.sqrt(1 / persistence - 1), ...shares.map(Math.sqrt)]];
    }),
  );
}
