// What random tests share: a sample's moments, and the allowance of four standard errors.
import * as assert from "uvu/assert";

/** Standard errors that a random test allows. */
const ALLOWED = 4;

/** Central moments of a sample, with the standard errors of its mean and deviation. */
export interface Moments {
  readonly mean: number;
  readonly standardError: number;
  readonly variance: number;
  readonly deviation: number;
  readonly deviationError: number;
  readonly skewness: number;
  readonly kurtosis: number;
}

/** Moments by two passes, the plain way. */
export function moments(values: ArrayLike<number>): Moments {
  const n = values.length,
    mean = average(values);
  let second = 0,
    third = 0,
    fourth = 0;
  for (let i = 0; i < n; i++) {
    const d = values[i]! - mean,
      square = d * d;
    second += square / n;
    third += (square * d) / n;
    fourth += (square * square) / n;
  }
  const variance = (second * n) / (n - 1),
    deviation = Math.sqrt(variance),
    kurtosis = fourth / second ** 2;
  return {
    mean,
    standardError: deviation / Math.sqrt(n),
    variance,
    deviation,
    deviationError: deviation * Math.sqrt((kurtosis - 1) / (4 * n)),
    skewness: third / second ** 1.5,
    kurtosis,
  };
}

function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Correlation of two samples of one length. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length,
    meanX = average(x),
    meanY = average(y);
  let xx = 0,
    yy = 0,
    xy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - meanX,
      dy = y[i]! - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

/** `value` is within four standard errors of `expected`. */
export function within(value: number, expected: number, standardError: number, what = ""): void {
  const off = Math.abs(value - expected);
  assert.ok(
    off <= ALLOWED * standardError,
    `${what} ${value} is not ${expected}: ${off / standardError} standard errors off`,
  );
}

/** `value` differs from `expected` by rounding alone: `tolerance` x the larger of 1 and its size. */
export function near(value: number, expected: number, tolerance = 1e-12, what = ""): void {
  const off = Math.abs(value - expected);
  assert.ok(
    off <= tolerance * Math.max(1, Math.abs(expected)),
    `${what} ${value} is not ${expected}, off by ${off}`,
  );
}

/** Two columns hold the same bits. */
export function same(actual: Float64Array, expected: Float64Array): void {
  assert.is(actual.length, expected.length);
  assert.ok(bytes(actual).equals(bytes(expected)), `byte ${firstOther(actual, expected)} differs`);
}

function bytes(values: Float64Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function firstOther(a: Float64Array, b: Float64Array): number {
  const other = bytes(b);
  return bytes(a).findIndex((byte, i) => byte !== other[i]);
}
