import * as v from "valibot";
import { check, rules } from "../check.ts";
import { filteredSlopes, slopePath, slopeSums, type WalkingSlopes } from "../core/kalman-filter.ts";
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
  const filtered = (sample: ReturnSample, before?: Filtered) =>
    filter(sample, signal ?? likeliestSignal(sample, before?.signal));
  return {
    fewest: (hedges) => Math.max(10, 2 * hedges + 2),
    refits: signal === undefined,
    fit: (sample, before) => {
      const { inner } = filtered(sample, before);
      return { ratios: inner.ratios, inner };
    },
    step: ({ ratios: slopes, ...rest }, row) => {
      const { slopes: ratios, covariance } = filteredSlopes(row, { slopes, ...rest });
      return { ratios, inner: { ...rest, ratios, covariance } };
    },
    inSample: (sample) => {
      const { path, inner } = filtered(sample);
      const size = inner.ratios.length;
      return sample.rows.map((_, t) => Array.from(path.subarray(t * size, (t + 1) * size)));
    },
  };
}

/** What is known of the ratios before any row. */
function begin(sample: ReturnSample, signal: number): WalkingSlopes {
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
  return { slopes: new Array<number>(size).fill(0), covariance, gain };
}

/** The filter over a whole sample, with the ratios that each row left behind. */
function filter(sample: ReturnSample, signal: number): { inner: Filtered; path: Float64Array } {
  const start = begin(sample, signal);
  const { slopes, covariance, gain, path } = slopePath(flat(sample), start);
  return { inner: { ratios: slopes, covariance, gain, signal }, path };
}

/** By likelihood: near the one before, or anywhere where there was none or it lies at the edge. */
function likeliestSignal(sample: ReturnSample, before?: number): number {
  const { least, most, points, tolerance } = SIGNALS;
  const rows = flat(sample),
    still = begin(sample, 1);
  const unlikely = (log: number) => {
    const signal = Math.exp(log);
    return -likelihood(rows, { ...still, gain: still.gain.map((gain) => gain * signal) });
  };
  if (before !== undefined) {
    const near = Math.log(before);
    const found = goldenSection(unlikely, near - 1, near + 1, tolerance);
    if (Math.abs(found - near) < 0.9) return Math.exp(found);
  }
  return Math.exp(searchGrid(unlikely, least, most, points, tolerance));
}

/**
 * Log likelihood with the variance of the noise at its best, but for a constant. Of the first rows,
 * as many as there are ratios, nothing could be predicted.
 */
function likelihood(rows: Float64Array, start: WalkingSlopes): number {
  const size = start.slopes.length,
    count = rows.length / (size + 1) - size;
  const { squares, logs } = slopeSums(rows, start, size);
  return -0.5 * (logs + count * Math.log(squares / count));
}

/** Rows one after the other. */
function flat({ rows }: ReturnSample): Float64Array {
  const width = rows[0]!.length,
    all = new Float64Array(rows.length * width);
  for (let t = 0; t < rows.length; t++) all.set(rows[t]!, t * width);
  return all;
}
