import { LANES, ROW } from "../tile";
import { fillNormalInverse } from "../math/normal-inverse";
import { philox } from "./philox";

/** Bound of these normals. */
export const LARGEST_NORMAL: f64 = 6.34;

const WORDS: usize = memory.data(2048, 64); // one tile of 32-bit words
const WORD_ROW: usize = 64;

/**
 * A tile of standard normals: row j for step `4 x quad + j`, from word j % 4 of its quad of steps.
 * `rows` are rounded up to a multiple of four.
 */
export function fillNormals(
  keys: usize, firstPath: u32, quad: u32, rows: u32, stream: u32, tile: usize,
): void {
  const quads = (rows + 3) >> 2;
  const streams = i32x4.splat(stream), run = i32x4.splat(0);
  for (let q: u32 = 0, words = WORDS; q < quads; q++, words += 4 * WORD_ROW) {
    const steps = i32x4.splat(quad + q);
    for (let lane: u32 = 0; lane < LANES; lane += 8) {
      philox(keys, firstPath + lane, steps, streams, run, words + (lane << 2), WORD_ROW);
    }
  }
  fillNormalInverse(WORDS, <usize>quads << 6, tile);
}
