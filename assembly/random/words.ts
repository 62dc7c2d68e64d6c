import { LANES } from "../tile";
import { philoxOf } from "./philox";

/** Bytes from one row of 32-bit words to the next. */
export const WORD_ROW: usize = 64;

const LANE_NUMBERS: usize = memory.data<u32>([0, 1, 2, 3, 4, 5, 6, 7], 16);
const ODD_LANES: usize = memory.data<u32>([0, 0xffffffff, 0, 0xffffffff], 16);

/** Every path has noise of its own. */
export const INDEPENDENT: i32 = 0;
/** Path 2 k + 1 has the complements of the words of path 2 k: uniforms 1 - u, normals -z. */
export const ANTITHETIC: i32 = 1;

/** Normals come from the host; other words are independent. */
export const GIVEN: i32 = 2;

/**
 * A tile of 32-bit words: row j for step `4 x quad + j`, from word j % 4 of the counter
 * (path, quad of steps, stream, 0). `rows` are rounded up to a multiple of four. Antithetic pairs
 * share the counter of half their path number.
 */
export function fillWords(
  keys: usize, firstPath: u32, quad: u32, rows: u32, stream: u32, noise: i32, words: usize,
): void {
  if (noise == ANTITHETIC) fillQuads(1, keys, firstPath, quad, rows, stream, words);
  else fillQuads(0, keys, firstPath, quad, rows, stream, words);
}

// @ts-ignore: decorator
@inline
function fillQuads(
  shift: i32, keys: usize, firstPath: u32, quad: u32, rows: u32, stream: u32, words: usize,
): void {
  const streams = i32x4.splat(stream), run = i32x4.splat(0);
  for (const end = quad + ((rows + 3) >> 2); quad < end; quad++, words += 4 * WORD_ROW) {
    const steps = i32x4.splat(quad);
    for (let lane: u32 = 0; lane < LANES; lane += 8) {
      const path = firstPath + lane, place = words + (lane << 2);
      const first = lanesOf(path, 0, shift), last = lanesOf(path, 16, shift);
      philoxOf(keys, first, last, steps, steps, streams, run, run, place, WORD_ROW);
      if (shift) for (let j: usize = 0; j < 4; j++) complementOdd(place + j * WORD_ROW, path);
    }
  }
}

/** Path numbers of four lanes, of the first four (`half` 0) or the next (16), shifted right. */
// @ts-ignore: decorator
@inline
export function lanesOf(path: u32, half: usize, shift: i32): v128 {
  return i32x4.shr_u(i32x4.add(i32x4.splat(path), v128.load(LANE_NUMBERS + half)), shift);
}

/** Complement the words of the odd ones of eight paths. */
// @ts-ignore: decorator
@inline
export function complementOdd(words: usize, firstPath: u32): void {
  const odd = v128.load(ODD_LANES), mask = firstPath & 1 ? v128.not(odd) : odd;
  v128.store(words, v128.xor(v128.load(words), mask));
  v128.store(words, v128.xor(v128.load(words, 16), mask), 16);
}
