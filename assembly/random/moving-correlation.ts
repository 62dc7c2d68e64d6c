// Correlations that move: the dynamic conditional correlation of Engle (2002), equations 18 and 19.
// Q' = (1 - a - b) S + a e e' + b Q, correlations R = Q over the roots of its diagonal, where e are
// the correlated normals of the last step; a matrix for every path, stored as the rows of its lower
// triangle, one number a path. Parameters: a; b; S and then Q at the start, row after row.
import { LANES, ROW } from "../tile";
import { add, both, constant, div, greatest, mul, mulAdd, sub } from "../math/lanes";

/** More would take longer than it is worth: the work grows with the third power. */
export const MOST_MOVING: f64 = 32.0;
const ONE: usize = memory.data<f64>([1.0], 8);
const TINY: usize = memory.data<f64>([1e-300], 8);
/** Cholesky factor of the matrix of two paths, and their normals. */
const FACTOR: usize = memory.data(8448, 64); // 32 x 33 / 2 vectors
const SHOCKS: usize = memory.data(512, 64);

/** Bytes of the matrices of a tile of paths. */
export function movingBytes(count: u32): usize {
  return ((<usize>count * (count + 1)) >> 1) * ROW;
}

// @ts-ignore: decorator
@inline
function entry(i: u32, k: u32): usize {
  return <usize>((i * (i + 1)) >> 1) + k;
}

/** Whether the parameters are finite and `a` and `b` keep the matrices positive definite. */
export function isMoving(parameters: usize, count: u32): bool {
  const a = load<f64>(parameters), b = load<f64>(parameters, 8);
  if (!(a >= 0 && b >= 0 && a + b < 1)) return false;
  let sum: f64 = 0;
  for (let i: usize = 0; i < 2 * <usize>count * count; i++) {
    sum += load<f64>(parameters + 16 + (i << 3));
  }
  return isFinite<f64>(sum);
}

/** The matrices at the start, for the paths of a new tile. */
export function openMoving(parameters: usize, count: u32, matrices: usize): void {
  const start = parameters + 16 + ((<usize>count * count) << 3);
  for (let i: u32 = 0; i < count; i++) {
    for (let k: u32 = 0; k <= i; k++) {
      const value = both(load<f64>(start + ((<usize>i * count + k) << 3)));
      const row = matrices + entry(i, k) * ROW;
      for (let lane: usize = 0; lane < ROW; lane += 16) v128.store(row + lane, value);
    }
  }
}

/** Tiles of normals, `stride` bytes apart, from independent to correlated, in place. */
export function correlateMoving(
  parameters: usize, matrices: usize, tiles: usize, stride: usize, count: u32, rows: u32,
): void {
  for (let lane: usize = 0; lane < LANES << 3; lane += 16) {
    for (let j: usize = 0; j < <usize>rows; j++) {
      const row = tiles + lane + j * ROW;
      decompose(matrices + lane, count);
      for (let i = <i32>count - 1; i >= 0; i--) shock(matrices + lane, row, stride, i);
      for (let i: u32 = 0; i < count; i++) v128.store(row + <usize>i * stride, shockOf(i));
      move(parameters, matrices + lane, count);
    }
  }
}

/** Cholesky's factor of the matrix of two paths. */
function decompose(matrix: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    for (let k: u32 = 0; k <= i; k++) {
      let sum = v128.load(matrix + entry(i, k) * ROW);
      const a = FACTOR + (entry(i, 0) << 4), b = FACTOR + (entry(k, 0) << 4);
      for (let m: usize = 0; m < <usize>k << 4; m += 16) {
        sum = sub(sum, mul(v128.load(a + m), v128.load(b + m)));
      }
      const place = FACTOR + (entry(i, k) << 4);
      if (k == i) v128.store(place, f64x2.sqrt(greatest(constant(TINY), sum)));
      else v128.store(place, div(sum, v128.load(FACTOR + (entry(k, k) << 4))));
    }
  }
}

/** The correlated normal of asset i: its row of the factor over the root of its diagonal entry. */
// @ts-ignore: decorator
@inline
function shock(matrix: usize, row: usize, stride: usize, i: u32): void {
  const weights = FACTOR + (entry(i, 0) << 4);
  let sum = mul(v128.load(weights), v128.load(row));
  for (let k: usize = 1; k <= <usize>i; k++) {
    sum = mulAdd(v128.load(weights + (k << 4)), v128.load(row + k * stride), sum);
  }
  const root = f64x2.sqrt(v128.load(matrix + entry(i, i) * ROW));
  v128.store(SHOCKS + (<usize>i << 4), div(sum, root));
}

// @ts-ignore: decorator
@inline
function shockOf(i: u32): v128 {
  return v128.load(SHOCKS + (<usize>i << 4));
}

/** The matrix of the next step. */
function move(parameters: usize, matrix: usize, count: u32): void {
  const a = constant(parameters), b = constant(parameters + 8);
  const rest = sub(sub(constant(ONE), a), b);
  for (let i: u32 = 0; i < count; i++) {
    for (let k: u32 = 0; k <= i; k++) {
      const place = matrix + entry(i, k) * ROW;
      const long = constant(parameters + 16 + ((<usize>i * count + k) << 3));
      const news = mulAdd(mul(a, shockOf(i)), shockOf(k), mul(rest, long));
      v128.store(place, add(news, mul(b, v128.load(place))));
    }
  }
}
