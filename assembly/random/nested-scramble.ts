// Nested uniform scrambling (Owen 1995) by a keyed hash: read from its last bit, a word is permuted
// so that each bit depends on those before it alone (Laine and Karras 2011; Burley 2020, "Practical
// hash-based Owen scrambling"). Additions, products with odd numbers and x ^ (even x) all do; three
// rounds with ten keys of their own leave estimates as good as normal, with Owen's variance. One
// key and fixed constants, as published, give a wrong variance, and a random matrix with a shift
// (Matousek 1998) gives the right one by rare large errors, so that replicates understate it.

/** Bytes of the keys of one dimension, every key four times. */
export const SCRAMBLE_BYTES: usize = 160;

const LOW_HALVES: usize = memory.data<u32>([0x0f0f0f0f, 0x0f0f0f0f, 0x0f0f0f0f, 0x0f0f0f0f], 16);
// bits of 0 .. 15 reversed, in the upper and in the lower half of a byte
const UPPER: usize = memory.data<u8>([
  0x00, 0x80, 0x40, 0xc0, 0x20, 0xa0, 0x60, 0xe0, 0x10, 0x90, 0x50, 0xd0, 0x30, 0xb0, 0x70, 0xf0,
], 16);
const LOWER: usize = memory.data<u8>([0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15], 16);

/** Write the keys of a dimension, from ten random `words`. */
export function scheduleScramble(words: usize, keys: usize): void {
  for (let round: u32 = 0; round < 3; round++, words += 12, keys += 48) {
    v128.store(keys, v128.load32_splat(words));
    v128.store(keys, i32x4.splat(load<u32>(words, 4) | 1), 16);
    v128.store(keys, i32x4.splat(load<u32>(words, 8) & ~1), 32);
  }
  v128.store(keys, v128.load32_splat(words));
}

/** Reverse the bits of `count` words, a multiple of four, in place. */
export function reverseBits(words: usize, count: u32): void {
  for (const end = words + (<usize>count << 2); words < end; words += 16) {
    v128.store(words, reversed(v128.load(words)));
  }
}

/** Scramble `count` words, a multiple of four, whose bits are reversed; leave them in order. */
export function nestedScramble(keys: usize, words: usize, count: u32): void {
  for (const end = words + (<usize>count << 2); words < end; words += 16) {
    let x = v128.load(words);
    x = round(x, keys);
    x = round(x, keys + 48);
    x = round(x, keys + 96);
    v128.store(words, reversed(i32x4.add(x, v128.load(keys, 144))));
  }
}

// @ts-ignore: decorator
@inline
function round(word: v128, keys: usize): v128 {
  const x = i32x4.mul(i32x4.add(word, v128.load(keys)), v128.load(keys, 16));
  return v128.xor(x, i32x4.mul(x, v128.load(keys, 32)));
}

// @ts-ignore: decorator
@inline
function reversed(words: v128): v128 {
  const mask = v128.load(LOW_HALVES);
  const low = i8x16.swizzle(v128.load(UPPER), v128.and(words, mask));
  const high = i8x16.swizzle(v128.load(LOWER), v128.and(i32x4.shr_u(words, 4), mask));
  const bytes = v128.or(low, high);
  return v128.shuffle<u8>(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}
