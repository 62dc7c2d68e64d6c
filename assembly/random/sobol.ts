// Sobol points (Sobol 1967) with the direction numbers of Joe and Kuo 2008, in the Gray-code order
// of Antonov and Saleev 1979. A coordinate is the xor of those direction numbers that the Gray code
// of the point's index names, so any point stands alone.
import { SOBOL } from "./sobol-table";

/** Bytes of the directions of one dimension: 32 words. */
export const DIRECTION_BYTES: usize = 128;

const ROW_BYTES: usize = 28;
// which of a group of four points have the first, and the second direction in their Gray code
const FIRST: usize = memory.data<u32>([0, 0xffffffff, 0xffffffff, 0], 16);
const SECOND: usize = memory.data<u32>([0, 0, 0xffffffff, 0xffffffff], 16);

/** Write the directions of a dimension: word k belongs to bit k of the index's Gray code. */
export function fillDirections(dimension: u32, directions: usize): void {
  const row = SOBOL + <usize>dimension * ROW_BYTES;
  const polynomial: u32 = load<u16>(row), degree: u32 = 31 - clz(polynomial);
  for (let k: u32 = 0; k < 32; k++) {
    const place = directions + (<usize>k << 2);
    if (degree == 0) store<u32>(place, <u32>1 << (31 - k)); // van der Corput
    else if (k < degree) store<u32>(place, <u32>load<u16>(row + (<usize>k << 1), 2) << (31 - k));
    else store<u32>(place, recurrence(place, polynomial, degree));
  }
}

/** The direction at `place` from the `degree` directions before it. */
function recurrence(place: usize, polynomial: u32, degree: u32): u32 {
  const oldest = load<u32>(place - (<usize>degree << 2));
  let direction = oldest ^ (oldest >> degree);
  for (let back: u32 = 1; back < degree; back++) {
    const coefficient = (polynomial >> (degree - back)) & 1;
    direction ^= load<u32>(place - (<usize>back << 2)) & (0 - coefficient);
  }
  return direction;
}

/**
 * One coordinate of `count` points from `firstPoint`, both multiples of 16. The word w stands for
 * the uniform (w + 1/2) / 2^32.
 */
export function fillSobol(directions: usize, firstPoint: u32, count: u32, words: usize): void {
  const v2 = v128.load32_splat(directions, 8), v3 = v128.load32_splat(directions, 12);
  const pair = v128.and(v128.load32_splat(directions), v128.load(FIRST));
  const a = v128.xor(pair, v128.and(v128.load32_splat(directions, 4), v128.load(SECOND)));
  const b = v128.xor(v128.shuffle<i32>(a, a, 3, 2, 1, 0), v2);
  const c = v128.xor(a, v128.xor(v2, v3));
  const d = v128.xor(b, v128.xor(v2, v3));
  const end = words + (<usize>count << 2);
  for (let group = firstPoint >> 4; words < end; group++, words += 64) {
    const start = i32x4.splat(groupStart(directions, group));
    v128.store(words, v128.xor(a, start));
    v128.store(words, v128.xor(b, start), 16);
    v128.store(words, v128.xor(c, start), 32);
    v128.store(words, v128.xor(d, start), 48);
  }
}

/** The coordinate of the first of a group of 16 points: its Gray code has no lower bits but 8. */
// @ts-ignore: decorator
@inline
function groupStart(directions: usize, group: u32): u32 {
  let word = load<u32>(directions, 12) & (0 - (group & 1));
  for (let rest = group ^ (group >> 1); rest != 0; rest &= rest - 1) {
    word ^= load<u32>(directions + (<usize>ctz(rest) << 2), 16);
  }
  return word;
}
