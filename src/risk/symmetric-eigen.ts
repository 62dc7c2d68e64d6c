/** Eigenvalues, and the eigenvectors as rows. */
export interface Eigen {
  readonly values: readonly number[];
  readonly vectors: readonly (readonly number[])[];
}

/** Sweeps after which rotations have long stopped to matter; convergence is quadratic. */
const SWEEPS = 50;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix, by cyclic Jacobi rotations (Golub
 * and Van Loan 2013, 8.5). Only the four operations and roots: the same bits on every host.
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): Eigen {
  const size = matrix.length,
    a = matrix.map((row) => [...row]);
  const vectors = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) turned = rotate(a, vectors, p, q) || turned;
    }
    if (!turned) break;
  }
  return { values: a.map((row, i) => row[i]!), vectors };
}

/** One rotation that makes entry (p, q) zero; false where it is too small to matter. */
function rotate(a: number[][], vectors: number[][], p: number, q: number): boolean {
  const off = a[p]![q]!,
    [first, second] = [a[p]![p]!, a[q]![q]!];
  if (Math.abs(off) <= Number.EPSILON * Number.EPSILON * (Math.abs(first) + Math.abs(second))) {
    return false;
  }
  const ratio = (second - first) / (2 * off),
    tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1)),
    cosine = 1 / Math.sqrt(tangent * tangent + 1),
    sine = tangent * cosine;
  for (let k = 0; k < a.length; k++) {
    const [kp, kq] = [a[k]![p]!, a[k]![q]!];
    a[k]![p] = cosine * kp - sine * kq;
    a[k]![q] = sine * kp + cosine * kq;
  }
  for (const rows of [a, vectors]) {
    for (let k = 0; k < a.length; k++) {
      const [pk, qk] = [rows[p]![k]!, rows[q]![k]!];
      rows[p]![k] = cosine * pk - sine * qk;
      rows[q]![k] = sine * pk + cosine * qk;
    }
  }
  return true;
}
