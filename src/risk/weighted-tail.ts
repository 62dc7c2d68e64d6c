import { power } from "../core/functions.ts";
import type { Estimate } from "../estimate.ts";
import type { Component, TailPoint } from "./tail-risk.ts";

/** Losses, and what each counts for. */
export interface WeightedLosses {
  /** Of the whole, one a state. */
  readonly losses: Float64Array;
  /** Of the parts, a column each. */
  readonly parts: readonly Float64Array[];
  /** They estimate probabilities: 1 / n each for a plain sample. */
  readonly weights: Float64Array;
  /** Stratum of each state; one for all unless given. */
  readonly strata?: Uint16Array | undefined;
  /** What dependence between states multiplies variances by; 1 unless given. */
  readonly inflation?: ((influence: Float64Array) => number) | undefined;
}

/** The upper tail of weighted losses. */
export interface WeightedTail {
  readonly valueAtRisk: Estimate;
  readonly expectedShortfall: Estimate;
  readonly components: readonly Component[];
  /** Estimated probability of more than the value at risk, with its error. */
  readonly probability: Estimate;
}

/** Losses in falling order, and the weight down to each. */
export interface Ranked {
  readonly order: Uint32Array;
  readonly cumulated: Float64Array;
}

/** Rank losses once for all questions about their tail. */
export function rank({ losses, weights }: WeightedLosses): Ranked {
  const order = Uint32Array.from(losses, (_, i) => i).sort((a, b) => losses[b]! - losses[a]!);
  let sum = 0;
  const cumulated = Float64Array.from(order, (place) => {
    sum += weights[place]!;
    return sum;
  });
  return { order, cumulated };
}

/** Share of a weight that rounding of sums may lose. */
const ROUNDING = 1e-9;

/** The loss down to which the greatest weigh `tail`. */
function quantile({ losses, weights }: WeightedLosses, ranked: Ranked, tail: number): number {
  const { order, cumulated } = ranked;
  let [low, high] = [0, order.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const enough = cumulated[middle]! >= tail - ROUNDING * weights[order[middle]!]!;
    if (enough) high = middle;
    else low = middle + 1;
  }
  return losses[order[low]!]!;
}

/**
 * Quantile at which the weights above are `tail`, with half the interval between the quantiles one
 * standard error of the probability either way as its error (Woodruff 1952).
 */
export function weightedQuantile(all: WeightedLosses, ranked: Ranked, tail: number): Estimate {
  const value = quantile(all, ranked, tail),
    error = probabilityAbove(all, value).standardError;
  const [far, near] = [quantile(all, ranked, tail - error), quantile(all, ranked, tail + error)];
  return { value, standardError: (far - near) / 2 };
}

/** Weight of the losses that exceed a level. */
function probabilityAbove(all: WeightedLosses, level: number): Estimate {
  return summed(all, (place) => (all.losses[place]! > level ? 1 : 0));
}

/** Value at risk and expected shortfall, and what the parts add to them. */
export function weightedTail(all: WeightedLosses, tail: number): WeightedTail {
  const ranked = rank(all);
  const valueAtRisk = weightedQuantile(all, ranked, tail),
    level = valueAtRisk.value;
  const probability = probabilityAbove(all, level);
  const excess = summed(all, (place) => Math.max(all.losses[place]! - level, 0));
  const local = localWeights(all, ranked, tail, level);
  const components = all.parts.map((part): Component => {
    const at = weighed(local, part);
    const beyond = summed(all, (place) =>
      all.losses[place]! > level ? part[place]! - at.value : 0,
    );
    const inTail = {
      value: at.value + beyond.value / tail,
      standardError: beyond.standardError / tail,
    };
    return { valueAtRisk: at, expectedShortfall: inTail };
  });
  const expectedShortfall = {
    value: level + excess.value / tail,
    standardError: excess.standardError / tail,
  };
  return { valueAtRisk, expectedShortfall, components, probability };
}

/** The weighted sum of a function of the state, and its error from the spread within strata. */
function summed(
  { weights, strata, inflation }: WeightedLosses,
  value: (place: number) => number,
): Estimate {
  const count = weights.length,
    groups = strata ? Math.max(...strata) + 1 : 1;
  const [sums, sizes] = [new Float64Array(groups), new Float64Array(groups)];
  const terms = Float64Array.from(weights, (weight, place) => weight * value(place));
  for (let place = 0; place < count; place++) {
    const group = strata ? strata[place]! : 0;
    sums[group]! += terms[place]!;
    sizes[group]!++;
  }
  let variance = 0;
  for (let place = 0; place < count; place++) {
    const group = strata ? strata[place]! : 0,
      size = sizes[group]!;
    if (size > 1) variance += ((terms[place]! - sums[group]! / size) ** 2 * size) / (size - 1);
  }
  const total = sums.reduce((sum, each) => sum + each, 0);
  return { value: total, standardError: Math.sqrt(variance * (inflation?.(terms) ?? 1)) };
}

/** Places near the quantile and what they count for in a mean of a part at it. */
interface Local {
  readonly places: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Weights of a local linear regression on the loss, at the quantile: the mean of a part given the
 * loss. Means of parts then add up to the loss itself, whatever the width, as lines are kept exactly
 * (Fan and Gijbels 1996). The width holds a share n^(-1/5) of the tail's n states on either side.
 */
function localWeights(
  { losses, weights }: WeightedLosses,
  { order, cumulated }: Ranked,
  tail: number,
  level: number,
): Local {
  const count = cumulated.findIndex((sum) => sum >= tail * (1 - ROUNDING)) + 1 || order.length;
  const share = Math.min(0.5, power(count, -0.2));
  const near = [...order].filter(
    (_, i) => Math.abs(cumulated[i]! - tail) <= share * tail || i + 1 === count,
  );
  const reach = Math.max(...near.map((place) => Math.abs(losses[place]! - level)));
  const kernel = near.map((place) => {
    const off = reach > 0 ? (losses[place]! - level) / (1.0001 * reach) : 0;
    return weights[place]! * (1 - off * off);
  });
  let [zero, one, two] = [0, 0, 0];
  near.forEach((place, i) => {
    const off = losses[place]! - level;
    zero += kernel[i]!;
    one += kernel[i]! * off;
    two += kernel[i]! * off * off;
  });
  const whole = zero * two - one * one;
  // states all at one side or at one loss: the mean at the quantile itself
  if (!(whole > 1e-12 * zero * two)) {
    const at = near.filter((place) => losses[place] === level);
    return { places: at, weights: at.map(() => 1 / at.length) };
  }
  const row = (place: number, i: number) =>
    (kernel[i]! * (two - one * (losses[place]! - level))) / whole;
  return { places: near, weights: near.map(row) };
}

function weighed({ places, weights }: Local, part: Float64Array): Estimate {
  const value = places.reduce((sum, place, i) => sum + weights[i]! * part[place]!, 0);
  const squares = places.reduce(
    (sum, place, i) => sum + (weights[i]! * (part[place]! - value)) ** 2,
    0,
  );
  return { value, standardError: Math.sqrt(squares) };
}

/** The upper tail of weighted losses at several probabilities. */
export function weightedCurve(all: WeightedLosses, probabilities: readonly number[]): TailPoint[] {
  const ranked = rank(all);
  return probabilities.map((probability) => ({
    probability,
    loss: weightedQuantile(all, ranked, probability),
  }));
}
