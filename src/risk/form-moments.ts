import type { Quadratic } from "./delta-gamma.ts";
import { type DiagonalLosses, dot } from "./diagonal-form.ts";

/** The first four cumulants of a quadratic of normals. */
export type Cumulants = readonly [number, number, number, number];

/** Cumulants of a total, and their derivatives by the size of each part. */
export interface FormMoments {
  readonly cumulants: Cumulants;
  readonly slopes: readonly Cumulants[];
}

/**
 * Cumulants of the total, and their derivatives by the size of each part: k-th cumulant
 * 2^(k-1) (k-1)! tr A^k + 2^(k-3) k! b' A^(k-2) b for loss a + b'z + z'Az.
 */
export function formMoments({ total, parts }: DiagonalLosses): FormMoments {
  const { linear: b, square } = total;
  const whole = ([1, 2, 3, 4] as const).map((k) => {
    const trace = square.reduce((sum, lambda) => sum + wholePower(lambda, k), 0);
    if (k === 1) return total.constant + trace;
    const bend = b.reduce((sum, x, j) => sum + x * x * wholePower(square[j]!, k - 2), 0);
    return SIZES[k].trace * trace + SIZES[k].bend * bend;
  }) as unknown as Cumulants;
  const slope = ({ constant, linear, matrix }: Quadratic): Cumulants => {
    const traceWith = (k: number) =>
      square.reduce((sum, lambda, j) => sum + wholePower(lambda, k) * matrix[j]![j]!, 0);
    const derivative = (k: 2 | 3 | 4) => {
      let bend =
        2 *
        dot(
          linear,
          b.map((x, j) => x * wholePower(square[j]!, k - 2)),
        );
      for (let p = 0; p <= k - 3; p++) {
        const left = b.map((x, j) => x * wholePower(square[j]!, p)),
          right = b.map((x, j) => x * wholePower(square[j]!, k - 3 - p));
        bend += dot(
          left,
          matrix.map((row) => dot(row, right)),
        );
      }
      return SIZES[k].trace * k * traceWith(k - 1) + SIZES[k].bend * bend;
    };
    return [constant + traceWith(0), derivative(2), derivative(3), derivative(4)];
  };
  return { cumulants: whole, slopes: parts.map(slope) };
}

/** 2^(k-1) (k-1)! and 2^(k-3) k!, by k. */
const SIZES = {
  2: { trace: 2, bend: 1 },
  3: { trace: 8, bend: 6 },
  4: { trace: 48, bend: 48 },
} as const;

/** By products: the same bits on every host. */
function wholePower(x: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= x;
  return result;
}
