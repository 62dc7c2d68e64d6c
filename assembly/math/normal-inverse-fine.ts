// Standard normals from 53-bit uniforms, by quintics on 16 segments an octave of the tail
// probability.
import { constant, firsts, lowWords, mul, mulAdd, seconds, sub } from "./lanes";
import { NORMAL_INVERSE_FINE } from "./normal-inverse-fine-table";

const HALF_BELOW: usize = memory.data<f64>([4503599627370495.5], 8); // 2^52 - 1/2
const NOT_SIGN: usize = memory.data<u64>([0x7fffffffffffffff], 8);
const SIGN: usize = memory.data<u64>([0x8000000000000000], 8);
const EXPONENT_52: usize = memory.data<u64>([0x4330000000000000], 8);
const SEGMENT: usize = memory.data<u64>([0xffff000000000000], 8); // all but 4 mantissa bits dropped
const FIRST_ROW: usize = memory.data<u64>([0x00003fe0], 8); // exponent and 4 mantissa bits of 1/2

/** Two rows at byte offsets `row0`, `row1` of the table, evaluated at `t`, one a lane. */
// @ts-ignore: decorator
@inline
function quintic(row0: usize, row1: usize, t: v128): v128 {
  const a = v128.load(row0, NORMAL_INVERSE_FINE), b = v128.load(row1, NORMAL_INVERSE_FINE);
  const c = v128.load(row0, NORMAL_INVERSE_FINE + 16);
  const d = v128.load(row1, NORMAL_INVERSE_FINE + 16);
  const e = v128.load(row0, NORMAL_INVERSE_FINE + 32);
  const f = v128.load(row1, NORMAL_INVERSE_FINE + 32);
  // pairs of coefficients side by side (Estrin): a shorter wait than one after the other
  const high = mulAdd(seconds(e, f), t, firsts(e, f)), low = mulAdd(seconds(a, b), t, firsts(a, b));
  const square = mul(t, t), middle = mulAdd(seconds(c, d), t, firsts(c, d));
  return mulAdd(mulAdd(high, square, middle), square, low);
}

/** Distances of two words from the nearer tail, as w + 1/2 in f64. */
// @ts-ignore: decorator
@inline
function distances(words: v128): v128 {
  const upper = i64x2.gt_s(v128.xor(words, words), words);
  const w = i64x2.shr_u(v128.xor(v128.xor(words, upper), constant(NOT_SIGN)), 11);
  return sub(v128.or(w, constant(EXPONENT_52)), constant(HALF_BELOW));
}

/** Exponent and leading mantissa bits are the row, as an offset in bytes. */
// @ts-ignore: decorator
@inline
function rowsOf(v: v128): v128 {
  return i64x2.shl(i64x2.sub(i64x2.shr_u(v, 48), constant(FIRST_ROW)), 6);
}

/** The other bits are the place within the row. */
// @ts-ignore: decorator
@inline
function placeOf(v: v128): v128 {
  return sub(v, v128.and(v, constant(SEGMENT)));
}

/**
 * Two normals from two 64-bit words. The upper 53 bits k of a word, read as signed, stand for the
 * uniform (k + 1/2) / 2^53 + 1/2; |z| < 8.3, absolute error below 1.8e-12: the tails need the
 * bits, not the places between them.
 */
// @ts-ignore: decorator
@inline
export function normalInverseFine(words: v128): v128 {
  const v = distances(words), rows = rowsOf(v);
  const row0 = <usize>i64x2.extract_lane(rows, 0), row1 = <usize>i64x2.extract_lane(rows, 1);
  return v128.xor(quintic(row0, row1, placeOf(v)), v128.and(words, constant(SIGN)));
}

const BLOCK: usize = 512;
const ROWS: usize = memory.data(2048, 64); // row offsets of a block

/**
 * Normals from `count` 64-bit words, a multiple of four, not in place; the same bits as
 * `normalInverseFine`. Rows are sought for a block before any is read.
 */
export function fillNormalInverseFine(words: usize, count: usize, destination: usize): void {
  for (let end = words + (count << 3); words < end; ) {
    const bytes = min(end - words, BLOCK << 3);
    for (let i: usize = 0; i < bytes; i += 32) {
      const v = distances(v128.load(words + i)), u = distances(v128.load(words + i, 16));
      const s = placeOf(v), t = placeOf(u), rows = lowWords(rowsOf(v), rowsOf(u));
      v128.store(ROWS + (i >> 1), rows);
      v128.store(destination + i, s);
      v128.store(destination + i, t, 16);
    }
    for (let i: usize = 0, rows = ROWS; i < bytes; i += 32, rows += 16) {
      const place = destination + i;
      const first = quintic(load<u32>(rows), load<u32>(rows, 4), v128.load(place));
      const second = quintic(load<u32>(rows, 8), load<u32>(rows, 12), v128.load(place, 16));
      const x = v128.xor(first, v128.and(v128.load(words + i), constant(SIGN)));
      const y = v128.xor(second, v128.and(v128.load(words + i, 16), constant(SIGN)));
      v128.store(place, x);
      v128.store(place, y, 16);
    }
    words += bytes;
    destination += bytes;
  }
}
