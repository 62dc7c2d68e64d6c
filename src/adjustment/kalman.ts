import * as v from "valibot";
import { check, rules } from "../check.ts";
import { goldenSection, searchGrid } from "../numerics/golden-section.ts";
import { momentsOf } from "./moments.ts";
import { type RatioOptions, returnsSchema } from "./options.ts";
import type { ReturnKind } from "./returns.ts";
import type { RatioRule, ReturnSample } from "./rule.ts";

/** A ratio that walks at random, filtered. */
export interface KalmanRatio {
  readonly type: "kalman";
  /** Variance of a step of the ratio times that of the hedge, over that of the noise. */
  readonly signal?: number | undefined;
  readonly returns: ReturnKind;
}

export const kalmanSchema: v.GenericSchema<unknown, KalmanRatio> = v.strictObject({
  type: v.literal("kalman"),
  signal: v.optional(rules.nonNegative),
  returns: returnsSchema,
}) as v.GenericSchema<unknown, KalmanRatio>;

/**
 * The Kalman filter of r_s = b_t r_f + e_t, b_t = b_{t-1} + u_t: `signal` is Var(u) Var(r_f) /
 * Var(e), the same for every hedge, and is found by maximum likelihood at every fit unless given.
 * The start is diffuse. Without signal it is recursive least squares through the origin
 * (Harvey 1989, 3.2 and 3.4.1: the variance of the noise is concentrated out).
 */
export function kalmanRatio(options: { signal?: number } & RatioOptions = {}): KalmanRatio {
  return check(kalmanSchema, { type: "kalman", ...options }, "kalmanRatio");
}

/** All in units of the variance of the noise, which moves no ratio. */
interface Filtered {
  readonly ratios: readonly number[];
  /** Covariance of the ratios, row after row. */
  readonly covariance: readonly number[];
  /** Variance that each ratio gains a row. */
  readonly gain: readonly number[];
  readonly signal: number;
}

/** Variance of a ratio nothing is known of, over that which one row of the hedge leaves. */
const DIFFUSE = 1e7;
const SIGNALS = { least: Math.log(1e-10), most: Math.log(10), points: 13, tolerance: 0.01 };

/** The rule of the random-walk ratio. */
export function kalmanRule({ signal }: KalmanRatio): RatioRule<Filtered> {
  const fit = (sample: ReturnSample, before?: Filtered) => {
    const { inner } = filter(sample, signal ?? likeliestSignal(sample, before?.signal));
    return { ratios: inner.ratios, inner };
  };
  return {
    fewest: (hedges) => Math.max(10, 2 * hedges + 2),
    refits: signal === undefined,
    fit,
    step: (inner, row) => {
      const [ratios, covariance] = [inner.ratios.slice(), inner.covariance.slice()];
      advance({ ratios, covariance, gain: inner.gain, shared: [], error: 0 }, row);
      return { ratios, inner: { ...inner, ratios, covariance } };
    },
    inSample: (sample) => filter(sample, signal ?? likeliestSignal(sample)).path,
  };
}

interface Mutable {
  readonly ratios: number[];
  readonly covariance: number[];
  readonly gain: readonly number[];
  /** Scratch: the covariance times the row. */
  readonly shared: number[];
  /** Of the last prediction. */
  error: number;
}

/** One row in place; answers the variance of its prediction, and keeps its error. */
function advance(state: Mutable, row: readonly number[]): number {
  const { ratios, covariance, gain, shared } = state;
  const size = ratios.length;
  let error = row[0]!,
    variance = 1;
  for (let i = 0; i < size; i++) covariance[i * size + i]! += gain[i]!;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += covariance[i * size + j]! * row[j + 1]!;
    shared[i] = sum;
    error -= ratios[i]! * row[i + 1]!;
    variance += sum * row[i + 1]!;
  }
  for (let i = 0; i < size; i++) {
    ratios[i]! += (shared[i]! / variance) * error;
    for (let j = 0; j < size; j++)
      covariance[i * size + j]! -= (shared[i]! * shared[j]!) / variance;
  }
  state.error = error;
  return variance;
}

function begin(sample: ReturnSample, signal: number): Mutable {
  const { products, weight } = momentsOf(sample.rows);
  const size = sample.rows[0]!.length - 1;
  const variances = Array.from({ length: size }, (_, i) => {
    const variance = products[((i + 1) * (i + 4)) / 2]! / weight;
    if (!(variance > 0)) throw new RangeError(`hedge ${i + 1} must vary`);
    return variance;
  });
  const covariance = new Array<number>(size * size).fill(0);
  variances.forEach((variance, i) => {
    covariance[i * size + i] = DIFFUSE / variance;
  });
  const gain = variances.map((variance) => signal / variance);
  return { ratios: new Array<number>(size).fill(0), covariance, gain, shared: [], error: 0 };
}

/** The filter over a whole sample, with the ratio that each row left behind. */
function filter(sample: ReturnSample, signal: number): { inner: Filtered; path: number[][] } {
  const state = begin(sample, signal);
  const path = sample.rows.map((row) => {
    advance(state, row);
    return state.ratios.slice();
  });
  const { ratios, covariance, gain } = state;
  return { inner: { ratios, covariance, gain, signal }, path };
}

/** By likelihood: near the one before, or anywhere where there was none or it lies at the edge. */
function likeliestSignal(sample: ReturnSample, before?: number): number {
  const { least, most, points, tolerance } = SIGNALS;
  const unlikely = (log: number) => -likelihood(sample, Math.exp(log));
  if (before !== undefined) {
    const near = Math.log(before);
    const found = goldenSection(unlikely, near - 1, near + 1, tolerance);
    if (Math.abs(found - near) < 0.9) return Math.exp(found);
  }
  return Math.exp(searchGrid(unlikely, least, most, points, tolerance));
}

/** Log likelihood with the variance of the noise at its best, but for a constant. */
function likelihood(sample: ReturnSample, signal: number): number {
  const state = begin(sample, signal);
  const skipped = state.ratios.length;
  let squares = 0,
    logs = 0;
  for (let t = 0; t < sample.rows.length; t++) {
    const variance = advance(state, sample.rows[t]!);
    if (t < skipped) continue;
    squares += (state.error * state.error) / variance;
    logs += Math.log(variance);
  }
  const count = sample.rows.length - skipped;
  return -0.5 * (logs + count * Math.log(squares / count));
}
