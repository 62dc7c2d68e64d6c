import { LANES, ROW } from "../tile";
import { fillNormalInverseFine } from "../math/normal-inverse-fine";
import { philoxOf } from "./philox";
import { ANTITHETIC, complementOdd, lanesOf } from "./words";

/** Bound of these normals. */
export const LARGEST_FINE_NORMAL: f64 = 8.3;

const HALVES: usize = memory.data(256, 64); // the four words of a pair of steps
const WORDS: usize = memory.data(4096, 64); // one tile of 64-bit words

/**
 * A tile of standard normals from 53-bit uniforms, for rare events: row j for step `2 x pair + j`.
 * The counter is (path, pair of steps, stream, 3); words 0 and 1 are the first step's, 2 and 3 the
 * second's, low half first. `rows` are rounded up to a multiple of two. Antithetic pairs as in
 * `fillWords`.
 */
export function fillFineNormals(
  keys: usize, firstPath: u32, pair: u32, rows: u32, stream: u32, noise: i32, tile: usize,
): void {
  const pairs = (rows + 1) >> 1, shift: i32 = noise == ANTITHETIC ? 1 : 0;
  const streams = i32x4.splat(stream), run = i32x4.splat(3);
  for (let p: u32 = 0, words = WORDS; p < pairs; p++, words += 2 * ROW) {
    const steps = i32x4.splat(pair + p);
    for (let lane: u32 = 0; lane < LANES; lane += 8) {
      const path = firstPath + lane, first = lanesOf(path, 0, shift);
      const last = lanesOf(path, 16, shift);
      philoxOf(keys, first, last, steps, steps, streams, run, run, HALVES, 32);
      if (shift) for (let j: usize = 0; j < 128; j += 32) complementOdd(HALVES + j, path);
      joinWords(HALVES, words + (lane << 3));
      joinWords(HALVES + 64, words + ROW + (lane << 3));
    }
  }
  fillNormalInverseFine(WORDS, <usize>pairs << 5, tile);
}

/** Eight 64-bit words from their low halves at `halves`, and their high ones 32 bytes on. */
// @ts-ignore: decorator
@inline
export function joinWords(halves: usize, words: usize): void {
  for (let i: usize = 0; i < 32; i += 16) {
    const low = v128.load(halves + i), high = v128.load(halves + i, 32), word = words + (i << 1);
    v128.store(word, v128.shuffle<i32>(low, high, 0, 4, 1, 5));
    v128.store(word, v128.shuffle<i32>(low, high, 2, 6, 3, 7), 16);
  }
}
