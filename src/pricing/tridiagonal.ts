/** Three diagonals of a square matrix; `below[0]` and the last of `above` are not part of it. */
export interface Tridiagonal {
  readonly below: Float64Array;
  readonly middle: Float64Array;
  readonly above: Float64Array;
}

/** A matrix of zeros. */
export function tridiagonal(size: number): Tridiagonal {
  const diagonal = () => new Float64Array(size);
  return { below: diagonal(), middle: diagonal(), above: diagonal() };
}

/**
 * Solve a dominant tridiagonal system (Thomas): `right` becomes the solution, `scratch` is as long.
 * Rows that `fixed` marks say that the unknown is `right` there.
 */
export function solveTridiagonal(
  { below, middle, above }: Tridiagonal,
  right: Float64Array,
  scratch: Float64Array,
  fixed?: Uint8Array,
): void {
  const last = right.length - 1;
  for (let i = 0; i <= last; i++) {
    if (fixed?.[i]) {
      scratch[i] = 0;
      continue;
    }
    const before = i > 0 ? below[i]! : 0,
      pivot = middle[i]! - (before === 0 ? 0 : before * scratch[i - 1]!);
    scratch[i] = above[i]! / pivot;
    right[i] = (right[i]! - (before === 0 ? 0 : before * right[i - 1]!)) / pivot;
  }
  for (let i = last - 1; i >= 0; i--) right[i]! -= scratch[i]! * right[i + 1]!;
}
