// Standard normals from 53-bit uniforms, by septics on 16 segments an octave of the tail
// probability.
import { constant, firsts, mulAdd, seconds, sub } from "./lanes";
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
function septic(row0: usize, row1: usize, t: v128): v128 {
  const a = v128.load(row0, NORMAL_INVERSE_FINE), b = v128.load(row1, NORMAL_INVERSE_FINE);
  const c = v128.load(row0, NORMAL_INVERSE_FINE + 16);
  const d = v128.load(row1, NORMAL_INVERSE_FINE + 16);
  const e = v128.load(row0, NORMAL_INVERSE_FINE + 32);
  const f = v128.load(row1, NORMAL_INVERSE_FINE + 32);
  const g = v128.load(row0, NORMAL_INVERSE_FINE + 48);
  const h = v128.load(row1, NORMAL_INVERSE_FINE + 48);
  const high = mulAdd(mulAdd(seconds(g, h), t, firsts(g, h)), t, seconds(e, f));
  const middle = mulAdd(mulAdd(mulAdd(high, t, firsts(e, f)), t, seconds(c, d)), t, firsts(c, d));
  return mulAdd(mulAdd(middle, t, seconds(a, b)), t, firsts(a, b));
}

/**
 * Two normals from two 64-bit words. The upper 53 bits k of a word, read as signed, stand for the
 * uniform (k + 1/2) / 2^53 + 1/2; |z| < 8.3, absolute error below 1.2e-15.
 */
// @ts-ignore: decorator
@inline
export function normalInverseFine(words: v128): v128 {
  // distance from the nearer tail, as w + 1/2 in f64
  const upper = i64x2.gt_s(v128.xor(words, words), words);
  const w = i64x2.shr_u(v128.xor(v128.xor(words, upper), constant(NOT_SIGN)), 11);
  const v = sub(v128.or(w, constant(EXPONENT_52)), constant(HALF_BELOW));
  // exponent and leading mantissa bits are the row, the other bits the place within it
  const rows = i64x2.shl(i64x2.sub(i64x2.shr_u(v, 48), constant(FIRST_ROW)), 6);
  const row0 = <usize>i64x2.extract_lane(rows, 0), row1 = <usize>i64x2.extract_lane(rows, 1);
  const place = sub(v, v128.and(v, constant(SEGMENT)));
  return v128.xor(septic(row0, row1, place), v128.and(words, constant(SIGN)));
}
