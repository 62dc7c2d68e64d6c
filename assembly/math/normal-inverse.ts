// Standard normals from uniform words, by cubics on 128 segments an octave of the tail probability.
import { constant, firsts, highWords, mul, mulAdd, seconds, sub } from "./lanes";
import { NORMAL_INVERSE } from "./normal-inverse-table";

const HALF_BELOW: usize = memory.data<f64>([4503599627370495.5], 8); // 2^52 - 1/2
const NOT_SIGN: usize = memory.data<u64>([0x7fffffff7fffffff], 8);
const SIGN: usize = memory.data<u64>([0x8000000080000000], 8);
const EXPONENT_52: usize = memory.data<u64>([0x4330000043300000], 8);
const SEGMENT: usize = memory.data<u64>([0xffffe00000000000], 8); // all but 7 mantissa bits dropped
const ROW: usize = memory.data<u64>([0x0001ffe00001ffe0], 8); // 5 exponent and 7 mantissa bits

/** Two rows at byte offsets `row0`, `row1` of the table, evaluated at `t`, one a lane. */
// @ts-ignore: decorator
@inline
function cubic(row0: usize, row1: usize, t: v128): v128 {
  const a = v128.load(row0, NORMAL_INVERSE), b = v128.load(row1, NORMAL_INVERSE);
  const c = v128.load(row0, NORMAL_INVERSE + 16), d = v128.load(row1, NORMAL_INVERSE + 16);
  const high = mulAdd(seconds(c, d), t, firsts(c, d)), low = mulAdd(seconds(a, b), t, firsts(a, b));
  return mulAdd(high, mul(t, t), low);
}

/** The distance of two words from the nearer tail, w + 1/2, from one half of `mirrored`. */
// @ts-ignore: decorator
@inline
function firstDistances(mirrored: v128): v128 {
  return sub(v128.shuffle<i32>(mirrored, constant(EXPONENT_52), 0, 4, 1, 5), constant(HALF_BELOW));
}

// @ts-ignore: decorator
@inline
function lastDistances(mirrored: v128): v128 {
  return sub(v128.shuffle<i32>(mirrored, constant(EXPONENT_52), 2, 6, 3, 7), constant(HALF_BELOW));
}

/** Words of the upper half mirrored to the lower, without their sign. */
// @ts-ignore: decorator
@inline
function mirror(words: v128): v128 {
  return v128.xor(v128.xor(words, i32x4.shr_s(words, 31)), constant(NOT_SIGN));
}

/** Exponent and leading mantissa bits are the row, as an offset in bytes. */
// @ts-ignore: decorator
@inline
function rowsOf(v: v128, u: v128): v128 {
  return v128.and(i32x4.shr_u(highWords(v, u), 8), constant(ROW));
}

/** The other bits are the place within the row. */
// @ts-ignore: decorator
@inline
function placeOf(v: v128): v128 {
  return sub(v, v128.and(v, constant(SEGMENT)));
}

/** Four cubics with the signs of `words`, rows at `rows`, places `s` and `t`, to 32 bytes. */
// @ts-ignore: decorator
@inline
function evaluate(words: v128, rows: usize, s: v128, t: v128, destination: usize): void {
  const row0: usize = load<u32>(rows), row1: usize = load<u32>(rows, 4);
  const row2: usize = load<u32>(rows, 8), row3: usize = load<u32>(rows, 12);
  const sign = v128.and(words, constant(SIGN)), zero = v128.xor(sign, sign);
  const first = v128.xor(cubic(row0, row1, s), v128.shuffle<i32>(zero, sign, 0, 4, 1, 5));
  const second = v128.xor(cubic(row2, row3, t), v128.shuffle<i32>(zero, sign, 2, 6, 3, 7));
  v128.store(destination, first);
  v128.store(destination, second, 16);
}

/**
 * Four normals from four 32-bit words, written to 32 bytes at `destination`.
 * The word k, read as signed, stands for the uniform (k + 1/2) / 2^32 + 1/2; increasing in k,
 * |z| < 6.34, absolute error below 3.2e-12.
 */
// @ts-ignore: decorator
@inline
export function normalInverse(words: v128, destination: usize): void {
  const mirrored = mirror(words);
  const v = firstDistances(mirrored), u = lastDistances(mirrored);
  v128.store(destination, rowsOf(v, u));
  evaluate(words, destination, placeOf(v), placeOf(u), destination);
}

const BLOCK: usize = 512;
const ROWS: usize = memory.data(2048, 64); // row offsets of a block

/**
 * Normals from `count` words, a multiple of four; the same bits as `normalInverse`. Rows are sought
 * for a block before any is read, so that no word waits for its own row: a sixth faster.
 */
export function fillNormalInverse(words: usize, count: usize, destination: usize): void {
  for (let end = words + (count << 2); words < end; ) {
    const bytes = min(end - words, BLOCK << 2);
    for (let i: usize = 0; i < bytes; i += 16) {
      const mirrored = mirror(v128.load(words + i)), place = destination + (i << 1);
      const v = firstDistances(mirrored), u = lastDistances(mirrored);
      v128.store(ROWS + i, rowsOf(v, u));
      v128.store(place, placeOf(v));
      v128.store(place, placeOf(u), 16);
    }
    for (let i: usize = 0; i < bytes; i += 16) {
      const place = destination + (i << 1);
      evaluate(v128.load(words + i), ROWS + i, v128.load(place), v128.load(place, 16), place);
    }
    words += bytes;
    destination += bytes << 1;
  }
}
