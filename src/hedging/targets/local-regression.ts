import type { LocalBasis, Places } from "./local-basis.ts";

/** What a decision's regression finds: functions of the place. */
export interface LocalRegression {
  /** Value now of what is to come, hedged. */
  readonly value: (log: number, variance: number) => number;
  /** Holding that leaves the least variance of it. */
  readonly holding: (log: number, variance: number) => number;
}

/** Paths over one decision: where they begin, what the spot and the claim gain. */
export interface LocalSample extends Places {
  readonly moves: Float64Array;
  readonly gains: Float64Array;
}

/** A pivot below this share of its diagonal is of a column that depends on those before it. */
const LEAST_PIVOT = 1e-9;
/** Paths that a function stands on at least, else it is left out: the anchor is better there. */
const LEAST_PATHS = 20;

/**
 * Least squares of gains on value(place) + holding(place) move, by normal equations that are scaled
 * to a unit diagonal. That the two are fitted together makes the holding a covariance over a
 * variance, whatever the drift.
 */
export function localRegression(sample: LocalSample, basis: LocalBasis): LocalRegression {
  const { count, order, fill, numberOf } = basis,
    { matrix, right, borne } = normalEquations(sample, basis);
  const solution = solve(matrix, right, (i) => borne[i % count]! >= LEAST_PATHS);
  const values = new Float64Array(order);
  const curve = (start: number) => (log: number, variance: number) => {
    const cell = fill(log, variance, values);
    let sum = 0;
    for (let i = 0; i < order; i++) sum += values[i]! * solution[start + numberOf(cell, i)]!;
    return sum;
  };
  return { value: curve(0), holding: curve(count) };
}

/** Sums that a pair of a cell's functions has: of products, with the move and with its square. */
const PAIR = 3;
/** Sums that a function has: itself, with the gain, with the gain and the move. */
const SINGLE = 3;

/** Sums of a cell, pairs of its functions first. */
function cellSums({ logs, variances, moves, gains }: LocalSample, basis: LocalBasis) {
  const { order, cells, fill } = basis,
    pairs = (PAIR * order * (order + 1)) / 2,
    size = pairs + SINGLE * order;
  const sums = new Float64Array(cells * size),
    values = new Float64Array(order);
  for (let path = 0; path < logs.length; path++) {
    const move = moves[path]!,
      gain = gains[path]!;
    let at = size * fill(logs[path]!, variances[path]!, values);
    for (let i = 0; i < order; i++) {
      for (let k = 0; k <= i; k++, at += PAIR) {
        const product = values[i]! * values[k]!;
        sums[at]! += product;
        sums[at + 1]! += product * move;
        sums[at + 2]! += product * move * move;
      }
    }
    for (let i = 0; i < order; i++, at += SINGLE) {
      const value = values[i]!;
      sums[at]! += value;
      sums[at + 1]! += value * gain;
      sums[at + 2]! += value * gain * move;
    }
  }
  return sums;
}

/** Lower triangle and right-hand side, values before holdings, and the paths a function stands on. */
function normalEquations(sample: LocalSample, basis: LocalBasis) {
  const { count, order, cells, numberOf } = basis,
    sums = cellSums(sample, basis);
  const matrix = Array.from({ length: 2 * count }, () => new Float64Array(2 * count)),
    right = new Float64Array(2 * count),
    borne = new Float64Array(count);
  for (let cell = 0, at = 0; cell < cells; cell++) {
    for (let i = 0; i < order; i++) {
      for (let k = 0; k <= i; k++, at += PAIR) {
        const a = numberOf(cell, i),
          b = numberOf(cell, k);
        matrix[a]![b]! += sums[at]!;
        matrix[count + a]![b]! += sums[at + 1]!;
        if (a !== b) matrix[count + b]![a]! += sums[at + 1]!;
        matrix[count + a]![count + b]! += sums[at + 2]!;
      }
    }
    for (let i = 0; i < order; i++, at += SINGLE) {
      const a = numberOf(cell, i);
      borne[a]! += sums[at]!;
      right[a]! += sums[at + 1]!;
      right[count + a]! += sums[at + 2]!;
    }
  }
  return { matrix, right, borne };
}

/**
 * A positive semidefinite system by its lower triangle, after Cholesky; columns that are not kept or
 * depend on those before them have weight 0.
 */
function solve(
  matrix: readonly Float64Array[],
  right: Float64Array,
  isKept: (column: number) => boolean,
): Float64Array {
  const scale = matrix.map((line, i) => (isKept(i) && line[i]! > 0 ? 1 / Math.sqrt(line[i]!) : 0));
  const factor = matrix.map((line, i) => line.map((value, k) => value * scale[i]! * scale[k]!));
  const found = right.map((value, i) => value * scale[i]!);
  factor.forEach((line, i) => {
    for (let k = 0; k <= i; k++) {
      let left = line[k]!;
      for (let j = 0; j < k; j++) left -= line[j]! * factor[k]![j]!;
      if (k < i) line[k] = left / factor[k]![k]!;
      else line[i] = left > LEAST_PIVOT ? Math.sqrt(left) : Number.POSITIVE_INFINITY;
    }
    for (let j = 0; j < i; j++) found[i]! -= line[j]! * found[j]!;
    found[i]! /= line[i]!;
  });
  for (let i = found.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < found.length; j++) found[i]! -= factor[j]![i]! * found[j]!;
    found[i]! /= factor[i]![i]!;
  }
  return found.map((value, i) => value * scale[i]!);
}
