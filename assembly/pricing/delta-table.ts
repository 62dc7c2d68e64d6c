// The delta of a book at one step, tabulated in the logarithm of the spot, so that a book of
// hundreds of options costs what one does: quintic Hermite polynomials between nodes a sixth of the
// narrowest option's deviation apart, within 2e-9 a unit of the options held. Beyond the nodes the
// terms themselves are added up.
import { ROW } from "../tile";
import {
  add, both, constant, firsts, greatest, least, mul, mulAdd, seconds, sub,
} from "../math/lanes";
import { exponentialFull } from "../math/exponential";
import { fillNormalDistribution } from "../math/normal-distribution";
import { TERM_BYTES } from "./book-delta";

/** The head of a table; value, slope and half the curvature of each node follow it. */
@unmanaged
export class DeltaTable {
  /** Place of the first node. */
  start: f64;
  /** Nodes a unit of the logarithm. */
  density: f64;
  /** Intervals. */
  count: f64;
}

export const TABLE_HEAD: usize = 32;
const NODE_BYTES: usize = 24;
/** Nodes a deviation. */
const FINENESS: f64 = 6;
/** Deviations of the spot that a table reaches to either side. */
const REACH: f64 = 6;
const INVERSE_ROOT_2PI: f64 = 0.3989422804014327;

/** Intervals of a table for a log that has deviation `spread`, and terms as narrow as `least`. */
export function tableIntervals(spread: f64, least: f64): u32 {
  return <u32>min(ceil(2 * REACH * spread * FINENESS / least), 65536) + 2;
}

/** Bytes of a table of so many intervals, a multiple of 16. */
export function tableBytes(intervals: u32): usize {
  return (TABLE_HEAD + <usize>(intervals + 1) * NODE_BYTES + 15) & ~(<usize>15);
}

/** Fill a table of the book's terms around a log of mean `mean` and deviation `spread`. */
export function fillDeltaTable(
  table: DeltaTable, terms: usize, options: u32, mean: f64, spread: f64, least: f64,
): void {
  const count = tableIntervals(spread, least);
  const width = 2 * REACH * spread / <f64>(count - 2);
  const step = width > 0 ? width : least / FINENESS;
  table.start = mean - REACH * spread - step;
  table.density = 1 / step;
  table.count = <f64>count;
  const nodes = changetype<usize>(table) + TABLE_HEAD;
  for (let first: u32 = 0; first <= count; first += BESIDE) {
    const beside = min(BESIDE, count + 1 - first);
    for (let i: u32 = 0; i < beside; i++) {
      store<f64>(LOGS + (<usize>i << 3), table.start + <f64>(first + i) * step);
    }
    fillNodes(terms, options, beside, step, nodes + <usize>first * NODE_BYTES);
  }
}

/** Nodes that are filled side by side, a multiple of four. */
const BESIDE: u32 = 64;
const LOGS: usize = memory.data(512, 64);
const ARGUMENTS: usize = memory.data(512, 64);
const DISTRIBUTIONS: usize = memory.data(512, 64);
const VALUES: usize = memory.data(512, 64);
const SLOPES: usize = memory.data(512, 64);
const CURVES: usize = memory.data(512, 64);
/** Deviations beyond which the distribution is 0 or 1, and flat. */
const BEYOND: f64 = 9;
const MINUS_HALF: usize = memory.data<f64>([-0.5], 8);

/**
 * The nodes of the first `count` numbers at `LOGS`, which increase: values, slopes in units of
 * `step`, and half the curvatures.
 */
function fillNodes(terms: usize, options: u32, count: u32, step: f64, nodes: usize): void {
  const bytes = (<usize>(count + 3) & ~3) << 3, end = terms + 8 + <usize>options * TERM_BYTES;
  const last = LOGS + (<usize>(count - 1) << 3);
  let whole = load<f64>(terms);
  memory.fill(VALUES, 0, bytes);
  memory.fill(SLOPES, 0, bytes);
  memory.fill(CURVES, 0, bytes);
  for (let term = terms + 8; term < end; term += TERM_BYTES) {
    const steep = load<f64>(term), shift = load<f64>(term, 8), weight = load<f64>(term, 16);
    if (weight == 0 || steep * load<f64>(last) + shift < -BEYOND) continue;
    if (steep * load<f64>(LOGS) + shift > BEYOND) whole += weight;
    else addToNodes(term, bytes);
  }
  for (let i: usize = 0; i < <usize>count; i++, nodes += NODE_BYTES) {
    const at = i << 3;
    store<f64>(nodes, whole + load<f64>(VALUES + at));
    store<f64>(nodes, load<f64>(SLOPES + at) * step, 8);
    store<f64>(nodes, 0.5 * load<f64>(CURVES + at) * step * step, 16);
  }
}

/** Add one term, its slope and its curvature in the log at each of the nodes. */
function addToNodes(term: usize, bytes: usize): void {
  const steep = v128.load64_splat(term), shift = v128.load64_splat(term, 8);
  const weight = v128.load64_splat(term, 16);
  const rise = mul(mul(weight, steep), both(INVERSE_ROOT_2PI));
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(ARGUMENTS + i, mulAdd(steep, v128.load(LOGS + i), shift));
  }
  fillNormalDistribution(ARGUMENTS, <usize>bytes >> 3, DISTRIBUTIONS);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = v128.load(ARGUMENTS + i), square = mul(x, x);
    const density = mul(rise, exponentialFull(mul(square, constant(MINUS_HALF))));
    const value = mulAdd(weight, v128.load(DISTRIBUTIONS + i), v128.load(VALUES + i));
    v128.store(VALUES + i, value);
    v128.store(SLOPES + i, add(v128.load(SLOPES + i), density));
    v128.store(CURVES + i, sub(v128.load(CURVES + i), mul(mul(density, steep), x)));
  }
}

const THREE: usize = memory.data<f64>([3.0], 8);
const FOUR: usize = memory.data<f64>([4.0], 8);
const FIVE: usize = memory.data<f64>([5.0], 8);
const SIX: usize = memory.data<f64>([6.0], 8);
const SEVEN: usize = memory.data<f64>([7.0], 8);
const TEN: usize = memory.data<f64>([10.0], 8);
const FIFTEEN: usize = memory.data<f64>([15.0], 8);

/** Where the nodes of a row of paths stand, and how far behind them the paths are. */
const SOUGHT: usize = memory.data(64, 16);
const BEHIND: usize = memory.data(128, 16);

/** Seek the nodes of a row of paths, those at the ends for what lies beyond; false if any does. */
// @ts-ignore: decorator
@inline
function seek(table: DeltaTable, logs: usize): bool {
  const start = f64x2.splat(table.start), density = f64x2.splat(table.density);
  const last = f64x2.splat(table.count), zero = v128.xor(start, start);
  const end = f64x2.splat(table.count - 1);
  const stride = i32x4.splat(<i32>NODE_BYTES);
  let inside = f64x2.eq(zero, zero);
  for (let lane: usize = 0; lane < ROW; lane += 32) {
    const x = mul(sub(v128.load(logs + lane), start), density);
    const y = mul(sub(v128.load(logs + lane, 16), start), density);
    const i = f64x2.floor(greatest(zero, least(x, end)));
    const j = f64x2.floor(greatest(zero, least(y, end)));
    inside = v128.and(inside, v128.and(f64x2.ge(x, zero), f64x2.lt(x, last)));
    inside = v128.and(inside, v128.and(f64x2.ge(y, zero), f64x2.lt(y, last)));
    v128.store(BEHIND + lane, sub(x, i));
    v128.store(BEHIND + lane, sub(y, j), 16);
    const first = i32x4.trunc_sat_f64x2_s_zero(i), second = i32x4.trunc_sat_f64x2_s_zero(j);
    const rows = v128.shuffle<i64>(first, second, 0, 2);
    v128.store(SOUGHT + (lane >> 1), i32x4.mul(rows, stride));
  }
  return v128.all_true<u64>(inside);
}

/** Targets of a row of paths from a table. */
export function lookUpDeltas(
  table: DeltaTable, terms: usize, options: u32, logs: usize, targets: usize,
): void {
  const nodes = changetype<usize>(table) + TABLE_HEAD, density = f64x2.splat(table.density);
  const inside = seek(table, logs);
  for (let lane: usize = 0; lane < ROW; lane += 32) {
    find(0, nodes, lane, density, targets + lane, 0);
    find(0, nodes, lane + 16, density, targets + lane + 16, 0);
  }
  if (!inside) mend(table, terms, options, logs, targets, 0);
}

/** The same, with the slopes in the logarithm at `slopes`. */
export function lookUpSlopes(
  table: DeltaTable, terms: usize, options: u32, logs: usize, targets: usize, slopes: usize,
): void {
  const nodes = changetype<usize>(table) + TABLE_HEAD, density = f64x2.splat(table.density);
  const inside = seek(table, logs);
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    find(1, nodes, lane, density, targets + lane, slopes + lane);
  }
  if (!inside) mend(table, terms, options, logs, targets, slopes);
}

/** Two targets from the nodes sought, and their slopes. */
// @ts-ignore: decorator
@inline
function find(
  withSlopes: i32, nodes: usize, lane: usize, density: v128, targets: usize, slopes: usize,
): void {
  const t = v128.load(BEHIND + lane), place = SOUGHT + (lane >> 1);
  const a = nodes + <usize>load<u32>(place), b = nodes + <usize>load<u32>(place, 4);
  const a0 = v128.load(a), b0 = v128.load(b), a1 = v128.load(a, 16), b1 = v128.load(b, 16);
  const a2 = v128.load(a, 32), b2 = v128.load(b, 32);
  const p = firsts(a0, b0), v = seconds(a0, b0), h = firsts(a1, b1);
  // what the quintic is beyond the parabola of the left node
  const rise = sub(sub(seconds(a1, b1), p), add(v, h));
  const tilt = sub(sub(firsts(a2, b2), v), add(h, h)), bend = sub(seconds(a2, b2), h);
  const c3 = sub(mul(constant(TEN), rise), sub(mul(constant(FOUR), tilt), bend));
  const c4 = sub(mul(constant(SEVEN), tilt), mulAdd(constant(FIFTEEN), rise, add(bend, bend)));
  const c5 = sub(mul(constant(SIX), rise), sub(mul(constant(THREE), tilt), bend));
  const square = mul(t, t), low = mulAdd(mulAdd(h, t, v), t, p);
  const high = mulAdd(mulAdd(c5, t, c4), t, c3);
  v128.store(targets, mulAdd(mul(square, t), high, low));
  if (!withSlopes) return;
  const steep = mulAdd(mul(constant(FIVE), c5), t, mul(constant(FOUR), c4));
  const curve = mulAdd(mulAdd(steep, t, mul(constant(THREE), c3)), t, add(h, h));
  v128.store(slopes, mul(density, mulAdd(curve, t, v)));
}

const EXACT: usize = memory.data(24, 16);

/** Targets, and slopes where they are wanted, of paths beyond the table, from the terms. */
function mend(
  table: DeltaTable, terms: usize, options: u32, logs: usize, targets: usize, slopes: usize,
): void {
  for (let lane: usize = 0; lane < ROW; lane += 8) {
    const x = (load<f64>(logs + lane) - table.start) * table.density;
    if (x >= 0 && x < table.count) continue;
    store<f64>(LOGS, load<f64>(logs + lane));
    fillNodes(terms, options, 1, 1, EXACT);
    store<f64>(targets + lane, load<f64>(EXACT));
    if (slopes) store<f64>(slopes + lane, load<f64>(EXACT, 8));
  }
}
