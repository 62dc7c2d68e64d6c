// The standard normal distribution function by quintics around i / 32.
import { add, constant, firsts, greatest, least, lowWords, mulAdd, seconds, sub } from "./lanes";
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
  const high = mulAdd(mulAdd(seconds(e, f), t, firsts(e, f)), t, seconds(c, d));
  return mulAdd(mulAdd(mulAdd(high, t, firsts(c, d)), t, seconds(a, b)), t, firsts(a, b));
}

// @ts-ignore: decorator
@inline
function clamp(x: v128): v128 {
  return greatest(least(x, constant(LIMIT)), constant(MINUS_LIMIT));
}

/**
 * The distribution function of `x` and `y`, written to 32 bytes at `destination`.
 * Absolute error below 1.6e-15; 0 and 1 beyond 9 standard deviations; NaN of NaN.
 */
// @ts-ignore: decorator
@inline
export function normalDistribution(x: v128, y: v128, destination: usize): void {
  const a = clamp(x), b = clamp(y);
  const s = add(a, constant(ROUND)), t = add(b, constant(ROUND));
  // row numbers travel through memory: cheaper than lane extraction; 16 bits keep NaN in the table
  v128.store(destination, i32x4.shl(lowWords(s, t), 6));
  const row0: usize = load<u16>(destination), row1: usize = load<u16>(destination, 4);
  const row2: usize = load<u16>(destination, 8), row3: usize = load<u16>(destination, 12);
  const first = quintic(row0, row1, sub(a, sub(s, constant(ROUND))));
  const second = quintic(row2, row3, sub(b, sub(t, constant(ROUND))));
  v128.store(destination, first);
  v128.store(destination, second, 16);
}

const BLOCK: usize = 512;
const ROWS: usize = memory.data(2048, 64); // row offsets of a block

/**
 * The distribution function of `count` numbers, a multiple of four; the same bits as
 * `normalDistribution`. Rows are sought for a block before any is read, so that no number waits
 * for its own row: a quarter faster. `destination` may be `source`.
 */
export function fillNormalDistribution(source: usize, count: usize, destination: usize): void {
  for (let end = source + (count << 3); source < end; ) {
    const bytes = min(end - source, BLOCK << 3);
    for (let i: usize = 0; i < bytes; i += 32) {
      const a = clamp(v128.load(source + i)), b = clamp(v128.load(source + i, 16));
      const s = add(a, constant(ROUND)), t = add(b, constant(ROUND));
      v128.store(ROWS + (i >> 1), i32x4.shl(lowWords(s, t), 6));
      v128.store(destination + i, sub(a, sub(s, constant(ROUND))));
      v128.store(destination + i, sub(b, sub(t, constant(ROUND))), 16);
    }
    for (let i: usize = 0, rows = ROWS; i < bytes; i += 32, rows += 16) {
      const row0: usize = load<u16>(rows), row1: usize = load<u16>(rows, 4);
      const row2: usize = load<u16>(rows, 8), row3: usize = load<u16>(rows, 12);
      const first = quintic(row0, row1, v128.load(destination + i));
      const second = quintic(row2, row3, v128.load(destination + i, 16));
      v128.store(destination + i, first);
      v128.store(destination + i, second, 16);
    }
    source += bytes;
    destination += bytes;
  }
}
