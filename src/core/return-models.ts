import { core } from "./instance.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";

/** A log-likelihood, and what each return adds to it. */
export interface Terms {
  readonly total: number;
  readonly terms: Float64Array;
}

/** A part of a mixture of normals. */
export interface MixturePart {
  readonly weight: number;
  readonly mean: number;
  readonly deviation: number;
}

/** The density as the core reads it: a, m and g of a exp(-(x - m)^2 g). */
function densityOf({ weight, mean, deviation }: MixturePart): number[] {
  return [weight / (deviation * Math.sqrt(2 * Math.PI)), mean, 0.5 / deviation ** 2];
}

/** Log-likelihood of independent returns under a mixture of normals. */
export function mixtureTerms(returns: ArrayLike<number>, parts: readonly MixturePart[]): Terms {
  core().reset();
  const count = returns.length;
  const [values, parameters] = [copyIn(returns), copyIn(parts.flatMap(densityOf))];
  const out = allocate(count * 8);
  const total = core().mixtureLogs(values, count, parts.length, parameters, out);
  return { total, terms: copyOut(out, count) };
}

/** A normal and a sum of exponential jumps up and down, with the weights of each number of them. */
export interface DoubleExponential {
  readonly mean: number;
  readonly deviation: number;
  /** Inverse mean sizes of jumps. */
  readonly up: number;
  readonly down: number;
  /** Weight of no jump. */
  readonly still: number;
  /** Weights of sums of 1, 2, 3 ... exponentials, at most 48. */
  readonly upWeights: readonly number[];
  readonly downWeights: readonly number[];
}

/** Log-likelihood of independent returns of a normal and double exponential jumps. */
export function kouTerms(returns: ArrayLike<number>, model: DoubleExponential): Terms {
  core().reset();
  const { mean, deviation, up, down, still, upWeights, downWeights } = model;
  const count = returns.length;
  const [values, weights] = [copyIn(returns), copyIn([still, ...upWeights, ...downWeights])];
  const out = allocate(count * 8);
  const of = [mean, deviation, up, down, upWeights.length, weights, out] as const;
  const total = core().kouLogs(values, count, ...of);
  return { total, terms: copyOut(out, count) };
}

/** Regimes of normal returns and the chain that they follow. */
export interface RegimeChain {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly transitions: readonly (readonly number[])[];
  /** Probabilities before the first return. */
  readonly initial: readonly number[];
}

/** What a smoother knows of regimes: rows of probabilities a return, one after the other. */
export interface SmoothedRegimes extends Terms {
  readonly filtered: Float64Array;
  readonly smoothed: Float64Array;
  /** Expected numbers of changes from regime to regime, row by row. */
  readonly changes: Float64Array;
}

/** Log-likelihood of returns that switch between regimes. */
export function regimeTerms(returns: ArrayLike<number>, chain: RegimeChain): Terms {
  const { total, count, terms } = filter(returns, chain);
  return { total, terms: copyOut(terms, count) };
}

/** Probabilities of the regimes at each return, given those up to it and given all. */
export function smoothRegimes(returns: ArrayLike<number>, chain: RegimeChain): SmoothedRegimes {
  const { total, count, regimes, transitions, filtered, terms } = filter(returns, chain);
  const size = count * regimes;
  const [smoothed, changes] = [allocate(size * 8), allocate(regimes * regimes * 8)];
  core().regimeSmoother(count, regimes, transitions, filtered, smoothed, changes);
  return {
    total,
    terms: copyOut(terms, count),
    filtered: copyOut(filtered, size),
    smoothed: copyOut(smoothed, size),
    changes: copyOut(changes, regimes * regimes),
  };
}

function filter(returns: ArrayLike<number>, chain: RegimeChain) {
  core().reset();
  const { means, deviations, transitions, initial } = chain;
  const [count, regimes] = [returns.length, means.length];
  const parts = means.flatMap((mean, k) =>
    densityOf({ weight: 1, mean, deviation: deviations[k]! }),
  );
  const [values, parameters] = [
    copyIn(returns),
    copyIn([...parts, ...transitions.flat(), ...initial]),
  ];
  const [filtered, terms] = [allocate(count * regimes * 8), allocate(count * 8)];
  const total = core().regimeFilter(values, count, regimes, parameters, filtered, terms);
  return { total, count, regimes, transitions: parameters + parts.length * 8, filtered, terms };
}

/** Standardised residuals of several series, and the means of their products. */
export interface CorrelationData {
  readonly assets: number;
  /** A row of assets a step, one after the other. */
  readonly residuals: Float64Array;
  /** Matrices of the means of products, and of products of falls, row by row. */
  readonly targets: readonly number[];
}

/** Dynamics of correlations; `g` is 0 of the symmetric model. */
export interface CorrelationSet {
  readonly a: number;
  readonly b: number;
  readonly g: number;
}

/** What correlations add to the log-likelihood of each row, under one or two sets of parameters. */
export function correlationTerms(
  data: CorrelationData,
  sets: readonly [CorrelationSet, CorrelationSet],
): [Float64Array, Float64Array] {
  const { count, pointers, workspace } = correlations(data, sets);
  const terms = allocate(count * 16);
  core().dccTerms(...pointers, terms, workspace);
  const both = copyOut(terms, 2 * count);
  const lane = (first: number) =>
    Float64Array.from({ length: count }, (_, t) => both[2 * t + first]!);
  return [lane(0), lane(1)];
}

/** Log-likelihoods that correlations add to all rows, and Q of the step to come of the first set. */
export function correlationLikelihoods(
  data: CorrelationData,
  sets: readonly [CorrelationSet, CorrelationSet],
): { totals: readonly [number, number]; next: readonly number[] } {
  const { pointers, workspace } = correlations(data, sets);
  const length = 2 + data.assets ** 2;
  const out = allocate(length * 8);
  core().dccLikelihoods(...pointers, out, workspace);
  const [first, second, ...next] = copyOut(out, length);
  return { totals: [first!, second!], next };
}

/**
 * Conditional correlations, a row a step and one of the step to come, of the pairs (1, 0), (2, 0),
 * (2, 1) and so on.
 */
export function conditionalCorrelations(data: CorrelationData, set: CorrelationSet): Float64Array {
  const { count, pointers, workspace } = correlations(data, [set, set]);
  const length = ((count + 1) * data.assets * (data.assets - 1)) / 2;
  const out = allocate(length * 8);
  core().dccCorrelations(...pointers, out, workspace);
  return copyOut(out, length);
}

type CorrelationPointers = [number, number, number, number, number];

function correlations(
  { assets, residuals, targets }: CorrelationData,
  sets: readonly [CorrelationSet, CorrelationSet],
): { count: number; pointers: CorrelationPointers; workspace: number } {
  core().reset();
  const count = residuals.length / assets;
  const numbers = (["a", "b", "g"] as const).flatMap((name) => sets.map((set) => set[name]));
  const pointers: CorrelationPointers = [
    copyIn(residuals),
    count,
    assets,
    copyIn(targets),
    copyIn(numbers),
  ];
  return { count, pointers, workspace: allocate(core().dccWorkspace(assets)) };
}
