// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011: "Parallel random numbers: as easy as 1, 2, 3").
// The counter is (path, quad of steps, stream, run), the key the seed: any word stands alone.
import { highWords, lowWords } from "../math/lanes";

const ROUNDS: u32 = 10;
const WEYL_0: u32 = 0x9e3779b9; // golden ratio
const WEYL_1: u32 = 0xbb67ae85; // sqrt(3) - 1
const MULTIPLIERS: usize = memory.data<u32>([
  0xd2511f53, 0xd2511f53, 0xd2511f53, 0xd2511f53,
  0xcd9e8d57, 0xcd9e8d57, 0xcd9e8d57, 0xcd9e8d57,
], 16);
const LANE_NUMBERS: usize = memory.data<u32>([0, 1, 2, 3], 16);

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
 * Words of four counters (path .. path + 3, quad, stream, run). Word j of the four goes to
 * 16 bytes at `destination + j x stride`.
 */
// @ts-ignore: decorator
@inline
export function philox(
  keys: usize, path: u32, quad: v128, stream: v128, run: v128, destination: usize, stride: usize,
): void {
  const m0 = v128.load(MULTIPLIERS), m1 = v128.load(MULTIPLIERS, 16);
  let x0 = i32x4.add(i32x4.splat(path), v128.load(LANE_NUMBERS));
  let x1 = quad, x2 = stream, x3 = run;
  for (const end = keys + KEY_BYTES; keys < end; keys += 32) {
    const p = i64x2.extmul_low_i32x4_u(x0, m0), q = i64x2.extmul_high_i32x4_u(x0, m0);
    const r = i64x2.extmul_low_i32x4_u(x2, m1), s = i64x2.extmul_high_i32x4_u(x2, m1);
    x0 = v128.xor(v128.xor(highWords(r, s), x1), v128.load(keys));
    x2 = v128.xor(v128.xor(highWords(p, q), x3), v128.load(keys, 16));
    x1 = lowWords(r, s);
    x3 = lowWords(p, q);
  }
  v128.store(destination, x0);
  v128.store(destination + stride, x1);
  v128.store(destination + 2 * stride, x2);
  v128.store(destination + 3 * stride, x3);
}
