// The standard normal distribution function by quintics around i / 32.
import {
  add, constant, firsts, greatest, least, lowWords, mul, mulAdd, seconds, sub,
} from "./lanes";
import { NORMAL_DISTRIBUTION } from "./normal-distribution-table";

const LIMIT: usize = memory.data<f64>([8.99], 8);
const MINUS_LIMIT: usize = memory.data<f64>([-8.99], 8);
const ROUND: usize = memory.data<f64>([211106232532992.0 + 9.0], 8); // 1.5 x 2^47 + 9: 1/32 is last

/** Two rows at byte offsets `row0`, `row1` of the table, evaluated at `t`, one a lane. */
// @ts-ignore: decorator
@inline
function quintic(row0: usize, row1: usize, t: v128): v128 {
  const a = v128.load(row0, NORMAL_DISTRIBUTION), b = v128.load(row1, NORMAL_DISTRIBUTION);
  const c = v128.load(row0, NORMAL_DISTRIBUTION + 16);
  const d = v128.load(row1, NORMAL_DISTRIBUTION + 16);
  const e = v128.load(row0, NORMAL_DISTRIBUTION + 32);
  const f = v128.load(row1, NORMAL_DISTRIBUTION + 32);
  // pairs of coefficients side by side (Estrin): a shorter wait than one after the other
  const high = mulAdd(seconds(e, f), t, firsts(e, f)), low = mulAdd(seconds(a, b), t, firsts(a, b));
  const square = mul(t, t), middle = mulAdd(seconds(c, d), t, firsts(c, d));
  return mulAdd(mulAdd(high, square, middle), square, low);
}

// @ts-ignore: decorator
@inline
function clamp(x: v128): v128 {
  return greatest(least(x, constant(LIMIT)), constant(MINUS_LIMIT));
}

/**
 * First half of the distribution function of `x` and `y`: their rows of the table, as byte offsets,
 * to 16 bytes at `rows`, and their places within them to 32 bytes at `places`. Seeking the rows of
 * a whole block before reading any saves every number the wait for its own: a third faster.
 */
// @ts-ignore: decorator
@inline
export function seekNormal(x: v128, y: v128, rows: usize, places: usize): void {
  const a = clamp(x), b = clamp(y);
  const s = add(a, constant(ROUND)), t = add(b, constant(ROUND));
  const first = sub(a, sub(s, constant(ROUND))), second = sub(b, sub(t, constant(ROUND)));
  v128.store(rows, i32x4.shl(lowWords(s, t), 6));
  v128.store(places, first);
  v128.store(places, second, 16);
}

/** Second half: the function of two numbers, from 8 bytes at `rows` and their places. */
// @ts-ignore: decorator
@inline
export function foundNormal(rows: usize, place: v128): v128 {
  // 16 bits keep NaN, whose row is arbitrary, within the table
  return quintic(load<u16>(rows), load<u16>(rows, 4), place);
}

/**
 * The distribution function of `x` and `y`, written to 32 bytes at `destination`.
 * Absolute error below 1.6e-15; 0 and 1 beyond 9 standard deviations; NaN of NaN.
 */
// @ts-ignore: decorator
@inline
export function normalDistribution(x: v128, y: v128, destination: usize): void {
  seekNormal(x, y, SOUGHT, destination);
  const first = foundNormal(SOUGHT, v128.load(destination));
  const second = foundNormal(SOUGHT + 8, v128.load(destination, 16));
  v128.store(destination, first);
  v128.store(destination, second, 16);
}

const SOUGHT: usize = memory.data(16, 16);
const BLOCK: usize = 512;
const ROWS: usize = memory.data(2048, 64); // row offsets of a block

/**
 * The distribution function of `count` numbers, a multiple of four; the same bits as
 * `normalDistribution`. `destination` may be `source`.
 */
export function fillNormalDistribution(source: usize, count: usize, destination: usize): void {
  for (let end = source + (count << 3); source < end; ) {
    const bytes = min(end - source, BLOCK << 3);
    for (let i: usize = 0; i < bytes; i += 32) {
      const x = v128.load(source + i), y = v128.load(source + i, 16);
      seekNormal(x, y, ROWS + (i >> 1), destination + i);
    }
    for (let i: usize = 0, rows = ROWS; i < bytes; i += 32, rows += 16) {
      const first = foundNormal(rows, v128.load(destination + i));
      const second = foundNormal(rows + 8, v128.load(destination + i, 16));
      v128.store(destination + i, first);
      v128.store(destination + i, second, 16);
    }
    source += bytes;
    destination += bytes;
  }
}
