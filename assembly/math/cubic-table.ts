// A smooth function by cubics between nodes 1/64 apart on [-8.5, 8.5]: what takes long to compute is
// worked out once, and read as often as wanted.
import { add, constant, firsts, greatest, least, mul, mulAdd, seconds, sub } from "./lanes";

/** Nodes to a unit, and of one side of zero. */
const DENSITY: f64 = 64.0;
const SIDE: i32 = 544;
/** Nodes of a table. */
export const NODES: i32 = 2 * SIDE + 1;
const ROW_BYTES: usize = 32;
/** Bytes of a table. */
export const TABLE_BYTES: usize = <usize>(2 * SIDE) * ROW_BYTES;

/** Where node `i` is. */
export function nodeAt(i: i32): f64 {
  return <f64>(i - SIDE) / DENSITY;
}

/** Put node `i` in its place: the function and its slope there. Afterwards `closeTable`. */
export function setNode(table: usize, i: i32, value: f64, slope: f64): void {
  const step = slope / DENSITY;
  if (i < 2 * SIDE) {
    store<f64>(table + <usize>i * ROW_BYTES, value);
    store<f64>(table + <usize>i * ROW_BYTES, step, 8);
  }
  if (i > 0) {
    store<f64>(table + <usize>(i - 1) * ROW_BYTES, value, 16);
    store<f64>(table + <usize>(i - 1) * ROW_BYTES, step, 24);
  }
}

/** Turn values and slopes at both ends of every row into the coefficients of Hermite's cubic. */
export function closeTable(table: usize): void {
  for (let row = table, end = table + TABLE_BYTES; row < end; row += ROW_BYTES) {
    const rise = load<f64>(row, 16) - load<f64>(row);
    const first = load<f64>(row, 8), last = load<f64>(row, 24);
    store<f64>(row, 3 * rise - 2 * first - last, 16);
    store<f64>(row, first + last - 2 * rise, 24);
  }
}

const SCALE: usize = memory.data<f64>([64.0], 8);
const MIDDLE: usize = memory.data<f64>([543.5], 8); // half a row less: rounding then cuts off
const FIRST: usize = memory.data<f64>([-0.4999], 8);
const LAST: usize = memory.data<f64>([1087.4999], 8);
const HALF: usize = memory.data<f64>([0.5], 8);
const ROUND: usize = memory.data<f64>([6755399441055744.0], 8); // 1.5 x 2^52: its last bit is one
const SOUGHT: usize = memory.data(16, 16);

/** The function at two numbers; at the nearer end beyond the table, at an end for NaN. */
// @ts-ignore: decorator
@inline
export function readTable(table: usize, x: v128): v128 {
  const place = mulAdd(x, constant(SCALE), constant(MIDDLE));
  const inside = greatest(constant(FIRST), least(constant(LAST), place));
  const rounded = add(inside, constant(ROUND));
  const t = add(sub(inside, sub(rounded, constant(ROUND))), constant(HALF));
  v128.store(SOUGHT, i64x2.shl(rounded, 5));
  const first = table + load<u32>(SOUGHT), second = table + load<u32>(SOUGHT, 8);
  const a = v128.load(first), b = v128.load(second);
  const c = v128.load(first, 16), d = v128.load(second, 16);
  const high = mulAdd(seconds(c, d), t, firsts(c, d)), low = mulAdd(seconds(a, b), t, firsts(a, b));
  return mulAdd(high, mul(t, t), low);
}
