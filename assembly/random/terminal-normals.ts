import { fillNormalInverse } from "../math/normal-inverse";
import { fillNormalInverseFine } from "../math/normal-inverse-fine";
import { joinWords } from "./fine-normals";
import { philox } from "./philox";

const WORDS: usize = memory.data(4096, 64);
const HALVES: usize = memory.data(128, 64); // the four words of eight counters
/** Numbers of one call at most. */
export const TERMINAL_PATHS: u32 = 512;

/**
 * One normal a path, for simulations of a single step: all four words of every counter are used.
 * Path p has word (p mod 32) div 8 of the counter (8 (p div 32) + p mod 8, 0, stream, 1); the last
 * word keeps these counters apart from those of steps. `firstPath` is a multiple of 32; `count` is
 * rounded up to one, and at most 512.
 */
export function fillTerminalNormals(
  keys: usize, firstPath: u32, count: u32, stream: u32, destination: usize,
): void {
  const quad = i32x4.splat(0), streams = i32x4.splat(stream), run = i32x4.splat(1);
  const words = ((<usize>count + 31) & ~(<usize>31)) << 2;
  for (let offset: usize = 0; offset < words; offset += 128) {
    philox(keys, (firstPath >> 2) + <u32>(offset >> 4), quad, streams, run, WORDS + offset, 32);
  }
  fillNormalInverse(WORDS, words >> 2, destination);
}

/**
 * The same from 53-bit uniforms: path p has words 2 h and 2 h + 1, low half first, of the counter
 * (8 (p div 16) + p mod 8, 0, stream, 4), where h = (p mod 16) div 8.
 */
export function fillFineTerminalNormals(
  keys: usize, firstPath: u32, count: u32, stream: u32, destination: usize,
): void {
  const quad = i32x4.splat(0), streams = i32x4.splat(stream), run = i32x4.splat(4);
  const words = ((<usize>count + 15) & ~(<usize>15)) << 3;
  for (let offset: usize = 0; offset < words; offset += 128) {
    philox(keys, (firstPath >> 1) + <u32>(offset >> 4), quad, streams, run, HALVES, 32);
    joinWords(HALVES, WORDS + offset);
    joinWords(HALVES + 64, WORDS + offset + 64);
  }
  fillNormalInverseFine(WORDS, words >> 3, destination);
}
