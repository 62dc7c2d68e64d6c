import { fillNormalInverse } from "../math/normal-inverse";
import { fillWords } from "./words";

/** Bound of these normals. */
export const LARGEST_NORMAL: f64 = 6.34;

const WORDS: usize = memory.data(2048, 64); // one tile of 32-bit words

/**
 * A tile of standard normals: row j for step `4 x quad + j`, from the words of `fillWords`.
 * `rows` are rounded up to a multiple of four.
 */
export function fillNormals(
  keys: usize, firstPath: u32, quad: u32, rows: u32, stream: u32, noise: i32, tile: usize,
): void {
  fillWords(keys, firstPath, quad, rows, stream, noise, WORDS);
  fillNormalInverse(WORDS, <usize>((rows + 3) >> 2) << 6, tile);
}
