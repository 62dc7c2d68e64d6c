// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011: "Parallel random numbers: as easy as 1, 2, 3").
// The counter is (path, quad of steps, stream, run), the key the seed: any word stands alone.
import { highWords } from "../math/lanes";

const ROUNDS: u32 = 10;
const WEYL_0: u32 = 0x9e3779b9; // golden ratio
const WEYL_1: u32 = 0xbb67ae85; // sqrt(3) - 1
const MULTIPLIERS: usize = memory.data<u32>([
  0xd2511f53, 0xd2511f53, 0xd2511f53, 0xd2511f53,
  0xcd9e8d57, 0xcd9e8d57, 0xcd9e8d57, 0xcd9e8d57,
], 16);
const LANE_NUMBERS: usize = memory.data<u32>([0, 1, 2, 3, 4, 4, 4, 4], 16);

/** Bytes of a key schedule: two vectors a round. */
export const KEY_BYTES: usize = 320;

/** Write the key schedule of a 64-bit seed to `keys`, every key four times. */
export function schedule(keys: usize, seedLow: u32, seedHigh: u32): void {
  for (let round: u32 = 0; round < ROUNDS; round++, keys += 32) {
    v128.store(keys, i32x4.splat(seedLow + round * WEYL_0));
    v128.store(keys, i32x4.splat(seedHigh + round * WEYL_1), 16);
  }
}

/**
 * Words of eight counters (path .. path + 7, quad, stream, run). Word j of the eight goes to
 * 32 bytes at `destination + j x stride`.
 */
// @ts-ignore: decorator
@inline
export function philox(
  keys: usize, path: u32, quad: v128, stream: v128, run: v128, destination: usize, stride: usize,
): void {
  const first = i32x4.add(i32x4.splat(path), v128.load(LANE_NUMBERS));
  const last = i32x4.add(first, v128.load(LANE_NUMBERS, 16));
  philoxOf(keys, first, last, quad, quad, stream, run, run, destination, stride);
}

/**
 * Words of eight counters, four in the first vectors and four in the last. Two vectors go side by
 * side, because a round waits for the one before it: a quarter faster than one after the other. Low
 * halves of products come from a multiplication of their own, which saves a shuffle.
 */
// @ts-ignore: decorator
@inline
export function philoxOf(
  keys: usize, path0: v128, path1: v128, quad0: v128, quad1: v128, stream: v128, run0: v128,
  run1: v128, destination: usize, stride: usize,
): void {
  const m0 = v128.load(MULTIPLIERS), m1 = v128.load(MULTIPLIERS, 16);
  let x0 = path0, x1 = quad0, x2 = stream, x3 = run0;
  let y0 = path1, y1 = quad1, y2 = stream, y3 = run1;
  for (const end = keys + KEY_BYTES; keys < end; keys += 32) {
    const k0 = v128.load(keys), k1 = v128.load(keys, 16);
    const p0 = highProducts(x0, m0), p2 = highProducts(x2, m1);
    const q0 = highProducts(y0, m0), q2 = highProducts(y2, m1);
    const low0 = i32x4.mul(x0, m0), low2 = i32x4.mul(x2, m1);
    const last0 = i32x4.mul(y0, m0), last2 = i32x4.mul(y2, m1);
    x0 = v128.xor(p2, v128.xor(x1, k0));
    y0 = v128.xor(q2, v128.xor(y1, k0));
    x2 = v128.xor(p0, v128.xor(x3, k1));
    y2 = v128.xor(q0, v128.xor(y3, k1));
    x1 = low2;
    y1 = last2;
    x3 = low0;
    y3 = last0;
  }
  storePair(destination, x0, y0);
  storePair(destination + stride, x1, y1);
  storePair(destination + 2 * stride, x2, y2);
  storePair(destination + 3 * stride, x3, y3);
}

/** High halves of the products of four pairs of words. */
// @ts-ignore: decorator
@inline
function highProducts(x: v128, m: v128): v128 {
  return highWords(i64x2.extmul_low_i32x4_u(x, m), i64x2.extmul_high_i32x4_u(x, m));
}

// @ts-ignore: decorator
@inline
function storePair(destination: usize, first: v128, second: v128): void {
  v128.store(destination, first);
  v128.store(destination, second, 16);
}
